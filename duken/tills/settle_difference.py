"""Settle a difference: a person has looked, and says what it was."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField
from duken.tills.errors import DifferenceMissing
from duken.tills.events import DifferenceSettled
from duken.tills.models import Difference

MOST_LETTERS = 500


def settle_difference(difference_id: UUID, *, answer: str, by: Actor) -> bool:
    """It is nobody's task any more. False when it was settled before: the first answer stays.

    Raises DifferenceMissing, InvalidField (no answer, or a very long one), CardNumberRefused.
    """
    by.require("tills.settle")
    answer = answer.strip()
    if not 0 < len(answer) <= MOST_LETTERS:
        raise InvalidField("answer", "empty_or_too_long", answer)
    refuse_card_number("answer", answer)
    with transaction.atomic():
        found = Difference.objects.filter(pk=difference_id).first()
        if found is None or not by.may("tills.settle", store=found.location_id):
            raise DifferenceMissing
        settled = Difference.objects.filter(pk=difference_id, settled_at=None).update(
            settled_at=clock.now(), settled_by=by.id, answer=answer
        )
        if settled:
            record(DifferenceSettled(found.pk, found.till_id, found.location_id, found.kind), by=by)
    return bool(settled)
