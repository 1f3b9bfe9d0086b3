/** Opens a basket that was begun elsewhere, and goes on selling with it. */

import { newId } from "../../kit/ids.ts";
import { toast } from "../../kit/ui/toast.tsx";
import { n } from "../../kit/words.ts";
import { problemWords } from "../orders/problem_words.ts";
import type { OpenedBasket, WantedBasket } from "../protocol.ts";
import { refuseScan } from "../scan/refuse_scan.ts";
import { change } from "../sell/change_sale.ts";
import { soundGood } from "../sell/sounds.ts";
import { atServer } from "../server.ts";
import { go, sale } from "../state.ts";
import { pourBasket } from "./pour_basket.ts";

/** Says what is wrong in words; the sale on the counter stays as it was then. */
export async function openBasket(wanted: WantedBasket): Promise<void> {
  try {
    const basket = await atServer<OpenedBasket>("POST", "baskets/open", wanted, { once: newId() });
    change(pourBasket(sale.value, basket, newId));
    go("sell");
    soundGood();
    toast(n("{count} line of the basket is here", "{count} lines of the basket are here", basket.lines.length));
  } catch (thrown) {
    refuseScan(problemWords(thrown));
  }
}
