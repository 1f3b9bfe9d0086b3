/** The worked examples of the specification, read out of its own page. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { quoteBasket } from "../../quote/quote_basket.ts";
import { basket } from "../../quote/read/basket.ts";

interface Example {
  readonly basket: { readonly lines: readonly ExampleLine[] };
  readonly quote: Readonly<Record<string, unknown>> & { readonly lines?: readonly Readonly<Record<string, number>>[] };
}

interface ExampleLine {
  readonly unit_price_minor: number;
  readonly includes_tax?: boolean;
}

const PAGE = readFileSync(new URL("../../../docs/reference/quote.md", import.meta.url), "utf8");
const EXAMPLES = [...PAGE.matchAll(/```json\n(.*?)```/gs)].map(([, block]) => JSON.parse(block!) as Example);

test("the specification has its examples", () => {
  assert.equal(EXAMPLES.length, 8);
});

for (const [at, example] of EXAMPLES.entries()) {
  test(`example ${at + 1} of the specification comes out as it says`, () => {
    const quote = quoteBasket(basket({ ...example.basket, lines: example.basket.lines.map(withPrices) }, "basket"), []);

    assert.ok(!("refused" in quote));
    const told: Readonly<Record<string, unknown>> = {
      subtotal_minor: quote.subtotal,
      discount_minor: quote.discount,
      delivery_minor: quote.delivery,
      tax_minor: quote.tax,
      added_tax_minor: quote.addedTax,
      rounding_minor: quote.rounding,
      total_minor: quote.total,
      includes_tax: quote.lines.every(({ line }) => line.includesTax),
      lines: quote.lines.map(({ line, discount, total, tax }, position) =>
        only(
          { subtotal_minor: line.subtotal, discount_minor: discount, total_minor: total, tax_minor: tax },
          example.quote.lines?.[position] ?? {},
        ),
      ),
    };
    assert.deepEqual(only(told, example.quote), example.quote);
  });
}

function withPrices({ unit_price_minor, includes_tax = true, ...line }: ExampleLine): unknown {
  return { ...line, prices: [{ amount_minor: unit_price_minor, includes_tax }] };
}

function only(found: Readonly<Record<string, unknown>>, told: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(told).map((name) => [name, found[name]]));
}
