// Bias and variance on real data: first the net grows, then the data set.
import type { FitDiagnosis } from '@dlqr/core';
import { type Figure, facetFigure, validationCurves } from '@dlqr/plots';
import { METRIC } from '../diagnosis/crossValidatedNet.ts';
import { type Growth, grow, type Stage } from '../diagnosis/growth.ts';
import type { Section, SectionContext, SectionResult } from '../section.ts';
import { count, digits, plainName } from '../words.ts';

const TITLE = 'Bias and variance: growing the net, then the data set';

const VERDICTS: Readonly<Record<FitDiagnosis['verdict'], string>> = {
  highBias: 'high bias',
  highVariance: 'high variance',
  highBiasAndVariance: 'high bias and variance',
  dataMismatch: 'data mismatch',
  fine: 'fine',
};

/** The section. */
export const fitDiagnosis: Section = { name: 'diagnosis', title: TITLE, run };

async function run(context: SectionContext): Promise<SectionResult> {
  const growth = await grow(context);
  const { nets, lineOnMoreRows, widestOnMoreRows, regularised, reference, tolerance } = growth;
  const unit = plainName(context.data.target);
  const [line, widest] = [nets[0] as Stage, nets.at(-1) as Stage];
  const [few, all] = [widestOnMoreRows[0] as Stage, widestOnMoreRows.at(-1) as Stage];
  return {
    finding:
      `A linear model has ${errors(line)} on train and on unseen rows: ${verdict(line)}. A net of ${count(widest.numParameters)} parameters has ` +
      `${errors(widest)}: ${verdict(widest)}. From ${count(few.numRows)} to ${count(all.numRows)} rows its error on unseen rows falls from ` +
      `${digits(few.validation.mean)} to ${digits(all.validation.mean)}; with dropout and weight decay it has ${errors(regularised)}.`,
    text: [
      `Bias: a model misses on the very rows that it was trained on. Variance: it is worse on rows that it has not seen. diagnoseFit tells them apart: the error on train rows against what is known to be possible (${digits(reference)} ${unit}, the best of the nets here), the error on unseen rows against that on train rows. A gap counts when it is larger than ${digits(tolerance)} ${unit} and than the spread over the folds.`,
      'First the net grows: the error on train rows falls without end, that on unseen rows soon stops. Then the data set grows: the linear model soon has all that it can use, while the large net can use every row. All errors are cross-validated over the same five folds, with the preprocessing fitted inside each fold.',
      `What diagnoseFit advises for the linear model: ${line.diagnosis.advice[0] ?? 'nothing'} For the largest net: ${widest.diagnosis.advice.slice(0, 2).join(' ') || 'nothing.'}`,
    ],
    tables: [
      {
        caption: `Mean absolute error (${unit}), mean ± standard deviation over five folds`,
        header: ['net', 'parameters', 'rows', 'train', 'unseen', 'bias', 'variance', 'diagnosis'],
        rows: [...nets, regularised, ...lineOnMoreRows, ...widestOnMoreRows].map(rowOf),
      },
    ],
    figures: {
      'growing-net': {
        figure: netFigure(nets, unit),
        caption:
          'Mean absolute error over the size of the net; bands are one standard deviation over five folds.',
      },
      'growing-data': {
        figure: dataFigure(growth, unit),
        caption:
          'Mean absolute error over the number of train rows. The dashed line is the best error known. Left, both curves meet above it: more data does not help. Right, they come closer with every row.',
      },
    },
    checks: [
      {
        claim: 'A larger net has a smaller error on train rows (largest over linear)',
        measured: widest.train.mean / line.train.mean,
        limit: 1,
      },
    ],
    details: {
      reference,
      tolerance,
      nets: nets.map(detailsOf),
      regularised: detailsOf(regularised),
      lineOnMoreRows: lineOnMoreRows.map(detailsOf),
      widestOnMoreRows: widestOnMoreRows.map(detailsOf),
    },
  };
}

function errors({ train, validation }: Stage): string {
  return `errors of ${digits(train.mean)} and ${digits(validation.mean)}`;
}

function verdict({ diagnosis }: Stage): string {
  return VERDICTS[diagnosis.verdict];
}

function nameOf({ shape: { width, regularised } }: Stage): string {
  if (width === 0) return 'linear model';
  return `2 x ${width} units${regularised ? ', regularised' : ''}`;
}

function rowOf(stage: Stage): string[] {
  const { numParameters, numRows, train, validation, diagnosis } = stage;
  return [
    nameOf(stage),
    count(numParameters),
    count(numRows),
    `${digits(train.mean)} ± ${digits(train.standardDeviation, 2)}`,
    `${digits(validation.mean)} ± ${digits(validation.standardDeviation, 2)}`,
    digits(diagnosis.avoidableBias.gap, 2),
    digits(diagnosis.variance.gap, 2),
    verdict(stage),
  ];
}

function detailsOf({ shape, train, validation, diagnosis, ...rest }: Stage) {
  return {
    ...shape,
    ...rest,
    train: { mean: train.mean, standardDeviation: train.standardDeviation },
    validation: { mean: validation.mean, standardDeviation: validation.standardDeviation },
    diagnosis,
  };
}

/** The scores of both sides over the folds, in the order of their colours. */
function scoresOf(stages: readonly Stage[]): Record<string, readonly number[][]> {
  return {
    'train rows': stages.map(({ train }) => [...train.values]),
    'unseen rows': stages.map(({ validation }) => [...validation.values]),
  };
}

/** Whether the last stage suffers from variance: titles say it where it is so. */
function isHighVariance(stages: readonly Stage[]): boolean {
  return stages.at(-1)?.diagnosis.verdict === 'highVariance';
}

function netFigure(nets: readonly Stage[], unit: string): Figure {
  return validationCurves(
    nets.map(({ numParameters }) => numParameters),
    scoresOf(nets),
    {
      title: isHighVariance(nets)
        ? 'A larger net learns its rows by heart'
        : 'Errors on train and unseen rows as the net grows',
      xTitle: 'parameters of the net',
      xScale: 'log',
      metric: `mean absolute error (${unit})`,
      direction: METRIC.direction,
    },
  );
}

function dataFigure({ lineOnMoreRows, widestOnMoreRows, reference }: Growth, unit: string): Figure {
  const ends = ['right', 'left'] as const; // where the curves leave room for its name
  const panels = [lineOnMoreRows, widestOnMoreRows].map((stages, panel) =>
    validationCurves(
      stages.map(({ numRows }) => numRows),
      scoresOf(stages),
      {
        title: nameOf(stages[0] as Stage),
        xTitle: 'train rows',
        metric: `mean absolute error (${unit})`,
        reference: { name: 'best known', value: reference, labelEnd: ends[panel] ?? 'right' },
      },
    ),
  );
  return facetFigure(panels, {
    title: isHighVariance(widestOnMoreRows)
      ? 'More rows help the net that has variance'
      : 'Errors on train and unseen rows as the data set grows',
    height: 420,
  });
}
