/** A screen that wants the scans while it is shown. */

import { useEffect, useRef } from "preact/hooks";

import type { Handler } from "./queue.ts";
import { scans } from "./scans.ts";

/** While this component is mounted, and none above it asks for them, scans come here instead of into the basket. */
export function onScan(handler: Handler): void {
  const newest = useRef(handler);
  newest.current = handler;
  useEffect(() => scans.add((text) => newest.current(text)), []);
}
