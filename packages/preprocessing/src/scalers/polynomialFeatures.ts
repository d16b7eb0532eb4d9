// Products of columns.
import { ValueError } from '@dlqr/core/errors';
import { columnNames } from '../matrix/columnNames.ts';
import { indices } from '../matrix/columns.ts';
import { type Matrix, type MatrixLike, readMatrix, readTrainingMatrix } from '../matrix/matrix.ts';
import { MatrixTransformer } from '../matrix/matrixTransformer.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';

/** What `PolynomialFeatures` may be told. */
export interface PolynomialFeaturesOptions {
  /** The highest degree of a product, or the lowest and the highest; default 2. */
  readonly degree?: number | readonly [lowest: number, highest: number];
  /** Whether a column may stand in a product only once; default false. */
  readonly interactionOnly?: boolean;
  /** Whether there is a column of ones; default true. */
  readonly includeBias?: boolean;
}

/** What `PolynomialFeatures.toJSON` gives. */
export interface PolynomialFeaturesState extends StateHeader {
  readonly kind: 'PolynomialFeatures';
  readonly degree: readonly [lowest: number, highest: number];
  readonly interactionOnly: boolean;
  readonly includeBias: boolean;
  readonly numColumns: number;
}

/** A product: the columns that are its factors, ascending. */
type Product = readonly number[];

/** More output columns than this are a mistake. */
const MAX_PRODUCTS = 1_000_000;

/**
 * Adds all products of columns up to a degree, so that a linear model can bend and interact. It
 * cannot be inverted.
 *
 * Products come by degree, within a degree in the order of their columns: 1, a, b, a², ab, b².
 *
 * @example toRows(new PolynomialFeatures().fitTransform([[2, 3]])) // [[1, 2, 3, 4, 6, 9]]
 * @see sklearn.preprocessing.PolynomialFeatures
 */
export class PolynomialFeatures extends MatrixTransformer<number> {
  readonly #lowest: number;
  readonly #highest: number;
  readonly #interactionOnly: boolean;
  readonly #includeBias: boolean;

  /** @throws {ValueError} when the degrees are not whole, ascending numbers of at least 0 */
  constructor(options: PolynomialFeaturesOptions = {}) {
    super();
    const { degree = 2, interactionOnly = false, includeBias = true } = options;
    [this.#lowest, this.#highest] = typeof degree === 'number' ? [0, degree] : degree;
    this.#interactionOnly = interactionOnly;
    this.#includeBias = includeBias;
    const isWhole = Number.isSafeInteger(this.#lowest) && Number.isSafeInteger(this.#highest);
    if (!isWhole || this.#lowest < 0 || this.#highest < this.#lowest) {
      throw new ValueError(
        `degree is ${JSON.stringify(degree)}; expected a whole number, or two in ascending order`,
      );
    }
    if (this.#highest === 0 && !includeBias) {
      throw new ValueError('degree is 0 without a bias; expected at least one product');
    }
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): PolynomialFeatures {
    const reader = readState(state, 'PolynomialFeatures');
    const [lowest, highest] = reader.numbers('degree', 2);
    const features = new PolynomialFeatures({
      degree: [lowest as number, highest as number],
      interactionOnly: reader.boolean('interactionOnly'),
      includeBias: reader.boolean('includeBias'),
    });
    features.fitted = reader.number('numColumns');
    return features;
  }

  /**
   * Learns the number of columns.
   *
   * @param x [rows, columns]
   * @throws {ShapeError} when there are no rows or no columns
   * @throws {DataError} when a value is infinite or missing
   * @throws {ValueError} when there would be more than a million products
   */
  override fit(x: MatrixLike): this {
    const { numColumns } = readTrainingMatrix(x, { allowMissing: false });
    if (this.#numProducts(numColumns) > MAX_PRODUCTS) {
      throw new ValueError(
        `degree ${this.#highest} of ${numColumns} columns makes more than ${MAX_PRODUCTS} products`,
        { hint: 'Give a lower degree, interactionOnly, or fewer columns.' },
      );
    }
    this.fitted = numColumns;
    return this;
  }

  /**
   * @param x [rows, columns]
   * @returns [rows, products]
   * @throws {NotFittedError} before `fit`
   * @throws {ShapeError} when there are other columns than in `fit`
   * @throws {DataError} when a value is infinite or missing
   */
  override transform(x: MatrixLike): Matrix {
    const numInputs = this.requireFitted();
    const matrix = readMatrix(x, { numColumns: numInputs, allowMissing: false });
    const products = this.#products(numInputs);
    const values = new Float64Array(matrix.numRows * products.length);
    let index = 0;
    for (let row = 0; row < matrix.numRows; row++) {
      const start = row * numInputs;
      for (const factors of products) {
        let product = 1;
        for (const column of factors) product *= matrix.values[start + column] as number;
        values[index++] = product;
      }
    }
    return { values, numRows: matrix.numRows, numColumns: products.length };
  }

  /** The names of the products, made from those of the columns: `1`, `x0`, `x0^2`, `x0 x1`. */
  featureNames(inputs?: readonly string[]): string[] {
    const numInputs = this.requireFitted();
    const names = columnNames(numInputs, inputs);
    return this.#products(numInputs).map((factors) => {
      const powers = [...new Set(factors)].map((column) => {
        const count = factors.filter((factor) => factor === column).length;
        return count === 1 ? `${names[column]}` : `${names[column]}^${count}`;
      });
      return powers.join(' ') || '1';
    });
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): PolynomialFeaturesState {
    return {
      kind: 'PolynomialFeatures',
      version: STATE_VERSION,
      degree: [this.#lowest, this.#highest],
      interactionOnly: this.#interactionOnly,
      includeBias: this.#includeBias,
      numColumns: this.requireFitted(),
    };
  }

  /** All products by degree; each one extends a product of the degree before by a column. */
  #products(numColumns: number): Product[] {
    let products: Product[] = this.#includeBias ? [[]] : [];
    let previous: Product[] = [[]];
    for (let degree = 1; degree <= this.#highest; degree++) {
      previous = previous.flatMap((factors) =>
        indices(numColumns)
          .slice(this.#firstColumn(factors))
          .map((column) => [...factors, column]),
      );
      if (degree >= this.#lowest) products = products.concat(previous);
    }
    return products;
  }

  /** How many products of one up to the highest degree there are. */
  #numProducts(numColumns: number): number {
    let [total, ofDegree] = [0, 1];
    for (let degree = 1; degree <= this.#highest && ofDegree > 0; degree++) {
      // Ways to choose `degree` of the columns, without or with repetition.
      const choices = this.#interactionOnly ? numColumns - degree + 1 : numColumns + degree - 1;
      ofDegree = (ofDegree * choices) / degree;
      total += ofDegree;
    }
    return total;
  }

  #firstColumn(factors: Product): number {
    const last = factors.at(-1);
    if (last === undefined) return 0;
    return this.#interactionOnly ? last + 1 : last;
  }
}
