"""Companies that buy from the demo shop, invented: a price list of theirs without tax, limits, days to pay, a buyer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.access.shoppers import shopper_with
from duken.channels.storefront.accounts import recognise
from duken.customers.companies.buyers import BuyerDraft, save_buyers
from duken.customers.companies.save_companies import CompanyDraft, save_companies
from duken.demo.answers import accepted
from duken.demo.goods import Goods
from duken.demo.load_company import VAT
from duken.demo.shops import COUNTRY, CURRENCY
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.money import Money
from duken.payments.on_account.limit import change_credit_limit
from duken.payments.on_account.record_payments import CompanyPaymentDraft, record_company_payments
from duken.pricing.drafts import PriceDraft, PriceListDraft
from duken.pricing.save_price_lists import save_price_lists
from duken.pricing.set_prices import set_prices

PRICE_LIST = GROUP = "trade"
BUYER = "buyer@example.com"  # signs in by a code, which lies in the shop's outbox
DOZEN = 12
_COMPANIES = (
    (CompanyDraft(COUNTRY, "GB000000001", "Corner Café Ltd (demo)", group=GROUP, terms_days=14), 50_000),
    (CompanyDraft(COUNTRY, "GB000000002", "Harbour Gifts Ltd (demo)", group=GROUP, terms_days=30), 200_000),
)


def load_wholesale(goods: Sequence[Goods], *, by: Actor) -> None:
    """Repeating is harmless."""
    trade = PriceListDraft(PRICE_LIST, "Trade", CURRENCY, includes_tax=False, customer_group=GROUP)
    accepted(save_price_lists([trade], by=by))
    accepted(set_prices([price for each in goods for price in _prices(each)], by=by))
    companies = accepted(save_companies([draft for draft, _ in _COMPANIES], by=by))
    buyer = BuyerDraft(_buyer(), "approver")
    for company_id, (_, limit_minor) in zip(companies, _COMPANIES, strict=True):
        change_credit_limit(company_id, limit=Money(limit_minor, CURRENCY), reason="demo", by=by)
        accepted(save_buyers(company_id, [buyer], by=by))
    ahead = CompanyPaymentDraft(companies[0], Money(5_000, CURRENCY), clock.now().date(), "demo", "paid ahead (demo)")
    accepted(record_company_payments([ahead], by=by))


def _buyer() -> UUID:
    """Somebody who can sign in."""
    user = shopper_with(email=BUYER)
    assert user, "no member of staff"
    user.save()
    recognise(user)
    assert user.customer_id, "whoever is recognised has a card"
    return user.customer_id


def _prices(goods: Goods) -> list[PriceDraft]:
    """Without tax: four fifths of the usual price, seven tenths from a dozen on."""
    drafts = []
    for item in goods.items:
        net_minor = int(item.price_minor / (1 + VAT))
        drafts.append(PriceDraft(PRICE_LIST, net_minor * 8 // 10, sku=item.sku))
        drafts.append(PriceDraft(PRICE_LIST, net_minor * 7 // 10, sku=item.sku, min_quantity=DOZEN))
    return drafts
