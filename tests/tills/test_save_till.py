"""A till is made once under its code, and changed by who manages its shop."""

from __future__ import annotations

from typing import Any

import pytest

from duken.kernel.actor import Actor, StoreForbidden, system
from duken.kernel.refusals import InvalidField
from duken.tills.errors import TillCodeTaken
from duken.tills.limits import Limits, limits_of
from duken.tills.models import Till
from duken.tills.save_till import TillDraft, change_till, create_till

pytestmark = pytest.mark.django_db
BY = system("tests")


def test_a_code_is_given_once_in_the_company(make: Any) -> None:
    make.till("A1")

    with pytest.raises(TillCodeTaken):
        make.till("a1 ", shop="soho")

    assert Till.objects.count() == 1


@pytest.mark.parametrize("code", ["", "A-1", "TOOLONGCODE", "Ж1"])
def test_a_code_is_letters_and_digits(make: Any, code: str) -> None:
    with pytest.raises(InvalidField):
        make.till(code)

    assert Till.objects.count() == 0


def test_limits_are_the_usual_ones_but_where_a_till_says_otherwise(make: Any) -> None:
    till = make.till("A1", limits={"return_days": 30})

    said = limits_of(Till.objects.get(pk=till).limits)

    assert said == Limits()._replace(return_days=30)
    for wrong in ({"return_days": -1}, {"discount_basis_points": 10_001}, {"coffee": 1}, {"return_minor": True}):
        with pytest.raises(InvalidField):
            change_till(till, draft=TillDraft("Till", limits=wrong), by=BY)
    assert limits_of(Till.objects.get(pk=till).limits) == said


def test_a_handheld_uses_a_drawer_of_its_own_shop_and_nobody_uses_a_handhelds(make: Any) -> None:
    counter, far = make.till("A1"), make.till("B1", shop="soho")
    handheld = make.till("A2", drawer_of=counter)

    for draft in (TillDraft("x", drawer_of=far), TillDraft("x", drawer_of=handheld)):
        with pytest.raises(InvalidField):
            create_till("A3", location_id=make.shop("high-street").id, channel="till", draft=draft, by=BY)
    with pytest.raises(InvalidField):
        change_till(counter, draft=TillDraft("x", drawer_of=counter), by=BY)

    assert Till.objects.get(pk=handheld).drawer_of_id == counter


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://a b", "ftp://printer", "http://printer/../x"])
def test_a_printer_is_an_address(make: Any, address: str) -> None:
    with pytest.raises(InvalidField):
        make.till("A1", printer=address)


def test_a_till_is_made_where_one_manages(make: Any) -> None:
    here, there = make.shop("high-street"), make.shop("soho")
    make.channel("till")
    manager = Actor("staff:tests", "office", frozenset({"tills.manage"}), frozenset({there.id}))

    with pytest.raises(StoreForbidden):
        create_till("A1", location_id=here.id, channel="till", draft=TillDraft("Till"), by=manager)

    assert Till.objects.count() == 0
