// What a diagnosis says.

/** What can be wrong with a training, causes before their consequences. */
export const FINDING_KINDS = [
  'identicalUnits',
  'learningRateTooHigh',
  'explodingGradient',
  'saturatedActivations',
  'deadUnits',
  'vanishingGradient',
  'nonFinite',
  'notLearning',
  'learningRateTooLow',
  'overfitting',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** One thing that is wrong, how it shows, and what helps. */
export interface Finding {
  readonly kind: FindingKind;
  /** `error`: the training cannot go well; `warning`: it could go better. */
  readonly severity: 'error' | 'warning';
  /** Where it begins: the epoch from 0, or -1 for before the training. */
  readonly epoch: number;
  /** The layers concerned, in the order of the model; empty where it is about the whole. */
  readonly layers: readonly string[];
  /** How it shows, with figures: one sentence. */
  readonly evidence: string;
  /** What helps: one or two sentences. */
  readonly advice: string;
  /** Another finding that this one usually follows from; null for a cause of its own. */
  readonly causedBy: FindingKind | null;
}

/** A finding before it is set in relation to the others. */
export type Symptom = Omit<Finding, 'causedBy'>;
