"""Let go what its time is over for: every night, clock by clock, and say how much went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.two_clocks import surely_now
from duken.privacy.clocks.defaults import CLOCKS
from duken.privacy.keepers import every_keeper
from duken.privacy.models import Clock, Purge
from duken.stores import reads as stores


class Setting(NamedTuple):
    """`country`: only what belongs to shops there; empty where the clock knows no countries."""

    name: str
    country: str
    days: int


_BY_COUNTRY = {"order_contacts"}


def purge(*, by: Actor) -> list[Purge]:
    """Each clock in a transaction of its own; answers what went, and keeps that as a report."""
    by.require("customers.erase")
    purges = {name: work for keeper in every_keeper().values() for name, work in keeper.purges.items()}
    done = []
    for setting in settings_in_force():
        if setting.days and setting.name in purges:
            before = surely_now() - timedelta(days=setting.days)
            with transaction.atomic():
                gone = purges[setting.name](before, setting.country)
                if gone:
                    done.append(
                        Purge.objects.create(
                            at=clock.now(), name=setting.name, country=setting.country, before=before, gone=gone
                        )
                    )
    return done


def settings_in_force() -> Iterator[Setting]:
    """Every clock, for each country of the shop where countries matter."""
    said = {(row.name, row.country): row.days for row in Clock.objects.all()}
    countries = sorted({place.country for place in stores.locations()} | {""})
    for name, default in CLOCKS.items():
        everywhere = said.get((name, ""), default.days)
        for country in countries if name in _BY_COUNTRY else [""]:
            yield Setting(name, country, said.get((name, country), everywhere))


def last_purges(*, limit: int = 50, by: Actor) -> list[Purge]:
    """The report, newest first."""
    by.require("customers.access_log")
    return list(Purge.objects.order_by("-id")[:limit])
