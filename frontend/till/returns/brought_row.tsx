/** Something brought without a receipt: how many, how it is, and what is given for it. */

import { Icon } from "../../kit/ui/icon.tsx";
import { money, t } from "../../kit/words.ts";
import { settings } from "../state.ts";
import { HowItIs } from "./how_it_is.tsx";
import { HowMany } from "./how_many.tsx";
import { readMinor, writeMinor } from "./minor.ts";
import { type Brought, givenFor } from "./without_receipt.ts";

interface Props {
  readonly brought: Brought;
  readonly onChange: (brought: Brought) => void;
  readonly onDrop: () => void;
}

export function BroughtRow({ brought, onChange, onDrop }: Props) {
  const { currency } = settings.value!;
  const { article, quantity, most_minor, condition, restock } = brought;
  return (
    <li class="line-back">
      <div class="line-back-tap">
        {article.picture && <img src={article.picture} alt="" loading="lazy" />}
        <span class="grow">
          <strong>{article.title}</strong>
          <span class="soft small">
            {article.sku} · {t("today {amount}", { amount: money(most_minor, currency) })}
          </span>
        </span>
        <button type="button" class="button quiet square" onClick={onDrop}>
          <Icon name="bin" label={t("Take out {title}", { title: article.title })} />
        </button>
      </div>
      <div class="line-back-how">
        <HowMany quantity={quantity} most={null} onChange={(pieces) => onChange({ ...brought, quantity: pieces })} />
        <label class="row gap-s">
          {t("Give")}
          <input
            class="control given"
            inputMode="decimal"
            value={writeMinor(givenFor(brought), currency)}
            onChange={(event) => onChange({ ...brought, given_minor: readMinor(event.currentTarget.value, currency) })}
          />
        </label>
        <HowItIs
          condition={condition}
          restock={restock && condition !== "damaged"}
          onCondition={(each) => onChange({ ...brought, condition: each, restock: each !== "damaged" })}
          onRestock={(each) => onChange({ ...brought, restock: each })}
        />
      </div>
    </li>
  );
}
