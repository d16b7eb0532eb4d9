import { describe, expect, it } from 'vitest';
import { adviceFor } from './adviceFor.ts';
import type { Examination } from './examination.ts';
import { examinationOf, missingBackend, workingBackend } from './testing/findings.ts';

function adviceOn(changes: Partial<Examination>) {
  return adviceFor(examinationOf(changes));
}

const { machine, versions, cache } = examinationOf();
const others = [workingBackend('onnx'), workingBackend('wasm'), workingBackend('cpu')];
const graphics: Examination['graphics'] = {
  cards: [{ vendor: 'nvidia', name: 'T4', driver: '550', memoryBytes: null }],
  usedBy: null,
  why: '',
};
const INSTALL = 'npm start -- doctor --backend tensorflow';

describe('adviceFor', () => {
  it('has none where all is well', () => {
    expect(adviceOn({})).toEqual([]);
  });

  it.each([
    ['18.20.0', /too old/],
    ['20.18.3', /too old/],
    ['23.1.0', /no long-term release: use an even version, such as 22/],
  ])('speaks of Node %s', (node, text) => {
    expect(adviceOn({ versions: { ...versions, node } })).toEqual([
      { text: expect.stringMatching(text), command: null },
    ]);
  });

  it.each(['20.19.0', '22.0.0', '24.5.1', '27.0.0'])('is content with Node %s', (node) => {
    expect(adviceOn({ versions: { ...versions, node } })).toEqual([]);
  });

  it('says how to install what came with the installation and is gone', () => {
    const onnx = missingBackend('onnx', { hint: 'It needs glibc.' });
    expect(adviceOn({ backends: [onnx, workingBackend('cpu')] })).toEqual([
      { text: 'onnx: It needs glibc.', command: null },
      { text: expect.stringContaining('delete the folder'), command: 'npm start -- doctor' },
    ]);
  });

  it('names what is broken, and gives more time, once, where answers were late', () => {
    const broken = missingBackend('wasm', { status: 'broken', problem: 'a wrong product' });
    const late = workingBackend('cpu', { problem: 'no time was left to measure its speed' });
    const auto = { name: null, why: null, problem: 'gave no answer within 2 seconds' };
    expect(adviceOn({ backends: [broken, late], auto })).toEqual([
      { text: expect.stringContaining('busy'), command: 'npm start -- doctor --timeout 60' },
      { text: 'wasm is broken here: a wrong product.', command: null },
    ]);
  });

  it('names a backend where auto ends the program', () => {
    const auto = { name: null, why: null, problem: 'SIGSEGV' };
    const backends = [missingBackend('onnx', { status: 'broken' }), workingBackend('wasm')];
    expect(adviceOn({ auto, backends })[0]).toEqual({
      text: expect.stringContaining('SIGSEGV'),
      command: 'npm start -- --backend wasm',
    });
  });

  describe('on tensorflow', () => {
    const withTensorflow = (
      tensorflow: Examination['backends'][number],
      changes: Partial<Examination> = {},
    ) => adviceOn({ backends: [...others, tensorflow], ...changes });

    it.each([
      ['optional without a card', {}, /^tensorflow is optional/],
      ['of use with one', { graphics }, /^To compute on the NVIDIA card.*CUDA 11.2, cuDNN 8.1/],
      [
        'optional where its GPU build does not exist',
        { graphics, machine: { ...machine, architecture: 'arm64' } },
        /^tensorflow is optional/,
      ],
    ])('is %s', (_, changes, text) => {
      const [install] = withTensorflow(missingBackend('tensorflow'), changes);
      expect(install).toEqual({ text: expect.stringMatching(text), command: INSTALL });
    });

    it('fetches a native part that is missing', () => {
      const problem = '@tensorflow/tfjs-node: installed without its native part';
      const [rebuild] = withTensorflow(missingBackend('tensorflow', { problem }));
      expect(rebuild?.command).toMatch(/^npx pnpm rebuild @tensorflow\/tfjs-node-gpu/);
    });

    it('does not repeat the command that has just failed', () => {
      const [again] = adviceOn({ backends: [missingBackend('tensorflow')] });
      expect(again?.text).toMatch(/download .* must have failed.*delete the folder node_modules/);
    });

    it('asks for CUDA where it works beside an idle card, and is content where it uses it', () => {
      const [cuda] = withTensorflow(workingBackend('tensorflow'), { graphics });
      expect(cuda?.text).toContain('CUDA 11.2');
      const onGpu = workingBackend('tensorflow', { device: 'gpu' });
      expect(withTensorflow(onGpu, { graphics })).toEqual([]);
      expect(withTensorflow(workingBackend('tensorflow'))).toEqual([]);
    });
  });

  it('shows how to use a provider that works', () => {
    const executionProviders = [
      { name: 'cpu', usable: true, reason: null },
      { name: 'webgpu', usable: true, reason: null },
      { name: 'cuda', usable: false, reason: 'no library' },
    ];
    const [use, install] = adviceOn({ executionProviders, graphics });
    expect(use?.text).toContain("registerOnnxBackend({ executionProviders: ['webgpu', 'cpu'] })");
    expect(install?.command).toBe('ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node');
    expect(adviceOn({ executionProviders })).toHaveLength(1); // no card, no CUDA
  });

  it('warns of a container that shows more processors than it grants', () => {
    const limited = { ...machine, processorLimit: 1.5 };
    expect(adviceOn({ machine: limited })).toEqual([
      {
        text: expect.stringContaining('may use 1.5 processors, but shows 8'),
        command: 'taskset --cpu-list 0-1 npm start',
      },
    ]);
    expect(adviceOn({ machine: { ...machine, processorLimit: 8 } })).toEqual([]);
  });

  it('warns of little memory, and of a cache that is full or closed', () => {
    const tight = { ...machine, availableMemoryBytes: 1e8 };
    const [memory, full] = adviceOn({ machine: tight, cache: { ...cache, freeBytes: 1e8 } });
    expect(memory?.text).toContain('--batch-size');
    expect(full?.text).toContain('/cache');
    const closed = { ...cache, writable: false, freeBytes: null, problem: 'EACCES' };
    expect(adviceOn({ cache: closed })[0]?.text).toContain('DLQR_CACHE_DIR');
  });
});
