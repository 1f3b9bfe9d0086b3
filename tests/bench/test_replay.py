"""A tiny shop of four households, written by hand in the format of The Complete Journey."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bench.replay import page, tables
from bench.replay.agreement import compare, told
from bench.replay.agreement_page import HALVES
from bench.replay.card_discounts import above_usual
from bench.replay.coupon_values import Worth, infer, value_code
from bench.replay.import_journey import Import
from bench.replay.journey import Coupon, Journey
from bench.replay.on_journey import _redemptions
from bench.replay.predict import predict
from bench.replay.read_journey import read
from bench.replay.survey import survey
from bench.replay.use_coupons import use_coupons
from bench.replay.visits import is_learned_from, visits
from duken.config.invariants import look
from duken.kernel import sql
from duken.kernel.actor import system
from duken.promotions.reads import active_promotions

JAM, TEA, MILK, PAPER = 11, 12, 13, 19
DIME, QUARTER, OWN = Coupon(50000100250, 1), Coupon(50000200350, 1), Coupon(10000000001, 1)
LEARNED = [number for number in range(1, 20) if is_learned_from(number)][:2]
HELD_OUT = [number for number in range(1, 20) if not is_learned_from(number)][:2]

SALES = (
    "household_id,store_id,basket_id,product_id,quantity,sales_value,retail_disc,coupon_disc,coupon_match_disc,"
    "week,transaction_timestamp"
)
TABLES = {
    "transactions": [
        SALES,
        f"{LEARNED[0]},7,101,{JAM},1,2.49,0.5,0.5,0.5,1,2017-03-02 10:00:00",  # the coupon, doubled by the store
        f"{LEARNED[0]},7,101,{TEA},3,1.00,0,0,0,1,2017-03-02 10:00:00",  # no whole price a piece
        f"{LEARNED[1]},7,102,{JAM},2,5.98,0,0.5,0.5,1,2017-03-03 10:00:00",
        f"{LEARNED[1]},7,102,{MILK},1,3.00,0,0,0,1,2017-03-03 10:00:00",
        f"{LEARNED[1]},7,102,{PAPER},0,0,0,1.25,0,1,2017-03-03 10:00:00",  # a coupon on no goods
        f"{HELD_OUT[0]},8,103,{JAM},1,2.99,0,0.5,0.5,1,2017-03-04 10:00:00",
        f"{HELD_OUT[0]},8,104,{MILK},1,3.00,0,0,0,1,2017-03-04 11:00:00",
        f"{HELD_OUT[1]},8,105,{TEA},1,1.00,0,0.4,0.4,1,2017-03-05 10:00:00",
    ],
    "products": [
        "product_id,department,brand,product_category,product_type,package_size",
        f"{JAM},GROCERY,National,JAM,STRAWBERRY,1 LB",
        f"{TEA},GROCERY,Private,TEA,BLACK,",
        f"{PAPER},COUPON,,,,",
    ],
    "demographics": [
        "household_id,age,income,home_ownership,marital_status,household_size,household_comp,kids_count",
        f"{LEARNED[0]},35-44,50-74K,NA,Married,2,2 Adults No Kids,0",
    ],
    "campaign_descriptions": ["campaign_id,campaign_type,start_date,end_date", "1,Type A,2017-03-01,2017-03-31"],
    "campaigns": ["campaign_id,household_id", *(f"1,{number}" for number in [*LEARNED, *HELD_OUT])],
    "coupons": [
        "coupon_upc,product_id,campaign_id",
        f"{DIME.upc},{JAM},1",
        f"{QUARTER.upc},{TEA},1",
        f"{OWN.upc},{MILK},1",
    ],
    "coupon_redemptions": [
        "household_id,coupon_upc,campaign_id,redemption_date",
        f"{LEARNED[0]},{DIME.upc},1,2017-03-02",
        f"{LEARNED[1]},{DIME.upc},1,2017-03-03",
        f"{HELD_OUT[0]},{DIME.upc},1,2017-03-04",
        f"{HELD_OUT[0]},{OWN.upc},1,2017-03-04",
        f"{HELD_OUT[1]},{QUARTER.upc},1,2017-03-05",
        f"{HELD_OUT[1]},{DIME.upc},1,2017-03-06",
    ],
}


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    folder = tmp_path_factory.mktemp("journey")
    for name, lines in TABLES.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return read(folder)


def _worths(journey: Journey) -> dict[Coupon, Worth]:
    seen = survey(journey)
    learned = [each for each in visits(journey, seen.on_days)[0] if is_learned_from(each.basket.household)]
    return infer(journey.coupons, learned, seen.added)


def test_a_redemption_goes_to_the_basket_with_its_goods_or_is_counted_as_left_out(journey: Journey) -> None:
    found, left_out = visits(journey, survey(journey).on_days)

    assert {each.basket.id: set(each.covers) for each in found} == {
        101: {DIME},
        102: {DIME},
        103: {DIME},
        104: {OWN},
        105: {QUARTER},
    }
    assert left_out == {"no_basket": 1}


def test_the_worth_of_a_coupon_is_learned_from_itself_or_its_value_code_and_from_one_half_alone(
    journey: Journey,
) -> None:
    assert (value_code(DIME), value_code(QUARTER), value_code(OWN)) == ("50", "50", "")
    assert _worths(journey) == {
        DIME: Worth(50, 50, "own", 2, 2),
        QUARTER: Worth(50, 50, "value_code", 2, 2),  # the other half says 40: it is not asked
    }


@pytest.mark.django_db
def test_a_history_becomes_cards_orders_promotions_and_uses_and_its_coupons_are_predicted(journey: Journey) -> None:
    by, worths = system("bench"), _worths(journey)

    imported = Import(journey, survey(journey), worths, by=by).run()
    used = use_coupons(journey.redemptions, imported.customers, by=by)

    assert {name: part["done"] for name, part in imported.parts.items()} == {
        "customers": 4, "categories": 4, "products": 3, "prices": 3, "baskets": 7, "campaigns": 3, "coupons": 3,
    }  # fmt: skip
    assert used == 6
    assert sql.rows("SELECT sum(total_minor), sum(discount_minor) FROM orders_order") == [(Decimal(1631), Decimal(557))]
    assert imported.counts["rounded_lines"] == 1
    assert imported.counts["products_not_in_the_table"] == 1
    assert not [breach for _, found, _ in look() for breach in found.breaches]

    found, left_out = visits(journey, survey(journey).on_days)
    rules = [each.rule for each in active_promotions("USD", next(iter(journey.baskets)).at.astimezone())]
    predicted = [predict(visit, rules, imported.promotions) for visit in found]
    compared = {visit.basket.id: compare(visit, ours, worths) for visit, ours in zip(found, predicted, strict=True)}

    assert {basket: (each.level, each.recorded, each.predicted) for basket, each in compared.items()} == {
        101: ("exact", (100,), (100,)),
        102: ("exact", (100,), (100,)),
        103: ("exact", (100,), (100,)),
        104: ("unknown", (0,), (0,)),
        105: ("differs", (80,), (100,)),
    }
    assert compared[105].reason == "by_value_code"
    halves = told([compared[103], compared[104], compared[105]], worths), told([compared[101], compared[102]], worths)
    written = page.text(
        {
            "journey": {
                "sample": {"households": 4, "lines": 8},
                "counts": imported.counts,
                "parts": imported.parts,
                "redemptions": _redemptions(journey, survey(journey), found, left_out, worths),
                "card": above_usual(journey.baskets, found),
                "peak_memory_mb": 1,
                "agreement": dict(zip(HALVES, halves, strict=True)),
                "verify": {"ok": True, "checks": 1, "broken": []},
                "machine": dict.fromkeys(("processor", "cores", "python", "postgresql", "commit", "taken_at"), "x")
                | {"load_average_at_start": 0.0, "is_busy": False},
            }
        }
    )
    assert "| worth of every coupon known | Held out | 2 | 1 | 0 | 1 | 50.0% |" in written
    assert "| **Agrees to the cent** | 1 | 33.3% | 2 | 100.0% |" in written
    assert "| All | 3 | 100.0% | 2 | 100.0% |" in written


def test_baskets_whose_lines_stand_apart_are_not_read(journey: Journey, tmp_path: Path) -> None:
    for name, lines in TABLES.items():
        apart = [*lines, lines[1]] if name == "transactions" else lines
        (tmp_path / f"{name}.csv").write_text("\n".join(apart) + "\n")

    with pytest.raises(tables.TableUnsorted, match="101"):
        list(read(tmp_path).baskets)


def test_without_the_data_it_is_said_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(tables.TableMissing, match=r"archive\.ics\.uci\.edu"):
        read(tmp_path)
