"""Setting prices: many at once, every old amount kept, taken back within minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from duken.kernel import clock, events, sql
from duken.kernel.actor import Actor, ScopeMissing, system
from duken.kernel.ids import new_id
from duken.pricing import verify
from duken.pricing.drafts import PriceDraft, PriceListDraft
from duken.pricing.errors import (
    NothingToPrice,
    PriceBatchUnknown,
    PriceListInUse,
    PriceListUnknown,
    TooLateToUndo,
)
from duken.pricing.reads import Buyer, display_prices, price_batches, price_history, prices_for
from duken.pricing.save_price_lists import save_price_lists
from duken.pricing.set_prices import set_prices
from duken.pricing.undo_prices import Undone, undo_prices

pytestmark = pytest.mark.django_db
BY = system("tests")
BUYER = Buyer("web", "GBP")


def costs(sku_or_variant, make) -> int | None:
    variant = make.variant(sku_or_variant)
    found = display_prices([variant.id], BUYER)
    return found[variant.id].amount_minor if found else None


def test_each_price_is_answered_and_a_refused_one_disturbs_no_neighbour(make):
    make.price_list("retail")
    make.variant("TEA"), make.variant("MUG")
    make.price("MUG", 700)

    answers = set_prices(
        [
            PriceDraft("retail", 499, sku="tea"),
            PriceDraft("nowhere", 499, sku="TEA"),
            PriceDraft("retail", 499, sku="GHOST"),
            PriceDraft("retail", 499, variant_id=(ghost := new_id())),
            PriceDraft("retail", -1, sku="TEA"),
            PriceDraft("retail", 1, sku="TEA", min_quantity=0),
            PriceDraft("retail", 700, variant_id=make.variant("MUG").id),
        ],
        by=BY,
    )

    assert answers[0] == "created"
    assert answers[1:4] == [PriceListUnknown("nowhere"), NothingToPrice("GHOST"), NothingToPrice(ghost)]
    assert [answer.code for answer in answers[4:6]] == ["kernel.invalid_field"] * 2
    assert answers[6] == "unchanged"
    assert (costs("TEA", make), costs("MUG", make)) == (499, 700)


def test_saying_the_same_again_changes_nothing_and_tells_nobody(make):
    make.variant("TEA")
    make.price("TEA", 499)
    told = sql.rows("SELECT count(*) FROM kernel_event")

    assert set_prices([PriceDraft("retail", 499, sku="TEA")], by=BY) == ["unchanged"]
    assert set_prices([PriceDraft("retail", None, sku="TEA", min_quantity=5)], by=BY) == ["unchanged"]

    assert sql.rows("SELECT count(*) FROM kernel_event") == told
    assert len(price_history(make.variant("TEA").id, by=BY)) == 1


def test_the_last_of_two_prices_for_one_step_counts(make):
    make.price_list(), make.variant("TEA")

    answers = set_prices([PriceDraft("retail", 1, sku="TEA"), PriceDraft("retail", 2, sku="TEA")], by=BY)

    assert answers == ["created", "created"]
    assert costs("TEA", make) == 2


def test_a_price_taken_away_is_gone_and_its_story_stays(make):
    tea = make.variant("TEA")
    make.price("TEA", 499)

    assert set_prices([PriceDraft("retail", None, sku="TEA")], by=BY) == ["removed"]

    assert prices_for([tea.id], BUYER) == {}
    story = [(past.old_amount_minor, past.new_amount_minor) for past in price_history(tea.id, by=BY)]
    assert story == [(499, None), (None, 499)]


def test_the_story_says_who_changed_what_and_when(make):
    tea = make.variant("TEA")
    make.price("TEA", 499)
    manager = Actor("staff:7", "backoffice", frozenset({"pricing.write", "pricing.read"}))

    set_prices([PriceDraft("retail", 450, sku="TEA")], by=manager)

    newest = price_history(tea.id, by=manager)[0]
    assert (newest.actor, newest.channel) == ("staff:7", "backoffice")
    assert (newest.old_amount_minor, newest.new_amount_minor, newest.list_code) == (499, 450, "retail")


def test_the_story_cannot_be_rewritten(make):
    make.variant("TEA")
    make.price("TEA", 499)

    for forgery in ("UPDATE pricing_pricechange SET new_amount_minor = 1", "DELETE FROM pricing_pricechange"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(forgery)


def test_many_prices_take_as_many_statements_as_one(make, django_assert_num_queries):
    make.price_list()
    skus = [make.variant(f"TEA-{number}").sku for number in range(20)]

    with django_assert_num_queries(9):  # savepoint twice, lists, variants, lock, write, batch, event, audit row
        set_prices([PriceDraft("retail", 100, sku=sku) for sku in skus[:1]], by=BY)
    with django_assert_num_queries(9):
        set_prices([PriceDraft("retail", 200, sku=sku) for sku in skus], by=BY)


def test_a_bulk_change_is_taken_back_within_ten_minutes(make):
    make.variant("TEA"), make.variant("MUG"), make.variant("CUP")
    make.price("TEA", 499), make.price("MUG", 700)
    batch = new_id()
    drafts = [
        PriceDraft("retail", 1, sku="TEA"),
        PriceDraft("retail", 2, sku="MUG"),
        PriceDraft("retail", 3, sku="CUP"),
    ]
    set_prices(drafts, by=BY, batch_id=batch)
    make.price("MUG", 650)

    assert undo_prices(batch, by=BY) == Undone(restored=2, left=1)

    assert [costs(sku, make) for sku in ("TEA", "MUG", "CUP")] == [499, 650, None]
    assert undo_prices(batch, by=BY) == Undone(restored=0, left=3)


def test_a_batch_that_came_in_pieces_is_undone_to_where_it_began(make):
    make.variant("TEA")
    make.price("TEA", 499)
    batch = new_id()
    set_prices([PriceDraft("retail", 1, sku="TEA")], by=BY, batch_id=batch)
    set_prices([PriceDraft("retail", 2, sku="TEA")], by=BY, batch_id=batch)

    assert undo_prices(batch, by=BY) == Undone(restored=1, left=0)
    assert costs("TEA", make) == 499
    assert [found.changed for found in price_batches(by=BY)] == [1, 2, 1]


def test_after_ten_minutes_it_is_too_late(make, monkeypatch):
    make.variant("TEA")
    make.price("TEA", 499)
    [batch] = price_batches(by=BY)
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)

    with pytest.raises(TooLateToUndo):
        undo_prices(batch.batch_id, by=BY)
    with pytest.raises(PriceBatchUnknown):
        undo_prices(new_id(), by=BY)
    assert costs("TEA", make) == 499


def test_one_event_tells_of_a_whole_batch(make):
    make.price_list(), make.variant("TEA"), make.variant("MUG")
    batch = new_id()

    set_prices([PriceDraft("retail", 1, sku="TEA"), PriceDraft("retail", 2, sku="MUG")], by=BY, batch_id=batch)

    [told] = events.story_of("price_batch", batch)
    assert told.name == "pricing.PricesChanged"
    assert '"changed": 2' in str(told.facts).replace("'", '"')


def test_the_currency_of_a_list_with_prices_does_not_change(make):
    make.variant("TEA")
    make.price("TEA", 499)

    [answer] = save_price_lists([PriceListDraft("retail", "Retail", "EUR")], by=BY)

    assert answer == PriceListInUse("retail")


@pytest.mark.parametrize(
    "wrong",
    [
        {"currency": "???"},
        {"code": ""},
        {"store_group": "none"},
        {"starts_at": clock.now(), "ends_at": clock.now() - timedelta(1)},
    ],
)
def test_a_bad_list_is_refused_and_a_good_one_beside_it_is_kept(make, wrong):
    bad = PriceListDraft(**({"code": "bad", "name": "Bad", "currency": "GBP"} | wrong))

    refused, kept = save_price_lists([bad, PriceListDraft("good", "Good", "GBP")], by=BY)

    assert refused.kind == "invalid"
    assert make.price_list("good").id == kept


def test_only_someone_allowed_changes_prices():
    nobody = Actor("staff:1", "backoffice")
    for forbidden in (
        lambda: set_prices([], by=nobody),
        lambda: save_price_lists([], by=nobody),
        lambda: undo_prices(new_id(), by=nobody),
        lambda: price_history(new_id(), by=nobody),
    ):
        with pytest.raises(ScopeMissing):
            forbidden()


def test_a_price_changed_behind_the_back_of_its_history_is_found(make):
    make.variant("TEA"), make.variant("MUG")
    make.price("TEA", 499), make.price("MUG", 700)
    set_prices([PriceDraft("retail", None, sku="MUG")], by=BY)
    [check] = verify.checks()
    assert not check.look().breaches

    sql.run("UPDATE pricing_price SET amount_minor = 1")

    [breach] = check.look().breaches
    assert (breach.facts["amount_minor"], breach.facts["said"]) == (1, 499)
