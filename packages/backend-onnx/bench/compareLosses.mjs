// Programs that do not compute the same thing are not compared by the clock.

const RELATIVE = 1e-3;

/** As a part of the first loss: what is left when a net has learned its batch is rounding. */
const ABSOLUTE = 1e-4;

/** The plainest first: the others are held against the first of these that ran. */
const REFERENCES = ['cpu', 'wasm', 'tfjsNode', 'torch', 'kerasTf', 'kerasJax'];

/**
 * @param {string} name of the workload
 * @param {Record<string, number[]>} losses of the first steps, by column; none of absent programs
 * @throws {Error} when a program has other losses than the rest
 */
export function compareLosses(name, losses) {
  for (const [column, measured] of Object.entries(losses)) {
    const reference = REFERENCES.find(
      (other) => other !== column && losses[other]?.length >= measured.length,
    );
    if (!reference) continue; // alone, or the reference itself
    const expected = losses[reference].slice(0, measured.length);
    if (!measured.every((loss, index) => isClose(loss, expected[index], expected[0]))) {
      throw new Error(
        `${name}: the losses of ${column} are ${measured.join(', ')}; those of ${reference} are ${expected.join(', ')}`,
      );
    }
  }
}

/** False for NaN, too. */
function isClose(loss, expected, first) {
  return Math.abs(loss - expected) <= RELATIVE * Math.abs(expected) + ABSOLUTE * Math.abs(first);
}
