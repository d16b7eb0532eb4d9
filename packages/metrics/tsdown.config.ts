import { libraryBuild } from '../../tsdown.base.ts';

export default {
  ...libraryBuild(),
  // The types of `core` mention TensorFlow.js: without this its declarations end up in ours.
  deps: { neverBundle: ['@tensorflow/tfjs'] },
};
