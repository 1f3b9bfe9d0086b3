/** Cash counted by coin and note. */

/** By the value of a piece in minor units, as text: how many there are. */
export type Counted = Readonly<Record<string, number>>;

export function countedMinor(counted: Counted): number {
  return Object.entries(counted).reduce((all, [value, pieces]) => all + Number(value) * pieces, 0);
}

/** Without what is not there: an empty field and a zero say the same. */
export function tidyCount(counted: Counted): Counted {
  return Object.fromEntries(Object.entries(counted).filter(([, pieces]) => pieces > 0));
}
