/** What it comes to, large; and the way to pay. */

import { useComputed } from "@preact/signals";

import { Icon } from "../../kit/ui/icon.tsx";
import { money, n, t } from "../../kit/words.ts";
import { quoted, sale, settings } from "../state.ts";
import { goPay } from "./go_pay.ts";
import { refusalWords } from "./refusal_words.ts";
import { open } from "./side.ts";

export function Totals() {
  const quote = quoted.value;
  const { lines, returned } = sale.value;
  const currency = settings.value?.currency ?? "EUR";
  const pieces = useComputed(() =>
    sale.value.lines.reduce((all, line) => all + (line.article.per === 1 ? line.quantity : 1), 0),
  );
  const back = returned.reduce((all, line) => all + line.amount_minor, 0);
  if (quote && "refused" in quote) {
    return (
      <div class="sell-totals">
        <p class="notice bad" role="alert">
          {refusalWords(quote, lines)}
        </p>
      </div>
    );
  }
  const net = (quote?.total ?? 0) - back;
  const isEmpty = lines.length + returned.length === 0;
  return (
    <div class="sell-totals">
      {quote && (quote.discount > 0 || quote.addedTax > 0 || back > 0 || quote.pointsMinor > 0) && (
        <dl class="sell-sums small">
          <Sum label={t("Goods")} amount={quote.subtotal} currency={currency} />
          <Sum label={t("Discount")} amount={-quote.discount} currency={currency} />
          <Sum label={t("Tax on top")} amount={quote.addedTax} currency={currency} />
          <Sum label={t("Comes back")} amount={-back} currency={currency} />
        </dl>
      )}
      <div class="sell-total-row">
        <p class="sell-total" aria-live="polite">
          <span class="soft small">
            {n("{count} piece", "{count} pieces", pieces.value)}
            {quote &&
              quote.earned.length > 0 &&
              ` · ${n(
                "earns {count} point",
                "earns {count} points",
                quote.earned.reduce((a, b) => a + b, 0),
              )}`}
          </span>
          <strong>{money(net, currency)}</strong>
        </p>
        <button
          type="button"
          class="button sell-find only-phone"
          onClick={() => open({ what: "find" })}
          aria-label={t("Find an article")}
        >
          <Icon name="search" />
        </button>
        <button type="button" class="button primary sell-pay" disabled={isEmpty} onClick={() => void goPay()}>
          {net < 0 ? t("Pay out") : t("Pay")}
          <span class="key-sign" aria-hidden="true">
            P
          </span>
        </button>
      </div>
    </div>
  );
}

function Sum({ label, amount, currency }: { label: string; amount: number; currency: string }) {
  if (amount === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{money(amount, currency)}</dd>
    </div>
  );
}
