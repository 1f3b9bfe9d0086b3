/** A browser that keeps nothing can be no till: what was sold would be gone with the tab. */

import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";

export function NoStorage({ trouble }: { trouble: string }) {
  return (
    <section class="empty" role="alert">
      <Icon name="bad" large />
      <h1>{t("This browser lets the till keep nothing")}</h1>
      <p>
        {t("Leave private browsing, allow this site to store data, make room on the disk; then load the page again.")}
      </p>
      <code>{trouble}</code>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        {t("Load again")}
      </button>
    </section>
  );
}
