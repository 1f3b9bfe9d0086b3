"""A difference is a task until a person says what it was."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from duken.kernel import ids
from duken.kernel.actor import Actor, ScopeMissing
from duken.kernel.cards import CardNumberRefused
from duken.kernel.refusals import InvalidField, Refusal
from duken.tills.errors import DifferenceMissing
from duken.tills.models import Difference
from duken.tills.settle_difference import settle_difference

pytestmark = pytest.mark.django_db


def manager(*stores: UUID, scope: str = "tills.settle") -> Actor:
    return Actor("staff:ann", "office", frozenset({scope}), frozenset(stores))


@pytest.fixture
def filed(make: Any) -> Difference:
    """A report that its till added up wrongly."""
    device = make.device("A1")
    device.opens()
    device.closes(receipts=3)
    device.send()
    return Difference.objects.get()


def test_the_first_answer_stays(filed: Difference) -> None:
    by = manager(filed.location_id)

    assert settle_difference(filed.pk, answer=" counted twice ", by=by)
    assert not settle_difference(filed.pk, answer="something else", by=by)

    filed.refresh_from_db()
    assert (filed.answer, filed.settled_by, filed.settled_at is None) == ("counted twice", "staff:ann", False)


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [("", InvalidField), ("x" * 501, InvalidField), ("4242 4242 4242 4242", CardNumberRefused)],
)
def test_an_answer_that_is_none_settles_nothing(filed: Difference, answer: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        settle_difference(filed.pk, answer=answer, by=manager(filed.location_id))

    filed.refresh_from_db()
    assert filed.settled_at is None


def test_only_who_settles_in_that_shop_may(filed: Difference) -> None:
    for by, refusal in (
        (manager(ids.new_id()), DifferenceMissing),
        (manager(filed.location_id, scope="tills.read"), ScopeMissing),
    ):
        with pytest.raises(refusal):
            settle_difference(filed.pk, answer="seen", by=by)
    with pytest.raises(DifferenceMissing):
        settle_difference(ids.new_id(), answer="seen", by=manager(filed.location_id))

    filed.refresh_from_db()
    assert filed.settled_at is None
