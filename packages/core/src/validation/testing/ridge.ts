// Ridge regression on two columns in closed form: a learner whose scores scikit-learn knows too.
import type { FoldLearner } from '../crossValidateWith.ts';

/** x = (sin i, cos 2i), y = 3 + 2 x0 - x1 + 0.3 sin 5i for i = 0 … 23, as for `scikitLearn` below. */
export function waves(): { readonly x: [number, number][]; readonly y: number[] } {
  const x = Array.from({ length: 24 }, (_, i): [number, number] => [Math.sin(i), Math.cos(2 * i)]);
  const y = x.map(([a, b], i) => 3 + 2 * a - b + 0.3 * Math.sin(5 * i));
  return { x, y };
}

/** Minimises the squared errors + alpha (w0^2 + w1^2), with an intercept that is not penalised. */
export function ridge(alpha: number): FoldLearner {
  const { x, y } = waves();
  return ({ train, test }) => {
    const meanOf = (of: (row: number) => number) =>
      train.reduce((sum, row) => sum + of(row), 0) / train.length;
    const column = (index: 0 | 1) => (row: number) => (x[row] as [number, number])[index];
    const target = (row: number) => y[row] as number;
    const [m0, m1, my] = [meanOf(column(0)), meanOf(column(1)), meanOf(target)];
    const moment = (left: (row: number) => number, right: (row: number) => number) =>
      train.reduce((sum, row) => sum + left(row) * right(row), 0);
    const [c0, c1] = [(row: number) => column(0)(row) - m0, (row: number) => column(1)(row) - m1];
    const cy = (row: number) => target(row) - my;
    const [a, b, d] = [moment(c0, c0) + alpha, moment(c0, c1), moment(c1, c1) + alpha];
    const [e, f] = [moment(c0, cy), moment(c1, cy)];
    const determinant = a * d - b * b;
    const [w0, w1] = [(d * e - b * f) / determinant, (a * f - b * e) / determinant];
    const predict = (rows: Int32Array) =>
      Float64Array.from(rows, (row) => my + w0 * c0(row) + w1 * c1(row));
    return { test: predict(test), train: predict(train) };
  };
}

/**
 * Computed once by scikit-learn 1.9.1: `cross_validate`, `cross_val_predict`, `learning_curve` and
 * `validation_curve` of `Ridge` with `KFold(4)`; one value a fold.
 */
export const scikitLearn = {
  /** alpha = 0.5 */
  squaredError: [
    0.023057129832270897, 0.12357033386057141, 0.09761650365831843, 0.040058251746715866,
  ],
  absoluteError: [
    0.13174944819244203, 0.31412718953159474, 0.26385233380514067, 0.17563207038614695,
  ],
  trainSquaredError: [
    0.053329649069449515, 0.04256294277291726, 0.04830167797527799, 0.047122788987389856,
  ],
  predictions: [
    2.031386604068205, 5.020390501905286, 5.380324054860784, 2.341953698143649, 1.6771182375768945,
    1.956493883846373, 1.7354389417948224, 4.073307385722773, 5.6818646432494315,
    3.1492551652576384, 1.6616652440079978, 2.141273990462454, 1.6445933574713074,
    3.1926797881305804, 5.668933003081577, 4.051992843759521, 1.733030280314499, 2.0036369003178773,
    1.6280470977423551, 2.367057044819179, 5.395675513114076, 4.993736364326627, 2.0139366133152796,
    1.729431000363314,
  ],
  /** alpha = 0.5, train_sizes = [0.25, 0.5, 1.0]: 4, 9 and 18 rows */
  learningCurve: {
    sizes: [4, 9, 18],
    train: [
      [0.1631897987173791, 0.058016693825604725, 0.058016693825604725, 0.058016693825604725],
      [0.04823048814570553, 0.05617553659293554, 0.06062598047530157, 0.06062598047530157],
      [0.053329649069449515, 0.04256294277291726, 0.04830167797527799, 0.047122788987389856],
    ],
    test: [
      [0.38651121304805863, 1.5812753678029088, 1.336279301562298, 0.7402301878233443],
      [0.034978569956713286, 0.1481833811439163, 0.11435758804871742, 0.01041758018720119],
      [0.023057129832270897, 0.12357033386057141, 0.09761650365831843, 0.040058251746715866],
    ],
  },
  /** alpha = 0.1, 1 and 10 */
  validationCurve: {
    alphas: [0.1, 1, 10],
    train: [
      [0.046600632241970454, 0.03662722929356858, 0.042282223453103944, 0.04021628232366689],
      [0.07173135832311922, 0.058792837385737866, 0.06475095860078958, 0.065992278289213],
      [0.7624892252520612, 0.6667414003030833, 0.6783591006560219, 0.7689122359261863],
    ],
    test: [
      [0.04011132501305432, 0.09005896358736111, 0.06723324426679629, 0.06490822673254808],
      [0.014148191328977988, 0.17113007415564607, 0.14191512870423556, 0.02295691887433839],
      [0.44453765614124663, 1.0595490470768227, 1.013286136131667, 0.4099546496343578],
    ],
  },
} as const;
