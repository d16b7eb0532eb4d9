// All ways to pick some of n things.

/** Every ascending choice of `count` of the numbers 0 to `total - 1`, in lexicographic order. */
export function* combinations(total: number, count: number): Generator<Int32Array> {
  const choice = Int32Array.from({ length: count }, (_, index) => index);
  for (;;) {
    yield choice.slice();
    let place = count - 1;
    while (place >= 0 && choice[place] === total - count + place) place--;
    if (place < 0) return;
    const first = (choice[place] as number) + 1;
    for (let index = place; index < count; index++) choice[index] = first + index - place;
  }
}

/** How many choices `combinations` gives. */
export function numCombinations(total: number, count: number): number {
  let result = 1;
  // Each intermediate result is itself a number of combinations, hence whole.
  for (let step = 1; step <= Math.min(count, total - count); step++) {
    result = (result * (total - step + 1)) / step;
  }
  return Math.round(result);
}
