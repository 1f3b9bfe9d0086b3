"""Makers of tills: counters, devices, and who sells there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from duken.access.keys import actor_for_key
from duken.access.staff import create_staff
from duken.kernel.actor import Actor, system
from duken.tills.enrol_till import Enrolled, enrol_till, make_enrolment_code
from duken.tills.save_till import TillDraft, create_till
from duken.tills.set_pin import set_pin


class TillMakers:
    """`make.till("A1")`, `make.enrolled("A1")`, `make.seller("kim@example.com", pin="2580")`."""

    _by = system("tests")

    def till(self, code: str = "A1", *, shop: str = "high-street", **chosen: Any) -> UUID:
        """A counter of a shop; no device yet."""
        location = self.shop(shop)  # type: ignore[attr-defined]
        self.channel("till")  # type: ignore[attr-defined]
        draft = TillDraft(name=chosen.pop("name", f"Till {code}"), **chosen)
        return create_till(code, location_id=location.id, channel="till", draft=draft, by=self._by)

    def enrolled(self, code: str = "A1", *, shop: str = "high-street", **chosen: Any) -> tuple[Enrolled, Actor]:
        """A till that a device has become, and the actor its key stands for."""
        till = self.till(code, shop=shop, **chosen)
        enrolled = enrol_till(make_enrolment_code(till, by=self._by).code, device_name="tests", address=code)
        return enrolled, actor_for_key(enrolled.key)

    def seller(self, email: str, *, shop: str = "high-street", pin: str = "", role: str = "cashier") -> UUID:
        """Somebody who sells in a shop; with a PIN if one is given."""
        location = self.shop(shop)  # type: ignore[attr-defined]
        user = create_staff(
            email, password="a long enough word 7", roles=[(role, location.id)], name=email.split("@")[0], by=self._by
        )
        if pin:
            set_pin(user, location_id=location.id, pin=pin, by=self._by)
        return user
