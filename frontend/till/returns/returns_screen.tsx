/** Goods that come back: with a receipt line by line, without one as they are scanned. */

import { useSignal } from "@preact/signals";
import { moment } from "../../kit/clock.ts";
import { money, t } from "../../kit/words.ts";
import { useDigits } from "../orders/use_digits.ts";
import { day } from "../orders/when.ts";
import type { FoundOrder } from "../protocol.ts";
import { onArticle } from "../scan/on_article.ts";
import { soundBad, soundGood } from "../sell/sounds.ts";
import { BringBack } from "./bring_back.tsx";
import { type Choice, everything, returnedLines, toggle } from "./choice.ts";
import { LineBack } from "./line_back.tsx";
import { scanBack } from "./scan_back.ts";
import { useWayBack } from "./use_way_back.ts";
import { WayBack } from "./way_back.tsx";
import "./returns.css";

export function ReturnsScreen({ order }: { readonly order?: FoundOrder }) {
  return order ? <TakeBack key={order.id} order={order} /> : <BringBack />;
}

function TakeBack({ order }: { readonly order: FoundOrder }) {
  const choice = useSignal<Choice>(isOneThing(order) ? everything(order) : []);
  const way = useWayBack(order, (reason, by) => returnedLines(order, choice.value, reason, by));
  const choose = (chosen: Choice) => {
    choice.value = chosen;
  };
  useDigits((digit) => {
    const line = order.lines[digit - 1];
    if (line) choose(toggle(choice.value, line));
  });
  onArticle(async (held) => {
    const article = held?.article;
    const chosen = article ? scanBack(order, choice.value, article.variant) : null;
    if (chosen) {
      soundGood();
      choose(chosen);
      return true;
    }
    if (!article || choice.value.length === 0 || (await way.exchange())) return false;
    soundBad(); // why stands beside the lines
    return true;
  });
  const of = [order.customer_name, day(order.placed_at, moment.value), money(order.total_minor, order.currency)];
  return (
    <div class="returns">
      <section class="returns-lines" aria-labelledby="what-back">
        <h1 id="what-back">{t("What comes back?")}</h1>
        <p class="soft">
          <strong>{order.number}</strong> · {of.filter(Boolean).join(" · ")}
        </p>
        <ul>
          {order.lines.map((line, at) => (
            <LineBack
              key={line.id}
              line={line}
              digit={at + 1}
              currency={order.currency}
              choice={choice.value}
              onChange={choose}
            />
          ))}
        </ul>
      </section>
      <WayBack way={way} />
    </div>
  );
}

/** Who bought one thing and stands here with it means that one. */
function isOneThing(order: FoundOrder): boolean {
  return order.lines.filter((line) => line.returnable > 0).length === 1;
}
