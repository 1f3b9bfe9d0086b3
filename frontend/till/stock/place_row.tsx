/** One place and what is free there; a shop that has enough can be chosen to collect at. */

import { moment } from "../../kit/clock.ts";
import { t } from "../../kit/words.ts";
import { dayAndHour } from "../orders/when.ts";
import type { Article, StockAt } from "../protocol.ts";
import { quantityOf } from "../receipt/quantity_of.ts";
import { canCollectAt } from "./arrange.ts";

interface Props {
  readonly place: StockAt;
  readonly quantity: number;
  readonly unit: Pick<Article, "unit" | "per">;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

export function PlaceRow({ place, quantity, unit, isChosen, onChoose }: Props) {
  const isOpen = canCollectAt(place, quantity);
  const free = quantityOf({ quantity: place.free, unit: unit.unit, per: unit.per });
  const level = place.free < 1 ? "none" : place.free < quantity ? "few" : "plenty";
  return (
    <li>
      <button type="button" class="stock-place" aria-pressed={isChosen} disabled={!isOpen} onClick={onChoose}>
        <span class="grow">
          <strong>{place.name}</strong> {place.is_here && <span class="badge note">{t("Here")}</span>}
          {place.is_warehouse && <span class="badge">{t("Warehouse")}</span>}
          <span class="soft small stock-place-when">{whenWords(place)}</span>
        </span>
        <span class={`stock ${level}`}>{place.free < 1 ? t("None") : t("{count} free", { count: free })}</span>
      </button>
    </li>
  );
}

function whenWords(place: StockAt): string {
  if (place.free < 1) return "";
  if (place.is_warehouse) return t("Delivered from here");
  if (place.ready_by === null) return t("Cannot be collected here");
  return t("Ready to collect {day}", { day: dayAndHour(place.ready_by, moment.value) });
}
