/** What the browser prints: on the page only while it does. */

import { useEffect } from "preact/hooks";
import { PaperView } from "../receipt/paper_view.tsx";
import { inBrowser } from "./printer.ts";

export function ToPrint() {
  const paper = inBrowser.value;
  useEffect(() => {
    if (!paper) return;
    const done = () => {
      inBrowser.value = null;
    };
    addEventListener("afterprint", done, { once: true });
    window.print();
    return () => removeEventListener("afterprint", done);
  }, [paper]);
  return paper ? (
    <div class="to-print">
      <PaperView paper={paper} />
    </div>
  ) : null;
}
