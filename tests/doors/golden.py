"""The golden file: read, compared, written."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from tests.doors.asks import kinds_of
from tests.doors.outcomes import NEITHER, NO, NO_METHOD, SIGN_IN, Case, outcome
from tests.doors.people import COLUMNS
from tests.doors.walk import operations
from tests.doors.world import World

FILE = Path(__file__).parent / "golden.tsv"
HOW = "run `make doors`, read what changed in tests/doors/golden.tsv, and commit it if it is right"
_LEFT_OUT = {NO_METHOD, NO, SIGN_IN, NEITHER}  # what an address without the method may say, depending on who asks first


def cases() -> list[Case]:
    found = [Case(operation, whose) for operation in operations() for whose in kinds_of(operation)]
    return sorted(found, key=lambda case: (case.operation.route, case.whose, case.operation.method))


def read() -> dict[tuple[str, str], dict[str, str]]:
    """(operation, whose) -> column -> word."""
    head, *lines = FILE.read_text().splitlines()
    columns, found = head.split("\t")[2:], {}
    for line in lines:
        operation, whose, *words = line.split("\t")
        methods, _, address = operation.partition(" ")
        for method in methods.split("+"):
            found[f"{method} {address}", whose] = dict(zip(columns, words, strict=True))
    return found


def differences(column: str, world: World, *, without: str = " none") -> list[str]:
    """One sentence for each door that opens otherwise for this column than the file says."""
    known, wrong = read(), []
    for operation, whose in cases():
        if operation.route.startswith(without):
            continue
        name, found = f"{operation} ({whose})", outcome(Case(operation, whose), column, world)
        expected = known.get((str(operation), whose))
        if expected and expected[column] != found:
            wrong.append(f"{name}: {column} was {expected[column]!r} and is {found!r}. If that is meant: {HOW}.")
        elif not expected and found not in ({NO_METHOD, NEITHER} if column == "chief" else _LEFT_OUT):
            wrong.append(f"{name} is not in the golden file, {column} finds {found!r} there: {HOW}.")
    return wrong


def write(world: World) -> int:
    """Ask at every door for everybody. Methods with the same answers share a line; unknown methods have none."""
    found = {case: [outcome(case, column, world) for column in COLUMNS] for case in cases()}
    lines = ["\t".join(["operation", "whose", *COLUMNS])]
    for (route, whose), same_place in groupby(found, key=lambda case: (case.operation.route, case.whose)):
        by_words: dict[tuple[str, ...], list[str]] = {}
        for case in same_place:
            if NO_METHOD not in found[case]:
                by_words.setdefault(tuple(found[case]), []).append(case.operation.method)
        lines += ["\t".join([f"{'+'.join(methods)} /{route}", whose, *words]) for words, methods in by_words.items()]
    FILE.write_text("\n".join(lines) + "\n")
    return len(read()) * len(COLUMNS)
