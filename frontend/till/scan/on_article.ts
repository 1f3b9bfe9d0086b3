/** A screen that wants the articles of the scans. */

import { useEffect, useRef } from "preact/hooks";

import { articleOf } from "./article_of.ts";
import type { Scanned } from "./meant.ts";
import { onScan } from "./on_scan.ts";

/** `take` answers `false` for what is not its own. What is found when this component is gone is for the screen that is shown by then. */
export function onArticle(take: (held: Scanned | null) => unknown): void {
  const isShown = useRef(true);
  useEffect(() => {
    return () => {
      isShown.current = false;
    };
  }, []);
  onScan(async (text) => {
    const held = await articleOf(text);
    return isShown.current ? take(held) : false;
  });
}
