/** What the till listens to from the start: the scanner, on every screen. */

import { listen } from "../scan/listen.ts";
import { scans } from "../scan/scans.ts";
import { keepLeases } from "./leases.ts";
import { putScan } from "./put_scan.ts";

export function startSelling(): void {
  scans.add(putScan);
  listen(window);
  keepLeases();
}
