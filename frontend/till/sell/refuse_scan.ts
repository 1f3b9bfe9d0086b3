/** A scan that cannot be taken here is refused aloud: it is heard without looking, and a sentence says what to do first. */

import { toast } from "../../kit/ui/toast.tsx";
import { onScan } from "../scan/on_scan.ts";
import { soundBad } from "./sounds.ts";

export function refuseScan(why: string): void {
  soundBad();
  toast(why);
}

/** Where a scan would lose what somebody has begun: refused while `why` is said, "" lets it through. */
export function refuseScans(why: string): void {
  onScan(() => (why === "" ? false : refuseScan(why)));
}
