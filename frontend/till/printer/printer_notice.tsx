/** The printer is away: what is wrong, how much waits, and what can be done. Nothing else waits for it. */

import { Icon } from "../../kit/ui/icon.tsx";
import { n, t } from "../../kit/words.ts";
import { forgetPapers, printAgain, waiting } from "./printer.ts";
import type { Problem } from "./queue.ts";

const WORDS: Readonly<Record<Exclude<Problem, "">, () => string>> = {
  unreachable: () => t("The printer does not answer. Is it switched on, and its program running?"),
  paper_out: () => t("The printer has no paper."),
  cover_open: () => t("The printer's cover is open."),
};

export function PrinterNotice() {
  const { problem, jobs } = waiting.value;
  if (problem === "") return null;
  return (
    <div class="notice warn" role="status">
      <Icon name="print" />
      <span class="grow">
        {WORDS[problem]()} {n("{count} paper waits.", "{count} papers wait.", jobs.length)}
      </span>
      <button type="button" class="button small" onClick={printAgain}>
        {t("Try again")}
      </button>
      <button type="button" class="button small quiet" onClick={forgetPapers}>
        {t("Do not print them")}
      </button>
    </div>
  );
}
