"""Saving products: the one door through which imports, the back office and the demo write the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.db import transaction

from duken.catalog import _check
from duken.catalog._decide import Decision, accept, decide
from duken.catalog._known import Known, known_to
from duken.catalog._lock import lock_catalogue
from duken.catalog._slugs import slug_candidates
from duken.catalog._write import write
from duken.catalog.drafts import ProductDraft, Saved
from duken.catalog.events import ProductSaved
from duken.catalog.ids import ProductId, VariantId
from duken.catalog.search.index import refresh
from duken.kernel import events
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal

BATCH = 1_000
T = TypeVar("T")


def save_products(drafts: Sequence[ProductDraft], *, by: Actor) -> list[Saved | Refusal]:
    """Create or change each product, or refuse it; one draft's refusal never disturbs its neighbours.

    Drafts are decided in order, so a later one sees what an earlier one made. Each thousand is one transaction and
    a fixed number of statements; saving the same drafts again answers "unchanged" and writes nothing.
    Answers Saved, or returns InvalidField, SkuTaken, SlugTaken, BarcodeTaken, BadBarcode, CategoryUnknown,
    AttributeUnknown, BadAttributeValue, SameOptions, ProductUnknown or ProductChanged.
    """
    by.require("catalog.write")
    answers: list[Saved | Refusal] = []
    for start in range(0, len(drafts), BATCH):
        with transaction.atomic():
            answers += _save_batch(drafts[start : start + BATCH], by)
    return answers


def _save_batch(drafts: Sequence[ProductDraft], by: Actor) -> list[Saved | Refusal]:
    lock_catalogue()
    known = _known(drafts)
    answers: list[Saved | Refusal] = []
    made: list[Decision] = []
    for draft in drafts:
        try:
            decision = decide(draft, known)
        except Refusal as refusal:
            answers.append(refusal)
            continue
        accept(decision, known)
        answers.append(_answer(decision, known))
        if decision.outcome != "unchanged":
            made.append(decision)
    if made:
        write(made)
        refresh([decision.product.id for decision in made])
        events.record_many([(_event(decision, known), by.id, by.channel) for decision in made])
    return answers


def _known(drafts: Sequence[ProductDraft]) -> Known:
    """What to read follows from drafts not decided yet, so what cannot be a code is passed over here."""
    skus, slugs, codes = set[str](), set[str](), set[str]()
    for draft in drafts:
        slugs |= _clean(_check.slug, "slug", draft.slug)
        own = [sku for variant in draft.variants for sku in _clean(_check.sku, variant.sku)]
        skus.update(own)
        codes |= {code for variant in draft.variants for code, _ in _all_clean(_check.barcode, variant.barcodes)}
        for name in _clean(_check.line, "name", draft.name):
            slugs.update(slug_candidates(name, own[0]) if own else ())
    return known_to(drafts, skus=skus, slugs=slugs, codes=codes)


def _clean(check: Callable[..., T], *given: object) -> set[T]:
    try:
        return {check(*given)}
    except Refusal:
        return set()


def _all_clean(check: Callable[..., T], given: Iterable[object]) -> set[T]:
    return {clean for value in given for clean in _clean(check, value)}


def _answer(decision: Decision, known: Known) -> Saved:
    product = decision.product
    family = known.family.get(product.id, {})
    return Saved(
        product_id=ProductId(product.id),
        slug=product.slug,
        version=product.version,
        outcome=decision.outcome,
        variant_ids={sku: VariantId(variant.id) for sku, variant in family.items()},
    )


def _event(decision: Decision, known: Known) -> ProductSaved:
    product = decision.product
    return ProductSaved(
        product.id, product.version, decision.outcome, decision.changed, tuple(known.family.get(product.id, {}))
    )
