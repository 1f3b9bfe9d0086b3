/** Money goes to the customer: in cash, back to a card, or as credit. */

import { Icon } from "../../kit/ui/icon.tsx";
import { money, t } from "../../kit/words.ts";
import { sale } from "../state.ts";
import { hasTerminal } from "../terminal/payments.ts";
import { type Checkout, leftInCash, leftOf } from "./checkout.ts";
import type { Panel } from "./pay_screen.tsx";
import { payCard, payCash, payTender } from "./paying.ts";
import { usePayKeys } from "./use_pay_keys.ts";

export function BackPanel({ paying, show }: { paying: Checkout; show: (panel: Panel) => void }) {
  const left = leftOf(paying);
  const inCash = leftInCash(paying);
  const cash = () => {
    if (inCash < 0) void payCash(0);
  };
  const card = () => {
    if (hasTerminal()) void payCard(left);
    else show("hand_card");
  };
  usePayKeys({ typed: "", type: () => {}, enter: cash, card, gift: () => {} });
  return (
    <div class="pay-panel">
      <h2>{t("How does the money go back?")}</h2>
      {inCash < 0 && (
        <button type="button" class="button primary large wide" onClick={cash}>
          <Icon name="cash" /> {t("In cash {amount}", { amount: money(-inCash, paying.currency) })}
        </button>
      )}
      <button type="button" class="button large wide" onClick={card}>
        <Icon name="card" /> {t("To the card")} <kbd>C</kbd>
      </button>
      {customerOf(paying) && (
        <button
          type="button"
          class="button large wide"
          onClick={() => void payTender({ method: "store_credit", amount_minor: left, reference: "" })}
        >
          <Icon name="person" /> {t("As store credit")}
        </button>
      )}
    </div>
  );
}

function customerOf({ payable }: Checkout): string | null {
  return payable.what === "sale" ? payable.priced.customer : (sale.value.customer?.id ?? null);
}
