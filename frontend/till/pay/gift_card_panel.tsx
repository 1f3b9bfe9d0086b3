/** A gift card: the server says what is left on it, then it pays. */

import { useState } from "preact/hooks";
import { useEscape } from "../../kit/ui/use_escape.ts";
import { useFocus } from "../../kit/ui/use_focus.ts";
import { money, t } from "../../kit/words.ts";
import { problemWords } from "../orders/problem_words.ts";
import { onScan } from "../scan/on_scan.ts";
import { soundBad, soundGood } from "../sell/sounds.ts";
import { askGiftCard } from "./ask_gift_card.ts";
import { type Checkout, leftOf } from "./checkout.ts";
import { payTender } from "./paying.ts";

export function GiftCardPanel({ paying, close }: { paying: Checkout; close: () => void }) {
  const [code, write] = useState("");
  const first = useFocus<HTMLInputElement>();
  const [problem, show] = useState("");
  const [isBusy, busy] = useState(false);
  useEscape(close);
  const tell = (why: string) => {
    soundBad();
    show(why);
  };
  const take = async (given: string) => {
    busy(true);
    show("");
    try {
      await use(given.trim());
    } catch (trouble) {
      tell(problemWords(trouble));
    }
    busy(false);
  };
  const use = async (given: string) => {
    const card = await askGiftCard(given);
    if (paying.tenders.some((one) => one.method === "gift_card" && one.reference === given)) {
      return tell(t("This gift card is on the receipt already."));
    }
    if (card.currency !== paying.currency)
      return tell(t("This gift card is in {currency}.", { currency: card.currency }));
    if (card.left_minor <= 0) return tell(t("Nothing is left on this gift card."));
    const amount = Math.min(card.left_minor, leftOf(paying));
    await payTender({ method: "gift_card", amount_minor: amount, reference: given });
    soundGood();
    close();
  };
  onScan((text) => {
    write(text);
    return take(text);
  });
  return (
    <form
      class="pay-panel"
      onSubmit={(event) => {
        event.preventDefault();
        void take(code);
      }}
    >
      <h2>{t("Gift card")}</h2>
      <label class="field">
        <span class="label">{t("Scan it, or type its code")}</span>
        <input
          class="code-input"
          value={code}
          onInput={(event) => write(event.currentTarget.value)}
          autocomplete="off"
          maxLength={40}
          ref={first}
          aria-invalid={problem !== ""}
          aria-describedby="gift-problem"
        />
      </label>
      <p id="gift-problem" class="pay-problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="button primary large wide" disabled={code.trim() === "" || isBusy}>
        {t("Pay {amount} with it", { amount: money(leftOf(paying), paying.currency) })}
      </button>
      <button type="button" class="button wide" onClick={close}>
        {t("Back")}
      </button>
    </form>
  );
}
