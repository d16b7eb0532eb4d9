// What to do, given what was found: nothing is advised that would not change anything here.
import type { Advice, BackendCheck, Examination } from './examination.ts';

type Findings = Pick<
  Examination,
  'versions' | 'machine' | 'graphics' | 'backends' | 'auto' | 'executionProviders' | 'cache'
>;

const GIBIBYTE = 2 ** 30;

/** The advice that follows from an examination, most urgent first. */
export function adviceFor(found: Findings): Advice[] {
  return [
    nodeAdvice(found.versions.node),
    lateAdvice(found),
    autoAdvice(found),
    ...found.backends.filter(({ name }) => name !== 'tensorflow').map(backendAdvice),
    reinstallAdvice(found.backends),
    tensorflowAdvice(found),
    providerAdvice(found),
    cudaProviderAdvice(found),
    processorAdvice(found),
    found.machine.availableMemoryBytes < GIBIBYTE
      ? advice(
          'Less than 1 GB of memory is available: close other programs, or give a small --batch-size.',
        )
      : null,
    cacheAdvice(found),
  ].filter((item) => item !== null);
}

function advice(text: string, command: string | null = null): Advice {
  return { text, command };
}

/** @param version as `process.versions.node` */
function nodeAdvice(version: string): Advice | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return advice(`Node ${version} is too old: dlqr needs 20.19 or newer.`);
  }
  if (major % 2 === 0 || major > 25) return null; // no odd one up to 25 became a long-term release
  return advice(
    `Node ${major} is no long-term release: use an even version, such as ${major - 1}.`,
  );
}

/** No answer of a busy machine says anything about a backend. */
function isLate(problem: string | null): boolean {
  return /no answer within|no time was left/.test(problem ?? '');
}

function lateAdvice({ backends, auto }: Findings): Advice | null {
  if (![...backends, auto].some(({ problem }) => isLate(problem))) return null;
  return advice(
    'There was too little time, or the machine is busy. To give it more:',
    'npm start -- doctor --timeout 60',
  );
}

function autoAdvice({ auto, backends }: Findings): Advice | null {
  if (auto.problem === null || isLate(auto.problem)) return null;
  const working = backends.find(({ status }) => status === 'works')?.name;
  return advice(
    `Programs cannot choose a backend by themselves here (${auto.problem}).${working ? ' Name one:' : ''}`,
    working ? `npm start -- --backend ${working}` : null,
  );
}

function backendAdvice({ name, status, problem, hint }: BackendCheck): Advice | null {
  if (problem === null || isLate(problem)) return null;
  if (hint !== null) return advice(`${name}: ${hint}`);
  return status === 'broken' ? advice(`${name} is broken here: ${problem}.`) : null;
}

/** For what comes with every installation and should work wherever it is made for. */
function reinstallAdvice(backends: readonly BackendCheck[]): Advice | null {
  const missing = backends.some(
    ({ name, status }) => name !== 'tensorflow' && status === 'unavailable',
  );
  if (!missing) return null;
  return advice(
    'To install everything again, delete the folder node_modules and run:',
    'npm start -- doctor',
  );
}

const REBUILD = 'npx pnpm rebuild @tensorflow/tfjs-node-gpu @tensorflow/tfjs-node';
const CUDA = 'CUDA 11.2, cuDNN 8.1 and a driver above 450';
const DOWNLOAD = 'hundreds of MB from storage.googleapis.com';

function tensorflowAdvice({ backends, graphics, machine }: Findings): Advice | null {
  const tensorflow = backends.find(({ name }) => name === 'tensorflow');
  if (!tensorflow) return null;
  const onX64 = machine.architecture === 'x64' && /^(linux|win32)$/.test(machine.platform);
  const useful = onX64 && graphics.cards.some(({ vendor }) => vendor === 'nvidia');
  if (tensorflow.status === 'works') {
    if (!useful || tensorflow.device === 'gpu') return null;
    return advice(`For tensorflow to use the NVIDIA card, install ${CUDA}, then run:`, REBUILD);
  }
  if (tensorflow.status !== 'unavailable') return backendAdvice(tensorflow);
  if (/native part/.test(tensorflow.problem ?? '')) {
    return advice(`tensorflow lacks its native part (${DOWNLOAD}); to fetch it again:`, REBUILD);
  }
  const install = 'npm start -- doctor --backend tensorflow';
  if (backends.length === 1) {
    return advice(
      `The download of TensorFlow's native part must have failed: it comes from storage.googleapis.com, or from the mirror that TFJS_NODE_BASE_URI names. To try again, delete the folder node_modules and run:`,
      install,
    );
  }
  return useful
    ? advice(
        `To compute on the NVIDIA card: native TensorFlow (${DOWNLOAD}), with ${CUDA}.`,
        install,
      )
    : advice(
        `tensorflow is optional: apps prefer onnx to it where it finds no NVIDIA card. To have it all the same (${DOWNLOAD}):`,
        install,
      );
}

/** Providers that work are of use to programs only: the apps compute on the processor. */
function providerAdvice({ executionProviders }: Findings): Advice | null {
  const ready = executionProviders.filter(({ name, usable }) => usable && name !== 'cpu');
  if (ready.length === 0) return null;
  const list = [...ready.map(({ name }) => name), 'cpu'].map((name) => `'${name}'`).join(', ');
  return advice(
    `onnxruntime can use a graphics card here, which pays for large nets; in programs of your own: registerOnnxBackend({ executionProviders: [${list}] })`,
  );
}

function cudaProviderAdvice({ executionProviders, graphics }: Findings): Advice | null {
  const missing = executionProviders.some(({ name, usable }) => name === 'cuda' && !usable);
  if (!missing || !graphics.cards.some(({ vendor }) => vendor === 'nvidia')) return null;
  return advice(
    'To use the NVIDIA card with onnx, in a project of your own: install CUDA 12 and cuDNN 9, then run there:',
    'ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node',
  );
}

function processorAdvice({ machine }: Findings): Advice | null {
  const { processorLimit: limit, threads, platform } = machine;
  if (limit === null || limit >= threads || platform !== 'linux') return null;
  const last = Math.max(0, Math.ceil(limit) - 1);
  return advice(
    `This container may use ${limit} processors, but shows ${threads}: more threads than processors slow each other down. To use fewer:`,
    `taskset --cpu-list 0-${last} npm start`,
  );
}

function cacheAdvice({ cache }: Findings): Advice | null {
  if (!cache.writable) {
    return advice(
      `Downloaded data cannot be kept in ${cache.directory}: set DLQR_CACHE_DIR to a folder that can be written to.`,
    );
  }
  if (cache.freeBytes === null || cache.freeBytes >= GIBIBYTE) return null;
  return advice(
    `Less than 1 GB is free in ${cache.directory}: make room, or set DLQR_CACHE_DIR to another folder.`,
  );
}
