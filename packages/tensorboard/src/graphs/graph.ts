// Graphs as TensorBoard shows them: nodes with inputs and attributes.
import type { DataTypeName } from '../tensors/dataTypes.ts';
import type { TensorData } from '../tensors/readTensor.ts';

/** Sizes, null where one is not known; null when not even their number is. */
export type GraphShape = readonly (number | null)[] | null;

/** What a node is told: a number, a text, a truth value, or something that names its kind. */
export type GraphAttribute =
  | number
  | string
  | boolean
  | { readonly dtype: DataTypeName }
  | { readonly shape: GraphShape }
  | { readonly tensor: TensorData }
  | { readonly function: string }
  | readonly GraphAttribute[];

/** One operation. */
export interface GraphNode {
  /** Slashes part name scopes, which TensorBoard folds: `encoder/dense`. */
  readonly name: string;
  /** What it does: `Dense`. */
  readonly op: string;
  /** Names of the nodes that feed it; `name:1` is the second output of one. */
  readonly inputs: readonly string[];
  readonly device?: string;
  readonly attributes?: Readonly<Record<string, GraphAttribute>>;
}
