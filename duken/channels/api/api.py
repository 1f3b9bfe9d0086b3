"""The API, put together: routers, what becomes of refusals, the OpenAPI document."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from duken.access.scopes import SCOPES
from duken.channels.api import (
    availability,
    companies,
    counts,
    events,
    gift_cards,
    me,
    operations,
    orders,
    places,
    products,
    quotes,
    stock,
    till,
    till_customers,
    till_goods,
    till_orders,
    transfers,
    webhooks,
)
from duken.channels.api.problems import problem
from duken.kernel.refusals import Refusal

_ABOUT = """\
One shop, every channel. Money is in minor units of a currency, times are ISO 8601 in UTC, ids carry a prefix.
A refusal is RFC 9457 problem+json: `code` is stable, `detail` speaks the Accept-Language.
Lists have `next`, the address of the page that follows. Each operation names its scope (`x-scopes`).
"""


class Api(NinjaAPI):
    """Ninja routes and authenticates; bodies and answers are ours, so their schemas are put in here."""

    def get_openapi_schema(self, *args: Any, **named: Any) -> Any:
        document = super().get_openapi_schema(*args, **named)
        told = " ".join(f"`{scope}`: {words}." for scope, words in SCOPES.items())
        document["components"] = {
            "schemas": operations.schemas(),
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": f"Scopes. {told}"}},
        }
        document["servers"] = [{"url": "/"}]
        return document

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """A refusal is an answer; everything else goes on to the door, which writes it down."""
        if isinstance(exc, Refusal):
            return problem(exc, request)
        raise exc


api = Api(
    title="Duken",
    version=version("duken"),
    description=_ABOUT,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
for _part in (
    products, availability, quotes, orders, gift_cards, companies,
    stock, transfers, counts, places, events, webhooks, me, till, till_goods,
    till_customers, till_orders,
):  # fmt: skip
    api.add_router("", _part.router)
