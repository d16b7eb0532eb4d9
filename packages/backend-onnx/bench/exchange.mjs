// The batch and the initial weights of a workload in a folder, the same for all programs:
// `arrays.raw` has float32 numbers one after the other, `arrays.json` says which are where.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackendRegistry, Random, withSeededMathRandom } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';
import { WORKLOADS } from './workloads.mjs';

/**
 * Draws a batch and initial weights and writes them.
 *
 * @param {string} folder
 * @param {string} name of the workload
 * @param {number} seed
 */
export async function writeArrays(folder, name, seed) {
  await new BackendRegistry([]).choose('cpu');
  const { x, y, layers } = WORKLOADS[name];
  const random = new Random(seed, name);
  const numbers = [];
  let offset = 0;
  const add = (shape, values) => {
    numbers.push(Float32Array.from(values));
    const place = { shape, offset };
    offset += values.length;
    return place;
  };
  const model = withSeededMathRandom(random.split('weights'), () =>
    tf.sequential({ layers: layers() }),
  );
  const index = {
    x: add(x.shape, drawn(x, random.split('x'))),
    y: add(y.shape, drawn(y, random.split('y'))),
    layers: model.layers
      .filter(({ weights }) => weights.length > 0)
      .map((layer) => layer.getWeights().map((weight) => add(weight.shape, weight.dataSync()))),
  };
  writeFileSync(join(folder, 'arrays.raw'), Buffer.concat(numbers.map(bytesOf)));
  writeFileSync(join(folder, 'arrays.json'), JSON.stringify(index));
}

/**
 * @param {string} folder
 * @param {string} name of the workload
 * @returns {{ x: HostArray, y: HostArray, layers: HostArray[][] }} values and shapes; of every
 *   layer that has weights these weights, in the order of Keras
 */
export function readArrays(folder, name) {
  const { buffer, byteOffset } = Uint8Array.from(readFileSync(join(folder, 'arrays.raw')));
  const index = JSON.parse(readFileSync(join(folder, 'arrays.json'), 'utf8'));
  const arrayAt = ({ shape, offset }, dtype = 'float32') => {
    const values = new Float32Array(buffer, byteOffset + 4 * offset, sizeOf(shape));
    return { shape, values: dtype === 'int32' ? Int32Array.from(values) : values };
  };
  return {
    x: arrayAt(index.x, WORKLOADS[name].x.dtype),
    y: arrayAt(index.y),
    layers: index.layers.map((weights) => weights.map((place) => arrayAt(place))),
  };
}

function drawn({ shape, value, classes }, random) {
  if (!classes) return Array.from({ length: sizeOf(shape) }, () => value(random));
  const [rows, columns] = shape;
  return Array.from({ length: rows }, () => {
    const label = random.integer(0, columns);
    return Array.from({ length: columns }, (_, column) => Number(column === label));
  }).flat();
}

const sizeOf = (shape) => shape.reduce((product, length) => product * length, 1);
const bytesOf = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength);
