"""A till and its server: enrol, settings, journal, health. The wire is told in docs/reference/till.md."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import Answer, answer, utc
from duken.channels.api.bodies import Body, read_body
from duken.channels.api.errors import WrongBody
from duken.channels.api.keys import actor_of
from duken.channels.api.operations import open_operation, operation
from duken.channels.client_address import client_address
from duken.tills.enrol_till import enrol_till
from duken.tills.journal import MOST as MOST_NUMBER
from duken.tills.journal import JournalEntry, write_moment
from duken.tills.record_entries import MOST as MOST_ENTRIES
from duken.tills.record_entries import record_entries
from duken.tills.settings import settings_of
from duken.tills.settings_said import TillSettings
from duken.tills.tell_health import Health, SharedDrawer, tell_health

router = Router(tags=["till"])
MAX_JOURNAL_BYTES = 4 * 1024 * 1024  # a hundred receipts of fifty lines are two
Hash = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
Moment = Annotated[datetime, Meta(tz=True)]
Sequence = Annotated[int, Meta(ge=1, le=MOST_NUMBER)]
Count = Annotated[int, Meta(ge=0, le=MOST_NUMBER)]
ShiftId = Annotated[str, Meta(pattern="^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]


class EnrolBody(Body):
    """`code` as the office read it out; blanks and dashes do not matter."""

    code: Annotated[str, Meta(min_length=1, max_length=60)]
    device_name: Annotated[str, Meta(max_length=100)] = ""


class EnrolledTill(Answer):
    id: str


class HandedEntry(Answer):
    """As the device before wrote it; of a gift card's code the last characters."""

    id: str
    sequence: int
    kind: str
    at: str
    cashier: str
    shift: str
    previous: str
    body: dict[str, Any]
    hash: str


class JournalStanding(Answer):
    """`entries` are those of the shift that is open, to be counted and closed here."""

    next_sequence: int
    head: str
    receipts: int
    reports: int
    entries: list[HandedEntry]


class EnrolledAnswer(Answer):
    """The key is told once. The journal goes on from where the till's stands."""

    key: str
    till: EnrolledTill
    journal: JournalStanding


class EntryBody(Body):
    """One fact. `hash` is SHA-256 over the canonical JSON of all other fields, `previous` the hash before it."""

    id: UUID
    sequence: Sequence
    kind: Annotated[str, Meta(max_length=40)]
    at: Moment
    cashier: Annotated[str, Meta(max_length=64)]
    shift: ShiftId
    previous: Hash
    body: dict[str, Any]
    hash: Hash


class EntriesBody(Body):
    """In order. With none the server only says where it stands."""

    entries: Annotated[list[EntryBody], Meta(max_length=MOST_ENTRIES)]


class EntryAnswered(Answer):
    """`result`: recorded, repeated, refused (`problem` says why) or waiting behind one that was refused."""

    id: str
    result: str
    problem: str
    order_number: str
    differences: list[str]


class EntriesAnswer(Answer):
    """`next_sequence` below what was acknowledged before: restored from a backup; send again from there."""

    answers: list[EntryAnswered]
    next_sequence: int
    head: str


class HealthBody(Body):
    version: Annotated[str, Meta(max_length=40)]
    unsynced: Annotated[int, Meta(ge=0, le=2**31 - 1)]
    last_sequence: Count
    is_persisted: bool
    clock: Moment
    oldest_unsynced_at: Moment | None = None


class DrawerShift(Answer):
    id: str
    opened_at: datetime | None
    float_minor: int


class DrawerAnswer(Answer):
    """Of another till, whose drawer this one shares. `shift` null: none is open there."""

    till: str
    shift: DrawerShift | None


class HealthAnswer(Answer):
    """`settings` is their version: another than the device has, and it asks for them. `drawer` null: it has its own."""

    now: datetime | None
    next_sequence: int
    head: str
    settings: str
    drawer: DrawerAnswer | None


@router.post(
    "/till/enrol",
    summary="Become a till by a one-time code",
    **open_operation(EnrolledAnswer, takes=EnrolBody, refuses=(422, 429)),
)
def post_enrol(request: HttpRequest) -> HttpResponse:
    """The only door that needs no key. Who guesses codes waits longer and longer."""
    body = read_body(request, EnrolBody)
    found = enrol_till(body.code, device_name=body.device_name, address=client_address(request))
    standing = JournalStanding(
        next_sequence=found.sequence + 1,
        head=found.head,
        receipts=found.receipts,
        reports=found.reports,
        entries=[_handed(entry) for entry in found.entries],
    )
    return answer(EnrolledAnswer(key=found.key, till=EnrolledTill(id=str(found.till_id)), journal=standing))


@router.get(
    "/till/settings",
    summary="What a till needs to sell without a network",
    **operation("tills.sell", gives=TillSettings),
)
def get_settings(request: HttpRequest) -> HttpResponse:
    return answer(settings_of(actor_of(request)))


@router.post(
    "/till/entries",
    summary="Send a part of a till's journal",
    **operation("tills.sell", takes=EntriesBody, gives=EntriesAnswer, is_write=False, refuses=(413, 503)),
)
def post_entries(request: HttpRequest) -> HttpResponse:
    """Each entry is recorded once, however often it is sent. What disagrees with the books is recorded all the same."""
    by = actor_of(request)
    body = read_body(request, EntriesBody, MAX_JOURNAL_BYTES)
    synced = record_entries([_read(position, entry) for position, entry in enumerate(body.entries)], by=by)
    answers = [
        EntryAnswered(
            id=str(each.id),
            result=each.result,
            problem=each.problem,
            order_number=each.order_number,
            differences=list(each.differences),
        )
        for each in synced.answers
    ]
    return answer(EntriesAnswer(answers=answers, next_sequence=synced.next_sequence, head=synced.head))


@router.post(
    "/till/health",
    summary="Say how a till is",
    **operation("tills.sell", takes=HealthBody, gives=HealthAnswer, is_write=False),
)
def post_health(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    body = read_body(request, HealthBody)
    said = Health(
        version=body.version,
        unsynced=body.unsynced,
        oldest_unsynced_at=body.oldest_unsynced_at,
        last_sequence=body.last_sequence,
        is_persisted=body.is_persisted,
        clock=body.clock,
    )
    standing = tell_health(said, by=by)
    told = HealthAnswer(
        now=utc(standing.now),
        next_sequence=standing.next_sequence,
        head=standing.head,
        settings=settings_of(by).version,
        drawer=_drawer(standing.drawer) if standing.drawer else None,
    )
    return answer(told)


def _drawer(shared: SharedDrawer) -> DrawerAnswer:
    if shared.shift_id is None:
        return DrawerAnswer(till=shared.till_name, shift=None)
    shift = DrawerShift(id=str(shared.shift_id), opened_at=utc(shared.opened_at), float_minor=shared.float_minor)
    return DrawerAnswer(till=shared.till_name, shift=shift)


def _handed(entry: JournalEntry) -> HandedEntry:
    return HandedEntry(
        id=str(entry.id),
        sequence=entry.sequence,
        kind=entry.kind,
        at=write_moment(entry.at),
        cashier=entry.cashier,
        shift=str(entry.shift) if entry.shift else "",
        previous=entry.previous,
        body=dict(entry.body),
        hash=entry.hash,
    )


def _read(position: int, entry: EntryBody) -> JournalEntry:
    if not 2000 <= entry.at.year < 2200:
        raise WrongBody(f"/entries/{position}/at", "of another century")
    return JournalEntry(
        id=entry.id,
        sequence=entry.sequence,
        kind=entry.kind,
        at=entry.at,
        cashier=entry.cashier,
        shift=UUID(entry.shift) if entry.shift else None,
        previous=entry.previous,
        body=entry.body,
        hash=entry.hash,
    )
