// The batch and the initial weights of a workload, the same for all programs, drawn and in a folder:
// `arrays.raw` has float32 numbers one after the other, `arrays.json` says which are where.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackendRegistry, Random, withSeededMathRandom } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';
import { WORKLOADS } from './workloads.mjs';

/**
 * A model with random weights, on the backend in use, and a random batch.
 *
 * @param {string} name of the workload
 * @param {number} seed
 * @returns {{ model: tf.Sequential, x: HostArray, y: HostArray }}
 */
export function drawArrays(name, seed) {
  const { x, y, layers } = WORKLOADS[name];
  const random = new Random(seed, name);
  const build = () => tf.sequential({ layers: layers() });
  return {
    model: withSeededMathRandom(random.split('weights'), build),
    x: drawn(x, random.split('x')),
    y: drawn(y, random.split('y')),
  };
}

/** Draws and writes; see the head of this file. */
export async function writeArrays(folder, name, seed) {
  await new BackendRegistry([]).choose('cpu');
  const { model, x, y } = drawArrays(name, seed);
  const numbers = [];
  let offset = 0;
  const add = ({ shape, values }) => {
    numbers.push(Float32Array.from(values));
    const place = { shape, offset };
    offset += values.length;
    return place;
  };
  const index = {
    x: add(x),
    y: add(y),
    layers: model.layers
      .filter(({ weights }) => weights.length > 0)
      .map((layer) =>
        layer.getWeights().map((weight) => add({ shape: weight.shape, values: weight.dataSync() })),
      ),
  };
  writeFileSync(join(folder, 'arrays.raw'), Buffer.concat(numbers.map(bytesOf)));
  writeFileSync(join(folder, 'arrays.json'), JSON.stringify(index));
}

/**
 * @param {string} folder
 * @param {string} name of the workload
 * @returns {{ x: HostArray, y: HostArray, layers: HostArray[][] }} `layers`: the weights of every
 *   layer that has some, in the order of Keras
 */
export function readArrays(folder, name) {
  const { buffer } = Uint8Array.from(readFileSync(join(folder, 'arrays.raw')));
  const index = JSON.parse(readFileSync(join(folder, 'arrays.json'), 'utf8'));
  const arrayAt = ({ shape, offset }) => ({
    values: new Float32Array(buffer, 4 * offset, sizeOf(shape)),
    shape,
  });
  return {
    x: withDtype(arrayAt(index.x), WORKLOADS[name].x.dtype),
    y: arrayAt(index.y),
    layers: index.layers.map((weights) => weights.map(arrayAt)),
  };
}

function drawn({ shape, value, classes, dtype }, random) {
  const values = classes
    ? oneHotRows(shape, random)
    : Array.from({ length: sizeOf(shape) }, () => value(random));
  return withDtype({ values: Float32Array.from(values), shape }, dtype);
}

function oneHotRows([rows, columns], random) {
  return Array.from({ length: rows }, () => {
    const label = random.integer(0, columns);
    return Array.from({ length: columns }, (_, column) => Number(column === label));
  }).flat();
}

function withDtype({ values, shape }, dtype = 'float32') {
  return { values: dtype === 'int32' ? Int32Array.from(values) : values, shape };
}

const sizeOf = (shape) => shape.reduce((product, length) => product * length, 1);
const bytesOf = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength);
