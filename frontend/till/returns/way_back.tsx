/** Why it comes back, how much goes back, and how: the side of the screen whose buttons end it. */

import { Fragment } from "preact";
import { money, t } from "../../kit/words.ts";
import { paymentWord } from "../orders/said.ts";
import { settings } from "../state.ts";
import { WHY_WORDS } from "./allowed.ts";
import type { Means } from "./means.ts";
import type { Part } from "./parts.ts";
import type { Way } from "./use_way_back.ts";

const MEANS_WORDS: Readonly<Record<Means["name"], () => string>> = {
  as_paid: () => t("The way it was paid"),
  cash: () => t("In cash"),
  store_credit: () => t("As store credit"),
};

export function WayBack({ way }: { readonly way: Way }) {
  const { currency } = settings.value!;
  return (
    <aside class="way-back">
      <Reasons way={way} />
      <p class="way-back-sum" aria-live="polite">
        <span>{t("Goes back")}</span> <data value={way.amountMinor}>{money(way.amountMinor, currency)}</data>
      </p>
      {way.whyManager.length > 0 && (
        <p class="notice warn">
          {way.whyManager.map((why) => WHY_WORDS[why]()).join(" ")} {t("A manager is asked for their PIN.")}
        </p>
      )}
      <p class="notice bad" role="alert" hidden={!way.problem}>
        {way.problem}
      </p>
      {way.means.map((each, at) => (
        <Fragment key={each.name}>
          <Parts parts={way.parts(each)} />
          <button
            type="button"
            class={at === 0 ? "button primary large wide" : "button large wide"}
            disabled={!way.isReady}
            onClick={() => way.giveBack(each)}
          >
            {MEANS_WORDS[each.name]()}
          </button>
        </Fragment>
      ))}
      <button type="button" class="button large wide" disabled={!way.isReady} onClick={way.exchange}>
        {t("Exchange for something else")}
      </button>
      <p class="soft small">{t("Or scan what the customer takes instead.")}</p>
    </aside>
  );
}

function Parts({ parts }: { readonly parts: readonly Part[] }) {
  const { currency } = settings.value!;
  if (parts.length === 0) return null;
  return (
    <ul class="way-back-parts small">
      {parts.map(({ paid, amount_minor }) => (
        <li key={`${paid.tender}${paid.method}${amount_minor}`}>
          <span>{paymentWord(paid)}</span> <data value={amount_minor}>{money(amount_minor, currency)}</data>
        </li>
      ))}
    </ul>
  );
}

function Reasons({ way }: { readonly way: Way }) {
  return (
    <fieldset>
      <legend>{t("Why does it come back?")}</legend>
      <div class="chips">
        {settings.value!.reasons.return.map((each) => (
          <button
            key={each}
            type="button"
            class="chip"
            aria-pressed={each === way.reason}
            onClick={() => way.giveReason(each)}
          >
            {t(each)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
