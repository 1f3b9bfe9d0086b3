"""Every scope there is, and which role holds which. A scope is `module.verb`; nothing is allowed that is not listed.

What a scope allows is said in English here, for keys and files; pages translate it.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

SCOPES: dict[str, str] = {
    "access.manage": _("Create staff, give roles, revoke"),
    "access.keys": _("Create and revoke API keys"),
    "access.audit": _("Read the audit trail"),
    "carts.write": _("Fill a basket"),
    "carts.read": _("Read any basket"),
    "carts.quote": _("Ask what a basket costs"),
    "catalog.read": _("Read products"),
    "catalog.write": _("Create and change products, media and categories"),
    "companies.limit": _("Change how much a company may owe"),
    "companies.payments": _("Write down what companies paid, and what they did not"),
    "companies.read": _("Read companies, their orders, what they owe, and order for them"),
    "companies.write": _("Create and change companies and who buys for them"),
    "conversations.campaign": _("Write offers to customers who agreed to get them"),
    "conversations.write": _("Write to customers about their orders"),
    "customers.access_log": _("See who looked at whose card"),
    "customers.consent": _("Write down what a customer agreed to, or took back"),
    "customers.erase": _("Erase everything about a person"),
    "customers.export": _("Hand out everything that is known about a person"),
    "customers.merge": _("Make two customer cards one, and two again"),
    "customers.read": _("Read customer cards"),
    "customers.write": _("Create and change customer cards"),
    "events.read": _("Read the feed of events"),
    "events.retry": _("Send what failed on its way again"),
    "fulfilment.read": _("See the pick-up and shipping queue of a store"),
    "fulfilment.work": _("Acknowledge, pick, pack and hand over"),
    "gift_cards.block": _("Block gift cards"),
    "gift_cards.issue": _("Issue gift cards, top them up, grant store credit"),
    "gift_cards.read": _("See gift cards, their movements, and anybody's credit"),
    "inventory.read": _("Read stock"),
    "inventory.receive": _("Receive goods"),
    "inventory.transfer": _("Send and receive goods between locations"),
    "inventory.count": _("Count a shelf"),
    "inventory.adjust": _("Correct stock with a reason"),
    "inventory.allot": _("Keep stock for one channel"),
    "ledger.post": _("Post to the ledger"),
    "ledger.read": _("Read the ledger"),
    "loyalty.correct": _("Give or take points by hand"),
    "loyalty.earn": _("Let finished sales earn points, and returns take them back"),
    "loyalty.manage": _("Change loyalty programmes"),
    "loyalty.read": _("See anybody's points"),
    "orders.place": _("Place orders"),
    "orders.read": _("Read orders"),
    "orders.cancel": _("Cancel orders"),
    "orders.confirm": _("Confirm orders"),
    "orders.change": _("Change orders after they were placed"),
    "orders.import": _("Record orders that happened elsewhere"),
    "payments.read": _("Read payments"),
    "payments.take": _("Take money"),
    "payments.refund": _("Give money back"),
    "pricing.read": _("Read price lists"),
    "pricing.write": _("Change prices"),
    "promotions.read": _("Read promotions and coupons"),
    "promotions.write": _("Create and change promotions, issue coupons"),
    "reports.read": _("Read reports"),
    "returns.import": _("Record returns that happened elsewhere"),
    "stores.read": _("Read stores, channels and delivery zones"),
    "stores.manage": _("Open and change stores, channels and delivery zones"),
    "tax.manage": _("Change tax rates"),
    "tills.manage": _("Make tills, give devices their codes, revoke them, set PINs and limits"),
    "tills.read": _("See tills, shifts, receipts and differences"),
    "tills.sell": _("Be a till: send its journal, know what it needs to sell without a network"),
    "tills.settle": _("Say what became of differences between tills and books"),
    "webhooks.manage": _("Have events told to other addresses, and see what was sent"),
}

_SELLING = {
    "carts.write", "carts.read", "carts.quote", "catalog.read", "companies.read", "customers.consent", "customers.read",
    "customers.write", "inventory.read", "loyalty.read", "orders.place", "orders.read", "orders.cancel",
    "payments.take", "payments.read", "pricing.read", "stores.read",
}  # fmt: skip
_STOCK = {"inventory.receive", "inventory.transfer", "inventory.count", "inventory.adjust"}
_PICKING = {
    "catalog.read",
    "fulfilment.read",
    "fulfilment.work",
    "inventory.read",
    "orders.read",
    "stores.read",
}

ROLES: dict[str, frozenset[str]] = {
    "owner": frozenset(SCOPES),
    "manager": frozenset(
        _SELLING | _STOCK | _PICKING
        | {"companies.limit", "companies.payments", "companies.write",
           "conversations.campaign", "customers.access_log", "customers.erase", "customers.export", "customers.merge",
           "inventory.allot", "orders.change", "orders.confirm", "payments.refund", "reports.read", "pricing.write",
           "promotions.read", "promotions.write", "loyalty.correct", "gift_cards.read", "gift_cards.issue",
           "gift_cards.block",
           "catalog.write", "events.read", "access.audit",
           "tills.manage", "tills.read", "tills.settle"}
    ),
    "cashier": frozenset(_SELLING | _PICKING),
    "picker": frozenset(_PICKING | {"inventory.count", "inventory.transfer", "inventory.receive"}),
    "courier": frozenset(
        {"catalog.read", "fulfilment.read", "fulfilment.work", "orders.read", "payments.take", "stores.read"}
    ),
    "agent": frozenset(_SELLING - {"payments.take"} | {"orders.change"}),
    "analyst": frozenset(scope for scope in SCOPES if scope.endswith(".read") and scope != "ledger.read"),
}  # fmt: skip

# What the key of a device that is a till opens, in its one store.
TILL = ROLES["cashier"] | {"tills.sell"}

# What belongs to all stores at once. A role or a key held for some stores does not bring it, whatever its name.
COMPANY_WIDE = frozenset(
    {
        "catalog.write", "companies.limit", "companies.payments", "companies.write",
        "conversations.campaign", "customers.erase", "customers.export", "events.read",
        "events.retry", "gift_cards.block", "gift_cards.issue", "gift_cards.read", "ledger.post",
        "ledger.read", "loyalty.manage", "orders.import", "pricing.write", "promotions.write", "returns.import",
        "tax.manage",
    }
)  # fmt: skip

# A shopper holds these for what is theirs; each read narrows to the shopper's own rows.
SHOPPER = frozenset(
    {
        "carts.write",
        "carts.quote",
        "catalog.read",
        "orders.place",
        "stores.read",
        "inventory.read",
        "pricing.read",
    }
)
