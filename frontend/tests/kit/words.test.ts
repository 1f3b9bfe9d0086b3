import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { browsersLanguage, language, latin, learn, money, n, t } from "../../kit/words.ts";

learn({
  Pay: { ru: "Оплатить", sr: "Плати", kk: "Төлеу" },
  "{count} receipt waits": {
    ru: "{count} чек ждёт|{count} чека ждут|{count} чеков ждут",
    sr: "{count} рачун чека|{count} рачуна чекају|{count} рачуна чека",
    kk: "{count} чек күтуде",
  },
});
afterEach(() => {
  language.value = "en";
});

test("a text is told in the language of the cashier, and in English until somebody has translated it", () => {
  language.value = "kk";

  assert.equal(t("Pay"), "Төлеу");
  assert.equal(t("{name} waits", { name: "Tea" }), "Tea waits");
});

test("what counts follows the rules of the language", () => {
  language.value = "ru";
  const told = (count: number) => n("{count} receipt waits", "{count} receipts wait", count);

  assert.deepEqual([1, 3, 5, 21].map(told), ["1 чек ждёт", "3 чека ждут", "5 чеков ждут", "21 чек ждёт"]);
  language.value = "en";
  assert.deepEqual([1, 2].map(told), ["1 receipt waits", "2 receipts wait"]);
});

test("Serbian is written once and read in both scripts", () => {
  language.value = "sr-latn";

  assert.equal(t("Pay"), "Plati");
  assert.equal(latin("Љубав, Џеп, ЊИВА, ђак"), "Ljubav, Džep, NjIVA, đak");
});

test("an amount is told in whole and minor units of its own currency", () => {
  assert.equal(money(123_450, "GBP"), "£1,234.50");
  assert.equal(money(500, "JPY"), "¥500");
  assert.equal(money(-0, "GBP"), "£0.00");
  assert.equal(money(1500, "RSD").replace("\u00a0", " "), "RSD 1,500");
  assert.equal(money(1500, "KWD").replace("\u00a0", " "), "KWD 1.500");
});

test("a new device speaks the first language of its browser that we know", () => {
  assert.equal(browsersLanguage(["tr-TR", "kk-KZ", "ru-RU"]), "kk");
  assert.equal(browsersLanguage(["sr-Latn-RS"]), "sr-latn");
  assert.equal(browsersLanguage(["sr-RS", "en"]), "sr");
  assert.equal(browsersLanguage(["tr"]), "en");
});
