/** Digits big enough for a thumb. The text being typed belongs to the caller; a keyboard types the same. */

import { t } from "../words.ts";
import { Icon } from "./icon.tsx";

interface Keys {
  readonly typed: string;
  readonly type: (typed: string) => void;
  /** A key of its own in the last row, "00" or ".". */
  readonly extra?: string;
  readonly longest?: number;
  readonly label?: string;
}

export function Keypad({ typed, type, extra = "00", longest = 12, label }: Keys) {
  const press = (key: string) => type((typed + key).slice(0, longest));
  return (
    <fieldset class="keypad" aria-label={label ?? t("Digits")}>
      {["1", "2", "3", "4", "5", "6", "7", "8", "9", extra, "0"].map((key) => (
        <button type="button" class="button key" key={key} onClick={() => press(key)} disabled={!key}>
          {key}
        </button>
      ))}
      <button type="button" class="button key" onClick={() => type(typed.slice(0, -1))}>
        <Icon name="left" label={t("Take back the last digit")} />
      </button>
    </fieldset>
  );
}
