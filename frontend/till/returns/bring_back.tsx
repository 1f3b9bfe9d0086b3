/** Without a receipt: what the customer brought is scanned, and worth today's price at most. */

import { useSignal } from "@preact/signals";
import { moment } from "../../kit/clock.ts";
import { t } from "../../kit/words.ts";
import { onArticle } from "../scan/on_article.ts";
import { soundGood } from "../sell/sounds.ts";
import { settings } from "../state.ts";
import { BroughtRow } from "./brought_row.tsx";
import { todaysPrice } from "./todays_price.ts";
import { useWayBack } from "./use_way_back.ts";
import { WayBack } from "./way_back.tsx";
import { type Brought, bring, broughtBack } from "./without_receipt.ts";

export function BringBack() {
  const brought = useSignal<readonly Brought[]>([]);
  const shop = settings.value!;
  const priced = brought.value.map((each) => ({
    ...each,
    most_minor: todaysPrice(each.article, each.quantity, shop, moment.value),
  }));
  const way = useWayBack(null, (reason, by) => priced.map((each) => broughtBack(each, reason, by)));
  onArticle((held) => {
    if (!held) return false;
    soundGood();
    brought.value = bring(brought.value, held.article, held.quantity || 1);
    return true;
  });
  const change = (changed: Brought) => {
    brought.value = brought.value.map((each) => (each.article.variant === changed.article.variant ? changed : each));
  };
  const drop = (dropped: Brought) => {
    brought.value = brought.value.filter((each) => each.article.variant !== dropped.article.variant);
  };
  return (
    <div class="returns">
      <section class="returns-lines" aria-labelledby="what-brought">
        <h1 id="what-brought">{t("Return without a receipt")}</h1>
        <p class="soft">{t("Scan what the customer brought. It is worth today's price at most.")}</p>
        <ul>
          {priced.map((each) => (
            <BroughtRow key={each.article.variant} brought={each} onChange={change} onDrop={() => drop(each)} />
          ))}
        </ul>
      </section>
      <WayBack way={way} />
    </div>
  );
}
