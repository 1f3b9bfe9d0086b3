/** Sales that were set aside: whose, since when, how much. */

import { Icon } from "../../kit/ui/icon.tsx";
import { locale, n, t } from "../../kit/words.ts";
import { Panel } from "./panel.tsx";
import { drop, type Parked, parked, recall } from "./parked.ts";
import { close } from "./side.ts";

export function ParkedPanel() {
  return (
    <Panel title={t("Parked sales")}>
      {parked.value.length === 0 && <p class="soft">{t("Nothing is parked. S sets the basket aside.")}</p>}
      <ul class="sell-parked">
        {parked.value.map((one) => (
          <ParkedRow key={one.id} parked={one} />
        ))}
      </ul>
    </Panel>
  );
}

function ParkedRow({ parked: one }: { parked: Parked }) {
  const { lines, customer } = one.sale;
  const time = new Date(one.at).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit" });
  const title = customer?.name || lines[0]?.title || t("A customer");
  return (
    <li class="row unbroken">
      <button
        type="button"
        class="button grow sell-parked-sale"
        onClick={() => {
          void recall(one);
          close();
        }}
      >
        <strong>{title}</strong>
        <span class="soft small">
          {time} · {one.cashier} · {n("{count} line", "{count} lines", lines.length)}
        </span>
      </button>
      <button
        type="button"
        class="button quiet square"
        aria-label={t("Throw away {title}", { title })}
        onClick={() => void drop(one)}
      >
        <Icon name="bin" />
      </button>
    </li>
  );
}
