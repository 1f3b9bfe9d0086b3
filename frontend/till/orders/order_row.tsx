/** An order among others: its number, whose, when, how much, and how far it is. */

import { moment } from "../../kit/clock.ts";
import { money, n } from "../../kit/words.ts";
import type { FoundOrder } from "../protocol.ts";
import { channelWord, statusLook } from "./said.ts";
import { day } from "./when.ts";

export function OrderRow({ order, onOpen }: { readonly order: FoundOrder; readonly onOpen: () => void }) {
  const { word, look } = statusLook(order);
  const of = [order.customer_name, channelWord(order.channel), day(order.placed_at, moment.value)];
  return (
    <li>
      <button type="button" class="order-row" onClick={onOpen}>
        <span class="grow">
          <strong>{order.number}</strong> <span class={`badge ${look}`}>{word}</span>
          <span class="soft small order-row-of">
            {of.filter(Boolean).join(" · ")} · {n("{count} line", "{count} lines", order.lines.length)}
          </span>
        </span>
        <data class="one-line strong" value={order.total_minor}>
          {money(order.total_minor, order.currency)}
        </data>
      </button>
    </li>
  );
}
