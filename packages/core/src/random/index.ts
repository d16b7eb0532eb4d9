export { Random, type RandomState } from './random.ts';
export { withSeededMathRandom } from './withSeededMathRandom.ts';
