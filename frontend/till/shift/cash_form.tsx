/** Money into the drawer or out of it: how much, why, and a manager where it is more than a cashier may take. */

import { useState } from "preact/hooks";
import { now } from "../../kit/clock.ts";
import { toast } from "../../kit/ui/toast.tsx";
import { useFocus } from "../../kit/ui/use_focus.ts";
import { money, t } from "../../kit/words.ts";
import { openDrawer, print } from "../printer/printer.ts";
import { cashSlip } from "../receipt/report_paper.ts";
import { reportedBy, sayingOf } from "../receipt/speak.ts";
import { readMinor } from "../returns/minor.ts";
import { refuseScans } from "../scan/refuse_scan.ts";
import { approve } from "../sell/approve.ts";
import { cashier, isTraining, record, settings } from "../state.ts";
import { cashNeedsManager } from "./limits.ts";
import { ReasonChips } from "./reason_chips.tsx";

export function CashForm({ way, close }: { way: "in" | "out"; close: () => void }) {
  const [typed, type] = useState("");
  const [reason, choose] = useState("");
  const [note, write] = useState("");
  const [isBusy, busy] = useState(false);
  const first = useFocus<HTMLInputElement>();
  const known = settings.value!;
  const amount = readMinor(typed, known.currency) ?? 0;
  const signed = way === "in" ? amount : -amount;
  refuseScans(typed + note ? t("Finish what is begun here, or go back. Then scan again.") : "");
  const move = async () => {
    busy(true);
    try {
      await moveCash();
    } finally {
      busy(false);
    }
  };
  const moveCash = async () => {
    const needs = cashNeedsManager(signed, known.limits);
    const manager = needs ? await approve("cash", { amount_minor: amount, reason }) : null;
    if (needs && manager === null) return;
    const body = { amount_minor: signed, reason, note: note.trim(), approved_by: manager };
    await record("cash_moved", body);
    toast(
      way === "in"
        ? t("Put in: {amount}", { amount: money(amount, known.currency) })
        : t("Taken out: {amount}", { amount: money(amount, known.currency) }),
    );
    close();
    if (isTraining.value) return;
    void openDrawer();
    const at = now().toISOString();
    print(cashSlip(body, known.currency, reportedBy(known, cashier.value?.name ?? "", at, at), sayingOf(known)));
  };
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (amount > 0 && reason !== "") void move();
      }}
    >
      <h2>{way === "in" ? t("Cash in") : t("Cash out")}</h2>
      <label class="field">
        <span class="label">{t("Amount in {currency}", { currency: known.currency })}</span>
        <input
          inputMode="decimal"
          value={typed}
          autocomplete="off"
          maxLength={12}
          onInput={(event) => type(event.currentTarget.value)}
          ref={first}
        />
      </label>
      <ReasonChips reasons={known.reasons.cash} chosen={reason} choose={choose} />
      <label class="field">
        <span class="label">
          {t("Note")} <span class="optional">{t("may stay empty")}</span>
        </span>
        <input value={note} maxLength={200} autocomplete="off" onInput={(event) => write(event.currentTarget.value)} />
      </label>
      {cashNeedsManager(signed, known.limits) && <p class="notice">{t("A manager is asked for their PIN.")}</p>}
      <button type="submit" class="button primary large" disabled={isBusy || amount === 0 || reason === ""}>
        {way === "in" ? t("Put in") : t("Take out")}
      </button>
      <button type="button" class="button" onClick={close}>
        {t("Back")}
      </button>
    </form>
  );
}
