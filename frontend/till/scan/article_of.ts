/** The article behind a scan: from the device, else from the server, which is asked only for what is not here. */

import { now } from "../../kit/clock.ts";
import { articleByCode, keepArticles } from "../catalogue/catalogue_client.ts";
import type { Article } from "../protocol.ts";
import { atServer } from "../server.ts";
import { link, settings } from "../state.ts";
import { meant, type Scanned } from "./meant.ts";
import { type Goods, readScan } from "./read_scan.ts";

const PATIENCE_SECONDS = 3;

/** Null: nobody knows the code, or it is not on this device and the server cannot be asked. */
export async function articleOf(text: string): Promise<Scanned | null> {
  const scan = readScan(text, settings.value?.patterns ?? []);
  return scan?.what === "goods" ? findGoods(scan) : null;
}

export async function findGoods(goods: Goods): Promise<Scanned | null> {
  const held =
    (await articleByCode(goods.codes, goods.text)) ??
    (goods.label && (await articleByCode([goods.label.item], ""))) ??
    (await fetchHeld(goods));
  return held && meant(held.article, held.pieces, goods, now());
}

async function fetchHeld({ text, codes, label }: Goods) {
  if (link.value.state === "offline") return null;
  const article = await fetchArticle(text);
  if (!article) return null;
  await keepArticles([article]);
  const known = new Map(article.barcodes);
  const code = [...codes, label?.item ?? ""].find((one) => known.has(one));
  return { article, pieces: code ? known.get(code)! : 1 };
}

/** No network and no such article are the same here: there is nothing to sell. */
async function fetchArticle(code: string): Promise<Article | null> {
  try {
    return await atServer<Article>("GET", `articles/by-barcode?${new URLSearchParams({ code })}`, undefined, {
      seconds: PATIENCE_SECONDS,
    });
  } catch {
    return null;
  }
}
