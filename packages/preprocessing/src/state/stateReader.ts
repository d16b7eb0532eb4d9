// The door through which saved states come back in: checks kind, version and every field.
import { FileError } from '@dlqr/core/errors';
import { fromJsonNumber } from './jsonNumbers.ts';

/** What every saved state begins with. */
export interface StateHeader {
  readonly kind: string;
  /** 1 or more; grows when the layout changes. */
  readonly version: number;
}

/** The version that this code writes, and the newest that it reads. */
export const STATE_VERSION = 1;

/** Reads the fields of a saved state; every one that is missing or of another type is a FileError. */
export class StateReader {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #what: string;

  constructor(fields: unknown, what: string) {
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      throw new FileError(`the state of ${what} is ${JSON.stringify(fields)}; expected an object`, {
        hint: 'Give what toJSON returned.',
      });
    }
    this.#fields = fields as Readonly<Record<string, unknown>>;
    this.#what = what;
  }

  /** A field as it is. */
  value(name: string): unknown {
    return this.#fields[name];
  }

  boolean(name: string): boolean {
    const value = this.#fields[name];
    return typeof value === 'boolean' ? value : this.#fail(name, 'true or false');
  }

  number(name: string): number {
    return fromJsonNumber(this.#fields[name], name);
  }

  /** @param count how many there must be; any where it is left out */
  numbers(name: string, count?: number): Float64Array {
    const list = this.list(name);
    if (count !== undefined && list.length !== count) this.#fail(name, `${count} numbers`);
    return Float64Array.from(list, (value) => fromJsonNumber(value, name));
  }

  /** A list of numbers for each column. */
  numberLists(name: string): Float64Array[] {
    return this.list(name).map((list) =>
      Float64Array.from(Array.isArray(list) ? list : this.#fail(name, 'lists'), (value) =>
        fromJsonNumber(value, name),
      ),
    );
  }

  list(name: string): readonly unknown[] {
    const value = this.#fields[name];
    return Array.isArray(value) ? value : this.#fail(name, 'a list');
  }

  /** One of a few texts. */
  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.#fields[name];
    const found = allowed.find((candidate) => candidate === value);
    return found ?? this.#fail(name, allowed.map((text) => `"${text}"`).join(' or '));
  }

  #fail(name: string, expected: string): never {
    const received = JSON.stringify(this.#fields[name]) ?? 'missing';
    throw new FileError(
      `the state of ${this.#what} has ${name}: ${received.slice(0, 80)}; expected ${expected}`,
      { hint: 'Take an intact copy of the file.' },
    );
  }
}

/**
 * Opens a saved state.
 *
 * @throws {FileError} when it is of another kind, of a newer version, or no state at all
 */
export function readState(state: unknown, kind: string): StateReader {
  const reader = new StateReader(state, kind);
  if (reader.value('kind') !== kind) {
    throw new FileError(
      `the state is of kind ${JSON.stringify(reader.value('kind'))}; expected "${kind}"`,
      { hint: 'Load it with the class that saved it, or with transformerFromJSON.' },
    );
  }
  const version = reader.number('version');
  if (!(version >= 1 && version <= STATE_VERSION)) {
    throw new FileError(
      `the state of ${kind} has version ${version}; this version of dlqr reads up to ${STATE_VERSION}`,
      { hint: 'Upgrade @dlqr/preprocessing to read it.' },
    );
  }
  return reader;
}
