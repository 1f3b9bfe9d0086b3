"""Places, doors and what a delivery costs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from duken.kernel import events
from duken.kernel.actor import Actor, ScopeMissing, StoreForbidden, system
from duken.kernel.ids import new_id
from duken.kernel.refusals import InvalidField
from duken.stores import _snapshot, reads
from duken.stores.close_location import close_location
from duken.stores.drafts import ChannelDraft, DeliveryZoneDraft, LocationDraft
from duken.stores.errors import ChannelClosed, ChannelUnknown, LegalEntityUnknown, LocationUnknown
from duken.stores.save_channels import save_channels
from duken.stores.save_delivery_zones import save_delivery_zones
from duken.stores.save_locations import save_locations
from duken.stores.set_opening_hours import set_opening_hours

pytestmark = pytest.mark.django_db
BY = system("tests")
MONDAY_NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
WORKDAYS = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def draft(code: str, **facts) -> LocationDraft:
    told = {"name": "Shop", "legal_entity": "DK", "country": "GB", "timezone": "Europe/London"} | facts
    return LocationDraft(code=code, **told)


def test_one_place_is_shop_warehouse_and_pickup_point_by_configuration_only(make):
    make.location("corner", is_shop=True, is_warehouse=True, is_pickup_point=True)

    for kind in ("shop", "warehouse", "pickup_point"):
        assert [place.code for place in reads.locations(kind)] == ["corner"]


def test_a_bad_place_in_an_import_is_refused_and_its_neighbours_are_kept(make):
    make.legal_entity("DK")

    answers = save_locations([draft("one"), draft("bad code"), draft("lost", legal_entity="??"), draft("two")], by=BY)

    assert answers[1] == InvalidField("code", "not_a_code", "bad code")
    assert answers[2] == LegalEntityUnknown("??")
    assert [place.id for place in reads.locations()] == [answers[0], answers[3]]


def test_saving_a_place_again_changes_it_and_keeps_its_id(make):
    first = make.shop("corner")

    again = make.shop("corner", name="Corner shop", name_in={"ru": "Угловой"})

    assert again.id == first.id
    assert (again.called("ru"), again.called("kk")) == ("Угловой", "Corner shop")


def test_reads_answer_from_memory_until_a_verb_changes_something(make, django_assert_num_queries):
    make.shop("corner")
    reads.location("corner")

    with django_assert_num_queries(0):
        reads.location("corner")
        reads.locations("shop")
        reads.ready_by("corner", MONDAY_NOON)


def test_what_another_process_has_just_opened_is_found(make, monkeypatch):
    make.legal_entity("DK")
    make.shop("corner")
    reads.location("corner")
    with monkeypatch.context() as elsewhere:  # this process does not hear of it
        elsewhere.setattr(_snapshot, "forget", lambda: None)
        [place] = save_locations([draft("harbour")], by=BY)
        save_channels([ChannelDraft(code="till", name="Till", kind="till", currency="GBP")], by=BY)
    monkeypatch.setattr(reads, "MISSED_SECONDS", 0)
    assert [one.code for one in reads.locations()] == ["corner"]

    assert reads.location("harbour").id == reads.location(place).id == place
    assert reads.channel("till").name == "Till"


def test_the_snapshot_takes_seven_statements_however_many_places_there_are(make, django_assert_num_queries):
    for number in range(5):
        make.shop(f"shop-{number}")
    make.delivery_zone()
    make.channel("web")
    reads.forget()

    with django_assert_num_queries(7):
        reads.locations()


def test_a_closed_place_is_no_longer_offered_and_can_still_be_looked_up(make):
    place = make.shop("corner")

    close_location(place.id, reason="refit", by=BY)
    close_location(place.id, reason="refit", by=BY)

    assert reads.locations() == []
    assert not reads.location("corner").is_active
    assert [event.name for event in events.story_of("location", place.id)][-1] == "stores.LocationClosed"


def test_an_unknown_place_is_refused_by_code_and_by_id(make):
    for nowhere in ("nowhere", new_id()):
        with pytest.raises(LocationUnknown):
            reads.location(nowhere)
    with pytest.raises(LocationUnknown):
        close_location(new_id(), reason="", by=BY)


def test_only_someone_allowed_changes_hours_and_only_in_their_store(make):
    mine, other = make.shop("mine"), make.shop("other")
    manager = Actor("staff:1", "backoffice", frozenset({"stores.manage"}), frozenset({mine.id}))

    set_opening_hours(mine.id, weekly=WORKDAYS, special_days={}, by=manager)
    with pytest.raises(StoreForbidden):
        set_opening_hours(other.id, weekly=WORKDAYS, special_days={}, by=manager)
    with pytest.raises(ScopeMissing):
        save_locations([], by=Actor("staff:2", "backoffice"))

    assert reads.location("mine").hours.on(date(2026, 1, 3)) == ()


def test_a_channel_sells_from_all_places_or_from_those_it_names(make):
    make.shop("north"), make.shop("south")
    make.channel("web")
    make.channel("kaspi", kind="marketplace", sells_from=["south"])

    assert [place.code for place in reads.locations_selling_in("web")] == ["north", "south"]
    assert [place.code for place in reads.locations_selling_in("kaspi")] == ["south"]

    make.channel("kaspi", kind="marketplace")
    assert len(reads.locations_selling_in("kaspi")) == 2


def test_a_closed_or_unknown_channel_sells_nothing(make):
    make.channel("web", is_active=False)

    with pytest.raises(ChannelClosed):
        reads.open_channel("web")
    with pytest.raises(ChannelUnknown):
        reads.channel("fax")


@pytest.mark.parametrize("wrong", [{"kind": "fax"}, {"currency": "???"}, {"sells_from": ["nowhere"]}, {"name": ""}])
def test_a_bad_channel_is_refused(make, wrong):
    facts = {"code": "web", "name": "Web", "kind": "web", "currency": "GBP"} | wrong

    [refusal] = save_channels([ChannelDraft(**facts)], by=BY)

    assert refusal.kind in ("invalid", "missing")
    assert reads.channels() == []


def test_the_narrowest_zone_of_each_service_is_offered(make):
    make.delivery_zone("world", country="", price_minor=2000, position=9)
    make.delivery_zone("gb", price_minor=400)
    make.delivery_zone("london", cities=["London"], price_minor=300)
    make.delivery_zone("city", postcode_prefixes=["EC"], price_minor=200)
    make.delivery_zone("city-one", postcode_prefixes=["EC1"], price_minor=100)
    make.delivery_zone("post-gb", service="post", price_minor=150, position=-1)

    def offered(country: str, city: str, postcode: str) -> list[str]:
        options = reads.delivery_options(country, city, postcode, 0, at=MONDAY_NOON)
        return [option.zone.code for option in options]

    assert offered("GB", "Leeds", "LS1 4DY") == ["post-gb", "gb"]
    assert offered("gb", " LONDON ", "n1 9gu") == ["post-gb", "london"]
    assert offered("GB", "London", "ec2a 4bx") == ["post-gb", "city"]
    assert offered("GB", "London", "ec1a 1bb") == ["post-gb", "city-one"]
    assert offered("KZ", "Almaty", "050000") == ["world"]


def test_delivery_is_free_from_the_sum_the_zone_names(make):
    make.delivery_zone(price_minor=399, free_from_minor=5000)

    [below] = reads.delivery_options("GB", "Leeds", "", 4999, at=MONDAY_NOON)
    [above] = reads.delivery_options("GB", "Leeds", "", 5000, at=MONDAY_NOON)

    assert (below.price_minor, below.missing_for_free_minor) == (399, 1)
    assert (above.price_minor, above.missing_for_free_minor) == (0, 0)


def test_a_zone_priced_in_another_currency_is_not_offered(make):
    make.delivery_zone(currency="EUR")

    assert reads.delivery_options("GB", "Leeds", "", 0, currency="GBP", at=MONDAY_NOON) == []


def test_dates_skip_the_closed_days_of_the_sender(make):
    make.warehouse(opening_hours=WORKDAYS, special_days={"2026-01-07": []})
    make.delivery_zone(ships_from="warehouse", days_min=1, days_max=2)

    [option] = reads.delivery_options("GB", "Leeds", "", 0, at=MONDAY_NOON)
    [late] = reads.delivery_options("GB", "Leeds", "", 0, at=datetime(2026, 1, 9, 18, tzinfo=UTC))

    assert (option.earliest, option.latest) == (date(2026, 1, 6), date(2026, 1, 8))
    assert (late.earliest, late.latest) == (date(2026, 1, 13), date(2026, 1, 14))
    assert option.ships_from.code == "warehouse"


def test_after_the_cut_off_a_parcel_leaves_the_next_open_day(make):
    make.warehouse(opening_hours=WORKDAYS)
    make.delivery_zone(ships_from="warehouse", days_min=1, days_max=1, cut_off=time(12, 0))

    [before] = reads.delivery_options("GB", "Leeds", "", 0, at=MONDAY_NOON.replace(hour=11))
    [after] = reads.delivery_options("GB", "Leeds", "", 0, at=MONDAY_NOON)

    assert (before.earliest, after.earliest) == (date(2026, 1, 6), date(2026, 1, 7))


def test_a_sender_that_never_opens_promises_nothing(make):
    make.warehouse(opening_hours={"mon": []})
    make.delivery_zone(ships_from="warehouse")

    assert reads.delivery_options("GB", "Leeds", "", 0, at=MONDAY_NOON) == []


def test_a_basket_ordered_in_the_evening_is_promised_for_the_morning(make):
    make.shop("corner", opening_hours=WORKDAYS, pickup_ready_minutes=90)

    assert reads.ready_by("corner", MONDAY_NOON) == MONDAY_NOON.replace(hour=13, minute=30)
    assert reads.ready_by("corner", MONDAY_NOON.replace(hour=17)) == datetime(2026, 1, 6, 9, 30, tzinfo=UTC)


def test_a_promise_follows_the_opening_hours_at_once(make):
    shop = make.shop("corner", opening_hours=WORKDAYS, pickup_ready_minutes=90)
    assert reads.ready_by("corner", MONDAY_NOON) == MONDAY_NOON.replace(hour=13, minute=30)

    set_opening_hours(shop.id, weekly={"tue": [["10:00", "18:00"]]}, special_days={}, by=BY)

    assert reads.ready_by("corner", MONDAY_NOON) == datetime(2026, 1, 6, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("wrong", [{"price_minor": -1}, {"days_max": 0}, {"ships_from": "?"}, {"days_max": 900}])
def test_a_bad_zone_is_refused(make, wrong):
    make.warehouse()
    facts = {"code": "z", "name": "Z", "price_minor": 1, "currency": "GBP", "ships_from": "warehouse"} | wrong

    [refusal] = save_delivery_zones([DeliveryZoneDraft(**facts)], by=BY)

    assert refusal.kind in ("invalid", "missing")
