/** What the till listens to from the start: the scanner, on every screen. */

import { t } from "../../kit/words.ts";
import { listen } from "../scan/listen.ts";
import { onProblem, scans } from "../scan/scans.ts";
import { keepLeases } from "./leases.ts";
import { putScan } from "./put_scan.ts";
import { refuseScan } from "./refuse_scan.ts";

export function startSelling(): void {
  onProblem((_, code) => refuseScan(t("{code} could not be looked up. Scan it again.", { code })));
  scans.add(putScan);
  listen(window);
  keepLeases();
}
