"""Which delivery zones serve an address: pure. Of each service the narrowest zone that matches is offered."""

from __future__ import annotations

from collections.abc import Iterable

from duken.stores.places import ZoneRead

_POSTCODE, _CITY, _COUNTRY, _ANYWHERE = 3, 2, 1, 0


def zones_for(zones: Iterable[ZoneRead], *, country: str, city: str, postcode: str) -> list[ZoneRead]:
    """One zone a service: a longer postcode prefix beats a shorter, then city, country, the world.

    Equal ones go by position, then code. Answered in the order of their positions.
    """
    in_order = sorted(zones, key=lambda zone: (zone.position, zone.code))
    fits = {zone.code: narrowness(zone, country, city, postcode) for zone in in_order}
    best: dict[str, tuple[int, int]] = {}
    chosen: dict[str, ZoneRead] = {}
    for zone in in_order:
        fit = fits[zone.code]
        if fit is not None and fit > best.get(zone.service, (-1, 0)):
            best[zone.service], chosen[zone.service] = fit, zone
    return [zone for zone in in_order if chosen.get(zone.service) is zone]


def narrowness(zone: ZoneRead, country: str, city: str, postcode: str) -> tuple[int, int] | None:
    """How closely a zone fits an address; None if it does not serve it."""
    if zone.country and zone.country != country.strip().upper():
        return None
    prefixes = [prefix for prefix in zone.postcode_prefixes if plain_postcode(postcode).startswith(prefix)]
    if prefixes:
        return _POSTCODE, max(map(len, prefixes))
    if plain_city(city) in zone.cities:
        return _CITY, 0
    if zone.cities or zone.postcode_prefixes:
        return None
    return (_COUNTRY, 0) if zone.country else (_ANYWHERE, 0)


def plain_postcode(postcode: str) -> str:
    return "".join(postcode.upper().split()).replace("-", "")


def plain_city(city: str) -> str:
    return " ".join(city.casefold().split())
