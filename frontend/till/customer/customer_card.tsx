/** What a seller should know of a customer, and what waits for them. */

import { Icon } from "../../kit/ui/icon.tsx";
import { money, n, t } from "../../kit/words.ts";
import type { Customer } from "../protocol.ts";
import { setCustomer } from "../sell/change_sale.ts";
import { open } from "../sell/side.ts";
import { go, settings } from "../state.ts";
import { openBasket } from "../stock/open_basket.ts";

export function CustomerCard({ customer }: { customer: Customer }) {
  const currency = settings.value!.currency;
  return (
    <div class="customer-card">
      <div>
        <p class="large strong">{customer.name || t("Without a name")}</p>
        <p class="soft">{customer.phone}</p>
      </div>
      <p class="row gap-s">
        <span class="badge accent">{n("{count} point", "{count} points", customer.points)}</span>
        {customer.tier && <span class="badge note">{customer.tier}</span>}
        {customer.credit_minor > 0 && (
          <span class="badge good">
            {t("Store credit {amount}", { amount: money(customer.credit_minor, currency) })}
          </span>
        )}
        {customer.is_first_order && <span class="badge note">{t("First purchase")}</span>}
      </p>
      {customer.notes.map((note) => (
        <p class="notice" key={note}>
          <Icon name="note" />
          <span>{note}</span>
        </p>
      ))}
      {customer.open_basket && (
        <button type="button" class="button" onClick={() => void openBasket({ basket: customer.open_basket!.id })}>
          <Icon name="basket" />
          {t("Go on with their basket: {lines} lines, {amount}", {
            lines: customer.open_basket.lines,
            amount: money(customer.open_basket.total_minor, currency),
          })}
        </button>
      )}
      {customer.orders_waiting.length > 0 && (
        <button type="button" class="button" onClick={() => go("orders", { query: customer.phone })}>
          <Icon name="box" />
          {n("{count} order waits here", "{count} orders wait here", customer.orders_waiting.length)}
        </button>
      )}
      {customer.points > 0 && settings.value?.programme && (
        <button type="button" class="button" onClick={() => open({ what: "vouchers" })}>
          <Icon name="tag" /> {t("Spend points")}
        </button>
      )}
      <button type="button" class="button quiet" onClick={() => setCustomer(null)}>
        <Icon name="cross" /> {t("Somebody else")}
      </button>
    </div>
  );
}
