/** The catalogue on the device is filled page by page, goes on after a break, follows the shop, and belongs to one till. */

import "fake-indexeddb/auto";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { IDBFactory } from "fake-indexeddb";

import type { Server } from "../../../till/catalogue/fill.ts";
import { KeptCatalogue } from "../../../till/catalogue/kept.ts";
import type { Article, Changes } from "../../../till/protocol.ts";
import { codeOf, many } from "./shop.ts";

const PAGE = 100;
const ARTICLES = many(250);

/** A server of these articles; `isReached` false: no network. */
class Shop implements Server {
  isReached = true;
  asked: string[] = [];
  changed: Changes = { articles: [], gone: [], settings: false, anew: false, position: 5 };
  stock: readonly Article[] = ARTICLES;

  async articles(after: string) {
    this.#ask(`articles ${after}`);
    const from = Number(after || 0);
    const next = from + PAGE < this.stock.length ? String(from + PAGE) : null;
    return { articles: this.stock.slice(from, from + PAGE), next, total: this.stock.length, position: 5 + from };
  }

  async changes(after: number): Promise<Changes> {
    this.#ask(`changes ${after}`);
    if (after < this.changed.position) return this.changed;
    return { articles: [], gone: [], settings: false, anew: false, position: after };
  }

  #ask(question: string): void {
    this.asked.push(question);
    if (!this.isReached) throw new Error("no network");
  }
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const silent = () => {};
const skuOf = async (kept: KeptCatalogue, at: number) => (await kept.byCode([codeOf(at)], ""))?.article.sku;

test("it is filled to the end, the best sold first, and changes are followed from the first page", async () => {
  const shop = new Shop();
  const told: number[] = [];
  const kept = await KeptCatalogue.open("till-1", shop, (progress) => told.push(progress.count));

  assert.equal(await kept.renew(), false);

  assert.deepEqual(shop.asked, ["articles ", "articles 100", "articles 200", "changes 5"]);
  assert.deepEqual(told, [0, 100, 200, 250, 250]);
  assert.equal(await skuOf(kept, 249), "SKU-249");
});

test("without a network it goes on later, where it stopped, also after a restart", async () => {
  const shop = new Shop();
  const kept = await KeptCatalogue.open("till-1", shop, (progress) => {
    shop.isReached = progress.count < 100;
  });
  await assert.rejects(kept.renew());
  assert.equal(await skuOf(kept, 7), "SKU-7");
  assert.equal(await skuOf(kept, 170), undefined);

  shop.isReached = true;
  shop.asked = [];
  const again = await KeptCatalogue.open("till-1", shop, silent);
  assert.equal(await skuOf(again, 7), "SKU-7");
  await again.renew();

  assert.deepEqual(shop.asked, ["articles 100", "articles 200", "changes 5"]);
  assert.equal(await skuOf(again, 170), "SKU-170");
});

test("a large page is put in slices, and one that broke off is fetched again without anything twice", async () => {
  const shop = new Shop();
  const large = many(1_200);
  shop.articles = async (after: string) => {
    shop.asked.push(`articles ${after}`);
    return { articles: large, next: null, total: 1_200, position: 5 };
  };
  const told: (string | null)[] = [];
  const kept = await KeptCatalogue.open("till-1", shop, (progress) => {
    told.push(progress.next);
    if (told.length === 3) throw new Error("the battery is empty");
  });
  await assert.rejects(kept.renew());

  const again = await KeptCatalogue.open("till-1", shop, silent);
  assert.equal(await skuOf(again, 999), "SKU-999");
  assert.equal(await skuOf(again, 1_000), undefined);
  await again.renew();

  assert.deepEqual(told, ["", "", ""]);
  assert.equal(await skuOf(again, 1_199), "SKU-1199");
  assert.equal((await again.search("sku 7", 30)).filter((one) => one.sku === "SKU-7").length, 1);
});

test("what changes in the shop changes here, and the settings are told", async () => {
  const shop = new Shop();
  const kept = await KeptCatalogue.open("till-1", shop, silent);
  await kept.renew();
  const renamed = { ...ARTICLES[3]!, title: "Renamed" };
  shop.changed = { articles: [renamed], gone: [ARTICLES[4]!.variant], settings: true, anew: false, position: 9 };

  assert.equal(await kept.renew(), true);
  assert.equal(await kept.renew(), false);

  assert.equal((await kept.byCode([codeOf(3)], ""))?.article.title, "Renamed");
  assert.equal(await skuOf(kept, 4), undefined);
  assert.equal(shop.asked.at(-1), "changes 9");
});

test("where too much has changed to be told, everything is fetched again", async () => {
  const shop = new Shop();
  const kept = await KeptCatalogue.open("till-1", shop, silent);
  await kept.renew();
  shop.asked = [];
  shop.changed = { articles: [], gone: [], settings: true, anew: true, position: 9 };

  assert.equal(await kept.renew(), true);

  assert.deepEqual(shop.asked.slice(0, 4), ["changes 5", "articles ", "articles 100", "articles 200"]);
});

test("what the server found is here the next time, and the feed goes on where it was", async () => {
  const shop = new Shop();
  const kept = await KeptCatalogue.open("till-1", shop, silent);
  await kept.renew();
  const [, , rare] = many(300).slice(-3);

  await kept.keep([rare!]);

  const again = await KeptCatalogue.open("till-1", shop, silent);
  assert.equal((await again.byCode([rare!.barcodes[0]![0]], ""))?.article.sku, rare!.sku);
  await again.renew();
  assert.equal(shop.asked.at(-1), "changes 5");
});

test("articles of another till are not sold from", async () => {
  const shop = new Shop();
  await (await KeptCatalogue.open("till-1", shop, silent)).renew();

  const other = await KeptCatalogue.open("till-2", shop, silent);

  assert.equal(await skuOf(other, 7), undefined);
});

test("when nearly everything changed it is fetched anew, and sold from until the new one is whole", async () => {
  const shop = new Shop();
  const kept = await KeptCatalogue.open("till-1", shop, silent);
  await kept.renew();
  const articles = many(5_001);
  shop.changed = { articles, gone: [], settings: false, anew: false, position: 6 };
  shop.stock = articles.slice(0, 120);

  await kept.renew();
  assert.equal(await skuOf(kept, 4_000), "SKU-4000", "the feed's own, until it is followed anew");

  const again = await KeptCatalogue.open("till-1", shop, silent);
  assert.equal(await skuOf(again, 110), "SKU-110");
});
