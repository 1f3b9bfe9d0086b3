/** The drawer opens without a sale only with a reason, and it is written down. */

import { t } from "../../kit/words.ts";
import { settings } from "../state.ts";
import { ReasonChips } from "./reason_chips.tsx";

export function DrawerForm({ open, close }: { open: (reason: string) => void; close: () => void }) {
  return (
    <div class="card stack">
      <h2>{t("Why is the drawer opened?")}</h2>
      <ReasonChips reasons={settings.value!.reasons.drawer} chosen="" choose={open} />
      <button type="button" class="button" onClick={close}>
        {t("Back")}
      </button>
    </div>
  );
}
