/** What stands beside the basket: a title, a way back, and the rest. */

import type { ComponentChildren } from "preact";

import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";
import { close } from "./side.ts";

export function Panel({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="sell-panel" aria-label={title}>
      <header class="sell-panel-head">
        <h2>{title}</h2>
        <button type="button" class="button quiet square" onClick={close} aria-label={t("Back to the articles")}>
          <Icon name="cross" />
        </button>
      </header>
      <div class="sell-panel-body">{children}</div>
    </section>
  );
}
