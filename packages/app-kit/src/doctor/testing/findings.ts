// Findings of the doctor, for tests of what is made of them.
import type { BackendCheck, Examination } from '../examination.ts';

/** A backend that works on the processor, changed as given. */
export function workingBackend(name: string, changes: Partial<BackendCheck> = {}): BackendCheck {
  return {
    name,
    status: 'works',
    device: 'cpu',
    version: '1.2.3',
    detail: `about ${name}`,
    product: [
      [22, 28],
      [49, 64],
    ],
    speed: { gflops: 12.34, matrixSize: 512 },
    problem: null,
    hint: null,
    ...changes,
  };
}

/** A backend that did not load, changed as given. */
export function missingBackend(name: string, changes: Partial<BackendCheck> = {}): BackendCheck {
  return workingBackend(name, {
    status: 'unavailable',
    device: null,
    version: null,
    detail: null,
    product: null,
    speed: null,
    problem: `${name} is not installed`,
    ...changes,
  });
}

/** A machine on which all is well, without a graphics card, changed as given. */
export function examinationOf(changes: Partial<Examination> = {}): Examination {
  return {
    schemaVersion: 1,
    ok: true,
    seconds: 3.21,
    versions: { dlqr: '1.0.0', node: '22.12.0', tfjs: '4.22.0' },
    machine: {
      platform: 'linux',
      architecture: 'x64',
      system: 'Linux 6.1',
      processor: 'AMD EPYC',
      threads: 8,
      processorLimit: null,
      loadAverage: 0.5,
      memoryBytes: 16e9,
      availableMemoryBytes: 12e9,
    },
    graphics: { cards: [], usedBy: null, why: 'none was found' },
    backends: [workingBackend('onnx'), workingBackend('wasm'), workingBackend('cpu')],
    auto: { name: 'onnx', why: 'auto: onnx is the fastest backend installed here', problem: null },
    executionProviders: [{ name: 'cpu', usable: true, reason: null }],
    cache: { directory: '/cache', writable: true, freeBytes: 50e9, problem: null },
    advice: [],
    ...changes,
  };
}
