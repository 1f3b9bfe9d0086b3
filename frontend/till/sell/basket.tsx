/** The basket as it stands: who buys, every line, and what it comes to. */

import { Icon } from "../../kit/ui/icon.tsx";
import { n, t } from "../../kit/words.ts";
import { sale } from "../state.ts";
import { Actions } from "./actions.tsx";
import { BuyerBar } from "./buyer_bar.tsx";
import { LineRow } from "./line_row.tsx";
import { ReturnedRow } from "./returned_row.tsx";
import { open } from "./side.ts";
import { Totals } from "./totals.tsx";

export function Basket() {
  const { lines, returned } = sale.value;
  const isEmpty = lines.length + returned.length === 0;
  return (
    <section class="sell-basket" aria-label={t("Basket")}>
      <BuyerBar />
      {isEmpty ? (
        <Empty />
      ) : (
        <ul class="sell-lines" aria-label={n("{count} line", "{count} lines", lines.length + returned.length)}>
          {lines.map((line, position) => (
            <LineRow key={line.id} line={line} position={position} />
          ))}
          {returned.map((line, at) => (
            <ReturnedRow key={`${line.variant} ${at}`} line={line} />
          ))}
        </ul>
      )}
      <Actions />
      <Totals />
    </section>
  );
}

function Empty() {
  return (
    <div class="sell-empty">
      <Icon name="scan" large />
      <p class="large strong">{t("Scan the first article")}</p>
      <p class="soft">{t("Or find it by name, or tap a favourite. Press ? for the keys.")}</p>
      <button type="button" class="button only-phone" onClick={() => open({ what: "find" })}>
        <Icon name="search" /> {t("Find an article")}
      </button>
    </div>
  );
}
