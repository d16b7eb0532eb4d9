// The figures of a run.
import { captioned, type NamedFigure } from '@dlqr/app-kit';
import { calibrationCurve, wilsonInterval } from '@dlqr/metrics';
import { type ClassProbabilities, type Mistake, overfitGap } from '@dlqr/multiclass-classification';
import {
  barFigure,
  baselineComparison,
  type CalibrationLine,
  calibrationFigure,
  confusionMatrixFigure,
  type Figure,
  imageSheet,
  learningCurves,
  type SheetImage,
} from '@dlqr/plots';
import type { Findings } from './report.ts';
import { BASELINE_NAMES } from './words.ts';

/** The figures with their captions, in the order of the page. */
export function figuresOf(findings: Findings): NamedFigure[] {
  return captioned(drawn(findings), CAPTIONS);
}

/** Figures by file name. */
function drawn(findings: Findings): Record<string, Figure> {
  const { assessment, recipe, history, compared, loaded } = findings;
  const { quality, baselines, accuracyInterval, confusion, test } = assessment;
  const net = `net (${recipe.name})`;
  return {
    'baseline-comparison': baselineComparison(
      [
        {
          name: net,
          value: errorOf(quality.test.accuracy),
          low: errorOf(accuracyInterval.high),
          high: errorOf(accuracyInterval.low),
        },
        ...(['softmaxRegression', 'nearestMean', 'majority'] as const).map((name) => {
          return { name: BASELINE_NAMES[name], value: errorOf(baselines[name].accuracy) };
        }),
      ],
      {
        metric: 'errors on test rows',
        unit: '%',
        direction: 'min',
        model: net,
        intervalTitle: '95 % Wilson interval',
      },
    ),
    ...netsFigure(findings),
    'learning-curves': learningCurves(
      compared.length === 0
        ? history.history
        : [
            { name: recipe.name, history: history.history },
            ...compared.map((other) => {
              return { name: other.recipe.name, history: other.history.history };
            }),
          ],
    ),
    'confusion-matrix': confusionMatrixFigure(confusion, loaded.data.classNames),
    ...mistakesFigure(findings),
    calibration: calibrationFigure(
      {
        'as the net says': reliability(test.labels, test.uncalibrated),
        'with the temperature': reliability(test.labels, test.probabilities),
      },
      {
        subtitle: 'Probability of the predicted class against how often it is right',
        yTitle: 'share right',
        intervalTitle: '95 % Wilson intervals',
      },
    ),
  };
}

/** Training, validation and test errors of the nets side by side, where there are several. */
function netsFigure({ recipe, assessment, compared }: Findings): Record<string, Figure> {
  if (compared.length === 0) return {};
  const nets = [{ recipe, quality: assessment.quality }, ...compared];
  const bars = nets.flatMap((net) =>
    (['train', 'validation', 'test'] as const).map((part) => {
      const group = part === 'train' ? 'training' : part;
      return { name: net.recipe.name, group, value: errorOf(net.quality[part].accuracy) };
    }),
  );
  const least = nets.reduce((best, net) => {
    return overfitGap(net.quality).accuracy < overfitGap(best.quality).accuracy ? net : best;
  });
  return {
    'over-fit-gap': barFigure(bars, {
      title: `The over-fit gap is smallest for ${least.recipe.name}`,
      subtitle: 'The gap is what lies between training and validation errors',
      valueTitle: 'errors (%)',
      valueFormat: '.2f',
      showValues: true,
    }),
  };
}

/** In percent. */
function errorOf(accuracy: number): number {
  return 100 * (1 - accuracy);
}

/** How often the predicted class was right, by its probability. */
function reliability(labels: Int32Array, probabilities: ClassProbabilities): CalibrationLine {
  const { values, numRows, numClasses } = probabilities;
  const confidence = new Float64Array(numRows);
  const isRight = new Int32Array(numRows);
  for (let row = 0; row < numRows; row++) {
    const own = values.subarray(row * numClasses, (row + 1) * numClasses);
    confidence[row] = own.reduce((largest, value) => Math.max(largest, value), 0);
    isRight[row] = Number(own.indexOf(confidence[row] as number) === labels[row]);
  }
  const curve = calibrationCurve(isRight, confidence, { numBins: 10, posLabel: 1 });
  const intervals = curve.counts.map((count, bin) => {
    return wilsonInterval(Math.round(count * (curve.fractionOfPositives[bin] as number)), count);
  });
  return {
    ...curve,
    lower: intervals.map(({ lower }) => lower),
    upper: intervals.map(({ upper }) => upper),
  };
}

/** The worst mistakes as pictures, where rows are pictures and there are mistakes. */
function mistakesFigure({ assessment, loaded }: Findings): Record<string, Figure> {
  const { x } = loaded.data.test;
  const [, height = 0, width = 0, channels] = x.shape;
  if (channels !== 1 && channels !== 3) return {};
  if (assessment.mistakes.length === 0) return {};
  const { classNames } = loaded.data;
  const size = height * width * channels;
  const pictureOf = ({ index, actual, predicted, probability }: Mistake): SheetImage => ({
    pixels: x.values.subarray(index * size, (index + 1) * size),
    ...{ width, height, channels, isWrong: true },
    caption: `${classNames[actual]} → ${classNames[predicted]} (${probability.toFixed(2)})`,
  });
  return {
    'worst-mistakes': imageSheet(assessment.mistakes.map(pictureOf), {
      title: 'The most surprising mistakes: actual → predicted (its probability)',
    }),
  };
}

/** How to read each figure. */
const CAPTIONS: Readonly<Record<string, string>> = {
  'baseline-comparison':
    'Further left is better. A net that does not beat softmax regression is not worth its trouble.',
  'over-fit-gap':
    'Errors on the rows that a net was trained on, beside those on others. Dropout and L2 are there to close the gap.',
  'learning-curves':
    'Training and validation by epoch. Where the training curve leaves the validation curve behind, the net learns by heart. The loss of l2 includes its penalty.',
  'confusion-matrix':
    'Rows are what it is, columns what it was taken for. Off the diagonal are the mistakes.',
  'worst-mistakes':
    'Test images in which the true class was held least likely: unreadable ones, wrong labels, blind spots.',
  calibration:
    'On the diagonal a stated probability can be taken at its word. Below it the net promises too much.',
};
