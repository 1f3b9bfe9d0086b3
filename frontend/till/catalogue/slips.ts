/** Whether one slip of the finger makes a word the beginning of another: a letter wrong, missing, too many, or two exchanged. Pure. */
export function isOneSlipAway(typed: string, known: string): boolean {
  const at = firstDifference(typed, known);
  if (at === typed.length) return true;
  if (known.length < typed.length - 1) return false;
  return (
    begins(known, at + 1, typed, at + 1) ||
    begins(known, at + 1, typed, at) ||
    begins(known, at, typed, at + 1) ||
    (typed[at] === known[at + 1] && typed[at + 1] === known[at] && begins(known, at + 2, typed, at + 2))
  );
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** `known` from one place begins with `typed` from another. */
function begins(known: string, from: number, typed: string, typedFrom: number): boolean {
  return known.startsWith(typed.slice(typedFrom), from);
}
