"""Which delivery zones serve an address: pure. Of each service the narrowest zone that matches is offered."""

from __future__ import annotations

from collections.abc import Iterable

from duken.stores.places import ZoneRead

_POSTCODE, _CITY, _COUNTRY, _ANYWHERE = 3, 2, 1, 0


def zones_for(zones: Iterable[ZoneRead], *, country: str, city: str, postcode: str) -> list[ZoneRead]:
    """One zone a service: a longer postcode prefix beats a shorter, that a city, that a country, that the world.

    Equal ones go by position, then code. Answered in the order of their positions.
    """
    best: dict[str, ZoneRead] = {}
    ranked = sorted(
        (zone for zone in zones if narrowness(zone, country, city, postcode)),
        key=lambda zone: (zone.position, zone.code),
    )
    for zone in sorted(ranked, key=lambda zone: narrowness(zone, country, city, postcode) or (), reverse=True):
        best.setdefault(zone.service, zone)
    return [zone for zone in ranked if best[zone.service] is zone]


def narrowness(zone: ZoneRead, country: str, city: str, postcode: str) -> tuple[int, int] | None:
    """How closely a zone fits an address; None if it does not serve it."""
    if zone.country and zone.country != country.strip().upper():
        return None
    prefix_length = max((len(p) for p in zone.postcode_prefixes if plain_postcode(postcode).startswith(p)), default=0)
    if prefix_length:
        return _POSTCODE, prefix_length
    if plain_city(city) in zone.cities:
        return _CITY, 0
    if zone.cities or zone.postcode_prefixes:
        return None
    return (_COUNTRY, 0) if zone.country else (_ANYWHERE, 0)


def plain_postcode(postcode: str) -> str:
    return "".join(postcode.upper().split()).replace("-", "")


def plain_city(city: str) -> str:
    return " ".join(city.casefold().split())
