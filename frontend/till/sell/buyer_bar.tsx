/** Who buys, and what a seller should know of them, above the basket. */

import { Icon } from "../../kit/ui/icon.tsx";
import { n, t } from "../../kit/words.ts";
import { sale } from "../state.ts";
import { open } from "./side.ts";

export function BuyerBar() {
  const { customer } = sale.value;
  return (
    <div class="sell-buyer">
      <button type="button" class="button sell-buyer-button" onClick={() => open({ what: "customer" })}>
        <Icon name="person" />
        {customer ? (
          <span class="sell-buyer-name">
            <strong>{customer.name || customer.phone}</strong>
            <span class="badge accent">{n("{count} point", "{count} points", customer.points)}</span>
            {customer.tier && <span class="badge note">{customer.tier}</span>}
          </span>
        ) : (
          <span class="soft">{t("Add the customer")}</span>
        )}
        <span class="key-sign" aria-hidden="true">
          C
        </span>
      </button>
      {customer?.notes[0] && <p class="sell-buyer-note small">{customer.notes[0]}</p>}
    </div>
  );
}
