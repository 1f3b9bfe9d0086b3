/** A shift begins with the float, counted. */

import { useState } from "preact/hooks";
import { money, t } from "../../kit/words.ts";
import { refuseScans } from "../scan/refuse_scan.ts";
import { drawerOf, record, settings } from "../state.ts";
import { type Counted, countedMinor, tidyCount } from "./count_cash.ts";
import { CountFields } from "./count_fields.tsx";
import "./shift.css";

/** `opened` is done when it is; `why` says why now. */
export function OpenShiftForm({ why, opened }: { why?: string; opened?: () => void }) {
  const [counted, count] = useState<Counted>({});
  const [isBusy, busy] = useState(false);
  const { currency } = settings.value!;
  const float = countedMinor(counted);
  refuseScans(float > 0 ? t("Finish the count, or go back. Then scan again.") : "");
  const open = async () => {
    busy(true);
    try {
      await record("shift_opened", { float_minor: float, counted: tidyCount(counted) });
      opened?.();
    } finally {
      busy(false);
    }
  };
  return (
    <section class="shift card" aria-labelledby="open-shift">
      <h1 id="open-shift">{t("Open the shift")}</h1>
      {why && <p class="notice">{why}</p>}
      {drawerOf.value && (
        <p class="notice warn">
          {t("This till shares the drawer of {till}: open the shift there, and it is open here too.", {
            till: drawerOf.value,
          })}
        </p>
      )}
      <p class="soft">{t("Count what lies in the drawer. An empty drawer is fine.")}</p>
      <CountFields counted={counted} count={count} done={() => void open()} />
      <button type="button" class="button primary large wide" onClick={() => void open()} disabled={isBusy}>
        {t("Open with {amount}", { amount: money(float, currency) })}
      </button>
    </section>
  );
}
