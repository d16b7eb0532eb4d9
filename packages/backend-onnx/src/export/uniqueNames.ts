// Tells equal names apart.

/** The names in their order; the second of a kind becomes `name_1`, the third `name_2`. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 1; seen.has(unique) || (unique !== name && taken.has(unique)); count += 1) {
      unique = `${name}_${count}`;
    }
    seen.add(unique);
    return unique;
  });
}
