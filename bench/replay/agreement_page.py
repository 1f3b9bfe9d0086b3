"""The part of docs/reference/replay.md about redemptions: how it was done, what agreed, why the rest did not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.replay.agreement import CAUSES, LINE_REASONS, REASONS

Kept = dict[str, Any]
HALVES = {"held_out": "Held out", "learned_from": "Learned from"}


def redemptions(run: Kept) -> Iterator[str]:
    of, agreement = run["redemptions"], run["agreement"]
    yield from ("", "## The Complete Journey: redemptions replayed", "", *_in_short(run), "", *_method(of), "")
    yield from (*_account(of), "", "### What became of every basket", "", *_classes(agreement))
    yield from ("", "### What the causes mean", "", *_meaning(run), "", "### Agreement", "", *_agreement(agreement))
    yield from ("", *_by_line(agreement))


def _in_short(run: Kept) -> Iterator[str]:
    held = run["agreement"]["held_out"]
    all_of, known, one = (held["baskets"][name] for name in ("all", "known", "recorded_one_coupon"))
    ours = sum(held["reasons"].get(reason, 0) for reason in CAUSES["Duken's rules"])
    yield (
        f"In short: of {all_of['all']} baskets that nothing was learned from, {_exact(all_of)} came out to the cent. Of"
        f" the rest {all_of.get('unknown', 0)} hold a coupon whose worth the data does not tell, and"
        f" {known.get('differs', 0)} differ for the causes below; {ours} of them because Duken reckons otherwise than"
        f" the chain did. Where the record is complete (one coupon, its worth known, a discount written on its goods)"
        f" {_exact(one)} of {one['all']} agree. A cash register that prints what it took off, coupon by coupon, would"
        " leave most of these questions unasked: that is why an order of Duken keeps each discount with its reason."
    )


def _exact(levels: Kept) -> int:
    return int(levels.get("exact", 0) + levels.get("cent", 0))


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
        " changed after the first prediction; the causes why baskets differ were named after it. Some rows below count"
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
    yield "| Redemptions | | |"
    yield "|---|---:|---:|"
    counted = {
        "without any basket of that household on that day": of.get("no_basket", 0),
        "without goods of the coupon in any basket of that day": of.get("no_product", 0),
        f"replayed, on {of['baskets']:,} baskets": of["replayed"],
    }
    for words, count in counted.items():
        yield f"| {words} | {count:,} | {count / of['all']:.1%} |"
    yield f"| all | {of['all']:,} | {sum(counted.values()) / of['all']:.0%} |"
    yield ""
    verdict = "" if of["not_mailed"] + of["outside_campaign"] else ": nobody took a coupon late, or somebody else's"
    yield (
        f"{of['not_mailed']} by a household that was not sent the campaign, {of['outside_campaign']} outside the days"
        f" of the campaign{verdict}."
    )
    yield ""
    yield (
        f"Of those replayed {of['manufacturer']:,} are manufacturers' coupons (their number begins with 5):"
        f" {of['manufacturer_traced']:,} have a coupon discount on any of their goods. {of['shop']:,} are the shop's"
        f" own, on thousands of products each: {of['shop_traced']:,} have."
    )
    yield ""
    yield (
        f"The other way round: of {of['discounted_lines']:,} lines with a coupon discount in all baskets"
        f" only {of['discounted_lines_of_redemptions']:,} belong to a redemption. The rest are coupons from"
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


def _classes(agreement: Kept) -> Iterator[str]:
    yield "Each basket once, by the first cause that fits. The shares of a half add up to 100 %."
    yield ""
    yield "| Baskets | Held out | | Learned from | |"
    yield "|---|---:|---:|---:|---:|"
    wholes = [agreement[half]["baskets"]["all"]["all"] for half in HALVES]
    agree = [_exact(agreement[half]["baskets"]["all"]) for half in HALVES]
    yield _shares("**Agrees to the cent**", agree, wholes)
    counted = agree
    for cause, reasons in CAUSES.items():
        each = {why: [agreement[half]["reasons"].get(why, 0) for half in HALVES] for why in reasons}
        sums = [sum(column) for column in zip(*each.values(), strict=True)]
        counted = [before + more for before, more in zip(counted, sums, strict=True)]
        yield _shares(f"**{cause}**", sums, wholes)
        for why, counts in each.items():
            if any(counts):
                yield _shares(REASONS[why], counts, wholes)
    yield _shares("All", counted, wholes)


def _shares(words: str, counts: list[int], wholes: list[int]) -> str:
    cells = " | ".join(f"{count} | {count / max(whole, 1):.1%}" for count, whole in zip(counts, wholes, strict=True))
    return f"| {words} | {cells} |"


def _meaning(run: Kept) -> Iterator[str]:
    of, card = run["redemptions"], run["card"]
    (above, ours), (others_above, others) = card["on_shops_coupons"], card["other_goods"]
    yield (
        "* **Worth not in the record.** No table says what a coupon is worth. A manufacturer's number carries a value"
        " code; the shop's own carries nothing, and is on thousands of products at once."
    )
    yield (
        f"* **Redeemed, but no discount recorded.** Of {of['shop']} uses of the shop's own coupons only"
        f" {of['shop_traced']} left a coupon discount on their goods, of {of['manufacturer']} uses of manufacturers'"
        f" coupons {of['manufacturer_traced']}. Whether the shop's coupons hide in the card's discount was looked at:"
        f" {_share(above, ours)} of the lines they are on got more off with the card than the same goods gave others in"
        f" that store and week, against {_share(others_above, others)} of all other lines of these baskets. So few"
        " lines more are no sign that they hide there; where they went, the record does not tell."
    )
    yield (
        "* **Recorded elsewhere.** Tills wrote some coupons on a line of their own, without goods, and some on goods"
        " that the list of the coupon's products does not name (a list too short, or another coupon: they look alike)."
        " Those with exactly the predicted amount are very likely right; they are not counted as agreeing, because"
        " where to look was fixed before the first prediction."
    )
    yield (
        "* **More coupons than redemptions.** One redemption stands for two copies of a coupon, or coupons from"
        " newspapers, which the data does not list, are on the same goods."
    )
    yield (
        "* **Rounding** explains nothing: no basket is off by a cent. A percentage is never a coupon here, and amounts"
        " are whole cents in the record as in Duken."
    )


def _share(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.1%} ({part} of {whole})"


def _by_line(agreement: Kept) -> Iterator[str]:
    held, learned = (agreement[half] for half in HALVES)
    yield "| Lines that differ | Held out | Learned from |"
    yield "|---|---:|---:|"
    for reason, words in LINE_REASONS.items():
        yield f"| {words} | {held['line_reasons'].get(reason, 0)} | {learned['line_reasons'].get(reason, 0)} |"


def money(minor: int) -> str:
    return f"${minor / 100:,.2f}"
