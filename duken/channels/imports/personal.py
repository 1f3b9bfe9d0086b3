"""Files that were imported: the rows of a person in them, and what was said about those rows."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from duken.channels.imports import places
from duken.channels.imports.models import ImportJob
from duken.channels.imports.tables import open_table
from duken.kernel.persons import Held, Keeper, Person
from duken.kernel.refusals import Refusal

OF_PEOPLE = ("customers",)  # kinds whose files name people
_LEAST_DIGITS = 7
_LEAST_LETTERS = 4


def _held(person: Person) -> Held:
    return {"imported_rows": [{"file": job.file_name, "row": list(row)} for job, row in _rows_of(person)]}


def _forget(person: Person) -> int:
    """What was refused keeps its row and code, not what stood there."""
    touched = 0
    for job in _jobs_naming(person):
        job.errors = [error | {"facts": {}} for error in job.errors]
        job.problem = job.problem and job.problem | {"facts": {}}
        job.constants, job.file_name = {}, f"{job.kind}.erased"
        job.save(update_fields=["errors", "problem", "constants", "file_name"])
        touched += 1
    return touched


def _forget_files(person: Person) -> int:
    """A file is thrown away whole: what it brought lies in the shop already."""
    named = {job.pk for job in ImportJob.objects.filter(kind__in=OF_PEOPLE) if _file_names(job, person)}
    for import_id in named:
        places.throw_away(import_id)
    return len(named)


def _unfinished(person: Person) -> list[str]:
    busy = ImportJob.objects.filter(kind__in=OF_PEOPLE, state__in=["waiting", "running"])
    return [f"import {job.pk}" for job in busy if _file_names(job, person)]


def _jobs_naming(person: Person) -> Iterator[ImportJob]:
    for job in ImportJob.objects.filter(kind__in=OF_PEOPLE):
        told = f"{job.errors} {job.problem} {job.constants} {job.file_name}"
        if _named_in([told], person) or _is_called_after(job, person) or _file_names(job, person):
            yield job


def _is_called_after(job: ImportJob, person: Person) -> bool:
    words = {word for name in person.names for word in name.casefold().split() if len(word) >= _LEAST_LETTERS}
    return any(word in job.file_name.casefold() for word in words)


def _rows_of(person: Person) -> Iterator[tuple[ImportJob, list[str]]]:
    for job in ImportJob.objects.filter(kind__in=OF_PEOPLE):
        yield from ((job, row) for row in _rows(job.pk) if _named_in(row, person))


def _file_names(job: ImportJob, person: Person) -> bool:
    if any(_named_in(row, person) for row in _rows(job.pk)):
        return True
    result = places.result_file(job.pk)
    return result.exists() and _named_in([result.read_text(encoding="utf-8", errors="replace")], person)


def _rows(import_id: UUID) -> Iterator[list[str]]:
    path = places.sent_file(import_id)
    if not path.exists():
        return
    try:
        for row in open_table(path).rows():
            yield [str(cell) for cell in row.cells]
    except Refusal:  # it could not be read as a table; the bytes still can
        yield [path.read_bytes().decode("utf-8", "replace")]


def _named_in(texts: list[str], person: Person) -> bool:
    """By e-mail in any case, by phone in any spelling (its last digits), by the other identities as they are."""
    together = " ".join(texts).casefold()
    digits = ["".join(filter(str.isdigit, text)) for text in texts]
    ends = [end for phone in person.phones if len(end := phone[-10:].lstrip("+")) >= _LEAST_DIGITS]
    plain = [value.casefold() for kind, value in person.identities if kind != "phone"]
    plain += [name.casefold() for name in person.names if " " in name]
    return any(one in together for one in plain) or any(end in text for end in ends for text in digits)


KEEPER = Keeper(
    held=_held,
    forget=_forget,
    forget_files=_forget_files,
    unfinished=_unfinished,
)
