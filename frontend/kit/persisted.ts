/** Whether the browser may throw our storage away when the disk gets full, and how much there is. */

export interface Room {
  /** The browser has promised to keep it. */
  readonly isKept: boolean;
  readonly usedBytes: number;
  readonly totalBytes: number;
}

/** Asks for the promise; browsers give it to installed apps, and to pages that are used often. */
export async function askToKeep(): Promise<Room> {
  const isKept = (await navigator.storage.persisted()) || (await navigator.storage.persist());
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return { isKept, usedBytes: usage, totalBytes: quota };
}
