// Runs a recurrent layer on a backend: what it answers, and the gradients with respect to everything.
import { Random, withSeededMathRandom } from '@dlqr/core/random';
import * as tf from '@tensorflow/tfjs';

export type LayerKind = 'lstm' | 'gru' | 'simpleRNN';
export type LayerOptions = Readonly<Record<string, unknown>>;

export interface LayerRun {
  readonly kind: LayerKind;
  /** Besides `units`. */
  readonly options?: LayerOptions;
  /** How two such layers, one forwards and one backwards, are joined; default: one layer. */
  readonly bidirectional?: 'concat' | 'sum' | 'mul' | 'ave';
  /** 1 for each step that counts, a row an example. */
  readonly mask?: readonly (readonly number[])[];
  readonly maskDtype?: 'bool' | 'float32' | 'int32';
  readonly withInitialState?: boolean;
  readonly training?: boolean;
  /** The spread of the weights; default 0.5. */
  readonly weightScale?: number;
  /** One number in place of all biases. */
  readonly biases?: number;
  readonly batch?: number;
  readonly time?: number;
  readonly features?: number;
  readonly units?: number;
}

/** By name: outputs, `d x`, `d h`, `d c`, `d kernel`, …. */
export type LayerResults = Readonly<Record<string, Float32Array>>;

function normal(random: Random, shape: number[], scale = 1): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  return tf.tensor(
    Float32Array.from({ length: size }, () => scale * random.normal()),
    shape,
  );
}

export async function differentiateLayer(
  backend: string,
  run: LayerRun,
  seed: number,
): Promise<LayerResults> {
  await tf.setBackend(backend);
  tf.engine().startScope();
  const { batch = 3, time = 4, features = 2, units = 3 } = run;
  const single = tf.layers[run.kind]({ units, ...run.options } as never);
  const layer = run.bidirectional
    ? tf.layers.bidirectional({ layer: single as tf.RNN, mergeMode: run.bidirectional })
    : single;
  try {
    const random = new Random(seed);
    const x = normal(random, [batch, time, features]);
    const numStates = run.withInitialState ? (run.kind === 'lstm' ? 2 : 1) : 0;
    const start = Array.from({ length: numStates }, () => normal(random, [batch, units]));
    const mask =
      run.mask && tf.tensor2d(run.mask.map((row) => [...row])).cast(run.maskDtype ?? 'bool');
    const call = (first: tf.Tensor, ...states: tf.Tensor[]): tf.Tensor[] =>
      withSeededMathRandom(new Random(seed, 'dropout'), () => {
        const initialState = states.length > 0 ? { initialState: states } : {};
        const kwargs = { mask: mask ?? null, training: run.training ?? false, ...initialState };
        return [layer.apply(first, kwargs)].flat() as tf.Tensor[];
      });
    call(x, ...start);
    const weights = layer.weights.map(({ shape, originalName }) =>
      run.biases !== undefined && originalName.endsWith('bias')
        ? tf.fill(shape as number[], run.biases)
        : normal(random, shape as number[], run.weightScale ?? 0.5),
    );
    layer.setWeights(weights);
    const outputs = call(x, ...start);
    const factors = outputs.map(({ shape }) => normal(random, shape));
    const loss = (...inputs: tf.Tensor[]): tf.Scalar =>
      tf.addN(
        call(...(inputs as [tf.Tensor])).map((output, index) =>
          tf.sum(tf.mul(output, factors[index] as tf.Tensor)),
        ),
      ) as tf.Scalar;
    const inputs = [x, ...start];
    const ofInputs = tf.grads(loss)(inputs);
    const ofWeights = tf.variableGrads(() => loss(...inputs)).grads;
    const named: [string, tf.Tensor][] = [
      ...outputs.map((output, index): [string, tf.Tensor] => [`output ${index}`, output]),
      ...ofInputs.map((gradient, index): [string, tf.Tensor] => [
        `d ${['x', 'h', 'c'][index]}`,
        gradient,
      ]),
      ...layer.trainableWeights.map((weight): [string, tf.Tensor] => {
        // Numbers in the names differ from layer to layer.
        const name = weight.originalName.replace(/\d+/g, '');
        return [`d ${name}`, ofWeights[(weight.read() as tf.Variable).name] as tf.Tensor];
      }),
    ];
    return Object.fromEntries(
      named.map(([name, tensor]) => [name, Float32Array.from(tensor.dataSync())]),
    );
  } finally {
    layer.dispose();
    tf.engine().endScope();
  }
}
