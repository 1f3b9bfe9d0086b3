/** In which state goods come back, and whether they are sold again. */

import { t } from "../../kit/words.ts";
import { CONDITIONS, type Condition } from "./choice.ts";

interface Props {
  readonly condition: Condition;
  readonly restock: boolean;
  readonly onCondition: (condition: Condition) => void;
  readonly onRestock: (restock: boolean) => void;
}

const WORDS: Readonly<Record<Condition, () => string>> = {
  good: () => t("In good order"),
  opened: () => t("Packing opened"),
  damaged: () => t("Damaged"),
};

export function HowItIs({ condition, restock, onCondition, onRestock }: Props) {
  return (
    <>
      <fieldset class="chips" aria-label={t("State of the goods")}>
        {CONDITIONS.map((each) => (
          <button
            key={each}
            type="button"
            class="chip"
            aria-pressed={each === condition}
            onClick={() => onCondition(each)}
          >
            {WORDS[each]()}
          </button>
        ))}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          checked={restock}
          disabled={condition === "damaged"}
          onChange={(event) => onRestock(event.currentTarget.checked)}
        />
        {t("Back on the shelf")}
      </label>
    </>
  );
}
