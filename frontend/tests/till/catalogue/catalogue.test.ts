/** The catalogue on the device: found by every code and by a few letters, the newest of each article, without a network. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Catalogue } from "../../../till/catalogue/catalogue.ts";
import type { Article } from "../../../till/protocol.ts";
import { article, codeOf, MemoryShelf, many, price } from "./shop.ts";

const FILLED = { total: 0, next: null, position: 7, owner: "till" };
const TEA = article({
  sku: "TEA 1",
  title: "Зелёный чай «Нұр», 250 г",
  barcodes: [
    ["4006381333931", 1],
    ["10614141000415", 12],
  ],
  popularity: 9,
});
const MILK = article({ sku: "MILK", title: "Milk 3.2%", brand: "alpine", barcodes: [["96385074", 1]], popularity: 5 });

async function shopOf(...articles: Article[]): Promise<Catalogue> {
  const catalogue = await Catalogue.open(new MemoryShelf());
  await catalogue.add(articles, FILLED);
  return catalogue;
}

const titles = (articles: readonly Article[]) => articles.map((one) => one.title);

test("an article is found by each of its codes, by its SKU and by its id", async () => {
  const shop = await shopOf(MILK, TEA);

  assert.deepEqual(await shop.byCode(["4006381333931"], ""), { article: TEA, pieces: 1 });
  assert.deepEqual(await shop.byCode(["10614141000415"], ""), { article: TEA, pieces: 12 });
  assert.deepEqual(await shop.byCode(["nobody's"], " tea  1 "), { article: TEA, pieces: 1 });
  assert.deepEqual(await shop.byVariant([TEA.variant, "gone", MILK.variant]), [TEA, MILK]);
  assert.equal(await shop.byCode(["4006381333932"], "none"), null);
});

test("of several codes the first that is anybody's counts, and a barcode before a SKU", async () => {
  const shop = await shopOf(MILK, article({ sku: "96385074" }));
  assert.equal((await shop.byCode(["none", "96385074"], "96385074"))?.article.sku, "MILK");
});

test("what changed is what is sold now, under its new codes only; what is gone is not found", async () => {
  const shop = await shopOf(MILK, TEA);
  const dearer = { ...MILK, title: "Oat drink", barcodes: [["4006381333948", 1]] as const, prices: [price(150)] };

  await shop.change([dearer], [TEA.variant], 8);

  assert.equal((await shop.byCode(["4006381333948"], ""))?.article, dearer);
  assert.equal(await shop.byCode(["96385074"], ""), null);
  assert.equal(await shop.byCode(["4006381333931"], "TEA 1"), null);
  assert.deepEqual(await shop.byVariant([MILK.variant, TEA.variant]), [dearer]);
  assert.deepEqual(titles(await shop.search("milk 3", 10)), []);
  assert.deepEqual(titles(await shop.search("oat", 10)), ["Oat drink"]);
  assert.equal(shop.progress.position, 8);
});

test("what was put twice is found once, as it was put last", async () => {
  const shop = await shopOf(MILK);
  await shop.add([{ ...MILK, title: "Milk 2.5%" }], FILLED);

  assert.deepEqual(titles(await shop.search("milk", 10)), ["Milk 2.5%"]);
  assert.equal((await shop.byCode(["96385074"], ""))?.article.title, "Milk 2.5%");
});

test("after a restart everything is as it was", async () => {
  const shelf = new MemoryShelf();
  const before = await Catalogue.open(shelf);
  await before.add([MILK, TEA], FILLED);
  await before.change([{ ...MILK, title: "Oat drink" }], [], 9);

  const shop = await Catalogue.open(shelf);
  assert.equal((await shop.byCode(["96385074"], ""))?.article.title, "Oat drink");
  await shop.loadWords();

  assert.deepEqual(titles(await shop.search("чай", 10)), [TEA.title]);
  assert.deepEqual(shop.progress, before.progress);
});

for (const typed of [
  "зеленый",
  "зелёны",
  "zelenii cai",
  "zelenyj chaj",
  "ЧАЙ 250",
  "зиленый чай",
  "чай зеленй",
  "нур",
  "ptktysq xfq",
  "tea 1",
]) {
  test(`"${typed}" finds the green tea`, async () => {
    const shop = await shopOf(MILK, TEA);
    assert.deepEqual(titles(await shop.search(typed, 10)), [TEA.title]);
  });
}

test("whole words come before beginnings, then the best sold; what is not there is not found", async () => {
  const shop = await shopOf(
    article({ sku: "A", title: "Teapot", popularity: 9 }),
    article({ sku: "B", title: "Iced tea", popularity: 5 }),
    article({ sku: "C", title: "Tea", popularity: 3 }),
  );
  assert.deepEqual(titles(await shop.search("tea", 10)), ["Iced tea", "Tea", "Teapot"]);
  assert.deepEqual(titles(await shop.search("tea", 1)), ["Iced tea"]);
  assert.deepEqual(await shop.search("coffee", 10), []);
  assert.deepEqual(await shop.search(" .,", 10), []);
});

test("pages of any size do not disturb each other", async () => {
  const shop = await Catalogue.open(new MemoryShelf());
  const articles = many(333);
  for (let at = 0; at < 333; at += 111) await shop.add(articles.slice(at, at + 111), FILLED);

  for (const [at, one] of articles.entries()) {
    assert.deepEqual((await shop.byCode([codeOf(at)], ""))?.article, one);
  }
});

test("what sells often is unpacked once", async () => {
  const shelf = new MemoryShelf();
  const shop = await Catalogue.open(shelf);
  await shop.add([MILK, TEA], FILLED);
  for (let times = 0; times < 5; times++) await shop.byCode(["96385074"], "");
  assert.equal(shelf.reads, 1);
});
