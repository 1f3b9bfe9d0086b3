"""Every scope there is, and which role holds which. A scope is `module.verb`; nothing is allowed that is not listed."""

from __future__ import annotations

SCOPES: dict[str, str] = {
    "access.manage": "Create staff, give roles, revoke",
    "access.keys": "Create and revoke API keys",
    "access.audit": "Read the audit trail",
    "carts.write": "Fill a basket",
    "carts.read": "Read any basket",
    "carts.quote": "Ask what a basket costs",
    "catalog.read": "Read products",
    "catalog.write": "Create and change products, media and categories",
    "companies.limit": "Change how much a company may owe",
    "companies.payments": "Write down what companies paid, and what they did not",
    "companies.read": "Read companies, their orders, what they owe, and order for them",
    "companies.write": "Create and change companies and who buys for them",
    "conversations.campaign": "Write offers to customers who agreed to get them",
    "conversations.write": "Write to customers about their orders",
    "customers.access_log": "See who looked at whose card",
    "customers.consent": "Write down what a customer agreed to, or took back",
    "customers.erase": "Erase everything about a person",
    "customers.export": "Hand out everything that is known about a person",
    "customers.merge": "Make two customer cards one, and two again",
    "customers.read": "Read customer cards",
    "customers.write": "Create and change customer cards",
    "events.read": "Read the feed of events",
    "events.retry": "Send what failed on its way again",
    "fulfilment.read": "See the pick-up and shipping queue of a store",
    "fulfilment.work": "Acknowledge, pick, pack and hand over",
    "gift_cards.block": "Block gift cards",
    "gift_cards.issue": "Issue gift cards, top them up, grant store credit",
    "gift_cards.read": "See gift cards, their movements, and anybody's credit",
    "inventory.read": "Read stock",
    "inventory.receive": "Receive goods",
    "inventory.transfer": "Send and receive goods between locations",
    "inventory.count": "Count a shelf",
    "inventory.adjust": "Correct stock with a reason",
    "inventory.allot": "Keep stock for one channel",
    "ledger.post": "Post to the ledger",
    "ledger.read": "Read the ledger",
    "loyalty.correct": "Give or take points by hand",
    "loyalty.earn": "Let finished sales earn points, and returns take them back",
    "loyalty.manage": "Change loyalty programmes",
    "loyalty.read": "See anybody's points",
    "orders.place": "Place orders",
    "orders.read": "Read orders",
    "orders.cancel": "Cancel orders",
    "orders.confirm": "Confirm orders",
    "orders.change": "Change orders after they were placed",
    "orders.import": "Record orders that happened elsewhere",
    "payments.read": "Read payments",
    "payments.take": "Take money",
    "payments.refund": "Give money back",
    "pricing.read": "Read price lists",
    "pricing.write": "Change prices",
    "promotions.read": "Read promotions and coupons",
    "promotions.write": "Create and change promotions, issue coupons",
    "reports.read": "Read reports",
    "returns.import": "Record returns that happened elsewhere",
    "stores.read": "Read stores, channels and delivery zones",
    "stores.manage": "Open and change stores, channels and delivery zones",
    "tax.manage": "Change tax rates",
    "tills.manage": "Make tills, give devices their codes, revoke them, set PINs and limits",
    "tills.read": "See tills, shifts, receipts and differences",
    "tills.sell": "Be a till: send its journal, know what it needs to sell without a network",
    "tills.settle": "Say what became of differences between tills and books",
    "webhooks.manage": "Have events told to other addresses, and see what was sent",
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
