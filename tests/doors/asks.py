"""Asks: what is sent to each operation, so that whoever may do it can really do it. What is not here is sent empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import AutoField

from duken.kernel import clock, ids
from duken.orders.reads import order
from tests.doors.people import Person
from tests.doors.walk import LIVE, Operation
from tests.doors.world import BY, World

ANY, OWN, ANOTHERS, OTHER_STORE = "any", "own", "another's", "other store"
_OF_SOMEBODY = {"order_id", "secret", "view_id", "user_id", "import_id"}
_OF_A_STORE = {
    "order_id", "count_id", "transfer_id", "location_id", "work_id", "user_id", "prefix", "import_id", "number",
    "till_id", "shift_id", "difference_id", "place_id",
}  # fmt: skip


class Ask(NamedTuple):
    """`form` goes into the body of a POST, into the query of a GET; `json` into the body of the API."""

    path: str
    form: dict[str, Any]
    json: dict[str, Any] | None


def kinds_of(operation: Operation) -> list[str]:
    """Whose thing the operation can be about."""
    names = set(operation.parameters)
    is_store = operation.route.startswith("store/<") or bool(names & _OF_A_STORE)
    is_store = is_store or str(operation) in _NAMES_A_STORE or operation.route == LIVE
    kinds = [OWN] if is_store or names & _OF_SOMEBODY else [ANY]
    return kinds + [ANOTHERS] * bool(names & _OF_SOMEBODY) + [OTHER_STORE] * is_store


def ask(operation: Operation, whose: str, person: Person, world: World) -> Ask:
    path = "/" + operation.route
    for name in operation.parameters:
        path = _filled(path, name, str(_thing(operation, name, whose, person, world)))
    form = _FORMS.get(str(operation), lambda w, p: {})(world, person)
    make_json = _BODIES.get(str(operation))
    return Ask(path, form, make_json(world) if make_json else None)


def _filled(path: str, name: str, value: str) -> str:
    before, _, rest = path.partition(next(part for part in (f":{name}>", f"<{name}>") if part in path))
    return before.rpartition("<")[0] + value + rest if f":{name}>" in path else before + value + rest


def _thing(operation: Operation, name: str, whose: str, person: Person, world: World) -> Any:
    route, mine = operation.route, person.column if whose == OWN else ""
    if name in ("work_id", "line_id"):
        work = world.works[_STATES.get(route.rstrip("/").rsplit("/", 1)[-1], "fresh")]
        return work.id if name == "work_id" else work.lines[0].id
    if name == "order_id":
        found = world.orders.get(mine) or world.orders[""]
        return ids.show("ord", found.id) if route.startswith("api/") else found.id
    if name in ("count_id", "transfer_id") and route.startswith("api/"):
        return ids.show({"count_id": "cnt", "transfer_id": "trf"}[name], world.things[name])
    if name == "company_id" and route.startswith("api/"):
        return ids.show("com", world.things[name])
    if name == "card_id" and route.startswith("api/"):
        return ids.show("gft", world.things[name])
    if name == "webhook_id" and route.startswith("api/"):
        return ids.show("whk", world.things[name])
    if name == "code":
        return "high-street"
    if name == "slug" and route.startswith("c/"):
        return "drinks"
    if name == "user_id":
        return person.user_id if mine and person.user_id else world.things["colleague"].user_id
    kept = {
        "secret": lambda: (world.orders.get(mine) or world.orders[""]).secret,
        "view_id": lambda: world.views.get(mine) or world.things["view_id"],
        "import_id": lambda: world.imports.get(mine) or world.things["import_id"],
        "prefix": lambda: world.things["colleague"].secret[:12],
        "number": lambda: world.orders[""].number,
        "piece": lambda: "stock",
        "path": lambda: "none.webp",
        "name": lambda: "worker.js",
        "provider_code": lambda: "testpay",
        "content_type_id": lambda: "1",
        "object_id": lambda: _first_row(route),
        "app_label": lambda: "stores",
        "url": lambda: "none",
    }
    if name in kept:
        return kept[name]()
    if name not in world.things:
        raise LookupError(f"{operation} names <{name}>: say in tests/doors/asks.py what it stands for")
    return world.things[name]


def _first_row(route: str) -> Any:
    """The first row behind a page of the admin, where rows are numbered; tests before this one have used numbers up."""
    _, app, model, *_ = route.split("/")
    if app == "r":  # any object, by its kind
        return "1"
    table = apps.get_model(app, model)
    rows = table._default_manager.order_by("pk").values_list("pk", flat=True)
    return rows.first() or "1" if isinstance(table._meta.pk, AutoField) else "1"


_STATES = {"unpick": "picked", "ready": "picked", "reopen": "ready", "hand-over": "ready"}
_NAMES_A_STORE = {
    "GET /api/v1/orders", "GET /api/v1/stock", "GET /api/v1/stock/explain", "GET /api/v1/availability",
    "POST /api/v1/orders", "POST /api/v1/stock/receipts", "POST /api/v1/stock/adjustments",
    "POST /api/v1/stock/transfers", "POST /api/v1/stock/counts",
    "POST /office/stock/book/receive/", "POST /office/stock/book/send/", "POST /office/stock/book/adjust/",
    "POST /office/stock/book/keep/", "POST /office/stock/book/safety/", "POST /office/stock/counts/new/",
    "POST /office/orders/confirm/", "POST /office/orders/slips/", "POST /office/at/",
    "POST /office/staff/new/", "POST /office/staff/keys/new/", "POST /office/tills/new/",
}  # fmt: skip


def _paper(**more: str) -> Callable[[World, Person], dict[str, Any]]:
    def form(world: World, person: Person) -> dict[str, Any]:
        goods = {"variant": str(world.tea.id), "quantity": "1", "key": str(ids.new_id())}
        named = {name: str(world.low.id) if value == "low" else value for name, value in more.items()}
        return {"place": str(world.high.id)} | goods | named

    return form


def _cut(world: World, person: Person) -> dict[str, Any]:
    found = order(world.orders[""].id, by=BY)
    line = found.lines[0]
    return {"line": line.id, "seen": line.quantity, "left": 0, "reason": "other"}


def _refund(world: World, person: Person) -> dict[str, Any]:
    payment = world.payment_of(world.orders[""].id)
    return {"payment": payment.pk, "amount": "1.00", "key": ids.new_id(), "reason": "other"}


def _checkout(world: World, person: Person) -> dict[str, Any]:
    return {"key": "k", "method": "pickup", "store": "high-street", "payment": "on_collection", "name": "Ann"}


def _new_product(world: World, person: Person) -> dict[str, Any]:
    return {"name": "Jam", "tax_class": "standard", "row": "0", "sku-0": "JAM", "unit-0": "pcs", "step-0": "1"}


def _prices(world: World, person: Person) -> dict[str, Any]:
    return {"price_list": "retail", "skus": "TEA", "way": "percent", "value": "10", "rounding": "exact"}


def _person(world: World, person: Person) -> dict[str, Any]:
    place = str(world.high.id)
    return {
        "email": "new@example.com",
        "name": "New",
        "password": "a long walk to it",
        "role": "cashier",
        "place": place,
    }


_PROMOTION = {"name": "Ten off", "currency": "GBP", "effect": "percent", "percent": "10", "needs_coupon": "yes"}
_CLUB = {"name": "Club", "earn_points": "1", "earn_per": "1", "point_value": "0.01", "is_active": "yes"}
_POINTS = {"points": "5", "act": "give", "reason": "late"}
_OFFER = {"name": "Tea", "subject_en": "Tea", "body_en": "Come."}
_COMPANY = {"country": "GB", "tax_number": "GB7", "legal_name": "Bistro Ltd"}
_TILL = {"name": "Counter", "channel": "till"}
_PAID = {"currency": "GBP", "paid_on": "2026-01-05"}
_FORMS: dict[str, Callable[[World, Person], dict[str, Any]]] = {
    "GET /api/v1/availability": lambda w, p: {"sku": "TEA"},
    "GET /api/v1/orders": lambda w, p: {"store": "high-street"},
    "GET /api/v1/stock": lambda w, p: {"store": "high-street"},
    "GET /api/v1/stock/explain": lambda w, p: {"sku": "TEA", "store": "high-street", "channel": "web"},
    "GET /api/v1/companies/<company_id>/statement": lambda w, p: {"currency": "GBP"},
    "GET /api/v1/till/articles/by-barcode": lambda w, p: {"code": "TEA"},
    "GET /api/v1/till/articles/search": lambda w, p: {"q": "tea"},
    "GET /api/v1/till/changes": lambda w, p: {"after": "0"},
    "GET /api/v1/till/customers": lambda w, p: {"q": "ann"},
    "GET /api/v1/till/orders": lambda w, p: {"q": "ann"},
    "GET /api/v1/till/stock": lambda w, p: {"sku": "TEA"},
    "GET /office/palette/": lambda w, p: {"q": "tea"},
    "POST /account/sign-in/": lambda w, p: {"contact": "ann@example.com"},
    "POST /basket/add/": lambda w, p: {"variant": w.tea.id, "quantity": "1"},
    "POST /basket/change/": lambda w, p: {"variant": w.tea.id, "quantity": "1"},
    "POST /checkout/": _checkout,
    "POST /choose/shop/": lambda w, p: {"shop": "high-street"},
    "POST /choose/theme/": lambda w, p: {"theme": "dark"},
    "POST /choose/town/": lambda w, p: {"city": "London"},
    "POST /order/<str:secret>/answer/": lambda w, p: {"answer": "rest"},
    "POST /testpay/<uuid:session_id>/": lambda w, p: {"decision": "approve"},
    "POST /office/at/": lambda w, p: {"store": w.high.id},
    "POST /office/categories/": lambda w, p: {"name": "Food"},
    "POST /office/customers/new/": lambda w, p: {"name": "Eve", "phone": "+447700900199"},
    "POST /office/customers/<uuid:customer_id>/": lambda w, p: {"name": "Ann B"},
    "POST /office/customers/<uuid:customer_id>/address/": lambda w, p: {"city": "London"},
    "POST /office/customers/<uuid:customer_id>/task/": lambda w, p: {"text": "Call back"},
    "POST /office/customers/<uuid:customer_id>/write/": lambda w, p: {"text": "Wants tea", "kind": "consultation"},
    "POST /office/customers/<uuid:customer_id>/consent/": lambda w, p: {"purpose": "reviews", "given": "yes"},
    "POST /office/customers/<uuid:customer_id>/erase/": lambda w, p: {"reason": "asked"},
    "POST /office/customers/<uuid:customer_id>/contact/": lambda w, p: {"email": "ann@example.com"},
    "GET /office/desk/articles/": lambda w, p: {"article": "tea"},
    "POST /office/desk/": lambda w, p: {"who": "buyer@example.com"},
    "POST /office/desk/new/": lambda w, p: {"name": "Eve", "phone": "+447700900198"},
    "POST /office/desk/basket/<uuid:cart_id>/put/": lambda w, p: {"article": "TEA"},
    "POST /office/desk/basket/<uuid:cart_id>/quantity/": lambda w, p: {"variant": w.tea.id, "quantity": "1"},
    "POST /office/desk/basket/<uuid:cart_id>/way/": lambda w, p: {"method": "pickup", "store": "high-street"},
    "POST /office/desk/basket/<uuid:cart_id>/keep/": lambda w, p: {"place": "high-street"},
    "POST /office/desk/basket/<uuid:cart_id>/belongs/": lambda w, p: {"contact": "+447700900198"},
    "POST /office/desk/basket/<uuid:cart_id>/send/": lambda w, p: {"to": "ann@example.com"},
    "POST /office/desk/basket/<uuid:cart_id>/order/": lambda w, p: {"phone": "+447700900198", "key": str(ids.new_id())},
    "POST /office/gift-cards/issue/": lambda w, p: {"count": "1", "amount": "5", "currency": "GBP", "batch": p.column},
    "POST /office/gift-cards/<uuid:card_id>/put-on/": lambda w, p: {"amount": "5", "key": p.column},
    "POST /office/customers/<uuid:customer_id>/credit/grant/": lambda w, p: {
        "amount": "5",
        "currency": "GBP",
        "reason": "late",
        "key": p.column,
    },
    "POST /office/gift-cards/<uuid:card_id>/block/": lambda w, p: {"reason": "lost"},
    "POST /office/loyalty/": lambda w, p: _CLUB,
    "POST /office/loyalty/try/": lambda w, p: _CLUB | {"basket": "100"},
    "POST /office/loyalty/members/<uuid:customer_id>/correct/": lambda w, p: _POINTS | {"key": p.column},
    "POST /office/offers/new/": lambda w, p: _OFFER,
    "POST /office/offers/<uuid:offer_id>/": lambda w, p: _OFFER,
    "POST /office/desk/through/": lambda w, p: {"channel": "phone"},
    "POST /account/addresses/add/": lambda w, p: {"street": "Abay 1", "city": "Almaty"},
    "POST /account/sign-in/password/": lambda w, p: {"contact": "ann@example.com", "password": "a guess of theirs"},
    "POST /account/password/": lambda w, p: {"password1": "a long walk to the shop"},
    "POST /gift-card/": lambda w, p: {"code": w.things["card_code"]},
    "POST /office/companies/new/": lambda w, p: _COMPANY,
    "POST /office/companies/<uuid:company_id>/save/": lambda w, p: _COMPANY,
    "POST /office/companies/<uuid:company_id>/buyer/": lambda w, p: {"contact": "+447700900124", "role": "buyer"},
    "POST /office/companies/<uuid:company_id>/limit/": lambda w, p: {"limit": "90", "currency": "GBP", "reason": "new"},
    "POST /office/companies/<uuid:company_id>/payment/": lambda w, p: _PAID | {"amount": "1", "key": p.column},
    "POST /office/companies/payment/<uuid:payment_id>/back/": lambda w, p: {"reason": "mistake"},
    "POST /office/promotions/new/": lambda w, p: _PROMOTION,
    "POST /office/promotions/try/": lambda w, p: _PROMOTION | {"try_lines": "TEA 2", "try_channel": "web"},
    "POST /office/promotions/<uuid:promotion_id>/": lambda w, p: _PROMOTION,
    "POST /office/promotions/<uuid:promotion_id>/coupons/": lambda w, p: {"many": "1"},
    "POST /office/files/": lambda w, p: {"kind": "products", "file": _file("sku;name\nTEA;Tea\n")},
    "POST /office/files/<uuid:import_id>/": lambda w, p: {"column-0": "sku", "column-1": "name"},
    "POST /office/files/<uuid:import_id>/start/": lambda w, p: {"mode": "all"},
    "POST /office/login/": lambda w, p: {"email": "nobody@example.com", "password": "wrong"},
    "POST /office/orders/confirm/": lambda w, p: {"chosen": w.orders[""].id},
    "POST /office/orders/slips/": lambda w, p: {"chosen": w.orders[""].id},
    "POST /office/orders/<uuid:order_id>/cancel/": lambda w, p: {"reason": "mistake"},
    "POST /office/orders/<uuid:order_id>/cut/": _cut,
    "POST /office/orders/<uuid:order_id>/refund/": _refund,
    "POST /office/prices/edit/": _prices,
    "POST /office/products/archive/": lambda w, p: {"chosen": w.tea.product_id},
    "POST /office/products/restore/": lambda w, p: {"chosen": w.tea.product_id},
    "POST /office/products/new/": _new_product,
    "POST /office/products/<uuid:product_id>/": _new_product,
    "POST /office/profile/": lambda w, p: {"looks": "1", "name": "N", "language": "en"},
    "POST /office/staff/<uuid:user_id>/": lambda w, p: {"roles": "1", "role": "cashier", "place": str(w.high.id)},
    "POST /office/staff/new/": _person,
    "POST /office/staff/keys/new/": lambda w, p: {"name": "Till", "scope": "catalog.read", "place": w.high.id},
    "POST /office/stock/book/receive/": _paper(),
    "POST /office/stock/book/send/": _paper(to="low"),
    "POST /office/stock/book/adjust/": _paper(reason="found", way="more"),
    "POST /office/stock/book/keep/": _paper(channel="web", way="keep"),
    "POST /office/stock/book/safety/": _paper(),
    "POST /office/stock/counts/new/": lambda w, p: {"place": w.high.id},
    "POST /office/stock/counts/<uuid:count_id>/record/": lambda w, p: {"scan": "TEA", "counted": "5"},
    "POST /office/stock/scan/": lambda w, p: {"scan": "TEA"},
    "POST /office/stock/transfers/<uuid:transfer_id>/receive/": lambda w, p: {f"arrived-{w.tea.id}": "1"},
    "POST /store/<slug:code>/find/": lambda w, p: {"shown": w.orders[""].number},
    "POST /office/tills/new/": lambda w, p: _TILL | {"place": str(w.high.id), "code": "N1"},
    "POST /office/tills/<uuid:till_id>/edit/": lambda w, p: _TILL,
    "POST /office/tills/pins/<uuid:place_id>/<uuid:user_id>/": lambda w, p: {"pin": "2580"},
    "POST /office/tills/shifts/<uuid:shift_id>/close/": lambda w, p: {"counted": "100"},
    "POST /office/tills/differences/<uuid:difference_id>/settle/": lambda w, p: {"answer": "counted again"},
    "POST /office/webhooks/new/": lambda w, p: _hook_form(w),
    "POST /office/webhooks/<uuid:webhook_id>/edit/": lambda w, p: _hook_form(w),
    "POST /store/<slug:code>/<uuid:work_id>/scan/": lambda w, p: {"scan": "TEA"},
    "POST /store/<slug:code>/<uuid:work_id>/short/<uuid:line_id>/": lambda w, p: {"reason": "not_found"},
    "POST /store/<slug:code>/<uuid:work_id>/hand-over/": lambda w, p: {"code": _code(w), "tender": "cash"},
}
_LINES = [{"sku": "TEA", "quantity": 1}]
_HOOK = {
    "name": "Doors",
    "url": "https://partner.example/",
    "events": ["orders.OrderPlaced"],
    "contact": "it@partner.example",
}
_HEALTH = {"version": "1", "unsynced": 0, "last_sequence": 0, "is_persisted": True}
_BODIES: dict[str, Callable[[World], dict[str, Any]]] = {
    "POST /api/v1/gift-cards": lambda w: {
        "count": 1,
        "amount_minor": 100,
        "currency": "GBP",
        "batch": str(ids.new_id()),
    },
    "POST /api/v1/gift-cards/balance": lambda w: {"code": w.things["card_code"]},
    "POST /api/v1/gift-cards/<card_id>/block": lambda w: {"reason": "lost"},
    "POST /api/v1/companies": lambda w: _COMPANY | {"terms_days": 14},
    "POST /api/v1/companies/<company_id>/buyers": lambda w: {"customer": ids.show("cus", w.other_customer)},
    "POST /api/v1/companies/<company_id>/limit": lambda w: {"limit_minor": 9000, "currency": "GBP", "reason": "new"},
    "POST /api/v1/companies/<company_id>/payments": lambda w: _PAID | {"amount_minor": 100},
    "POST /api/v1/till/baskets/open": lambda w: {"basket": str(w.things["cart_id"])},
    "POST /api/v1/till/customers": lambda w: {"name": "Ann", "phone": "+447700900123"},
    "POST /api/v1/till/enrol": lambda w: {"code": "NOT-A-CODE"},
    "POST /api/v1/till/entries": lambda w: {"entries": []},
    "POST /api/v1/till/health": lambda w: _HEALTH | {"clock": clock.now().isoformat()},
    "POST /api/v1/till/leases": lambda w: {"wants": [{"variant": str(w.tea.id), "quantity": 1}]},
    "POST /api/v1/till/orders": lambda w: {
        "lines": [{"variant": str(w.tea.id), "quantity": 1}],
        "customer": str(w.customer),
        "contact": {},
        "delivery": {"method": "pickup", "store": "low-street"},
    },
    "POST /api/v1/till/receipts/<number>/send": lambda w: {"email": "ann@example.com"},
    "POST /api/v1/webhooks": lambda w: _HOOK | {"stores": ["high-street"]},
    "POST /api/v1/webhooks/<webhook_id>": lambda w: _HOOK | {"stores": ["high-street"]},
    "POST /api/v1/quotes": lambda w: {"lines": _LINES, "channel": "web"},
    "POST /api/v1/orders": lambda w: {
        "channel": "web",
        "lines": _LINES,
        "contact": {"name": "Ann", "phone": "+447700900123"},
        "delivery": {"method": "pickup", "store": "high-street"},
        "confirm_repeat": True,
    },
    "POST /api/v1/orders/<order_id>/cancel": lambda w: {"reason": "mistake"},
    "POST /api/v1/stock/receipts": lambda w: {"store": "high-street", "lines": _LINES},
    "POST /api/v1/stock/adjustments": lambda w: {"store": "high-street", "reason": "found", "lines": _LINES},
    "POST /api/v1/stock/transfers": lambda w: {"from_store": "high-street", "to_store": "low-street", "lines": _LINES},
    "POST /api/v1/stock/counts": lambda w: {"store": "high-street"},
    "POST /api/v1/stock/counts/<count_id>/lines": lambda w: {"lines": [{"sku": "TEA", "counted": 5}]},
}


def _hook_form(world: World) -> dict[str, Any]:
    return {"event": _HOOK["events"], "place": str(world.high.id)} | {
        name: _HOOK[name] for name in ("name", "url", "contact")
    }


def _code(world: World) -> str:
    return order(world.works["ready"].order_id, by=BY).collect_code


def _file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("tea.csv", text.encode(), "text/csv")
