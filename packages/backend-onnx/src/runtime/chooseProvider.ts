// Finds the execution provider that this machine has; none is passed over in silence.
import { UnavailableError, ValueError } from '@dlqr/core/errors';
import { add } from '../graph/ops.ts';
import { placeholder } from '../graph/value.ts';
import { type NativeSessionOptions, nativeBinding } from './ortBinding.ts';
import { serialize } from './serialize.ts';

/** A provider of onnxruntime: its name, or its name and options. */
export type ExecutionProvider = string | { readonly name: string };

/** What was found. */
export interface ChosenProviders {
  /** As sessions are told: the chosen provider, and `cpu` for operators that it has not. */
  readonly providers: readonly ExecutionProvider[];
  /** The wanted ones that this machine has not, and why. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Takes the first provider that can run a small program.
 *
 * @param wanted most wanted first; each is tried by itself, since onnxruntime gives up on the whole
 *   list when it cannot have the first
 * @throws {ValueError} when the list is empty
 * @throws {UnavailableError} when none can be had; the message has the reason of each
 */
export function chooseProvider(
  wanted: readonly ExecutionProvider[],
  tryOut: (provider: ExecutionProvider) => void = runSmallProgram,
): ChosenProviders {
  if (wanted.length === 0) {
    throw new ValueError('executionProviders is empty; expected at least one name', {
      hint: 'Leave it out to use the processor: it is the same as ["cpu"].',
    });
  }
  const refused: { name: string; reason: string }[] = [];
  for (const provider of wanted) {
    const name = nameOf(provider);
    try {
      if (name !== 'cpu') tryOut(provider);
      return { providers: name === 'cpu' ? ['cpu'] : [provider, 'cpu'], refused };
    } catch (error) {
      refused.push({ name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new UnavailableError(
    `onnxruntime has none of the providers that were asked for. ${refused
      .map(({ name, reason }) => `${name}: ${reason}`)
      .join('; ')}`,
    {
      hint: 'Add "cpu" at the end of executionProviders to go on without, or see the README on GPUs.',
    },
  );
}

function nameOf(provider: ExecutionProvider): string {
  return typeof provider === 'string' ? provider : provider.name;
}

function runSmallProgram(provider: ExecutionProvider): void {
  const x = placeholder([2], 'float32');
  const bytes = serialize({ inputs: [x], outputs: [add(x, x)] });
  const session = new (nativeBinding().InferenceSession)();
  const options: NativeSessionOptions = { executionProviders: [provider], logSeverityLevel: 4 };
  session.loadModel(bytes.buffer, bytes.byteOffset, bytes.byteLength, options);
  const data = Float32Array.of(1, 2);
  session.run({ i0: { type: 'float32', dims: [2], location: 'cpu', data } }, { o0: null }, {});
  session.dispose();
}
