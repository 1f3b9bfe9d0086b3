/** The receipt of a sale, a return, or both. */

import type { Entry, ReturnedLine, Sold, SoldLine, Tender, TenderMethod } from "../protocol.ts";
import { centred, heading, type Paper, pair, type Row, RULE, type Saying, SPACE, sum, text, written } from "./paper.ts";
import { quantityOf } from "./quantity_of.ts";

/** Who sells: what of the settings stands on a receipt. */
export interface Seller {
  readonly name: string;
  readonly address: string;
  readonly entity: string;
  readonly taxNumber: string;
  readonly header: string;
  readonly footer: string;
  readonly cashier: string;
  /** Where the receipt can be read, "" if nowhere: a QR. */
  readonly link: string;
}

export function receiptOf(entry: Entry<"sold">, seller: Seller, say: Saying): Paper {
  const sold = entry.body;
  return [
    ...headOf(entry, seller, say),
    RULE,
    ...sold.lines.flatMap((line) => soldRows(line, say)),
    ...returnedRows(sold.returned, say),
    RULE,
    ...sumsOf(sold, say),
    ...paidOf(sold.tenders, sold, say),
    ...taxesOf(sold, say),
    SPACE,
    ...footOf(sold, seller, say),
  ];
}

/** What was paid here for an order of another channel. */
export function paidReceiptOf({ at, body }: Entry<"collected">, seller: Seller, say: Saying): Paper {
  const paid = body.tenders.reduce((all, one) => all + one.amount_minor, 0);
  return [
    ...sellerRows(seller, say),
    SPACE,
    pair(say.t("Order {number}", { number: body.number }), say.moment(at)),
    ...(seller.cashier ? [text(say.t("Served by {name}", { name: seller.cashier }))] : []),
    RULE,
    sum(`${say.t("Paid")} ${body.currency}`, say.amount(paid)),
    ...paidOf(body.tenders, body, say),
    SPACE,
    ...written(seller.footer),
  ];
}

/** The same receipt once more, and it says so. */
export function copyOf(entry: Entry<"sold">, seller: Seller, say: Saying): Paper {
  return [heading(say.t("Copy")), ...receiptOf(entry, seller, say)];
}

/** What was bought, without what it cost: enough to bring it back. */
export function giftReceiptOf(entry: Entry<"sold">, seller: Seller, say: Saying): Paper {
  return [
    ...headOf(entry, seller, say),
    heading(say.t("Gift receipt")),
    RULE,
    ...entry.body.lines.map((line) => pair(line.title, quantityOf(line))),
    RULE,
    centred(say.t("Exchange or return with this receipt.")),
    SPACE,
    ...footOf(entry.body, { ...seller, link: "" }, say), // the page behind the link has the prices
  ];
}

/** The seller, the number and the moment: the head of anything printed about a sale. */
function headOf({ at, body }: Entry<"sold">, seller: Seller, say: Saying): readonly Row[] {
  return [
    ...sellerRows(seller, say),
    SPACE,
    pair(say.t("Receipt {number}", { number: body.number }), say.moment(at)),
    ...(seller.cashier ? [text(say.t("Served by {name}", { name: seller.cashier }))] : []),
  ];
}

function sellerRows(seller: Seller, say: Saying): readonly Row[] {
  const taxNumber = seller.taxNumber && say.t("Tax number {number}", { number: seller.taxNumber });
  return [
    heading(seller.name),
    ...[seller.address, seller.entity, taxNumber].flatMap(written),
    ...written(seller.header),
  ];
}

function soldRows(line: SoldLine, say: Saying): readonly Row[] {
  const each = `${quantityOf(line)} × ${say.amount(line.unit_price_minor)}`;
  const off = line.discount_minor > 0 ? [pair(`  ${say.t("Discount")}`, say.amount(-line.discount_minor))] : [];
  return line.quantity === 1 && line.per === 1
    ? [pair(line.title, say.amount(line.subtotal_minor)), ...off]
    : [text(line.title), pair(`  ${each}`, say.amount(line.subtotal_minor)), ...off];
}

function returnedRows(lines: readonly ReturnedLine[], say: Saying): readonly Row[] {
  if (lines.length === 0) return [];
  const rows = lines.map((line) => {
    const pieces = line.quantity === 1 ? line.title : `${line.title}, ${quantityOf(line)}`;
    return pair(pieces, say.amount(-line.amount_minor));
  });
  return [{ row: "text", text: say.t("Brought back"), isBold: true }, ...rows];
}

function sumsOf(sold: Sold, say: Saying): readonly Row[] {
  const some = (words: string, minor: number) => (minor === 0 ? [] : [pair(say.t(words), say.amount(minor))]);
  const isPlain = sold.discount_minor === 0 && sold.added_tax_minor === 0 && sold.rounding_minor === 0;
  const words = sold.net_minor < 0 ? "To the customer" : "Total";
  return [
    ...(isPlain && sold.returned_minor === 0 ? [] : some("Subtotal", sold.subtotal_minor)),
    ...some("Discounts", -(sold.discount_minor - sold.points_minor)),
    ...(sold.points > 0 ? [pair(say.t("{count} points", { count: sold.points }), say.amount(-sold.points_minor))] : []),
    ...some("Tax", sold.added_tax_minor),
    ...some("Brought back", -sold.returned_minor),
    ...some("Rounding", sold.rounding_minor),
    sum(`${say.t(words)} ${sold.currency}`, say.amount(Math.abs(sold.net_minor))),
  ];
}

const METHODS: Readonly<Record<TenderMethod, string>> = {
  cash: "Cash",
  card: "Card",
  gift_card: "Gift card",
  store_credit: "Store credit",
  original: "The way it was paid",
};

/** What was given and came back; card references, and of a gift card no more than its end. */
export function paidOf(
  tenders: readonly Tender[],
  cash: { readonly given_minor: number; readonly change_minor: number },
  say: Saying,
): readonly Row[] {
  const others = tenders.filter((one) => one.method !== "cash");
  const rows = others.map((one) => pair(wayOf(one, say), say.amount(one.amount_minor)));
  if (cash.given_minor > 0) rows.push(pair(say.t("Cash"), say.amount(cash.given_minor)));
  if (cash.change_minor > 0) {
    rows.push(pair(say.t(cash.given_minor > 0 ? "Change" : "Paid out in cash"), say.amount(cash.change_minor)));
  }
  return rows;
}

export function methodName(method: TenderMethod): string {
  return METHODS[method];
}

function wayOf({ method, reference }: Tender, say: Saying): string {
  const name = say.t(methodName(method));
  if (method === "gift_card") return `${name} …${reference.slice(-4)}`;
  return method === "card" && reference !== "" ? `${name} ${reference}` : name;
}

/** The tax of each rate, as the law of most countries wants it. */
function taxesOf(sold: Sold, say: Saying): readonly Row[] {
  const rates = new Map<string, { total: number; tax: number }>();
  for (const line of sold.lines) {
    const at = rates.get(line.tax_rate) ?? { total: 0, tax: 0 };
    rates.set(line.tax_rate, { total: at.total + line.total_minor, tax: at.tax + line.tax_minor });
  }
  const words = sold.includes_tax ? "Of it tax {rate} %" : "Tax {rate} %";
  return [...rates]
    .filter(([, { tax }]) => tax !== 0)
    .sort(([one], [other]) => Number(other) - Number(one))
    .map(([rate, { tax }]) => pair(say.t(words, { rate: percent(rate) }), say.amount(tax)));
}

/** "0.0825" is 8.25 percent; shifted as text, so that no fraction is rounded. */
function percent(rate: string): string {
  const [ones, places = ""] = rate.split(".");
  const shifted = places.padEnd(2, "0");
  const rest = shifted.slice(2).replace(/0+$/, "");
  return `${Number(ones + shifted.slice(0, 2))}${rest && `.${rest}`}`;
}

function footOf(sold: Sold, seller: Seller, say: Saying): readonly Row[] {
  const link: readonly Row[] = seller.link
    ? [{ row: "qr", text: seller.link }, centred(say.t("This receipt on your phone"))]
    : [];
  return [...written(seller.footer), ...link, { row: "bars", text: sold.number }, centred(sold.number)];
}
