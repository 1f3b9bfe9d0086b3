/** What a customer is likely to hand over, so that one tap is enough. */

const MOST_PIECES = 5;
const LARGE_NOTES = 3;
const MOST_AMOUNTS = 5;

/**
 * The exact sum first, then what up to five equal notes or coins make, and of the three largest notes any number; smallest first.
 * `denominations` largest first. Nothing to choose when money goes back.
 */
export function quickCash(due: number, denominations: readonly number[]): readonly number[] {
  if (due <= 0) return [];
  const sums = denominations
    .map((one) => ({ one, pieces: Math.ceil(due / one) }))
    .filter(({ pieces }, at) => pieces <= MOST_PIECES || at < LARGE_NOTES)
    .map(({ one, pieces }) => one * pieces);
  return [...new Set([due, ...sums])].sort((a, b) => a - b).slice(0, MOST_AMOUNTS);
}
