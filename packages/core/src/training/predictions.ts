// What a callback needs to look at held-out data: a part that other packages carry along.
export { type HostData, hostDataOf } from './fitData.ts';
export type { HostArray } from './hostArray.ts';
export { predict } from './predict.ts';
