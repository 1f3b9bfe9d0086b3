/** What a customer is likely to hand over, so that one tap is enough. */

const MOST_PIECES = 5;
const MOST_AMOUNTS = 5;

/** The exact sum first, then sums of up to five equal notes or coins, smallest first. Nothing to choose when money goes back. */
export function quickCash(due: number, denominations: readonly number[]): readonly number[] {
  if (due <= 0) return [];
  const sums = denominations
    .map((one) => ({ one, pieces: Math.ceil(due / one) }))
    .filter(({ pieces }) => pieces <= MOST_PIECES)
    .map(({ one, pieces }) => one * pieces);
  return [...new Set([due, ...sums])].sort((a, b) => a - b).slice(0, MOST_AMOUNTS);
}
