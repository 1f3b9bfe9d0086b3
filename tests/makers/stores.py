"""Makers of places and doors."""

from __future__ import annotations

from typing import Any, TypeVar

from duken.kernel.actor import system
from duken.kernel.refusals import Refusal
from duken.stores import reads
from duken.stores.drafts import (
    ChannelDraft,
    DeliveryZoneDraft,
    LegalEntityDraft,
    LocationDraft,
    StoreGroupDraft,
)
from duken.stores.places import ChannelRead, GroupRead, LocationRead, ZoneRead
from duken.stores.save_channels import save_channels
from duken.stores.save_delivery_zones import save_delivery_zones
from duken.stores.save_legal_entities import save_legal_entities
from duken.stores.save_locations import save_locations
from duken.stores.save_store_groups import save_store_groups

Answer = TypeVar("Answer")
KINDS = ("web", "till", "phone", "api", "chat", "kiosk")
WEEK = {day: [["09:00", "20:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def saved(answers: list[Answer | Refusal]) -> list[Answer]:
    for answer in answers:
        if isinstance(answer, Refusal):
            raise answer
    return answers  # type: ignore[return-value]


class StoreMakers:
    """`make.shop()`, `make.warehouse()`, `make.channel("web")`, `make.delivery_zone()`."""

    _by = system("tests")

    def __init__(self) -> None:
        super().__init__()
        reads.forget()  # what the last test had open was rolled back

    def legal_entity(self, order_prefix: str = "DK", **facts: Any) -> str:
        told = {"name": "Duken Ltd", "country": "GB", "currency": "GBP"} | facts
        saved(save_legal_entities([LegalEntityDraft(order_prefix=order_prefix, **told)], by=self._by))
        return order_prefix

    def shop(self, code: str = "high-street", **facts: Any) -> LocationRead:
        """A shop where one can also collect, open 9 to 20 London time."""
        return self.location(code, **({"is_shop": True, "is_pickup_point": True} | facts))

    def warehouse(self, code: str = "warehouse", **facts: Any) -> LocationRead:
        return self.location(code, **({"is_warehouse": True} | facts))

    def location(self, code: str, **facts: Any) -> LocationRead:
        told = {"name": code.replace("-", " ").title(), "country": "GB", "city": "London"} | facts
        told = {"timezone": "Europe/London", "opening_hours": WEEK} | told
        told["legal_entity"] = told.get("legal_entity") or self.legal_entity()
        saved(save_locations([LocationDraft(code=code, **told)], by=self._by))
        return reads.location(code)

    def channel(self, code: str = "web", **facts: Any) -> ChannelRead:
        told = {"name": code.title(), "kind": code if code in KINDS else "web"} | facts
        saved(save_channels([ChannelDraft(code=code, **({"currency": "GBP"} | told))], by=self._by))
        return reads.channel(code)

    def store_group(self, code: str, *locations: str, **facts: Any) -> GroupRead:
        told = {"name": code.title(), "locations": locations} | facts
        saved(save_store_groups([StoreGroupDraft(code=code, **told)], by=self._by))
        found = reads.group(code)
        assert found is not None
        return found

    def delivery_zone(self, code: str = "courier-gb", **facts: Any) -> ZoneRead:
        """399 pence in all of Great Britain, free from 5000, two to three days."""
        told = {"name": "Courier", "country": "GB", "price_minor": 399, "currency": "GBP"} | facts
        told = {"free_from_minor": 5000, "days_min": 2, "days_max": 3} | told
        told["ships_from"] = told.get("ships_from") or self.warehouse().code
        saved(save_delivery_zones([DeliveryZoneDraft(code=code, **told)], by=self._by))
        return reads.delivery_zone(code)
