// How folds are trained after a module.
import type { LoadedFoldModule } from './foldModule.ts';
import type { FoldFitOptions, FoldTraining } from './trainFold.ts';

/** The module's functions with the options of the call; the module's `fit` is added to the call's. */
export function trainingOfModule(
  { buildModel, preprocess, fit }: LoadedFoldModule,
  call: {
    readonly fit: FoldFitOptions;
    readonly trainScores: boolean;
    readonly parameters: unknown;
  },
): FoldTraining {
  return {
    buildModel,
    preprocess,
    fit: fit ? (context) => ({ ...call.fit, ...fit(context) }) : call.fit,
    trainScores: call.trainScores,
    parameters: call.parameters,
  };
}
