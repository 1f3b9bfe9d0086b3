"""Create or change promotions. A new one is a draft; changing an active one changes what baskets cost from now on."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import CURRENCIES
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.post import post
from duken.promotions import accounts
from duken.promotions._snapshot import forget_after_commit
from duken.promotions.drafts import PromotionDraft
from duken.promotions.errors import StillSpent
from duken.promotions.events import PromotionSaved
from duken.promotions.models import Promotion
from duken.promotions.rule import MOST, read_terms, written

_COLUMNS = (
    "name", "name_in", "currency", "starts_at", "ends_at", "priority", "group", "alone", "cap_minor", "budget_minor",
    "uses", "uses_per_customer",
)  # fmt: skip
_LIMITS = {"cap_minor": MOST, "budget_minor": MOST, "uses": 1_000_000_000, "uses_per_customer": 100}


def save_promotions(drafts: Sequence[PromotionDraft], *, by: Actor) -> list[UUID | Refusal]:
    """Create each promotion or change the one with the same code; answers ids in order. Repeats are harmless.

    Refuses bad fields, BadRule (where and what), and StillSpent: a limit below what was used already.
    """
    by.require("promotions.write")
    answers: list[UUID | Refusal] = []
    for draft in drafts:
        try:
            _check(draft)
            with transaction.atomic():
                answers.append(_save(draft, by))
        except Refusal as refusal:
            answers.append(refusal)
    forget_after_commit()
    return answers


def _check(draft: PromotionDraft) -> None:
    if not 1 <= len(draft.code) <= 60 or not draft.code.isprintable():
        raise InvalidField("code", "empty_or_too_long", draft.code)
    if not 1 <= len(draft.name) <= 200 or not draft.name.isprintable():
        raise InvalidField("name", "empty_or_too_long", draft.name)
    if draft.currency not in CURRENCIES:
        raise InvalidField("currency", "not_a_currency", draft.currency)
    if draft.starts_at and draft.ends_at and draft.ends_at <= draft.starts_at:
        raise InvalidField("ends_at", "ends_before_start", draft.ends_at)
    if not -1000 <= draft.priority <= 1000:
        raise InvalidField("priority", "out_of_range", draft.priority)
    for name, most in _LIMITS.items():
        limit = getattr(draft, name)
        if limit is not None and not 1 <= limit <= most:
            raise InvalidField(name, "out_of_range", limit)


def _save(draft: PromotionDraft, by: Actor) -> UUID:
    terms = written(read_terms(draft.terms))
    now = clock.now()
    values = {name: getattr(draft, name) for name in _COLUMNS} | {"terms": terms, "changed_at": now}
    row, is_new = Promotion.objects.select_for_update().get_or_create(
        code=draft.code, defaults={**values, "created_at": now}
    )
    before = None if is_new else row
    if before is not None and before.currency != draft.currency:
        raise InvalidField("currency", "cannot_change", draft.currency)
    _fund(row.pk, draft, None if is_new else (row.budget_minor, row.uses), 1 if is_new else row.version + 1, by)
    if not is_new:
        Promotion.objects.filter(pk=row.pk).update(**values, version=row.version + 1)
    version = 1 if is_new else row.version + 1
    record(PromotionSaved(row.pk, draft.code, version), by=by)
    return row.pk


def _fund(
    promotion_id: UUID, draft: PromotionDraft, before: tuple[int | None, int | None] | None, version: int, by: Actor
) -> None:
    """Bring what may be given to the new limits. No limit holds nothing on its account."""
    old_budget, old_uses = before or (None, None)
    currency = draft.currency
    pairs = [
        ("budget", old_budget, draft.budget_minor, accounts.budget(promotion_id, currency),
         accounts.budget_outside(promotion_id, currency, "granted")),
        ("uses", old_uses, draft.uses, accounts.uses(promotion_id), accounts.uses_outside(promotion_id, "granted")),
    ]  # fmt: skip
    chains = [
        Chain(f"promotion:{promotion_id}:{name}:{version}", f"promotion:{promotion_id}", (_move(more, left, granted),))
        for name, old, new, left, granted in pairs
        if (more := (new or 0) - (old or 0))
    ]
    for answer in post(chains, by=by.lend("ledger.post")) if chains else []:
        if isinstance(answer, Refusal):
            raise StillSpent(draft.code, "budget" if answer.facts.get("unit") == currency else "uses")


def _move(more: int, left: Account, granted: Account) -> Post:
    return Post(granted, left, more, "limit") if more > 0 else Post(left, granted, -more, "limit")
