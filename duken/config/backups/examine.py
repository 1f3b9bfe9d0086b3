"""Examine a backup: read it from end to end and find exactly what it says is in it. Touches nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from duken.config.backups.archive import pieces
from duken.config.backups.contents import FIRST, LAST, MEDIA, SECRETS, TABLES, Proof, Shop, Sum, proof_of, shop_of
from duken.config.backups.envelope import Damaged
from duken.config.faults import Fault


class Contents(NamedTuple):
    shop: Shop
    proof: Proof


def examine(path: Path, key: bytes | None, *, progress: Callable[[str, int, int], None]) -> Contents:
    """Raises Fault: not there, encrypted and no key given, WrongKey, Damaged."""
    shop: Shop | None = None
    proof: Proof | None = None
    tables: dict[str, Sum] = defaultdict(Sum)
    files = {MEDIA: Sum(), SECRETS: Sum()}
    try:
        for name, content in pieces(path, key, read=partial(progress, "reading it to the end")):
            if name == FIRST:
                shop = shop_of(content)
            elif name == LAST:
                proof = proof_of(content)
            elif name.startswith(TABLES):
                tables[table_in(name)].add(content, content.count(b"\n"))
            else:
                files[kind_of(name)].add(content, 1)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as absent:
        raise Fault(f"The backup cannot be read: {absent.strerror}.", where=str(path)) from None
    if shop is None or proof is None:
        raise Damaged("its first or last piece is missing")
    _require_equal(proof, tables, files)
    return Contents(shop, proof)


def table_in(name: str) -> str:
    return name.removeprefix(TABLES).rpartition("/")[0]


def kind_of(name: str) -> str:
    """Which folder a file goes to. Raises Damaged for anything that would not stay inside it."""
    for kind in (MEDIA, SECRETS):
        if name.startswith(kind) and is_inside(name.removeprefix(kind)):
            return kind
    raise Damaged("it holds something no backup holds")


def is_inside(path: str) -> bool:
    parts = path.split("/")
    return "\x00" not in path and all(part not in ("", ".", "..") for part in parts)


def _require_equal(proof: Proof, tables: dict[str, Sum], files: dict[str, Sum]) -> None:
    told = {name: list(found) for name, found in proof.tables.items() if found[0]}
    if told != {name: found.told() for name, found in tables.items()}:
        raise Damaged("its tables are not what its last piece says")
    if list(proof.media) != files[MEDIA].told() or list(proof.secrets) != files[SECRETS].told():
        raise Damaged("its files are not what its last piece says")
