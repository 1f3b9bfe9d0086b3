/** The ways to take money: one tap for the usual ones, digits for the rest. */

import { useState } from "preact/hooks";
import { minorDigits } from "../../kit/minor_digits.ts";
import { Icon } from "../../kit/ui/icon.tsx";
import { Keypad } from "../../kit/ui/keypad.tsx";
import { toast } from "../../kit/ui/toast.tsx";
import { money, t } from "../../kit/words.ts";
import { readMinor } from "../returns/minor.ts";
import { link, sale, settings } from "../state.ts";
import { hasTerminal } from "../terminal/payments.ts";
import { type Checkout, leftInCash, leftOf } from "./checkout.ts";
import type { Panel } from "./pay_screen.tsx";
import { cardAmount, payCard, payCash, payTender } from "./paying.ts";
import { quickCash } from "./quick_cash.ts";
import { usePayKeys } from "./use_pay_keys.ts";

export function TakePanel({ paying, show }: { paying: Checkout; show: (panel: Panel) => void }) {
  const [typed, type] = useState("");
  const { currency } = paying;
  const typedMinor = typed === "" ? null : readMinor(typed, currency);
  const cashLeft = leftInCash(paying);
  const cash = (given: number) => {
    type("");
    void payCash(given);
  };
  const card = () => {
    type("");
    if (hasTerminal()) void payCard(cardAmount(paying, typedMinor));
    else show("hand_card");
  };
  const enter = () => {
    if (cashLeft > 0 && (typedMinor ?? cashLeft) > 0) cash(typedMinor ?? cashLeft);
  };
  const places = minorDigits(currency);
  const press = (next: string) => {
    if (next === "" || readMinor(next, currency) !== null) type(next);
  };
  usePayKeys({ typed, type: press, enter, card, gift: () => show("gift_card") });
  return (
    <div class="pay-panel">
      {cashLeft > 0 && (
        <fieldset class="pay-quick">
          <legend>{t("Cash")}</legend>
          {quickCash(cashLeft, settings.value?.denominations ?? []).map((amount, at) => (
            <button
              type="button"
              key={amount}
              class={at === 0 ? "button large primary" : "button large"}
              onClick={() => cash(amount)}
            >
              {money(amount, currency)}
              {at === 0 && <span class="pay-exact">{t("exact")}</span>}
            </button>
          ))}
        </fieldset>
      )}
      <div class="pay-ways">
        <button type="button" class="button large" onClick={card}>
          <Icon name="card" /> {cardWords(paying, typedMinor)} <kbd>C</kbd>
        </button>
        <GiftCardButton show={show} />
        <CreditButton paying={paying} typedMinor={typedMinor} />
      </div>
      <div class="pay-typed">
        <output class="pay-display" aria-live="polite" aria-label={t("Typed")}>
          {typedMinor === null ? t("Other amount") : money(typedMinor, currency)}
        </output>
        <Keypad typed={typed} type={press} extra={places > 0 ? "." : "000"} longest={11} label={t("Amount")} />
        <button type="button" class="button large wide" onClick={enter} disabled={typedMinor === null || cashLeft <= 0}>
          {t("Take in cash")} <kbd>Enter</kbd>
        </button>
      </div>
    </div>
  );
}

function cardWords(paying: Checkout, typedMinor: number | null): string {
  const amount = cardAmount(paying, typedMinor);
  const isAll = amount === leftOf(paying);
  return isAll ? t("Card") : t("Card {amount}", { amount: money(amount, paying.currency) });
}

/** A gift card is asked about at the server: without a network it cannot be taken, and that is said. */
function GiftCardButton({ show }: { show: (panel: Panel) => void }) {
  const isOnline = link.value.state === "online";
  const press = () => {
    if (isOnline) show("gift_card");
    else toast(t("Without a network nobody knows what is left on a gift card. Take the money in another way."));
  };
  return (
    <button type="button" class="button large" aria-disabled={!isOnline} onClick={press}>
      <Icon name="tag" /> {t("Gift card")} <kbd>G</kbd>
    </button>
  );
}

function CreditButton({ paying, typedMinor }: { paying: Checkout; typedMinor: number | null }) {
  const credit = sale.value.customer?.credit_minor ?? 0;
  if (paying.payable.what === "order" || credit <= 0) return null;
  const amount = Math.min(credit, cardAmount(paying, typedMinor));
  const isOnline = link.value.state === "online";
  const isUsed = paying.tenders.some((one) => one.method === "store_credit");
  const press = () => {
    if (isOnline) void payTender({ method: "store_credit", amount_minor: amount, reference: "" });
    else toast(t("Without a network nobody knows what credit is left. Take the money in another way."));
  };
  return (
    <button type="button" class="button large" aria-disabled={!isOnline} disabled={isUsed} onClick={press}>
      <Icon name="person" /> {t("Credit {amount}", { amount: money(amount, paying.currency) })}
    </button>
  );
}
