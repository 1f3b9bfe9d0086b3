/** An article to tap: its picture, its name, what it costs. */

import { useSignal } from "@preact/signals";

import { moment } from "../../kit/clock.ts";
import { money, t } from "../../kit/words.ts";
import { choosePrice } from "../../quote/lines/choose_price.ts";
import type { Article } from "../protocol.ts";
import { quantityOf } from "../receipt/quantity_of.ts";
import { sale, settings } from "../state.ts";
import { pricesNow } from "./quote_sale.ts";

export function ArticleTile({ article, put }: { article: Article; put: (article: Article) => void }) {
  const isBroken = useSignal(false);
  return (
    <li>
      <button type="button" class="sell-tile" onClick={() => put(article)}>
        {article.picture && !isBroken.value ? (
          <img
            src={article.picture}
            alt=""
            loading="lazy"
            onError={() => {
              isBroken.value = true;
            }}
          />
        ) : (
          <span class="sell-tile-letters" aria-hidden="true">
            {[...article.title].slice(0, 2).join("")}
          </span>
        )}
        <span class="sell-tile-title">{article.title}</span>
        <span class="sell-tile-facts small">
          <strong>{priceOf(article)}</strong>
          <span class="soft">{article.sku}</span>
        </span>
      </button>
    </li>
  );
}

function priceOf(article: Article): string {
  const prices = pricesNow(article.prices, sale.value.customer?.group ?? "", moment.value);
  const price = choosePrice(prices, article.step)?.price;
  if (!price || !settings.value) return t("No price");
  const amount = money(price.amount_minor, settings.value.currency);
  if (article.per === 1) return amount;
  return `${amount} / ${quantityOf({ quantity: article.per, unit: article.unit, per: article.per }).replace(/^1\.?0* /, "")}`;
}
