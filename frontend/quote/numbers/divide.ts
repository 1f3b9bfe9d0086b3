/**
 * Whole numbers divided without a fraction; a product that leaves 2^53 goes through BigInt and comes back.
 *
 * A quotient beyond 2^53 comes back inexact. By the bounds of the specification it is only ever compared with something
 * smaller than 10^15, or it makes a total that is refused.
 */

const SAFE = Number.MAX_SAFE_INTEGER;

/** n div d, rounded down; n is not below zero. */
export function div(n: number, d: number): number {
  return (n - (n % d)) / d;
}

/** a × b ÷ d to the nearest whole number; exactly half goes away from zero. */
export function nearest(a: number, b: number, d: number): number {
  const twice = 2 * Math.abs(a * b) + d;
  if (twice > SAFE || 2 * d > SAFE) return nearestLarge(BigInt(a) * BigInt(b), BigInt(d));
  const size = div(twice, 2 * d);
  return a < 0 !== b < 0 && size > 0 ? -size : size;
}

/** a × b div d, rounded down; none is below zero. */
export function product(a: number, b: number, d: number): number {
  return a * b <= SAFE ? div(a * b, d) : Number((BigInt(a) * BigInt(b)) / BigInt(d));
}

function nearestLarge(n: bigint, d: bigint): number {
  const size = (2n * (n < 0n ? -n : n) + d) / (2n * d);
  return Number(n < 0n ? -size : size);
}
