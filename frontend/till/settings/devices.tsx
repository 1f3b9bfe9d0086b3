/** The printer and the terminal of this till: the office names them, here they are tried. */

import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";
import { DISPLAY } from "../display/channel.ts";
import { print } from "../printer/printer.ts";
import { centred, heading, RULE, SPACE } from "../receipt/paper.ts";
import { settings } from "../state.ts";

export function Devices() {
  const printer = settings.value?.printer;
  const terminal = settings.value?.terminal;
  return (
    <div class="card stack">
      <h2>{t("Printer and terminal")}</h2>
      <dl class="facts">
        <dt>{t("Printer")}</dt>
        <dd>{printer ? <code class="selectable">{printer}</code> : t("none: the browser prints")}</dd>
        <dt>{t("Card terminal")}</dt>
        <dd>{terminal ? <code class="selectable">{terminal}</code> : t("none")}</dd>
      </dl>
      <p class="soft small">{t("The office sets both, under Tills.")}</p>
      <div class="row">
        <button type="button" class="button" onClick={tryPrinter}>
          <Icon name="print" /> {t("Print a test")}
        </button>
        <button type="button" class="button" onClick={() => open(`/till/${DISPLAY}`, "display", "popup")}>
          <Icon name="eye" /> {t("Open the customer's display")}
        </button>
      </div>
    </div>
  );
}

function tryPrinter(): void {
  const { store, till } = settings.value!;
  print([heading(store.name), centred(till.name), RULE, centred(t("The printer works.")), SPACE]);
}
