/** One line of what was bought: a tap takes it back; then how many, in which state, and whether it is sold again. */

import { money, t } from "../../kit/words.ts";
import type { FoundLine } from "../protocol.ts";
import { quantityOf } from "../receipt/quantity_of.ts";
import { type Choice, partOf, setCondition, setQuantity, setRestock, toggle } from "./choice.ts";
import { HowItIs } from "./how_it_is.tsx";
import { HowMany } from "./how_many.tsx";
import { worth } from "./worth.ts";

interface Props {
  readonly line: FoundLine;
  /** The key that takes it, 1 to 9. */
  readonly digit: number;
  readonly currency: string;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

export function LineBack({ line, digit, currency, choice, onChange }: Props) {
  const part = partOf(choice, line);
  const isGone = line.returnable < 1;
  const minor = part ? worth(line, part.quantity) : line.returnable_minor;
  return (
    <li class="line-back">
      <button
        type="button"
        class="line-back-tap"
        aria-pressed={part !== undefined}
        disabled={isGone}
        onClick={() => onChange(toggle(choice, line))}
      >
        <span class="mark" aria-hidden="true">
          {part ? "✓" : digit <= 9 ? digit : ""}
        </span>
        {line.picture && <img src={line.picture} alt="" loading="lazy" />}
        <span class="grow">
          <strong>{line.title}</strong>
          <span class="soft small">
            {isGone
              ? t("Has come back already")
              : `${quantityOf({ ...line, quantity: line.returnable })} · ${line.sku}`}
          </span>
        </span>
        <data class="one-line" value={minor}>
          {isGone ? "" : money(minor, currency)}
        </data>
      </button>
      {part && (
        <div class="line-back-how">
          {line.returnable > 1 && (
            <HowMany
              quantity={part.quantity}
              most={line.returnable}
              onChange={(quantity) => onChange(setQuantity(choice, line, quantity))}
            />
          )}
          <HowItIs
            condition={part.condition}
            restock={part.restock}
            onCondition={(condition) => onChange(setCondition(choice, line, condition))}
            onRestock={(restock) => onChange(setRestock(choice, line, restock))}
          />
        </div>
      )}
    </li>
  );
}
