/** A terminal this till cannot speak to: the sum is typed there by hand, and the cashier says what became of it. */

import { useState } from "preact/hooks";
import { useEscape } from "../../kit/ui/use_escape.ts";
import { money, t } from "../../kit/words.ts";
import { refuseScans } from "../scan/refuse_scan.ts";
import { type Checkout, leftOf } from "./checkout.ts";
import { payTender } from "./paying.ts";

export function HandCardPanel({ paying, close }: { paying: Checkout; close: () => void }) {
  const [reference, write] = useState("");
  useEscape(close);
  refuseScans(t("Say first what the terminal answered. Then scan again."));
  const left = leftOf(paying);
  const approved = () => void payTender({ method: "card", amount_minor: left, reference: reference.trim() });
  return (
    <div class="pay-panel">
      <h2>{left < 0 ? t("Give back by card") : t("Card")}</h2>
      <p>{t("Type this sum into the terminal, and say here what it answered.")}</p>
      <p class="pay-sum">{money(Math.abs(left), paying.currency)}</p>
      <label class="field">
        <span class="label">
          {t("Number on the slip")} <span class="optional">{t("may stay empty")}</span>
        </span>
        <input
          value={reference}
          maxLength={40}
          onInput={(event) => write(event.currentTarget.value)}
          autocomplete="off"
        />
      </label>
      <button type="button" class="button primary large wide" onClick={approved}>
        {t("Approved")}
      </button>
      <button type="button" class="button large wide" onClick={close}>
        {t("Not approved")}
      </button>
    </div>
  );
}
