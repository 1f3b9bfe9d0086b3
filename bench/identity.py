"""How well doubles are found: `python -m bench.identity [people] [seed]` prints precision and recall at thresholds.

Precision: of the pairs that reach the threshold, how many are one person's. Recall: of all pairs that are one person's,
how many reach it; those whose two cards share nothing at all are in it too, and nobody could find them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import combinations
from time import process_time
from typing import NamedTuple

from rich.console import Console

from bench.people import LabelledSet, labelled_set
from duken.customers.identities.profile import keys_of, name_key
from duken.customers.identities.score import Likeness, compare

CROWDED = 60
THRESHOLDS = (300, 500, 700, 900, 950, 990)
Pair = tuple[int, int]


def compared(given: LabelledSet) -> dict[Pair, Likeness]:
    """Every pair that shares a key, with its score: what `find_candidates` does, without a database."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, card in enumerate(given.cards):
        for key in keys_of(card):
            holders[key].append(number)
    pairs = {both for cards in holders.values() if len(cards) <= CROWDED for both in combinations(cards, 2)}
    cards = given.cards
    return {
        (one, other): compare(cards[one], cards[other], namesakes=len(holders[name_key(cards[one])]))
        for one, other in pairs
    }


class Quality(NamedTuple):
    """`recall` of all pairs of one person, `findable` of those that share more than a name (or one letter less)."""

    precision: float
    recall: float
    findable: float


def quality(given: LabelledSet, found: dict[Pair, Likeness], threshold: int) -> Quality:
    proposed = {both for both, likeness in found.items() if likeness.score >= threshold}
    right = proposed & given.same
    findable = {both for both in given.same & found.keys() if _shares_more_than_a_name(found[both])}
    return Quality(
        len(right) / max(len(proposed), 1),
        len(right) / max(len(given.same), 1),
        len(right & findable) / max(len(findable), 1),
    )


def _shares_more_than_a_name(likeness: Likeness) -> bool:
    return any(reason.bits > 1 and not reason.code.endswith("name") for reason in likeness.reasons)


def main(people: int = 20_000, seed: int = 7) -> None:
    say = Console(highlight=False).print
    given = labelled_set(people, seed=seed)
    began = process_time()
    found = compared(given)
    seconds = process_time() - began
    say(f"{people} people, {len(given.cards)} cards, {len(given.same)} pairs of one person, seed {seed}")
    right = len(given.same & found.keys())
    say(f"{len(found)} pairs compared in {seconds:.1f} s of processor, {right} of the right ones among them")
    say("threshold  precision  recall  of those that share more than a name")
    for threshold in THRESHOLDS:
        precision, recall, findable = quality(given, found, threshold)
        say(f"{threshold / 10:8.1f} %  {precision:9.4f}  {recall:6.4f}  {findable:6.4f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
