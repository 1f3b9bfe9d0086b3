"""Doubles are found over all channels and scripts; namesakes and families are not taken for one person."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from bench.identity import compared, quality
from bench.people import labelled_set
from duken.customers.errors import CandidateMissing
from duken.customers.identities.alias import canonical
from duken.customers.identities.decide import accept_candidate, reject_candidate, undo_decision
from duken.customers.identities.find_candidates import find_candidates
from duken.customers.identities.names import fold_name
from duken.customers.identities.profile import Profile
from duken.customers.identities.queue import decided_candidates, merges_of, waiting_candidates
from duken.customers.identities.score import WAITS_FROM, compare
from duken.customers.models import Block, Candidate
from duken.customers.recognise import Contact, recognise_customers


def test_doubles_are_found_as_well_as_before() -> None:
    given = labelled_set(1500, seed=11)

    found = quality(given, compared(given), WAITS_FROM)

    assert found.precision >= 0.93
    assert found.recall >= 0.5
    assert found.findable >= 0.85


@pytest.mark.parametrize(
    "spellings",
    [
        ["Ђорђе Живковић", "Đorđe Živković", "Djordje Zivkovic", "djordje živković"],
        ["Татьяна Щербакова", "Tatyana Shcherbakova", "Tatiana Scherbakova"],
        ["Қасым Нұрлан", "Касым Нурлан", "Qasym Nurlan", "Kasym Nurlan"],
    ],
)
def test_a_name_is_one_name_in_every_script(spellings: list[str]) -> None:
    assert len({fold_name(one) for one in spellings}) == 1


BORN = date(1985, 3, 7)


@pytest.mark.parametrize(
    ("one", "other", "is_likely"),
    [
        (Profile("Саша Белов", born_on=BORN), Profile("Aleksandr Belov", born_on=BORN), True),
        (Profile("Анна Белова", frozenset(["+77011234567"])), Profile("Belova A.", frozenset(["+77011234567"])), True),
        (
            Profile("Анна Белова", frozenset(["+77011234567"])),
            Profile("Анна Белова", frozenset(["+77011234576"])),
            True,
        ),
        (
            Profile("Анна Белова", frozenset(["+77011234567"])),
            Profile("Иван Белов", frozenset(["+77011234567"])),
            False,
        ),
        (Profile("Анна Белова", born_on=BORN), Profile("Анна Белова", born_on=date(1962, 8, 21)), False),
        (Profile("Анна Белова"), Profile("Анна Белова"), False),
    ],
)
def test_who_is_likely_one_person(one: Profile, other: Profile, is_likely: bool) -> None:
    assert (compare(one, other).score >= WAITS_FROM) == is_likely == (compare(other, one).score >= WAITS_FROM)


@pytest.fixture
def doubles(make: Any, db: None) -> list[UUID]:
    """Somebody who came by telephone and by e-mail, and somebody else."""
    cards = recognise_customers(
        [
            Contact("Ђорђе Живковић", phone="+381641234567"),
            Contact("Djordje Zivkovic", email="dz@example.com", mentioned=(("phone", "+381641234567"),)),
            Contact("Милица Живковић", email="mz@example.com", mentioned=(("phone", "+381641234567"),)),
        ],
        by=make.by,
    )
    assert find_candidates(by=make.by) == 3
    assert find_candidates(by=make.by) == 0
    return cards


def test_likely_doubles_wait_for_a_person_with_score_and_reasons(make: Any, doubles: list[UUID]) -> None:
    [found] = waiting_candidates(by=make.by)

    assert (found.first.id, found.second.id) == (doubles[0], doubles[1])
    assert found.score >= 900
    assert {code for code, _ in found.reasons} == {"same_phone", "same_name"}
    assert canonical(doubles) == {card: card for card in doubles}
    assert not Block.objects.filter(key__range=(-1000, 1000)).exists()  # hashes, not what they were made of


def test_an_accepted_pair_is_one_card_and_can_be_undone(make: Any, doubles: list[UUID]) -> None:
    [found] = waiting_candidates(by=make.by)
    accept_candidate(found.id, by=make.by)
    assert canonical(doubles)[doubles[1]] == doubles[0]
    assert [merge.joined_id for merge in merges_of(doubles[1], by=make.by)] == [doubles[1]]
    assert waiting_candidates(by=make.by) == []
    [decided] = decided_candidates(by=make.by)
    assert (decided.status, decided.second.name) == ("merged", "Djordje Zivkovic")
    while find_candidates(by=make.by):
        pass
    with pytest.raises(CandidateMissing):
        accept_candidate(found.id, by=make.by)

    parted = undo_decision(found.id, by=make.by)

    assert parted is not None
    assert canonical(doubles) == {card: card for card in doubles}
    assert [one.id for one in waiting_candidates(by=make.by)] == [found.id]


def test_two_who_are_not_the_same_are_never_proposed_again(make: Any, doubles: list[UUID]) -> None:
    [found] = waiting_candidates(by=make.by)
    reject_candidate(found.id, by=make.by)
    recognise_customers([Contact(phone="+381641234567", others=(("telegram", "dz"),))], by=make.by)

    assert find_candidates(by=make.by) == 1
    assert waiting_candidates(by=make.by) == []
    assert Candidate.objects.get().status == "different"

    undo_decision(found.id, by=make.by)
    find_candidates(by=make.by)
    assert len(waiting_candidates(by=make.by)) == 1
