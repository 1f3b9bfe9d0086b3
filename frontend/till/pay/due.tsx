/** What is due, what was taken so far, and what is left. */

import { Icon } from "../../kit/ui/icon.tsx";
import { money, n, t } from "../../kit/words.ts";
import { methodWord } from "../receipt/method_word.ts";
import { type Checkout, isTouched, leftInCash, leftOf, toCoins } from "./checkout.ts";
import { atTerminal, leave, putBack } from "./paying.ts";

export function Due({ paying }: { paying: Checkout }) {
  const { currency, exactMinor, coin, tenders } = paying;
  const left = leftOf(paying);
  const inCash = leftInCash(paying);
  const isRounded = tenders.length === 0 && coin > 1 && toCoins(exactMinor, coin) !== exactMinor;
  return (
    <div class="pay-due card">
      <p class="soft">{left < 0 ? t("To the customer") : t("Left to pay")}</p>
      <h1 id="due" class="pay-sum" aria-live="polite" data-testid="left">
        {money(Math.abs(left), currency)}
      </h1>
      {isRounded && <p class="soft">{t("In cash {amount}", { amount: money(Math.abs(inCash), currency) })}</p>}
      {left !== 0 && inCash === 0 && tenders.length > 0 && (
        <p class="notice">{t("No coin is that small: take the rest by card.")}</p>
      )}
      <What paying={paying} />
      {tenders.length > 0 && (
        <ul class="pay-taken">
          {tenders.map((tender) => (
            <li key={tender.id}>
              <span class="grow">{methodWord(tender.method)}</span>
              <data value={tender.amount_minor}>{money(tender.amount_minor, currency)}</data>
              {tender.method !== "card" && (
                <button type="button" class="button quiet square" onClick={() => putBack(tender.id)}>
                  <Icon name="bin" label={t("Take back")} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        class="button pay-back"
        onClick={leave}
        disabled={isTouched(paying) || atTerminal.value !== null}
      >
        <Icon name="left" /> {t("Back")} <kbd>Esc</kbd>
      </button>
    </div>
  );
}

function What({ paying: { payable, currency } }: { paying: Checkout }) {
  if (payable.what === "order") return <p>{t("Order {number}", { number: payable.order.number })}</p>;
  const { lines, returned, exactMinor, returnedMinor } = payable.priced;
  return (
    <ul class="pay-what soft">
      {lines.length > 0 && (
        <li>
          <span class="grow">{n("{count} line", "{count} lines", lines.length)}</span>
          <span>{money(exactMinor, currency)}</span>
        </li>
      )}
      {returned.length > 0 && (
        <li>
          <span class="grow">{t("Brought back")}</span>
          <span>{money(-returnedMinor, currency)}</span>
        </li>
      )}
    </ul>
  );
}
