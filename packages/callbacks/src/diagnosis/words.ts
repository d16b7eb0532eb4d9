// Figures and names in the sentences of a diagnosis.

/** `a`, `a and b`, `a, b and c`; of more than four the first two and how many more. */
export function namesOf(layers: readonly string[]): string {
  if (layers.length > 4) return `${layers.slice(0, 2).join(', ')} and ${layers.length - 2} more`;
  return layers.length < 2
    ? layers.join('')
    : `${layers.slice(0, -1).join(', ')} and ${layers.at(-1)}`;
}

/** A share as per cent: 0.256 is `26 %`. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** Three significant digits: `0.0123`, `1.23e-9`. */
export function figure(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** `before the training`, `in epoch 7`: people count epochs from 1. */
export function inEpoch(epoch: number): string {
  return epoch < 0 ? 'before the training' : `in epoch ${epoch + 1}`;
}
