import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../../../till/protocol.ts";
import { layOut } from "../../../till/receipt/lay_out.ts";
import { linkOf } from "../../../till/receipt/link.ts";
import type { Paper } from "../../../till/receipt/paper.ts";
import { quantityOf } from "../../../till/receipt/quantity_of.ts";
import { copyOf, giftReceiptOf, paidReceiptOf, receiptOf } from "../../../till/receipt/receipt_of.ts";
import { cashSlip, reportPaper } from "../../../till/receipt/report_paper.ts";
import { SAY, SELLER, soldEntry, soldLine, tender } from "./selling.ts";

function printed(paper: Paper, columns = 32): string {
  const lines = layOut(paper, columns).flatMap((part) =>
    part.part === "lines" ? part.lines.map((line) => line.text.trimEnd()) : [`[${part.part} ${part.text}]`],
  );
  return lines.join("\n");
}

const TEA = soldLine("Tea", 499, { tax_minor: 83 });
const CASH = { tenders: [tender("cash", 499)], given_minor: 1000, change_minor: 501 };

test("a receipt says who sold what when, what was given and what came back", () => {
  const entry = soldEntry({
    lines: [TEA],
    subtotal_minor: 499,
    tax_minor: 83,
    total_minor: 499,
    net_minor: 499,
    ...CASH,
  });

  assert.equal(
    printed(receiptOf(entry, SELLER, SAY)),
    `          Corner Shop
         1 High Street
             Leeds
        Corner Shop Ltd
        Tax number GB123

Receipt T1-42   2026-11-22 10:15
Served by Ann
--------------------------------
Tea                         4.99
--------------------------------
Total GBP                   4.99
Cash                       10.00
Change                      5.01
Of it tax 20 %              0.83

           Thank you
[bars T1-42]
             T1-42`,
  );
});

test("a weight is written as a weight, and what came off below its line", () => {
  const cheese = soldLine("Cheese", 448, {
    quantity: 345,
    unit: "g",
    per: 1000,
    unit_price_minor: 1299,
    discount_minor: 48,
  });
  const mugs = soldLine("Mug", 1400, { quantity: 2, unit_price_minor: 700 });
  const body = { lines: [cheese, mugs], subtotal_minor: 1848, discount_minor: 48, total_minor: 1800, net_minor: 1800 };
  const paper = printed(receiptOf(soldEntry({ ...body, tenders: [tender("card", 1800, "A1B2")] }), SELLER, SAY));

  assert.match(
    paper,
    /Cheese\n {2}0\.345 kg × 12\.99 {10}4\.48\n {2}Discount {17}-0\.48\nMug\n {2}2 × 7\.00 {17}14\.00\n/,
  );
  assert.match(paper, /Subtotal {19}18\.48\nDiscounts {18}-0\.48\nTotal GBP {18}18\.00\nCard A1B2 {18}18\.00\n/);
});

test("points, tax on top and rounding each have their line, so that it adds up", () => {
  const lines = [soldLine("A", 1000, { tax_rate: "0.08875", tax_minor: 89 }), soldLine("B", 500, { tax_rate: "0" })];
  const paper = printed(
    receiptOf(
      soldEntry({
        lines,
        includes_tax: false,
        subtotal_minor: 1500,
        discount_minor: 50,
        points: 50,
        points_minor: 50,
        added_tax_minor: 89,
        tax_minor: 89,
        rounding_minor: 1,
        total_minor: 1540,
        net_minor: 1540,
      }),
      SELLER,
      SAY,
    ),
  );

  assert.match(paper, /Subtotal +15\.00\n50 points +-0\.50\nTax +0\.89\nRounding +0\.01\nTotal GBP {18}15\.40\n/);
  assert.match(paper, /Tax 8\.875 % +0\.89\n/);
});

test("an exchange shows both sides and one sum; the change of a refund is paid out", () => {
  const returned = [
    {
      order_line: "l",
      variant: "v",
      sku: "L",
      title: "Lamp",
      quantity: 2,
      unit: "pcs",
      per: 1 as const,
      amount_minor: 2000,
      condition: "good" as const,
      restock: true,
      reason: "",
      approved_by: null,
    },
  ];
  const body = {
    lines: [TEA],
    returned,
    subtotal_minor: 499,
    total_minor: 499,
    returned_minor: 2000,
    net_minor: -1501,
  };
  const paper = printed(
    receiptOf(soldEntry({ ...body, tenders: [tender("cash", -1501)], change_minor: 1501 }), SELLER, SAY),
  );

  assert.match(
    paper,
    /Brought back\nLamp, 2 +-20\.00\n-+\nSubtotal +4\.99\nBrought back +-20\.00\nTo the customer GBP +15\.01\nPaid out in cash +15\.01\n/,
  );
});

test("of a gift card only the end is printed", () => {
  const body = {
    lines: [TEA],
    total_minor: 499,
    net_minor: 499,
    tenders: [tender("gift_card", 499, "ABCD-EFGH-1234")],
  };

  const paper = printed(receiptOf(soldEntry(body), SELLER, SAY));

  assert.match(paper, /Gift card …1234 +4\.99\n/);
  assert.ok(!paper.includes("ABCD"));
});

test("a gift receipt has no amount; a copy says that it is one", () => {
  const entry = soldEntry({ lines: [TEA], subtotal_minor: 499, total_minor: 499, net_minor: 499, ...CASH });

  assert.ok(!/\d\.\d\d/.test(printed(giftReceiptOf(entry, SELLER, SAY)).replace("T1-42", "")));
  assert.match(printed(copyOf(entry, SELLER, SAY)), /^ {14}Copy\n/);
});

test("a Z shows the difference, an X what should be there", () => {
  const report = {
    currency: "GBP",
    number: 7,
    receipts: 2,
    sales_minor: 2000,
    returns_minor: 500,
    discounts_minor: 100,
    tax_minor: 300,
    rounding_minor: 0,
    by_tender: { cash: 1500, card: 0 },
    float_minor: 10_000,
    cash_in_minor: 0,
    cash_out_minor: 5000,
    expected_minor: 6500,
  };
  const reported = { shop: "Leeds", till: "T1", cashier: "Ann", openedAt: "2026-11-22T08:00", at: "2026-11-22T18:00" };

  assert.match(
    printed(reportPaper(report, 6400, reported, SAY)),
    /^ +Z report 7\n[\s\S]*Counted +64\.00\nDifference +-1\.00$/,
  );
  assert.match(
    printed(reportPaper(report, null, reported, SAY), 48),
    /^ +X report\n[\s\S]*Should be there GBP +65\.00$/,
  );
});

test("a slip of cash out has the sum without a sign, and a line to sign", () => {
  const reported = { shop: "Leeds", till: "T1", cashier: "Ann", openedAt: "", at: "2026-11-22T18:00" };
  const paper = printed(cashSlip({ amount_minor: -5000, reason: "safe", note: "" }, "GBP", reported, SAY));

  assert.match(paper, /Cash out[\s\S]*safe\nGBP +50\.00\n\n\nSigned: _+$/);
});

test("quantities as a person reads them", () => {
  assert.equal(quantityOf({ quantity: 3, unit: "pcs", per: 1 }), "3");
  assert.equal(quantityOf({ quantity: 5, unit: "g", per: 1000 }), "0.005 kg");
  assert.equal(quantityOf({ quantity: 250, unit: "g", per: 100 }), "250 g");
  assert.equal(quantityOf({ quantity: 2, unit: "m", per: 1 }), "2 m");
});

test("an order that is paid here has its receipt, too", () => {
  const { body: _, ...frame } = soldEntry({});
  const tenders = [tender("cash", 2500)];
  const body = {
    order: "o",
    number: "1001",
    is_handed_over: true,
    code: "",
    currency: "GBP",
    tenders,
    given_minor: 3000,
    change_minor: 500,
  };
  const paper = printed(paidReceiptOf({ ...frame, kind: "collected", body } as Entry<"collected">, SELLER, SAY));

  assert.match(
    paper,
    /Order 1001 +2026-11-22 10:15\nServed by Ann\n-+\nPaid GBP +25\.00\nCash +30\.00\nChange +5\.00\n/,
  );
});

test("a receipt is read on a phone behind a link that its entry alone makes; a gift receipt has none", () => {
  const entry = { ...soldEntry({ lines: [TEA], subtotal_minor: 499 }), hash: "0123456789abcdef".repeat(4) };
  const link = linkOf(entry, "https://shop.example/receipt/");
  const seller = { ...SELLER, link };

  assert.equal(link, "https://shop.example/receipt/T1-42/0123456789abcdef0123456789abcdef/");
  assert.ok(printed(receiptOf(entry, seller, SAY)).includes(`[qr ${link}]\n   This receipt on your phone`));
  assert.ok(!printed(giftReceiptOf(entry, seller, SAY)).includes("[qr"));
});

test("no link in training, nor where the shop has told no address yet", () => {
  assert.equal(linkOf(soldEntry({}), "https://shop.example/receipt/"), "");
  assert.equal(linkOf({ ...soldEntry({}), hash: "0123456789abcdef".repeat(4) }, undefined), "");
});
