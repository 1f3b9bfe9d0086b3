/** One reason of those the shop has written down. */

import { t } from "../../kit/words.ts";

interface Choosing {
  readonly reasons: readonly string[];
  readonly chosen: string;
  readonly choose: (reason: string) => void;
}

export function ReasonChips({ reasons, chosen, choose }: Choosing) {
  return (
    <fieldset class="chips">
      <legend>{t("Reason")}</legend>
      {reasons.map((reason) => (
        <button type="button" key={reason} class="chip" aria-pressed={reason === chosen} onClick={() => choose(reason)}>
          {t(reason)}
        </button>
      ))}
    </fieldset>
  );
}
