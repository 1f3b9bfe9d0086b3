"""The part of docs/reference/replay.md about redemptions: how it was done, what agreed, why the rest did not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.replay.agreement import LINE_REASONS, REASONS

Kept = dict[str, Any]
HALVES = {"held_out": "Held out", "learned_from": "Learned from"}


def redemptions(run: Kept) -> Iterator[str]:
    of, agreement = run["redemptions"], run["agreement"]
    yield from ("", "## The Complete Journey: redemptions replayed", "", *_method(of), "", *_account(of))
    yield from ("", "### Agreement", "", *_agreement(agreement), "", *_why(agreement))


def _method(of: Kept) -> Iterator[str]:
    yield (
        "A redemption names a household, a coupon and a day; neither a basket nor an amount. The basket is the"
        " one of that"
        " day with the coupon's goods in it. What a coupon is worth is inferred from one half of the households"
        " (a draw by"
        " their number): the amount recorded most often on its goods; for a coupon nobody redeemed there, the amount"
        " recorded most often for coupons with the same value code in their number. What the store adds (it"
        " matches small"
        " coupons) is what it added most often to that amount. No amount is taken from the other half, which is"
        " predicted."
    )
    yield ""
    yield (
        "That value codes and matching exist was seen in the whole data before the rules were written. The rules"
        " were not"
        " changed after the first prediction; the reasons why baskets differ were named after it. Some rows below count"
        " only baskets where anything is recorded: that is known from the answer, so they explain and predict nothing."
    )
    yield ""
    yield (
        f"Of {of['coupons']} coupons the worth of {of['worth_own']} is known by themselves, of"
        f" {of['worth_value_code']} by"
        f" their value code; {of['coupons_used']} were ever used. Each is a promotion in the shop: its products, its"
        " campaign's period, an amount off, called by its code; `evaluate` and `price_basket` work on the"
        " recorded prices"
        " with the card. Compared is what coupon and match took off the coupon's goods, per basket and per line."
    )


def _account(of: Kept) -> Iterator[str]:
    yield "| Redemptions | |"
    yield "|---|---:|"
    yield f"| all | {of['all']:,} |"
    yield f"| by a household that was not sent the campaign | {of['not_mailed']:,} |"
    yield f"| without any basket of that household on that day | {of.get('no_basket', 0):,} |"
    yield f"| without goods of the coupon in any basket of that day | {of.get('no_product', 0):,} |"
    yield f"| replayed, on {of['baskets']:,} baskets | {of['replayed']:,} |"
    yield ""
    yield (
        f"Of those replayed {of['manufacturer']:,} are manufacturers' coupons (their number begins with 5):"
        f" {of['manufacturer_traced']:,} have a coupon discount on any of their goods. {of['shop']:,} are the shop's"
        f" own, on thousands of products each: {of['shop_traced']:,} have."
    )
    yield ""
    yield (
        f"The other way round: of {of['discounted_lines']:,} lines with a coupon discount in the baskets of these"
        f" households only {of['discounted_lines_of_redemptions']:,} belong to a redemption. The rest are coupons from"
        " elsewhere (newspapers, packs), which the data does not name and nobody can replay."
    )


_ROWS = {
    "known": "worth of every coupon known",
    "manufacturers": "… and all of them manufacturers' coupons",
    "recorded": "… and anything recorded on the coupons' goods",
    "recorded_own": "…… worth known by the coupons themselves",
    "recorded_value_code": "…… of at least one by its value code",
    "recorded_one_coupon": "…… one coupon only",
}


def _agreement(agreement: Kept) -> Iterator[str]:
    yield "| | Half | Baskets | Exact | Within a cent | Differ | Agree |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for half in HALVES:
        for name, words in _ROWS.items():
            yield _row(words, half, agreement[half]["baskets"][name])
        yield _row("lines of those with worth known", half, agreement[half]["lines"])
    for half in HALVES:
        told = agreement[half]
        yield ""
        yield (
            f"{HALVES[half]}: {told['baskets']['all']['all']} baskets,"
            f" {told['baskets']['all'].get('unknown', 0)} of them"
            f" with a coupon of unknown worth, not predicted; {told['unsure_baskets']} chosen among several of a day."
            f" Recorded {money(told['recorded_minor'])}, predicted {money(told['predicted_minor'])}."
        )


def _row(words: str, half: str, levels: Kept) -> str:
    exact, cent, of = levels.get("exact", 0), levels.get("cent", 0), levels["all"]
    share = f"{(exact + cent) / of:.1%}" if of else "–"
    return f"| {words} | {HALVES[half]} | {of} | {exact} | {cent} | {levels.get('differs', 0)} | {share} |"


def _why(agreement: Kept) -> Iterator[str]:
    held, learned = (agreement[half] for half in HALVES)
    yield "### Why the others differ"
    yield ""
    yield "Each basket once, by the first reason that fits."
    yield ""
    yield "| Baskets | Held out | Learned from |"
    yield "|---|---:|---:|"
    for reason, words in REASONS.items():
        yield f"| {words} | {held['reasons'].get(reason, 0)} | {learned['reasons'].get(reason, 0)} |"
    yield ""
    yield "| Lines | Held out | Learned from |"
    yield "|---|---:|---:|"
    for reason, words in LINE_REASONS.items():
        yield f"| {words} | {held['line_reasons'].get(reason, 0)} | {learned['line_reasons'].get(reason, 0)} |"
    yield ""
    moved = held["reasons"].get("on_a_coupon_line", 0)
    yield (
        f"Of the {moved} held-out baskets whose discount stands on a line without goods,"
        f" {held['coupon_line_is_the_amount']} carry exactly the predicted amount there."
    )


def money(minor: int) -> str:
    return f"${minor / 100:,.2f}"
