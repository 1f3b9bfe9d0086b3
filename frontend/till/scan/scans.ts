/** The till's scans, from whichever device: the keyboard wedge, the camera, or fingers in the search field. */

import { t } from "../../kit/words.ts";
import { ScanQueue } from "./queue.ts";
import { isRefused, refuseScan } from "./refuse_scan.ts";

export const scans: ScanQueue = new ScanQueue({
  isRefused,
  failed: (code) => refuseScan(t("{code} could not be looked up. Scan it again.", { code })),
});
