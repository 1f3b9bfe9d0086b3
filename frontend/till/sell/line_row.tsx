/** One line of the basket: tap it to change how much, or what is taken off. */

import { useEffect, useRef } from "preact/hooks";

import { Icon } from "../../kit/ui/icon.tsx";
import { locale, money, t } from "../../kit/words.ts";
import { quantityOf } from "../receipt/quantity_of.ts";
import { quoted, type SaleLine, sale, settings } from "../state.ts";
import { chosen, setQuantity } from "./change_sale.ts";
import { leased } from "./leases.ts";
import { stepOf, writeQuantity } from "./quantities.ts";
import { open } from "./side.ts";

export function LineRow({ line, position }: { line: SaleLine; position: number }) {
  const row = useRef<HTMLLIElement>(null);
  const isChosen = chosen.value === line.id;
  // What was scanned last is seen, however long the basket is.
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen, line.quantity]);
  const { article, quantity } = line;
  const choose = () => {
    chosen.value = line.id;
    open({ what: "line", line: line.id });
  };
  return (
    <li ref={row} class="sell-line" aria-current={isChosen ? "true" : undefined}>
      <button type="button" class="sell-line-name" onClick={choose}>
        <span class="sell-line-title">{line.title}</span>
        <Facts line={line} position={position} />
      </button>
      <div class="stepper">
        <button
          type="button"
          aria-label={t("Less of {title}", { title: line.title })}
          onClick={() => setQuantity(line.id, quantity - stepOf(article))}
        >
          <Icon name={quantity > stepOf(article) ? "minus" : "bin"} />
        </button>
        <button
          type="button"
          class="sell-quantity"
          aria-label={t("How much of {title}", { title: line.title })}
          onClick={choose}
        >
          {writeQuantity(quantity, article, locale())}
        </button>
        <button
          type="button"
          aria-label={t("More of {title}", { title: line.title })}
          onClick={() => setQuantity(line.id, quantity + stepOf(article))}
        >
          <Icon name="plus" />
        </button>
      </div>
      <Amount position={position} />
    </li>
  );
}

/** The price of one, and what was taken off. */
function Facts({ line, position }: { line: SaleLine; position: number }) {
  const priced = reckonedAt(position);
  const currency = settings.value!.currency;
  const { article } = line;
  const free = leased.value.get(article.variant);
  const off = sale.value.discounts.find((discount) => discount.line_positions?.includes(position));
  return (
    <span class="sell-line-facts">
      {priced && (
        <span>
          {money(priced.line.unitPrice, currency)}
          {article.per !== 1 &&
            ` / ${quantityOf({ quantity: article.per, unit: article.unit, per: article.per }).replace(/^1\.?0* /, "")}`}
        </span>
      )}
      {priced && priced.discount > 0 && <span class="badge good">−{money(priced.discount, currency)}</span>}
      {off && <span class="badge note">{t(off.reason)}</span>}
      {free !== undefined && free < line.quantity && (
        <span class="badge warn">{t("the books say {count}", { count: writeQuantity(free, article, locale()) })}</span>
      )}
    </span>
  );
}

function Amount({ position }: { position: number }) {
  const priced = reckonedAt(position);
  const currency = settings.value!.currency;
  if (!priced) return <span class="sell-line-amount soft">…</span>;
  return (
    <span class="sell-line-amount">
      {priced.discount > 0 && <s class="soft small">{money(priced.line.subtotal, currency)}</s>}
      <strong>{money(priced.total, currency)}</strong>
    </span>
  );
}

function reckonedAt(position: number) {
  const quote = quoted.value;
  return quote && !("refused" in quote) ? quote.lines[position] : undefined;
}
