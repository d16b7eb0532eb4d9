import { expect, it } from 'vitest';
import { add, gemm, matMul } from '../graph/ops.ts';
import { multiNode, node, placeholder, type Value } from '../graph/value.ts';
import { threadsFor } from './threads.ts';

it('gives a small program one thread', () => {
  const x = placeholder([1000, 100], 'float32');
  expect(threadsFor({ inputs: [x], outputs: [add(x, x)] }, 8)).toBe(1);
});

it('gives all threads where many elements are read, written or multiplied', () => {
  const long = placeholder([2_000_000], 'float32');
  const sum = node('ReduceSum', [long], [], 'float32');
  expect(threadsFor({ inputs: [long], outputs: [sum] }, 8)).toBe(8);
  const x = placeholder([200, 200], 'float32');
  expect(threadsFor({ inputs: [x], outputs: [matMul(x, x)] }, 8)).toBe(8);
  expect(threadsFor({ inputs: [x], outputs: [gemm(x, x)] }, 8)).toBe(8);
  const image = placeholder([1, 8, 30, 30], 'float32');
  const filter = placeholder([32, 8, 3, 3], 'float32');
  const convolved = node('Conv', [image, filter], [1, 32, 28, 28], 'float32');
  expect(threadsFor({ inputs: [image, filter], outputs: [convolved] }, 8)).toBe(8);
});

it('adds up what many nodes do', () => {
  const x = placeholder([100_000], 'float32');
  let y = x;
  for (let index = 0; index < 12; index += 1) y = add(y, x);
  expect(threadsFor({ inputs: [x], outputs: [y] }, 8)).toBe(8);
});

it('counts the body of a scan once a step', () => {
  const scanned = (numSteps: number): Value[] => {
    const [before, part] = [placeholder([10], 'float32'), placeholder([10], 'float32')];
    const graph = { inputs: [before, part], outputs: [add(before, part)] };
    const inputs = [placeholder([10], 'float32'), placeholder([numSteps, 10], 'float32')];
    const attributes = { num_scan_inputs: 1, body: { graph } };
    return multiNode('Scan', inputs, [{ shape: [10], dtype: 'float32' }], attributes);
  };
  expect(threadsFor({ inputs: [], outputs: scanned(99_000) }, 8)).toBe(1);
  expect(threadsFor({ inputs: [], outputs: scanned(101_000) }, 8)).toBe(8);
});

it('cannot know how often a loop runs and gives it all threads', () => {
  const x = placeholder([2], 'float32');
  const graph = { inputs: [x], outputs: [x] };
  const [y] = multiNode('Loop', [x], [{ shape: [2], dtype: 'float32' }], { body: { graph } });
  expect(threadsFor({ inputs: [x], outputs: y ? [y] : [] }, 8)).toBe(8);
});
