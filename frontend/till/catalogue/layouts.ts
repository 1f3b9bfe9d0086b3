/** What the same keys would have typed under another layout: "vjkjrj" is молоко. Pure. */

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю.";
const SERBIAN = "`љњертзуиопшђасдфгхјклчћѕџцвбнм,./";

const TABLES = [table(LATIN, RUSSIAN), table(RUSSIAN, LATIN), table(LATIN, SERBIAN), table(SERBIAN, LATIN)];

/** Never the text itself. */
export function asOtherLayouts(typed: string): string[] {
  const lower = typed.toLowerCase();
  const meant = TABLES.map((table) => [...lower].map((letter) => table.get(letter) ?? letter).join(""));
  return [...new Set(meant)].filter((text) => text !== lower && /\p{L}/u.test(text));
}

function table(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((letter, at) => [letter, to[at]!]));
}
