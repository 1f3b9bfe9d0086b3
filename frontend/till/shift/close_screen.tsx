/** The blind count, and the close: what should be there is told only when the count is written down. */

import { useEffect, useState } from "preact/hooks";
import { now } from "../../kit/clock.ts";
import { Icon } from "../../kit/ui/icon.tsx";
import { money, t } from "../../kit/words.ts";
import { print } from "../printer/printer.ts";
import { PrinterNotice } from "../printer/printer_notice.tsx";
import type { Entry } from "../protocol.ts";
import { PaperView } from "../receipt/paper_view.tsx";
import { reportPaper } from "../receipt/report_paper.ts";
import { reportedBy, sayingOf } from "../receipt/speak.ts";
import { refuseScans } from "../scan/refuse_scan.ts";
import { approve } from "../sell/approve.ts";
import { cashier, go, isTraining, record, settings, shift } from "../state.ts";
import { type Counted, countedMinor, tidyCount } from "./count_cash.ts";
import { CountFields } from "./count_fields.tsx";
import { entriesOfShift } from "./entries_of_shift.ts";
import { differenceNeedsManager } from "./limits.ts";
import { reportOf } from "./report.ts";
import "./shift.css";

interface Closed {
  readonly entry: Entry<"shift_closed">;
  readonly openedAt: string;
}

export function CloseScreen() {
  const [counted, count] = useState<Counted>({});
  const [isOff, tellOff] = useState(false);
  const [note, write] = useState("");
  const [closed, end] = useState<Closed | null>(null);
  const [isBusy, busy] = useState(false);
  useEffect(() => {
    if ((!shift.value || shift.value.drawerOf) && !closed) go("shift");
  }, []);
  const isBegun = !closed && countedMinor(counted) > 0;
  refuseScans(isBegun ? t("Finish the count, or go back. Then scan again.") : "");
  const close = async (isAgain: boolean) => {
    const open = shift.value;
    if (!open) return;
    const { currency, limits } = settings.value!;
    const sum = countedMinor(counted);
    const report = reportOf(isTraining.value ? [] : await entriesOfShift(open.id), currency);
    const needs = differenceNeedsManager(sum, report.expected_minor, limits);
    if (needs && !isAgain) return tellOff(true);
    const manager = needs ? await approve("difference", { amount_minor: sum, reason: note.trim() }) : null;
    if (needs && manager === null) return;
    const body = { counted: tidyCount(counted), counted_minor: sum, report, note: note.trim(), approved_by: manager };
    const entry = await record("shift_closed", body);
    end({ entry, openedAt: open.opened_at });
    if (!isTraining.value) print(paperOf({ entry, openedAt: open.opened_at }));
  };
  const closeOnce = (isAgain: boolean) => {
    busy(true);
    void close(isAgain).finally(() => busy(false));
  };
  if (closed) return <ClosedShift closed={closed} />;
  return (
    <section class="shift card" aria-labelledby="close-shift">
      <h1 id="close-shift">{t("Close the shift")}</h1>
      <p class="soft">{t("Count everything in the drawer, the float too.")}</p>
      <CountFields
        counted={counted}
        count={(next) => {
          count(next);
        }}
        done={() => closeOnce(isOff)}
      />
      {isOff && (
        <div class="notice warn" role="alert">
          <Icon name="warn" />
          <div class="stack grow">
            <p>
              {t(
                "This is not what the till expects, by more than a cashier may close with. Count once more; if it stays so, a manager confirms it.",
              )}
            </p>
            <label class="field">
              <span class="label">{t("What a manager should know")}</span>
              <input value={note} maxLength={200} onInput={(event) => write(event.currentTarget.value)} />
            </label>
          </div>
        </div>
      )}
      <button type="button" class="button primary large wide" onClick={() => closeOnce(isOff)} disabled={isBusy}>
        {isOff ? t("Counted again: close the shift") : t("Counted: close the shift")}
      </button>
      <button type="button" class="button wide" onClick={() => go("shift")} disabled={isBusy}>
        {t("Back")}
      </button>
    </section>
  );
}

function paperOf({ entry, openedAt }: Closed) {
  const known = settings.value!;
  const reported = reportedBy(known, cashier.value?.name ?? "", openedAt, entry.at || now().toISOString());
  return reportPaper(entry.body.report, entry.body.counted_minor, reported, sayingOf(known));
}

function ClosedShift({ closed }: { closed: Closed }) {
  const { counted_minor: sum, report } = closed.entry.body;
  const difference = sum - report.expected_minor;
  const amount = money(Math.abs(difference), report.currency);
  return (
    <section class="shift card stack" aria-labelledby="closed">
      <h1 id="closed">{t("The shift is closed")}</h1>
      <p class={difference === 0 ? "notice good" : "notice warn"} role="status" data-testid="difference">
        <Icon name={difference === 0 ? "good" : "warn"} />
        <span>
          {difference === 0 && t("The drawer is right to the penny.")}
          {difference < 0 && t("{amount} are missing.", { amount })}
          {difference > 0 && t("{amount} are too much.", { amount })}
        </span>
      </p>
      <PrinterNotice />
      <PaperView paper={paperOf(closed)} />
      <div class="row">
        <button type="button" class="button" onClick={() => print(paperOf(closed))}>
          <Icon name="print" /> {t("Print again")}
        </button>
        <button type="button" class="button primary" onClick={() => go("signin")}>
          {t("Done")}
        </button>
      </div>
    </section>
  );
}
