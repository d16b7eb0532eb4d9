export { type ConstantOptions, constant } from './constant.ts';
export { type CosineDecayOptions, cosineDecay } from './cosineDecay.ts';
export { type CosineDecayRestartsOptions, cosineDecayRestarts } from './cosineDecayRestarts.ts';
export { type ExponentialDecayOptions, exponentialDecay } from './exponentialDecay.ts';
export { type InverseTimeDecayOptions, inverseTimeDecay } from './inverseTimeDecay.ts';
export { type LinearWarmupOptions, linearWarmup } from './linearWarmup.ts';
export { type OneCycleOptions, oneCycle } from './oneCycle.ts';
export { type PiecewiseConstantOptions, piecewiseConstant } from './piecewiseConstant.ts';
export {
  type PlateauOptions,
  type PlateauSchedule,
  type PlateauState,
  plateau,
} from './plateau.ts';
export { type PolynomialDecayOptions, polynomialDecay } from './polynomialDecay.ts';
export type { JsonValue, Schedule, ScheduleConfig } from './schedule.ts';
export { scheduleOf } from './scheduleOf.ts';
export { type StepDecayOptions, stepDecay } from './stepDecay.ts';
