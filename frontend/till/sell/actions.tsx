/** What is done with the whole basket, each with its key. */

import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";
import { sale } from "../state.ts";
import { canUndo, undo } from "./change_sale.ts";
import { park, parked } from "./parked.ts";
import { isEmpty } from "./sale_lines.ts";
import { open } from "./side.ts";

export function Actions() {
  const nothing = isEmpty(sale.value);
  return (
    <fieldset class="sell-actions" aria-label={t("With the basket")}>
      <Action icon="return" word={t("Undo")} sign="U" isOff={!canUndo.value} run={undo} />
      <Action
        icon="percent"
        word={t("Discount")}
        sign="B"
        isOff={sale.value.lines.length === 0}
        run={() => open({ what: "discount", line: null })}
      />
      <Action
        icon="tag"
        word={t("Coupon, points")}
        sign="K"
        isOff={sale.value.lines.length === 0}
        run={() => open({ what: "vouchers" })}
      />
      {nothing && parked.value.length > 0 ? (
        <Action
          icon="clock"
          word={t("Parked ({count})", { count: parked.value.length })}
          sign="R"
          run={() => open({ what: "parked" })}
        />
      ) : (
        <Action icon="clock" word={t("Park")} sign="S" isOff={nothing} run={() => void park()} />
      )}
      <Action icon="more" word={t("More")} sign="M" run={() => open({ what: "more" })} />
    </fieldset>
  );
}

interface Doing {
  readonly icon: string;
  readonly word: string;
  readonly sign: string;
  readonly isOff?: boolean;
  readonly run: () => void;
}

function Action({ icon, word, sign, isOff = false, run }: Doing) {
  return (
    <button type="button" class="button sell-action" disabled={isOff} onClick={run} aria-keyshortcuts={sign}>
      <Icon name={icon} />
      <span>{word}</span>
    </button>
  );
}
