"""Online Retail in one shop: customers, products, invoices as orders, cancellations as returns.

What an invoice line stands for (goods, postage, a discount, a remark of the warehouse) is decided by `duken.demo`,
made from the same data set; the channel and the shop of a sale are its invention, not the data's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.replay.tables import minor, moment, rows
from bench.replay.timing import Parts, by_lines, in_batches, say
from duken.catalog.drafts import ProductDraft, VariantDraft
from duken.catalog.reads import VariantRead, variants_by_sku
from duken.catalog.save_products import save_products
from duken.customers.save_customers import CustomerDraft, save_customers
from duken.demo.answers import accepted
from duken.demo.codes import meaning_of, tidy_sku
from duken.demo.history import Invoice, InvoiceLine
from duken.demo.load_company import PRICE_LIST, load_company
from duken.demo.past_sales import past_return, past_sale
from duken.demo.sales import LeftOut, Sale, sales
from duken.demo.shops import COUNTRY
from duken.kernel.actor import Actor, system
from duken.orders.import_orders import import_orders
from duken.pricing.drafts import PriceDraft
from duken.pricing.set_prices import set_prices
from duken.returns.import_returns import import_returns

LINES_A_BATCH = 8_000


def invoices(folder: Path, customers: int | None) -> list[Invoice]:
    """Invoices in the order they were written; only of the first so many customers, and then no anonymous ones."""
    lines: dict[str, list[InvoiceLine]] = defaultdict(list)
    heads: dict[str, tuple[Any, str, str]] = {}
    for number, sku, text, quantity, at, price, customer, country in rows(
        folder,
        "online_retail",
        InvoiceNo=str,
        StockCode=str,
        Description=str,
        Quantity=int,
        InvoiceDate=moment,
        UnitPrice=minor,
        CustomerID=lambda value: str(int(float(value))),
        Country=str,
    ):
        heads.setdefault(number, (at, customer or "", country or ""))
        lines[number].append(InvoiceLine(sku, text or "", quantity, price))
    kept = set(sorted({customer for _, customer, _ in heads.values() if customer})[:customers])
    found = [Invoice(number, *head, tuple(lines[number])) for number, head in heads.items()]
    found = found if customers is None else [each for each in found if each.customer in kept]
    return sorted(found, key=lambda each: (each.at, each.number))


def articles(all_invoices: list[Invoice]) -> dict[str, tuple[str, int]]:
    """SKU -> the name and the price in pence seen most often, of goods that were sold for money."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    prices: dict[str, Counter[int]] = defaultdict(Counter)
    for invoice in all_invoices:
        for line in invoice.lines:
            sku = tidy_sku(line.sku)
            if line.quantity > 0 and line.price_pence > 0 and meaning_of(sku) == "goods":
                names[sku][" ".join(line.text.split()) or sku] += 1
                prices[sku][line.price_pence] += 1
    return {sku: (names[sku].most_common(1)[0][0], prices[sku].most_common(1)[0][0]) for sku in sorted(names)}


def run(folder: Path, customers: int | None) -> dict[str, Any]:
    by = system("bench")
    found = invoices(folder, customers)
    goods = articles(found)
    left_out = LeftOut()
    all_sales = list(sales(found, skus=goods.keys(), shift=timedelta(0), left_out=left_out))
    sold = [sale for sale in all_sales if not sale.is_return]
    returned = [sale for sale in all_sales if sale.is_return]
    say(f"{len(found):,} invoices, {sum(len(each.lines) for each in found):,} lines")
    load_company(by=by)
    parts, told = Parts(), Counter[str]()
    people: dict[str, UUID] = {}
    variants: dict[str, VariantRead] = {}
    parts.took("customers", "cards", lambda: _customers(found, people, by))
    parts.took("products", "products", lambda: _products(goods, variants, by))
    parts.took("prices", "prices", lambda: _prices(goods, by))
    parts.took("orders", "lines", lambda: _orders(sold, variants, people, by))
    parts.took("returns", "lines", lambda: _returns(returned, people, told, by))
    return {
        "sample": {"invoices": len(found), "lines": sum(len(each.lines) for each in found), "customers": len(people)},
        "parts": parts.told,
        "counts": {"orders": len(sold), "returns": len(returned), **told},
        "left_out": dict(left_out.lines),
    }


def _customers(found: list[Invoice], people: dict[str, UUID], by: Actor) -> int:
    for batch in in_batches(sorted({each.customer for each in found if each.customer}), 2_000):
        drafts = [CustomerDraft(name=f"Customer {number}", reference=f"retail:{number}") for number in batch]
        saved = accepted(save_customers(drafts, country=COUNTRY, by=by))
        people |= {number: one.customer_id for number, one in zip(batch, saved, strict=True)}
    return len(people)


def _products(goods: dict[str, tuple[str, int]], variants: dict[str, VariantRead], by: Actor) -> int:
    for batch in in_batches(list(goods), 1_000):
        drafts = [ProductDraft(goods[sku][0], variants=[VariantDraft(sku)], slug=f"p-{sku.lower()}") for sku in batch]
        accepted(save_products(drafts, by=by))
        variants |= variants_by_sku(batch)
    return len(goods)


def _prices(goods: dict[str, tuple[str, int]], by: Actor) -> int:
    drafts = [PriceDraft(PRICE_LIST, price, sku=sku) for sku, (_, price) in goods.items()]
    for batch in in_batches(drafts, 5_000):
        accepted(set_prices(batch, by=by))
    return len(drafts)


def _orders(sold: list[Sale], variants: dict[str, VariantRead], people: dict[str, UUID], by: Actor) -> int:
    for batch in by_lines(sold, lambda sale: len(sale.lines), LINES_A_BATCH):
        accepted(import_orders([past_sale(sale, variants, people.get(sale.customer)) for sale in batch], by=by))
    return sum(len(sale.lines) for sale in sold)


def _returns(returned: list[Sale], people: dict[str, UUID], told: Counter[str], by: Actor) -> int:
    """Cancellations, in the order they happened: each finds the sale it takes back, or is kept without receipt."""
    for batch in in_batches(returned, 500):
        drafts = [past_return(sale, people.get(sale.customer), key=f"retail:{sale.number}") for sale in batch]
        for answer in accepted(import_returns(drafts, by=by)):
            told["pieces_matched"] += answer.matched
            told["pieces_without_receipt"] += answer.without_receipt
    return sum(len(sale.lines) for sale in returned)
