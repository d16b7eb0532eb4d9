// Whether something computes on a graphics card, and why not.
import type { BackendCheck, GraphicsCard, GraphicsFacts } from './examination.ts';
import type { ProviderCheck } from './tryExecutionProviders.ts';

/** Puts together what the system, the backends and onnxruntime's providers say of graphics cards. */
export function graphicsFacts(
  cards: readonly GraphicsCard[],
  backends: readonly BackendCheck[],
  providers: readonly ProviderCheck[],
): GraphicsFacts {
  const onGpu = backends.find(({ status, device }) => status === 'works' && device === 'gpu');
  if (onGpu) return { cards, usedBy: onGpu.name, why: `${onGpu.name} computes on a GPU` };
  return { cards, usedBy: null, why: whyNone(cards, backends, providers) };
}

function whyNone(
  cards: readonly GraphicsCard[],
  backends: readonly BackendCheck[],
  providers: readonly ProviderCheck[],
): string {
  const ready = providers.filter(({ name, usable }) => usable && name !== 'cpu');
  const byHand = ready.length
    ? `; programs of your own can use onnxruntime's ${ready.map(({ name }) => name).join(' or ')}`
    : '';
  if (cards.length === 0) return `no card of NVIDIA, AMD, Intel or Apple was found here${byHand}`;
  if (!cards.some(({ vendor }) => vendor === 'nvidia')) {
    return `--backend tensorflow computes on cards of NVIDIA only${byHand}`;
  }
  const tensorflow = backends.find(({ name }) => name === 'tensorflow');
  if (tensorflow?.status === 'works') {
    return `TensorFlow found none that it can use: it needs @tensorflow/tfjs-node-gpu, CUDA 11.2 and cuDNN 8.1${byHand}`;
  }
  return `the backend that could use it, tensorflow, is ${tensorflow?.status ?? 'not examined'}${byHand}`;
}
