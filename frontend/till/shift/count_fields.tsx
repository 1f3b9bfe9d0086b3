/** Cash counted piece by piece: a field for each note and coin, the largest first; Enter goes on to the next. */

import { money, t } from "../../kit/words.ts";
import { settings } from "../state.ts";
import { type Counted, countedMinor } from "./count_cash.ts";

interface Counting {
  readonly counted: Counted;
  readonly count: (counted: Counted) => void;
  /** Enter in the last field. */
  readonly done: () => void;
}

export function CountFields({ counted, count, done }: Counting) {
  const { denominations, currency } = settings.value!;
  const set = (value: number, typed: string) => count({ ...counted, [value]: Number(typed.replace(/\D/g, "")) || 0 });
  return (
    <div class="count">
      <div class="count-fields">
        {denominations.map((value, at) => (
          <label key={value} class="count-field">
            <span>{money(value, currency)}</span>
            <input
              inputMode="numeric"
              enterkeyhint={at + 1 < denominations.length ? "next" : "done"}
              autocomplete="off"
              maxLength={5}
              value={counted[value] || ""}
              onInput={(event) => set(value, event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                if (!focusNext(event.currentTarget)) done();
              }}
            />
          </label>
        ))}
      </div>
      <p class="count-sum" aria-live="polite">
        <span>{t("Counted")}</span>
        <strong data-testid="counted">{money(countedMinor(counted), currency)}</strong>
      </p>
    </div>
  );
}

function focusNext(input: HTMLInputElement): boolean {
  const fields = [...(input.closest(".count")?.querySelectorAll("input") ?? [])];
  const next = fields[fields.indexOf(input) + 1];
  next?.focus();
  next?.select();
  return next !== undefined;
}
