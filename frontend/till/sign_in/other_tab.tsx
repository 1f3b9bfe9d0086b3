/** A second tab of the same till: two would write one journal. */

import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";

export function OtherTab() {
  return (
    <section class="empty" data-testid="other-tab">
      <Icon name="external" large />
      <h1>{t("The till is open in another tab")}</h1>
      <p>{t("Go on there, or close it: this tab takes over by itself.")}</p>
    </section>
  );
}
