/** What comes back in the same receipt. */

import { Icon } from "../../kit/ui/icon.tsx";
import { money, t } from "../../kit/words.ts";
import type { ReturnedLine } from "../protocol.ts";
import { quantityOf } from "../receipt/quantity_of.ts";
import { sale, settings } from "../state.ts";
import { change } from "./change_sale.ts";

export function ReturnedRow({ line }: { line: ReturnedLine }) {
  const drop = () => change({ ...sale.value, returned: sale.value.returned.filter((one) => one !== line) });
  return (
    <li class="sell-line is-back">
      <span class="sell-line-name">
        <span class="sell-line-title">{line.title}</span>
        <span class="sell-line-facts">
          <span class="badge warn">
            <Icon name="return" /> {t("Comes back")}
          </span>
          {quantityOf(line)}
        </span>
      </span>
      <button
        type="button"
        class="button quiet square"
        aria-label={t("Take out {title}", { title: line.title })}
        onClick={drop}
      >
        <Icon name="bin" />
      </button>
      <span class="sell-line-amount">
        <strong>−{money(line.amount_minor, settings.value!.currency)}</strong>
      </span>
    </li>
  );
}
