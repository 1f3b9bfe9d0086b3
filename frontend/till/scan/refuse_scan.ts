/** A scan that cannot be taken here is refused aloud: it is heard without looking, and a sentence says what to do first. */

import { useEffect, useRef } from "preact/hooks";

import { toast } from "../../kit/ui/toast.tsx";
import { soundBad } from "../sell/sounds.ts";
import { guard, inTheWay } from "./begun.ts";

export function refuseScan(why: string, say: (why: string) => void = toast): void {
  soundBad();
  say(why);
}

/** While this component is shown and `why` is said, no screen takes a scan. "" lets them through. */
export function refuseScans(why: string, say: (why: string) => void = toast): void {
  const newest = useRef({ why, say });
  newest.current = { why, say };
  useEffect(() => guard(() => newest.current), []);
}

/** Whether something that is begun stands in the way of a scan; then it was said. */
export function isRefused(): boolean {
  const begun = inTheWay();
  if (begun) refuseScan(begun.why, begun.say);
  return begun !== null;
}
