// Tensors of the engine to tensors of a file, and back.
import * as tf from '@tensorflow/tfjs';
import type { StoredTensor } from './safetensors.ts';

/** The values of a tensor as a file holds them; the tensor stays the caller's. */
export function storedTensor(tensor: tf.Tensor): StoredTensor {
  const values = tensor.dataSync().slice() as StoredTensor['values'];
  const dtype = tensor.dtype === 'int32' || tensor.dtype === 'bool' ? tensor.dtype : 'float32';
  return { dtype, shape: tensor.shape, values };
}

/** A tensor of what a file holds, the caller's to dispose. */
export function liveTensor(stored: StoredTensor): tf.Tensor {
  return tf.tensor(stored.values, [...stored.shape], stored.dtype);
}
