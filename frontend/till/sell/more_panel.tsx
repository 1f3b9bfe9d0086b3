/** What is needed less often. */

import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";
import { go, isTraining, NO_SALE, sale } from "../state.ts";
import { replace } from "./change_sale.ts";
import { isHelpShown } from "./help_sheet.tsx";
import { Panel } from "./panel.tsx";
import { parked } from "./parked.ts";
import { isEmpty } from "./sale_lines.ts";
import { close, open } from "./side.ts";
import { setTraining } from "./training.ts";

export function MorePanel() {
  const nothing = isEmpty(sale.value);
  return (
    <Panel title={t("More")}>
      <div class="sell-more">
        <Choice
          icon="clock"
          word={t("Parked ({count})", { count: parked.value.length })}
          run={() => open({ what: "parked" })}
        />
        <Choice icon="return" word={t("Return without a receipt")} run={() => go("returns")} />
        <Choice icon="box" word={t("Orders and receipts")} run={() => go("orders")} />
        <Choice icon="shop" word={t("Is it somewhere else?")} run={() => go("stock")} />
        <Choice icon="bin" word={t("Empty the basket")} isOff={nothing} run={() => replace(NO_SALE)} />
        <Choice icon="list" word={t("Keys of the keyboard")} run={() => (isHelpShown.value = true)} />
        <Choice
          icon="eye"
          word={isTraining.value ? t("End the training") : t("Training: practise without selling")}
          isOff={!isTraining.value && !nothing}
          run={() => setTraining(!isTraining.value)}
        />
      </div>
      {!nothing && !isTraining.value && (
        <p class="soft small">{t("Training begins with an empty basket: park or pay this one first.")}</p>
      )}
    </Panel>
  );
}

function Choice({ icon, word, isOff = false, run }: { icon: string; word: string; isOff?: boolean; run: () => void }) {
  const choose = () => {
    close();
    run();
  };
  return (
    <button type="button" class="button" disabled={isOff} onClick={choose}>
      <Icon name={icon} /> {word}
    </button>
  );
}
