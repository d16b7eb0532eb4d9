import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeExamination } from './describeExamination.ts';
import type { Examination } from './examination.ts';
import { examinationOf, missingBackend, workingBackend } from './testing/findings.ts';

function described(changes: Partial<Examination>, options = {}) {
  return describeExamination(examinationOf(changes), options);
}

describe('describeExamination', () => {
  it('lines the backends up with ticks and what they do', () => {
    const lines = described({
      backends: [
        workingBackend('onnx', { speed: { gflops: 123.4, matrixSize: 1024 } }),
        missingBackend('tensorflow'),
        workingBackend('wasm', { status: 'broken', speed: null, product: [[1]], problem: 'wrong' }),
      ],
    });
    const start = lines.findIndex((line) => line.includes('GFLOP/s'));
    expect(lines.slice(start, start + 4)).toEqual([
      '  backend     loads  product  device  GFLOP/s     matrices',
      '✔ onnx          yes    right     cpu      123  1024 x 1024  about onnx, version 1.2.3',
      '– tensorflow     no        –       –        –            –',
      '✘ wasm          yes    wrong     cpu        –            –  about wasm, version 1.2.3',
    ]);
    expect(lines).toContain('tensorflow  unavailable: tensorflow is not installed');
    expect(lines).toContain('wasm        broken: wrong');
  });

  it('says what was computed, what apps take, and that all is well', () => {
    const text = described({}, { width: 200 }).join('\n');
    expect(text).toContain('= [[22, 28], [49, 64]] on onnx, wasm and cpu');
    expect(text).toContain('apps take onnx: onnx is the fastest backend installed here');
    expect(text).toContain('3 of 3 backends work (examined in 3.2 s). Train something: npm start');
    expect(text).not.toContain('What could be better');
    expect(text).not.toContain('busy');
  });

  it('says what is known of the machine', () => {
    const { machine } = examinationOf();
    const card = { vendor: 'nvidia', name: 'T4', driver: '550', memoryBytes: 16e9 } as const;
    const text = described({
      machine: { ...machine, processorLimit: 1.5, loadAverage: 9 },
      graphics: { cards: [card], usedBy: null, why: 'no CUDA' },
      cache: { directory: '/c', writable: false, freeBytes: null, problem: 'EACCES' },
    }).join('\n');
    expect(text).toContain('8, of which a container may use 1.5');
    expect(text).toContain('16.0 GB, 12.0 GB available');
    expect(text).toContain('T4, driver 550, 16.0 GB: no CUDA');
    expect(text).toContain('/c, not writable: EACCES');
    expect(text).toMatch(/of a\s+busy machine/);
  });

  it('gives advice with its commands on lines of their own', () => {
    const advice = [{ text: 'Do this:', command: 'npm start -- this' }];
    const lines = described({ advice });
    const start = lines.indexOf('What could be better');
    expect(lines.slice(start + 1, start + 3)).toEqual(['- Do this:', '    npm start -- this']);
  });

  it('has no verdict where nothing works: that is the error', () => {
    const auto = { name: null, why: null, problem: 'SIGSEGV' };
    const text = described({ ok: false, auto, backends: [missingBackend('cpu')] }).join('\n');
    expect(text).toContain('auto        failed: SIGSEGV');
    expect(text).not.toMatch(/backends work|right|GFLOP\/s {5}/);
  });

  it('keeps its sentences within the width', () => {
    const advice = [{ text: 'word '.repeat(60).trim(), command: null }];
    const why = 'word '.repeat(60).trim();
    const lines = described({ advice, graphics: { cards: [], usedBy: null, why } }, { width: 72 });
    const sentences = lines.filter((line) => line.includes('word'));
    expect(sentences.length).toBeGreaterThan(8);
    for (const line of sentences) expect(line.length).toBeLessThanOrEqual(72);
  });

  it('is the same text with colours', () => {
    const plain = described({});
    const coloured = described({}, { colour: true });
    expect(coloured).not.toEqual(plain);
    expect(coloured.map((line) => stripVTControlCharacters(line))).toEqual(plain);
  });
});
