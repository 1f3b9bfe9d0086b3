/** The shift as it stands: its figures, cash in and out, the drawer, and the way to close it. */

import { useEffect, useState } from "preact/hooks";
import { moment } from "../../kit/clock.ts";
import { Icon } from "../../kit/ui/icon.tsx";
import { toast } from "../../kit/ui/toast.tsx";
import { t } from "../../kit/words.ts";
import { openDrawer, print } from "../printer/printer.ts";
import { PrinterNotice } from "../printer/printer_notice.tsx";
import type { Report } from "../protocol.ts";
import { reportPaper } from "../receipt/report_paper.ts";
import { reportedBy, sayingOf } from "../receipt/speak.ts";
import { approve } from "../sell/approve.ts";
import { cashier, go, isTraining, record, settings, shift } from "../state.ts";
import { loose } from "../terminal/payments.ts";
import { CashForm } from "./cash_form.tsx";
import { DrawerForm } from "./drawer_form.tsx";
import { entriesOfShift } from "./entries_of_shift.ts";
import { Figures } from "./figures.tsx";
import { LooseCards } from "./loose_cards.tsx";
import { OpenShiftForm } from "./open_shift.tsx";
import { reportOf } from "./report.ts";
import "./shift.css";

type Panel = "" | "in" | "out" | "drawer";

export function ShiftScreen() {
  const [panel, show] = useState<Panel>("");
  const [report, learn] = useState<Report | null>(null);
  const open = shift.value;
  const known = settings.value!;
  const look = async () => {
    if (open) learn(reportOf(isTraining.value ? [] : await entriesOfShift(open.id), known.currency));
  };
  useEffect(() => void look(), [open?.id, panel]);
  if (!open) return <OpenShiftForm opened={() => go("sell")} />;
  // What should be in the drawer stands on it: who counts blind does not see it.
  const printX = async () => {
    if (!cashier.value?.is_manager && (await approve("x_report")) === null) return;
    const reported = reportedBy(known, cashier.value?.name ?? "", open.opened_at, moment.value.toISOString());
    if (report) print(reportPaper(report, null, reported, sayingOf(known)));
  };
  const openNow = async (reason: string) => {
    await record("drawer_opened", { reason });
    show("");
    if (!(await openDrawer()))
      toast(t("It is written down. The printer does not answer: open the drawer with its key."));
  };
  return (
    <div class="shift shift-parts">
      <PrinterNotice />
      <LooseCards />
      <section class="card" aria-labelledby="figures">
        <header class="row between">
          <h1 id="figures">{t("Shift")}</h1>
          <span class="soft">{t("since {time}", { time: sayingOf(known).moment(open.opened_at) })}</span>
        </header>
        {report && <Figures report={report} />}
      </section>
      <section class="stack" aria-label={t("The drawer")}>
        {panel === "" && (
          <div class="shift-doors">
            <button type="button" class="button large" onClick={() => show("in")}>
              <Icon name="plus" /> {t("Cash in")}
            </button>
            <button type="button" class="button large" onClick={() => show("out")}>
              <Icon name="minus" /> {t("Cash out")}
            </button>
            <button type="button" class="button large" onClick={() => show("drawer")}>
              <Icon name="lock" /> {t("Open the drawer")}
            </button>
            <button type="button" class="button large" onClick={() => void printX()} disabled={!report}>
              <Icon name="print" /> {t("Print X")}
            </button>
            {open.drawerOf ? (
              <p class="notice">
                {t("The drawer is that of {till}: it is counted and closed there.", { till: open.drawerOf })}
              </p>
            ) : (
              <button
                type="button"
                class="button primary large shift-close"
                onClick={() => go("close")}
                disabled={loose.value.length > 0}
              >
                {t("Close the shift")}
              </button>
            )}
          </div>
        )}
        {(panel === "in" || panel === "out") && <CashForm key={panel} way={panel} close={() => show("")} />}
        {panel === "drawer" && <DrawerForm open={(reason) => void openNow(reason)} close={() => show("")} />}
      </section>
    </div>
  );
}
