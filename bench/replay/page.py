"""docs/reference/replay.md, made from replay-results.json and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.replay.agreement_page import money, redemptions

PAGE = Path("docs/reference/replay.md")
Kept = dict[str, Any]


def write(results: Kept) -> None:
    PAGE.write_text(text(results), encoding="utf-8")


def text(results: Kept) -> str:
    return "\n".join(_lines(results)) + "\n"


def _lines(results: Kept) -> Iterator[str]:
    yield from (
        "# Replay",
        "",
        "Real history imported by the verbs every import uses, and recorded coupon redemptions put through the engine",
        "of promotions. Measured and written by `python -m bench.replay FOLDER`; do not edit. The same figures lie in",
        "`replay-results.json`. Where the data may be had, and how it is read:",
        "[bench/replay](../../bench/replay/README.md).",
    )
    if journey := results.get("journey"):
        yield from _journey(journey)
    if retail := results.get("retail"):
        yield from _retail(retail)


def _journey(run: Kept) -> Iterator[str]:
    sample, counts, of = run["sample"], Counter[str](run["counts"]), run["redemptions"]
    yield from ("", "## The Complete Journey: imported", "", _machine(run), "")
    whole = "the whole of it" if run.get("is_whole") else "a part of it: those who redeemed coupons first"
    yield (
        f"Imported, {whole}: {counts['baskets']:,} baskets and {sample['lines']:,} lines of {counts['households']:,}"
        f" households; all {counts['campaigns']} campaigns, their {of['coupons']} coupons (a promotion and a code each)"
        f" and all {of['all']:,} redemptions. The table is read as it is imported, never whole: at most"
        f" {run['peak_memory_mb']:,} MB of memory, however long the history is."
    )
    yield from ("", *_parts(run["parts"]), "", _verify(run), "", "What does not fit as it is:", "")
    yield from _quirks(counts)
    yield from redemptions(run)


def _machine(run: Kept) -> str:
    machine = run["machine"]
    busy = " **Others were working on it: the rates are a lower bound.**" if machine["is_busy"] else ""
    return (
        f"{machine['processor']}, {machine['cores']} cores; Python {machine['python']}, PostgreSQL "
        f"{machine['postgresql']}; commit {machine['commit']}, {machine['taken_at'][:10]}; load average at the start "
        f"{machine['load_average_at_start']:g}.{busy}"
    )


def _parts(parts: Kept) -> Iterator[str]:
    yield "| | Done | Seconds | A second | A second of this process's own processor time |"
    yield "|---|---:|---:|---:|---:|"
    for name, part in parts.items():
        own = part["done"] / max(part["own_processor_seconds"], 0.01)
        yield f"| {name} | {part['done']:,} {part['unit']} | {part['seconds']:,} | {part['per_s']:,} | {own:,.0f} |"


def _verify(run: Kept) -> str:
    verify = run["verify"]
    verdict = "every one holds" if verify["ok"] else f"broken: {'; '.join(verify['broken'])}"
    return f"`duken verify` afterwards: {verify['checks']} checks, {verdict}."


def _quirks(counts: Kept) -> Iterator[str]:
    yield (
        "* An order line of history keeps one discount: card, coupon and the store's match in one sum."
        " A basket's coupon "
        "is told by the coupon's own account, not by the order."
    )
    yield (
        f"* {counts['lines_without_goods']:,} lines hold no goods (quantity 0), some of them coupons;"
        f" {counts['lines_below_zero']:,} lines of goods cost less than nothing after theirs. Both lower the other"
        f" lines of their basket, so what was paid stays; {money(counts['owed_minor'])} that a basket could not bear"
        f" are left out, and so are {counts['baskets_without_goods']} baskets without goods."
    )
    yield (
        f"* {counts['rounded_lines']:,} lines have no whole price a piece: it is rounded up and the discount with it"
        f" ({money(counts['rounded_minor'])} in all); what was paid is exact."
        f" {counts['petrol_lines']:,} lines of petrol"
        f" (thousandths of a gallon) are one piece each."
    )
    yield f"* Sold products that are missing from the table of products: {counts['products_not_in_the_table']}."


def _retail(run: Kept) -> Iterator[str]:
    sample, counts = run["sample"], Counter[str](run["counts"])
    yield from ("", "## Online Retail: imported", "", _machine(run), "")
    yield (
        f"{sample['invoices']:,} invoices, {sample['lines']:,} lines, {sample['customers']:,} customers:"
        f" {counts['orders']:,} orders and {counts['returns']:,} cancellations as returns. Of the pieces that came back"
        f" {counts['pieces_matched']:,} were found on an earlier order of that customer,"
        f" {counts['pieces_without_receipt']:,}"
        " were not and are kept without receipt: the data names no order a cancellation belongs to."
    )
    yield from ("", *_parts(run["parts"]), "", _verify(run), "")
    left_out = ", ".join(f"{count:,} {why}" for why, count in sorted(run["left_out"].items()))
    yield f"Left out, with the reason: {left_out or 'none'}. The channel and the shop of a sale are invented."
