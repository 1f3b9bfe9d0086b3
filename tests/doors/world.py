"""World: two stores, goods in both, and one of everything an address may name, in High Street."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from duken.carts.share_cart import send_cart_link
from duken.catalog.drafts import CategoryDraft
from duken.catalog.reads import variants_by_sku
from duken.catalog.save_categories import save_categories
from duken.channels.backoffice.models import SavedView
from duken.channels.imports.receive_file import receive_file
from duken.conversations.campaigns.audience import Audience
from duken.conversations.campaigns.draft import save_campaign
from duken.customers.companies.buyers import BuyerDraft, save_buyers
from duken.customers.consents.give import Consenting, give_consents
from duken.customers.recognise import Contact, recognise_customers
from duken.fulfilment.mark_ready import mark_ready
from duken.fulfilment.models import Fulfilment
from duken.inventory.count import start_count
from duken.inventory.transfer import dispatch_transfer
from duken.kernel import clock, ids
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.orders.drafts import Pickup
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.payments.models import Payment
from duken.payments.on_account.record_payments import CompanyPaymentDraft, record_company_payments
from duken.pricing.drafts import PriceDraft
from duken.pricing.set_prices import set_prices
from duken.providers.payments.testpay.models import Session
from duken.stores import reads as stores
from duken.tills.models import Difference
from duken.webhooks.change import try_webhook
from duken.webhooks.subscribe import WebhookDraft, subscribe
from tests.doors import people
from tests.doors.people import Person

BY = system("tests")
WORKS = ("fresh", "picked", "ready")

TEN = {"type": "percent", "basis_points": 1000}


class World:
    def __init__(self, make: Any) -> None:
        make.selling("TEA", stock=500)
        make.selling("TEA", stock=500, shop="low-street")
        make.delivery_zone()
        make.programme()
        save_categories([CategoryDraft("drinks", name="Drinks")], by=BY)
        self.tea = variants_by_sku(["TEA"])["TEA"]
        self.high, self.low = stores.location("high-street"), stores.location("low-street")
        contacts = [Contact("Ann", phone="+447700900123"), Contact("Bob", phone="+447700900124")]
        self.customer, self.other_customer = recognise_customers(contacts, by=BY)
        give_consents([Consenting("marketing", self.customer)], by=BY)  # else nobody could be sent an offer
        self.here = self._people(self.high.id)
        self.away = self.here | {
            column: people.staff(column, self.low.id, suffix="-away")
            for column, (_, one) in people.STAFF.items()
            if one
        }
        self.away |= {column: people.machine(column, self.low.id) for column in people.KEYS}
        self.here |= {people.TILL: people.till(make, "A1", "high-street")}
        self.away |= {people.TILL: people.till(make, "B2", "low-street")}
        self.things = self._things(make)
        self.orders = self._orders(make)
        self.works = self._works(make)
        self.imports = {
            column: receive_file("products", name="tea.csv", chunks=[b"sku;name\nTEA;Tea\n"], by=person.by)
            for column, person in self.here.items()
            if person.user_id and person.by and person.by.may("catalog.write")
        }
        self.views = {
            column: SavedView.objects.create(user_id=person.user_id, list_code="orders", name=column).pk
            for column, person in self.here.items()
            if person.user_id
        }

    def _people(self, store: UUID) -> dict[str, Person]:
        found = {"stranger": people.stranger(), "shopper": people.shopping(self.customer)}
        found |= {column: people.staff(column, store) for column in people.STAFF}
        return found | {column: people.machine(column, store) for column in people.KEYS}

    def _things(self, make: Any) -> dict[str, Any]:
        by, high, low, tea = BY, self.high.id, self.low.id, self.tea.id
        batch = ids.new_id()
        journal = make.journal("A1")
        journal.opens()
        receipt = journal.sells(journal.line(self.tea))
        journal.closes(receipts=2)  # wrong: a difference
        shift = journal.opens().id
        journal.send()
        [card] = issue_gift_cards(1, each=Money(500, "GBP"), batch="doors", by=by)
        set_prices([PriceDraft("retail", 520, variant_id=tea)], batch_id=batch, by=by)
        colleague = people.staff("cashier", high, suffix="-colleague")
        hook = WebhookDraft("Doors", "https://partner.example/", ["orders.OrderPlaced"], "it@partner.example", [high])
        webhook = subscribe(hook, by=by).id
        delivery = try_webhook(webhook, by=by)
        basket = make.cart("TEA").id
        company = make.company(limit_minor=10_000)
        save_buyers(company, [BuyerDraft(self.customer, "approver")], by=by)
        [paid] = record_company_payments(
            [CompanyPaymentDraft(company, Money(100, "GBP"), clock.now().date(), "doors")], by=by
        )
        return {
            "company_id": company,
            "payment_id": paid,
            "currency": "gbp",
            "cart_id": basket,
            "token": send_cart_link(basket, by=by).token,
            "product_id": self.tea.product_id,
            "variant_id": tea,
            "location_id": high,
            "channel": "web",
            "slug": self.tea.product_slug,
            "sku": "TEA",
            "customer_id": self.customer,
            "passkey_id": 1,  # nobody has one
            "promotion_id": make.promotion("DOORS", TEN, when={"needs_coupon": True}).id,
            "candidate_id": 1,  # nobody waits for an answer about them
            "repeated_id": 1,  # nor about these orders
            "count_id": start_count(location_id=high, by=by),
            "transfer_id": dispatch_transfer([(tea, 1)], from_location_id=low, to_location_id=high, key="t", by=by),
            "card_id": card.id,
            "card_code": card.code,
            "offer_id": save_campaign(None, name="Doors", audience=Audience(), words={"en": ("Tea", "Come.")}, by=by),
            "webhook_id": webhook,
            "delivery": delivery,
            "import_id": receive_file("products", name="t.csv", chunks=[b"sku;name\nTEA;Tea\n"], by=by),
            "batch_id": batch,
            "receipt_number": receipt.body["number"],
            "proof": receipt.hash[:32],
            "till_id": make.till("C3"),
            "shift_id": shift,
            "difference_id": Difference.objects.get().pk,
            "place_id": high,
            "colleague": colleague,
            "view_id": SavedView.objects.create(user_id=colleague.user_id, list_code="orders", name="Mine").pk,
            "session_id": self._session(),
            "order": make.order("TEA", delivery=Pickup("high-street"), customer_id=self.other_customer),
        }

    def _orders(self, make: Any) -> dict[str, Any]:
        """An order each person has placed: the shopper for themselves, the machine for a buyer."""
        placed = {"": self.things["order"]}
        for column in ("shopper", "key:place"):
            placed[column] = make.order(
                "TEA", by=self.here[column].by, delivery=Pickup("high-street"), confirm_repeat=True
            )
        return placed

    def _works(self, make: Any) -> dict[str, Any]:
        found = {}
        for state in WORKS:
            order = make.order("TEA", delivery=Pickup("high-street"))
            found[state] = order.id
        make.work_off()
        for state, order_id in list(found.items()):
            work = Fulfilment.objects.get(order_id=order_id).pk
            if state != "fresh":
                make.picked(order_id)
            if state == "ready":
                mark_ready(work, by=BY)
            found[state] = make.fulfilment(order_id)
        return found

    def _session(self) -> UUID:
        told = {"title": "An order", "currency": "GBP", "amount_minor": 499, "created_at": clock.now()}
        addresses = {"return_url": "http://testserver/back/", "webhook_url": "http://testserver/hook/"}
        return Session.objects.create(merchant_reference=ids.new_id(), **told, **addresses).pk

    def payment_of(self, order_id: UUID) -> Payment:
        return Payment.objects.get(order_id=order_id)
