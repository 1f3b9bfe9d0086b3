/** So much for one of these, one of those and two of the others together. */

import type { Line } from "../lines/line.ts";
import { dearestFirst, inOrder } from "../lines/order_lines.ts";
import { share } from "../numbers/share.ts";
import type { EffectOf } from "../read/promotion.ts";
import { matchGoods } from "./match_goods.ts";
import { offGoods, type Rest, type Take, type Takes, worth } from "./take.ts";

export function bundle(effect: EffectOf<"bundle">, lines: readonly Line[]): Takes {
  const parts = effect.parts.map((part) => ({ quantity: part.quantity, lines: matchGoods(part.goods, lines) }));
  return (rest) => {
    const dearest = parts.map((part) => ({ quantity: part.quantity, lines: dearestFirst(part.lines, rest.goods) }));
    let best: Bundles = { off: 0, used: new Map() };
    for (let n = 1; n <= effect.times; n++) {
      const used = use(dearest, n);
      if (!used) break;
      const off = sumOf(used, rest) - effect.price_minor * n;
      if (off > best.off) best = { off, used };
    }
    return best.off > 0 ? sharedOut(best, rest) : [];
  };
}

interface Part {
  readonly quantity: number;
  readonly lines: readonly Line[];
}

type Used = ReadonlyMap<Line, number>;

interface Bundles {
  readonly off: number;
  readonly used: Used;
}

/** The pieces of each line that n bundles use; null if there are not enough. */
function use(parts: readonly Part[], n: number): Used | null {
  const used = new Map<Line, number>();
  for (const { quantity, lines } of parts) {
    let missing = quantity * n;
    for (const line of lines) {
      const before = used.get(line) ?? 0;
      const some = Math.min(missing, line.pieces - before);
      if (some > 0) used.set(line, before + some);
      missing -= some;
    }
    if (missing > 0) return null;
  }
  return used;
}

function sumOf(used: Used, rest: Rest): number {
  return [...used].reduce((all, [line, pieces]) => all + worth(line, pieces, rest), 0);
}

function sharedOut({ off, used }: Bundles, rest: Rest): readonly Take[] {
  const lines = inOrder([...used.keys()], rest.goods);
  const shares = share(
    off,
    lines.map((line) => worth(line, used.get(line)!, rest)),
  );
  return lines.map((line, at) => offGoods([line], shares[at]!));
}
