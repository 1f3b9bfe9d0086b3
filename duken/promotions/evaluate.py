"""Evaluate: which promotions work on a basket, and what each takes off. Pure; specified in docs/reference/quote.md.

A till that is offline does the same in another language and must agree to the minor unit.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import product
from math import prod
from typing import NamedTuple
from uuid import UUID

from duken.pricing.take_off import take_off
from duken.promotions.basket import Award, Extra, GiftOffered, Outcome, PromotionBasket, Reason
from duken.promotions.effects import Counter, Take, takes
from duken.promotions.match import Shelf, too_little, why_not_here
from duken.promotions.rule import Gift, MultiplyPoints, Rule

MOST_COMBINATIONS = 64
MOST_STEPS = 100
NEAR_MISSES = ("sum_too_small", "too_few", "something_missing")


class Candidate(NamedTuple):
    """A promotion whose conditions hold, the lines it is on, and the coupon that called it."""

    rule: Rule
    positions: tuple[int, ...]
    coupon: str


def evaluate(basket: PromotionBasket, rules: Iterable[Rule], *, explained: Container[UUID] = ()) -> Outcome:
    """The combination that takes most off: of each group one, of those that stand alone one and nothing else.

    Exact while the groups allow at most MOST_COMBINATIONS choices; beyond that each group begins with its best by
    itself, and single changes are made while they help, MOST_STEPS at most. Of `explained` promotions every reason is
    told, not only of near misses and coupons.
    """
    shelf = Shelf(basket)
    able: list[Candidate] = []
    reasons: list[Reason] = []
    for rule in sorted(rules, key=lambda rule: (rule.priority, rule.code)):
        judged = judge(rule, basket, shelf)
        if isinstance(judged, Candidate):
            able.append(judged)
        elif judged.why in NEAR_MISSES or rule.id in basket.coupons.values() or rule.id in explained:
            reasons.append(judged)
    chosen, outcome = _best(able, basket, shelf)
    worked = {each.rule.id for each in chosen}
    reasons += [Reason(rule.id, rule.code, "another_is_better") for rule, *_ in able if rule.id not in worked]
    return outcome._replace(reasons=tuple(reasons))


def judge(rule: Rule, basket: PromotionBasket, shelf: Shelf) -> Candidate | Reason:
    """Whether a promotion could work here by itself, or why not."""
    if reason := why_not_here(rule, basket):
        return reason  # before any goods are looked for: most coupons' promotions end here
    positions = shelf.positions(rule.goods)
    if reason := too_little(rule, shelf, positions):
        return reason
    called = sorted(code for code, promotion in basket.coupons.items() if promotion == rule.id)
    candidate = Candidate(rule, positions, called[0] if called and rule.when.needs_coupon else "")
    outcome = _work([candidate], basket, shelf)
    if outcome.awards or outcome.gifts or outcome.extras:
        return candidate
    return Reason(rule.id, rule.code, "nothing_fits")


Choice = tuple[list[Candidate], Outcome]


def _best(able: Sequence[Candidate], basket: PromotionBasket, shelf: Shelf) -> Choice:
    together = [each for each in able if not each.rule.alone]
    best = _best_of_groups(together, basket, shelf)
    for each in able:
        if each.rule.alone:
            outcome = _work([each], basket, shelf)
            if outcome.amount_minor > best[1].amount_minor or not best[0]:
                best = [each], outcome
    return best


def _best_of_groups(together: Sequence[Candidate], basket: PromotionBasket, shelf: Shelf) -> Choice:
    """All that belong to no group, and one of each group."""
    groups: dict[str, list[Candidate]] = {}
    for each in together:
        if each.rule.group:
            groups.setdefault(each.rule.group, []).append(each)

    def tried(picks: Iterable[Candidate]) -> Choice:
        picked = {each.rule.id for each in picks}
        chosen = [each for each in together if not each.rule.group or each.rule.id in picked]
        return chosen, _work(chosen, basket, shelf)

    if prod(len(members) for members in groups.values()) <= MOST_COMBINATIONS:
        return _first_best(tried(picks) for picks in product(*groups.values()))
    picks = {
        name: max(members, key=lambda each: _work([each], basket, shelf).amount_minor)
        for name, members in groups.items()
    }
    best = tried(picks.values())
    swaps = ((name, each) for name in sorted(groups) for each in groups[name] if each is not picks[name])
    for _, (name, each) in zip(range(MOST_STEPS), swaps, strict=False):
        other = tried((picks | {name: each}).values())
        if other[1].amount_minor > best[1].amount_minor:
            picks[name], best = each, other
    return best


def _first_best(choices: Iterable[Choice]) -> Choice:
    return max(choices, key=lambda choice: choice[1].amount_minor)


def _work(chosen: Sequence[Candidate], basket: PromotionBasket, shelf: Shelf) -> Outcome:
    """Let them work one after another, each on what the ones before it have left."""
    left = [line.subtotal_minor for line in basket.lines]
    ranks = [line.rank for line in basket.lines]
    delivery_left = basket.delivery_minor
    awards: list[Award] = []
    gifts: list[GiftOffered] = []
    extras: list[Extra] = []
    for rule, positions, coupon in chosen:
        for take in _capped(rule, takes(rule.effect, Counter(shelf, left, delivery_left), positions)):
            is_goods = bool(take.positions)
            awards.append(
                Award(
                    rule.id,
                    rule.code,
                    coupon,
                    take.amount_minor,
                    "goods" if is_goods else "delivery",
                    take.positions,
                )
            )
            if is_goods:
                take_off(take.amount_minor, left, ranks, take.positions)
            else:
                delivery_left -= take.amount_minor
        gifts += _gifts(rule, shelf)
        if isinstance(rule.effect, MultiplyPoints) and positions:
            extras.append(Extra(rule.id, rule.code, rule.effect.per_mille, positions))
    return Outcome(tuple(awards), tuple(gifts), tuple(extras))


def _capped(rule: Rule, found: Sequence[Take]) -> list[Take]:
    """What is really taken: nothing of nothing, and no more than the cap in all."""
    kept = []
    room = rule.cap_minor
    for take in found:
        amount = take.amount_minor if room is None else min(take.amount_minor, room)
        if amount > 0:
            kept.append(take._replace(amount_minor=amount))
            room = None if room is None else room - amount
    return kept


def _gifts(rule: Rule, shelf: Shelf) -> list[GiftOffered]:
    if not isinstance(rule.effect, Gift):
        return []
    there = sum(line.pieces for line in shelf.lines if line.sku == rule.effect.sku)
    missing = rule.effect.quantity - there
    return [GiftOffered(rule.id, rule.code, rule.effect.sku, missing)] if missing > 0 else []
