/** Each effect by its word. */

import type { Line } from "../lines/line.ts";
import { cheapestFirst, inOrder } from "../lines/order_lines.ts";
import { div, nearest } from "../numbers/divide.ts";
import type { Effect } from "../read/promotion.ts";
import { bundle } from "./bundle.ts";
import { piecesOf } from "./match_goods.ts";
import { offGoods, pick, type Rest, type Take, type Takes, worth } from "./take.ts";

/** `goods` are the promotion's lines, `lines` all of the basket. */
export function takesOf(effect: Effect, goods: readonly Line[], lines: readonly Line[]): Takes {
  switch (effect.type) {
    case "percent":
      return (rest) => [offGoods(goods, nearest(sumLeft(goods, rest), effect.basis_points, 10_000))];
    case "amount":
      return (rest) => [offGoods(goods, Math.min(effect.amount_minor, sumLeft(goods, rest)))];
    case "amount_each":
      return each(goods, (line) => effect.amount_minor * line.pieces);
    case "fixed_price":
      return each(goods, (line, left) => left - nearest(effect.price_minor, line.quantity, line.per));
    case "cheapest_free": {
      const wanted = Math.min(div(piecesOf(goods), effect.of), effect.times) * effect.free;
      return (rest) =>
        pick(cheapestFirst(goods, rest.goods), wanted).map(([line, some]) => {
          return offGoods([line], worth(line, some, rest, effect.basis_points));
        });
    }
    case "gift": {
      const gifts = lines.filter((line) => line.sku === effect.sku);
      return (rest) =>
        pick(inOrder(gifts, rest.goods), effect.quantity).map(([line, some]) => {
          return offGoods([line], worth(line, some, rest));
        });
    }
    case "bundle":
      return bundle(effect, lines);
    case "free_delivery":
      return (rest) => [offDelivery(Math.min(effect.up_to_minor ?? rest.delivery, rest.delivery))];
    case "points":
      return () => [];
  }
}

/** One take a line: what is asked for it, at least nothing and at most what is left. */
function each(goods: readonly Line[], asked: (line: Line, left: number) => number): Takes {
  return (rest) =>
    inOrder(goods, rest.goods).map((line) => {
      const left = rest.goods[line.position]!;
      return offGoods([line], Math.max(0, Math.min(asked(line, left), left)));
    });
}

function sumLeft(goods: readonly Line[], rest: Rest): number {
  return goods.reduce((all, line) => all + rest.goods[line.position]!, 0);
}

function offDelivery(amount: number): Take {
  return { of: "delivery", lines: [], amount };
}
