/** The code the customer shows, and the button that hands the goods over; without the code a manager allows it. */

import { type Signal, useSignal } from "@preact/signals";
import { money, t } from "../../kit/words.ts";
import type { FoundOrder } from "../protocol.ts";
import { approve } from "../sell/approve.ts";
import { isSixDigits } from "./asked.ts";
import { handOver, takeMoney } from "./hand_over.ts";

interface Props {
  readonly order: FoundOrder;
  readonly code: Signal<string>;
  /** Something is to be paid first. */
  readonly canPay: boolean;
}

export function HandOverForm({ order, code, canPay }: Props) {
  const isMissing = useSignal(false);
  const isBusy = useSignal(false);

  async function hand(shown: string): Promise<void> {
    if (canPay) return takeMoney(order, true, shown);
    isBusy.value = true;
    await handOver(order, shown).finally(() => {
      isBusy.value = false;
    });
  }
  const press = () => {
    isMissing.value = !isSixDigits(code.value);
    if (!isMissing.value) void hand(code.value);
  };
  const withoutCode = async () => {
    if (await approve("collect", { reason: `${order.number} ${order.customer_name}` })) await hand("");
  };

  return (
    <>
      <label class="field">
        <span class="label">
          {t("Code the customer shows")} <span class="optional">{t("(six digits)")}</span>
        </span>
        <input
          class="control"
          inputMode="numeric"
          autocomplete="off"
          maxLength={7}
          value={code.value}
          aria-invalid={isMissing.value}
          onInput={(event) => {
            code.value = event.currentTarget.value;
            isMissing.value = false;
          }}
        />
        {isMissing.value && (
          <span class="error" role="alert">
            {t("Ask for the six digits in the customer's message.")}
          </span>
        )}
      </label>
      <button type="button" class="button primary large wide" disabled={isBusy.value} onClick={press}>
        {canPay ? t("Take {amount} and hand over", { amount: money(order.due_minor, order.currency) }) : t("Hand over")}
      </button>
      {isMissing.value && (
        <button type="button" class="button wide" disabled={isBusy.value} onClick={() => void withoutCode()}>
          {t("There is no code: a manager allows it")}
        </button>
      )}
    </>
  );
}
