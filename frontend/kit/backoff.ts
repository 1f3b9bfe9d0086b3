/** How long to wait after so many failures in a row: doubling from a second to a minute, and never all devices at once. */
export function pauseSeconds(failures: number, chance: number = Math.random()): number {
  const longest = Math.min(60, 2 ** Math.min(failures, 6));
  return longest * (0.5 + chance / 2);
}
