"""Baskets written by hand: each is where a second implementation most easily differs, and says why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Hard = tuple[str, dict[str, Any], list[dict[str, Any]]]
BIG = 999_999_999_999


def line(sku: str, amount: int, quantity: int = 1, **about: Any) -> dict[str, Any]:
    prices = about.pop("prices", [{"amount_minor": amount}])
    if about.pop("added", False):
        prices = [price | {"includes_tax": False} for price in prices]
    return {"sku": sku, "quantity": quantity, "prices": prices} | about


def basket(*lines: dict[str, Any], **about: Any) -> dict[str, Any]:
    return {"currency": "EUR", "lines": list(lines)} | about


def promotion(code: str, kind: str, **told: Any) -> dict[str, Any]:
    rest = {
        name: told.pop(name) for name in ("when", "goods", "priority", "group", "alone", "cap_minor") if name in told
    }
    return {"code": code, "effect": {"type": kind} | told} | rest


def hard() -> Iterator[Hard]:
    yield from _rounding()
    yield from _prices()
    yield from _shares()
    yield from _effects()
    yield from _choices()
    yield from _points()
    yield from _decided()
    yield from _bounds()
    yield from _refused()
    yield from _limits_of_trying()


def _rounding() -> Iterator[Hard]:
    yield "exactly half of a cent of tax goes up", basket(line("A", 3, tax_rate="0.2")), []
    yield "half a cent, tax on top: 50 × 0.05 = 2.5", basket(line("A", 50, tax_rate="0.05", added=True)), []
    yield "a product beyond 2⁵³: 999999999999 × 100000", basket(line("A", BIG, 1, tax_rate="0.19999")), []
    yield "5 ÷ 1000 × 500 grams is 2.5: up", basket(line("A", 5, 500, per=1000)), []
    yield "cash: 1002.5 does not exist, 1003 is nearer to 1005", basket(line("A", 1003), cash_rounding_minor=5), []
    yield "cash: 50 of 100 is half and goes up", basket(line("A", 50), cash_rounding_minor=100), []
    yield "cash: rounded to nothing", basket(line("A", 2), cash_rounding_minor=5), []
    yield (
        "tax included on one line and on top on another: the delivery's is on top",
        basket(
            line("A", 100, tax_rate="0.2"),
            line("B", 100, tax_rate="0.2", added=True),
            delivery={"price_minor": 100, "tax_rate": "0.2"},
        ),
        [],
    )


def _prices() -> Iterator[Hard]:
    steps = [{"amount_minor": 100}, {"amount_minor": 80, "from_quantity": 3}]
    yield (
        "two lines of one article reach the step together",
        basket(line("A", 0, 1, prices=steps), line("A", 0, 2, prices=steps)),
        [],
    )
    dear = [{"list": "all", "amount_minor": 90}, {"list": "group", "amount_minor": 95, "specificity": 4}]
    yield (
        "the more specific list wins though it is dearer, and nothing is reduced",
        basket(line("A", 0, prices=dear)),
        [],
    )
    unreached = [
        {"list": "all", "amount_minor": 90},
        {"list": "group", "amount_minor": 50, "specificity": 4, "from_quantity": 2},
    ]
    yield "a list whose first step is not reached is passed over", basket(line("A", 0, prices=unreached)), []
    yield "no step is reached at all", basket(line("A", 0, prices=[{"amount_minor": 1, "from_quantity": 2}])), []
    ranks = [
        {"list": "b", "amount_minor": 90, "rank": 10},
        {"list": "a", "amount_minor": 80, "rank": 20},
        {"list": "c", "amount_minor": 95, "rank": 10},
    ]
    yield "among equals the lower rank, then the lower price", basket(line("A", 0, prices=ranks)), []
    same = [{"list": "b", "amount_minor": 90}, {"list": "a", "amount_minor": 90}]
    yield "all alike: the code that sorts first", basket(line("A", 0, prices=same)), []
    added = [
        {"list": "all", "amount_minor": 100, "includes_tax": False},
        {"list": "sale", "amount_minor": 70, "rank": 1},
    ]
    yield (
        "a higher general price without tax reduces nothing",
        basket(line("A", 0, prices=added)),
        [promotion("P", "percent", basis_points=1000, goods={"not_reduced": True})],
    )
    sale = [{"list": "all", "amount_minor": 100}, {"list": "sale", "amount_minor": 70, "rank": 1}]
    yield (
        "below a general price is reduced already: the promotion leaves it out",
        basket(line("A", 0, prices=sale), line("B", 100)),
        [promotion("P", "percent", basis_points=1000, goods={"not_reduced": True})],
    )


def _shares() -> Iterator[Hard]:
    ten = promotion("P", "amount", amount_minor=10)
    yield (
        "ten among three alike: the odd one by SKU, not by place",
        basket(line("C", 100), line("B", 100), line("A", 100)),
        [ten],
    )
    yield (
        "by code point: Z before a before é before я",
        basket(line("я", 100), line("é", 100), line("a", 100), line("Z", 100)),
        [promotion("P", "amount", amount_minor=2)],
    )
    yield (
        "the same SKU twice: the smaller quantity first",
        basket(line("A", 50, 2), line("A", 100, 1)),
        [promotion("P", "amount", amount_minor=1)],
    )
    yield (
        "one article, quantity and price, by the piece and by the hundred: the smaller `per` first",
        basket(line("A", 100, 100, per=100), line("A", 100, 100)),
        [promotion("P", "fixed_price", price_minor=1, cap_minor=9_920)],
    )
    yield "a free line takes no share", basket(line("A", 0), line("B", 100)), [ten]
    yield "more than there is: only what there is", basket(line("A", 4), line("B", 3)), [ten]
    yield (
        "an emoji outside the first plane sorts after Ｚ by code point, before it by UTF-16",
        basket(line("Ｚ", 100), line("😀", 100)),
        [promotion("P", "amount", amount_minor=1)],
    )


def _effects() -> Iterator[Hard]:
    yield (
        "a third off 100 is 33.33: 33; of 50 cents 3333 points are 16.665: 17",
        basket(line("A", 50)),
        [promotion("P", "percent", basis_points=3333)],
    )
    two = promotion("P", "cheapest_free", of=3, free=1)
    yield "three for two, the cheapest by piece and not by line", basket(line("A", 100, 2), line("B", 150, 1)), [two]
    yield (
        "three for two with 500 grams: one piece, at its whole price",
        basket(line("A", 1000, 500, per=1000), line("B", 600), line("C", 700)),
        [two],
    )
    yield (
        "pieces of a line that was lowered before are worth what is left",
        basket(line("A", 100, 3)),
        [
            promotion("FIRST", "amount", amount_minor=100, priority=1),
            two,
        ],
    )
    yield (
        "half off the cheapest of two: an odd cent",
        basket(line("A", 33, 2)),
        [promotion("P", "cheapest_free", of=2, free=1, basis_points=5000)],
    )
    parts = [{"goods": {"skus": ["A"]}}, {"goods": {"skus": ["A", "B"]}}]
    yield (
        "parts of a bundle overlap: the dearest first, the first part first",
        basket(line("A", 100), line("B", 300)),
        [promotion("P", "bundle", parts=parts, price_minor=250)],
    )
    yield (
        "a bundle once pays, twice does not: the second pair is cheap",
        basket(line("A", 400, 1), line("C", 50, 1), line("B", 400, 1), line("D", 50, 1)),
        [
            promotion(
                "P", "bundle", price_minor=500, parts=[{"goods": {"skus": ["A", "C"]}}, {"goods": {"skus": ["B", "D"]}}]
            )
        ],
    )
    yield (
        "a fixed price never makes dearer",
        basket(line("A", 100), line("B", 300)),
        [promotion("P", "fixed_price", price_minor=200)],
    )
    yield (
        "a fixed price by the kilogram",
        basket(line("A", 1000, 333, per=1000)),
        [promotion("P", "fixed_price", price_minor=500)],
    )
    yield (
        "a gift that lies there partly: one is free, one is offered",
        basket(line("A", 100), line("B", 300)),
        [promotion("P", "gift", sku="A", quantity=2)],
    )
    yield (
        "a cap over several lines is used up in their order",
        basket(line("B", 100), line("A", 100)),
        [promotion("P", "amount_each", amount_minor=30, cap_minor=40)],
    )
    yield (
        "free delivery twice: the second takes nothing and does not work",
        basket(line("A", 100), delivery={"price_minor": 300}),
        [promotion("P", "free_delivery"), promotion("Q", "free_delivery")],
    )
    yield (
        "delivery that is free by its own sum: the award is written, nothing is taken",
        basket(line("A", 100), delivery={"price_minor": 300, "free_from_minor": 100}),
        [promotion("P", "free_delivery")],
    )


def _choices() -> Iterator[Hard]:
    ten, twenty = (
        promotion("TEN", "percent", basis_points=1000, group="x"),
        promotion("TWENTY", "percent", basis_points=2000, group="x"),
    )
    yield "one of a group: the better", basket(line("A", 100)), [ten, twenty]
    yield (
        "equals in a group: the one judged first",
        basket(line("A", 100)),
        [
            promotion("B", "amount", amount_minor=10, group="x"),
            promotion("A", "amount", amount_minor=10, group="x"),
        ],
    )
    yield (
        "one that stands alone must be strictly better",
        basket(line("A", 100)),
        [
            promotion("A", "amount", amount_minor=10),
            promotion("ALONE", "amount", amount_minor=10, alone=True),
        ],
    )
    yield (
        "alone with nothing beside it works though it takes nothing off: a gift is offered",
        basket(line("A", 100)),
        [promotion("ALONE", "gift", sku="B", alone=True)],
    )
    yield (
        "the worse of a group by itself (50 against 60) is the better together (75 against 60)",
        basket(line("A", 100)),
        [
            promotion("HALF", "percent", basis_points=5000, priority=200),
            promotion("FIXED", "fixed_price", price_minor=40, group="x", priority=300),
            promotion("FIFTY", "amount", amount_minor=50, group="x", priority=1),
        ],
    )
    yield (
        "priority before code; the lower first",
        basket(line("A", 100)),
        [
            promotion("A", "percent", basis_points=5000, priority=2),
            promotion("B", "amount", amount_minor=30, priority=1),
        ],
    )
    yield (
        "the delivery counts when choices are compared",
        basket(line("A", 100), delivery={"price_minor": 90}),
        [
            promotion("GOODS", "amount", amount_minor=80, group="x"),
            promotion("VAN", "free_delivery", group="x"),
        ],
    )
    yield "65 choices: the climb, each group from its best by itself", basket(line("A", 500), line("B", 500)), [
        promotion(f"{group}{number:02}", "amount", amount_minor=10 + 7 * number % 23, group=group, priority=number,
                  goods={"skus": ["A" if number % 2 else "B"]})
        for group, members in (("x", 13), ("y", 5)) for number in range(members)
    ]  # fmt: skip
    yield (
        "two coupons call one promotion: the award names the one that sorts first",
        basket(line("A", 100), coupons={"ZZZ": "P", "AAA": "P"}),
        [promotion("P", "percent", basis_points=1000, when={"needs_coupon": True})],
    )
    yield (
        "a coupon for a promotion that needs none: no award names it",
        basket(line("A", 100), coupons={"AAA": "P"}),
        [promotion("P", "percent", basis_points=1000)],
    )
    yield (
        "a sum before any promotion: the other one does not lower it",
        basket(line("A", 100)),
        [
            promotion("FIRST", "amount", amount_minor=50, priority=1),
            promotion("SUM", "percent", basis_points=1000, when={"min_sum_minor": 100}),
        ],
    )
    yield (
        "the minute it ends it does not work",
        basket(line("A", 100), minute=600),
        [promotion("P", "percent", basis_points=1000, when={"from_minute": 540, "to_minute": 600})],
    )


def _points() -> Iterator[Hard]:
    points = {"wanted": 50, "balance": 50, "value_minor": 1, "most_basis_points": 5000}
    yield (
        "points on what promotions have left: half of 90 is 45, so 50 are too many",
        basket(line("A", 100), points=points),
        [promotion("P", "percent", basis_points=1000)],
    )
    yield "points are taken before tax", basket(line("A", 120, tax_rate="0.2"), points=points), []
    yield (
        "free delivery is judged after points",
        basket(line("A", 100), points=points, delivery={"price_minor": 300, "free_from_minor": 100}),
        [],
    )
    yield "as many points as are the least", basket(line("A", 100), points=points | {"least": 50}), []
    earning = {"points": 1, "per_minor": 100, "tier_per_mille": 1500}
    yield (
        "points of an order are rounded down once, and shared by what each line brought",
        basket(line("A", 99), line("B", 99), line("C", 99), earning=earning),
        [],
    )
    yield (
        "what counts double weighs double",
        basket(line("A", 100), line("B", 100), earning=earning),
        [promotion("D", "points", per_mille=2000, goods={"skus": ["B"]})],
    )


def _decided() -> Iterator[Hard]:
    """What a person at the till takes off comes after promotions and before points."""
    three = (line("C", 100), line("B", 100), line("A", 100))
    voucher = {"code": "voucher", "amount_minor": 10}
    yield "a person's discount is shared like a promotion's", basket(*three, adjustments=[voucher]), []
    yield (
        "on two lines of three",
        basket(*three, adjustments=[voucher | {"line_positions": [0, 1], "amount_minor": 11}]),
        [],
    )
    yield "on no line: nothing is taken", basket(*three, adjustments=[voucher | {"line_positions": []}]), []
    yield (
        "after a promotion, on what it left, and no more than that",
        basket(line("A", 100), adjustments=[voucher | {"amount_minor": 95}]),
        [promotion("P", "percent", basis_points=1000)],
    )
    yield (
        "off the delivery, after a promotion's part",
        basket(
            line("A", 100),
            delivery={"price_minor": 300},
            adjustments=[voucher | {"applies_to": "delivery", "amount_minor": 250}],
        ),
        [promotion("P", "free_delivery", up_to_minor=100)],
    )
    yield (
        "free delivery is judged after a person's discount",
        basket(line("A", 100), delivery={"price_minor": 300, "free_from_minor": 100}, adjustments=[voucher]),
        [],
    )
    yield (
        "two articles of one product; another of no such product",
        basket(line("A1", 100, product="A"), line("A2", 100, product="A"), line("A", 100, product="B")),
        [promotion("P", "amount", amount_minor=11, goods={"products": ["A"]})],
    )
    yield (
        "free delivery of goods that are collected: nothing fits, and only a coupon is told",
        basket(line("A", 100), coupons={"CP": "P"}),
        [promotion("P", "free_delivery"), promotion("Q", "free_delivery")],
    )
    yield (
        "what is missing and what a coupon called are told together, by priority and code; what was beaten after them",
        basket(line("A", 100), coupons={"CB": "B"}),
        [
            promotion("D", "percent", basis_points=1000, group="x"),
            promotion("A", "percent", basis_points=900, group="x"),
            promotion("C", "percent", basis_points=1000, when={"min_sum_minor": 101}),
            promotion("B", "percent", basis_points=1000, when={"tiers": ["gold"]}),
            promotion("E", "percent", basis_points=1000, when={"min_quantity": 2}, priority=1),
        ],
    )
    yield (
        "a bundle whose two parts use one line: its pieces count together",
        basket(line("A", 100, 3), line("B", 10, 1)),
        [
            promotion(
                "P",
                "bundle",
                price_minor=100,
                parts=[{"goods": {"skus": ["A"]}, "quantity": 2}, {"goods": {"skus": ["A", "B"]}}],
            )
        ],
    )


def _bounds() -> Iterator[Hard]:
    """Products that leave 2⁵³, and the largest numbers there may be."""
    most = 10**12
    thousand = [line(sku, most, 250, tax_rate="0.19999") for sku in "DCBA"]
    yield (
        "the largest basket: every subtotal, share and tax beyond 2⁵³ on the way",
        basket(*thousand),
        [promotion("P", "percent", basis_points=3333), promotion("Q", "amount", amount_minor=BIG)],
    )
    yield "a minor unit too much", basket(line("A", most, 1000), line("B", 1)), []
    yield (
        "too much before a discount of all",
        basket(line("A", most, 1001)),
        [promotion("P", "percent", basis_points=10_000)],
    )
    yield (
        "tax on top makes it too large",
        basket(line("A", most, 1000, tax_rate="9.99999", added=True)),
        [],
    )
    yield (
        "the highest rate there may be",
        basket(line("A", 99_999_999, tax_rate="9.99999", added=True), line("B", 7, tax_rate="9.99999")),
        [],
    )
    yield (
        "a fixed price far above what it costs takes nothing, an amount for each piece all",
        basket(line("A", 1, 100_000_000, per=1000), line("B", 3, 100_000)),
        [
            promotion("P", "fixed_price", price_minor=most, goods={"skus": ["A"]}),
            promotion("Q", "amount_each", amount_minor=most, goods={"skus": ["B"]}),
        ],
    )
    yield (
        "pieces worth their share of very much",
        basket(line("A", 9_999_999_999, 99_999), line("B", 9_999_999_998, 7)),
        [promotion("P", "cheapest_free", of=3, free=2, basis_points=9_999)],
    )
    yield (
        "no order earns more than 10¹⁵ points",
        basket(
            line("A", most, 500), line("B", most, 500), earning={"points": 1, "per_minor": 1, "tier_per_mille": 100_000}
        ),
        [],
    )


def _refused() -> Iterator[Hard]:
    yield "nothing in the basket", basket(), []
    yield "no whole number of steps", basket(line("A", 100, 150, per=1000, step=100)), []
    yield "a hundred kilograms and a gram more than may be", basket(line("A", 1, 100_000_001, per=1000)), []
    yield "the first line that is refused is told", basket(line("B", 1, 0), line("A", 1, 0)), []
    yield (
        "a quantity is looked at before a price",
        basket(line("A", 0, prices=[]), line("B", 1, 0)),
        [],
    )


def _limits_of_trying() -> Iterator[Hard]:
    """Where all choices are tried and where not, and after how many tries it ends."""
    a_and_b = (line("A", 5403), line("B", 1, 3))
    first = [("bundle", {"parts": [{"goods": {}}], "price_minor": 1}), ("cheapest_free", {"of": 3})]
    second = [("fixed_price", {"price_minor": 1}), ("cheapest_free", {"of": 2})]
    for why, sizes in (
        ("64 choices are all tried: the best changes both groups at once", (8, 8)),
        ("65 choices are not: no single change helps", (13, 5)),
    ):
        groups = [[*told, *[("amount", {"amount_minor": 1})] * (size - 2)]
                  for told, size in zip((first, second), sizes, strict=True)]  # fmt: skip
        yield why, basket(*a_and_b), [
            promotion(f"{group}{number:02}", kind, group=group, **terms)
            for group, members in zip("xy", groups, strict=True) for number, (kind, terms) in enumerate(members)
        ]  # fmt: skip
    for why, poor in (
        ("the hundredth try is the best", 99),
        ("the hundred and first is tried no more", 100),
    ):
        yield why, basket(line("A", 1000)), [
            *(promotion(f"{number:03}", "amount", amount_minor=1, group="x", priority=1) for number in range(poor)),
            promotion("FIVE", "amount", amount_minor=500, group="x", priority=1),
            promotion("HALF", "percent", basis_points=5000, priority=200),
            promotion("SIX", "fixed_price", price_minor=400, group="x", priority=300),
        ]  # fmt: skip
