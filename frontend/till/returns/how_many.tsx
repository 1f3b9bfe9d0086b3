/** How many: less, more, or typed; of what is weighed in its smallest steps. */

import { t } from "../../kit/words.ts";

interface Props {
  readonly quantity: number;
  /** Null: as many as anybody brings. */
  readonly most: number | null;
  readonly onChange: (quantity: number) => void;
}

export function HowMany({ quantity, most, onChange }: Props) {
  return (
    <span class="stepper">
      <button type="button" aria-label={t("One less")} disabled={quantity <= 1} onClick={() => onChange(quantity - 1)}>
        −
      </button>
      <input
        type="number"
        inputMode="numeric"
        min={1}
        {...(most === null ? {} : { max: most })}
        value={quantity}
        aria-label={t("How many")}
        onChange={(event) => onChange(Math.max(1, Math.trunc(Number(event.currentTarget.value)) || 1))}
      />
      <button
        type="button"
        aria-label={t("One more")}
        disabled={most !== null && quantity >= most}
        onClick={() => onChange(quantity + 1)}
      >
        +
      </button>
    </span>
  );
}
