/** While the customer is at the terminal; and when nobody knows what became of the payment. */

import { useState } from "preact/hooks";
import { Icon } from "../../kit/ui/icon.tsx";
import { money, t } from "../../kit/words.ts";
import { approve } from "../sell/approve.ts";
import type { Intent } from "../terminal/payment.ts";
import { cancelCard, leaveCard } from "./paying.ts";

export function AtTerminal({ intent }: { intent: Intent }) {
  const { told, wanted } = intent;
  const [isBusy, busy] = useState(false);
  const amount = money(wanted.amountMinor, wanted.currency);
  const isUncertain = told.state === "uncertain";
  const cancel = () => {
    busy(true);
    void cancelCard(intent).finally(() => busy(false));
  };
  const aside = async () => {
    if ((await approve("card_aside", { amount_minor: wanted.amountMinor })) !== null) await leaveCard(intent);
  };
  return (
    <div class="pay-panel pay-terminal" role="status">
      <Icon name={isUncertain ? "warn" : "card"} large />
      <h2>{isUncertain ? t("Asking the terminal…") : t("Card in the terminal")}</h2>
      <p class="pay-sum">{amount}</p>
      {isUncertain ? (
        <p>
          {t(
            "The terminal has not said yet what became of this payment. It is asked again and again; do not take the card a second time.",
          )}
        </p>
      ) : (
        <p>
          {wanted.kind === "refund"
            ? t("The money goes back to the card.")
            : t("The customer holds the card to the terminal.")}
        </p>
      )}
      <button type="button" class="button wide" onClick={cancel} disabled={isBusy}>
        {t("Cancel at the terminal")}
      </button>
      {isUncertain && (
        <button type="button" class="button wide" onClick={() => void aside()}>
          {t("Set aside, pay in another way")}
        </button>
      )}
    </div>
  );
}
