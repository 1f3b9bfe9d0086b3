/** What the browser prints: on the page only while it does. */

import { useEffect } from "preact/hooks";
import { PaperView } from "../receipt/paper_view.tsx";
import { inBrowser } from "./printer.ts";

export function ToPrint() {
  const paper = inBrowser.value;
  useEffect(() => {
    if (!paper) return;
    window.print();
    inBrowser.value = null;
  }, [paper]);
  return paper ? (
    <div class="to-print">
      <PaperView paper={paper} />
    </div>
  ) : null;
}
