/** The till's scans, from whichever device: the keyboard wedge, the camera, or fingers in the search field. */

import { ScanQueue } from "./queue.ts";

type Tell = (problem: unknown, text: string) => void;
let tell: Tell = () => {};

export const scans: ScanQueue = new ScanQueue((problem, text) => tell(problem, text));

/** Who is told of a scan whose handler failed. */
export function onProblem(teller: Tell): void {
  tell = teller;
}
