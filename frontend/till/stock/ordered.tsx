/** The order is made: what the customer is told, and what comes next. */

import { Icon } from "../../kit/ui/icon.tsx";
import { money, t } from "../../kit/words.ts";
import type { FoundOrder } from "../protocol.ts";
import { onScan } from "../scan/on_scan.ts";
import { putScan } from "../sell/put_scan.ts";
import { go } from "../state.ts";

export function Ordered({ order }: { readonly order: FoundOrder }) {
  onScan(putScan); // the next customer's
  return (
    <section class="ordered" aria-labelledby="ordered">
      <Icon name="check" large />
      <h1 id="ordered">{t("Order {number} is made", { number: order.number })}</h1>
      <p>{order.why_not}</p>
      {order.due_minor > 0 && (
        <p class="strong">
          {t("{amount} is paid when it is handed over.", { amount: money(order.due_minor, order.currency) })}
        </p>
      )}
      <p class="soft">{t("The customer gets a message when it is ready.")}</p>
      <div class="row">
        <button type="button" class="button primary large" onClick={() => go("sell")}>
          {t("Next customer")}
        </button>
        <button type="button" class="button large" onClick={() => go("order", { order })}>
          {t("Open the order")}
        </button>
      </div>
    </section>
  );
}
