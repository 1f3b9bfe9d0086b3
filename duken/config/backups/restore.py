"""Restore a backup: read it whole, fill a new database beside the old one, prove it, and only then swap their names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from duken.config import invariants, migrated
from duken.config.backups import aside, databases
from duken.config.backups.archive import pieces
from duken.config.backups.contents import MEDIA, SECRETS, secret_fingerprint
from duken.config.backups.envelope import Damaged
from duken.config.backups.examine import Contents, examine, is_inside, kind_of
from duken.config.backups.load import load
from duken.config.faults import Fault
from duken.kernel import sql
from duken.privacy import register
from duken.privacy.erase_again import erase_again
from duken.privacy.register import Entry

Progress = Callable[[str, int, int], None]


class Restored(NamedTuple):
    """`kept` names what the old shop is called now, if there was one; `keys_differ`: secrets came from elsewhere.
    `erased`: how many persons were erased again, who had been erased since the backup was made."""

    made_at: str
    rows: int
    files: int
    kept: str
    keys_differ: bool
    erased: int = 0


def restore_backup(path: Path, *, key: bytes | None, replacing: bool, progress: Progress) -> Restored:
    """Raises Fault, and then nothing is changed: wrong key, damage, a shop in the way and not `replacing`, an open
    shop, a restored shop that does not verify."""
    contents = examine(path, key, progress=progress)
    name = databases.current_name()
    has_shop = _has_shop()
    if has_shop and not replacing:
        raise Fault("There is a shop here already.", mend="To put it aside: duken restore --replace …")
    databases.require_closed(name)
    erasures = _erasures(path)
    new = rehearse(path, key, contents, erasures=erasures, progress=progress)
    stamp = aside.new_stamp()
    try:
        folders = _unpack(path, key, contents, stamp)
        databases.require_closed(name)
        aside.swap_in(new, folders, stamp, keep=has_shop)
    except BaseException:
        databases.drop(new)
        _forget_unpacked(stamp)
        raise
    keys_differ = bool(not contents.proof.secrets[0] and contents.shop.secret != secret_fingerprint())
    rows = sum(int(count) for count, _ in contents.proof.tables.values())
    kept = aside.database_name(name, stamp) if has_shop else ""
    erased = sum(entry.at.isoformat() > contents.shop.made_at for entry in erasures)
    register.write_down()
    return Restored(contents.shop.made_at, rows, contents.proof.media[0], kept, keys_differ, erased)


def rehearse(
    path: Path, key: bytes | None, contents: Contents, *, erasures: Sequence[Entry] = (), progress: Progress
) -> str:
    """Fill a new database, erase who was erased since, and prove it; answers its name. Raises Fault, and then it is
    gone again."""
    new = f"{databases.current_name()}_new_{os.getpid()}"
    databases.drop(new)
    databases.create(new)
    try:
        with databases.pointed_at(new):
            load(path, key, contents, progress=progress)
            erase_again(erasures)
            _prove(contents, progress)
    except BaseException:
        databases.drop(new)
        raise
    return new


def _prove(contents: Contents, progress: Progress) -> None:
    """`duken verify` finds no more wrong than it found in the shop the backup was made of."""
    progress("looking at every invariant", 0, 1)
    breaches = [breach for _, found, _ in invariants.look_at_all() for breach in found.breaches]
    progress("looking at every invariant", 1, 1)
    if len(breaches) > contents.proof.breaches:
        raise Damaged(f"what came out of it does not verify ({breaches[0].what})")


def _erasures(path: Path) -> list[Entry]:
    """Everybody who is known to have been erased: by the file beside this backup, by ours, by the shop that is here."""
    here = register.in_table() if sql.rows("SELECT to_regclass('privacy_erasure')")[0][0] else []
    return register.together(register.read(path.with_name(register.NAME)), register.read(register.path()), here)


def _has_shop() -> bool:
    """Whether anything would be lost: an empty database is not a shop."""
    if len(migrated.missing_here()) == len(migrated.missing([])):
        return False
    return bool(sql.rows("SELECT 1 FROM stores_location LIMIT 1") or sql.rows("SELECT 1 FROM access_user LIMIT 1"))


def _unpack(path: Path, key: bytes | None, contents: Contents, stamp: str) -> dict[Path, Path]:
    """Files into new folders beside the old ones; answers old -> new. A backup without secrets leaves ours alone."""
    places = {MEDIA: Path(settings.MEDIA_ROOT)}
    if contents.proof.secrets[0]:
        places[SECRETS] = settings.DUKEN_HOME / "secrets"
    new = {kind: place.with_name(f"{place.name}.new-{stamp}") for kind, place in places.items()}
    for folder in new.values():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
    for name, content in pieces(path, key):
        if name.startswith((MEDIA, SECRETS)):
            kind = kind_of(name)
            relative = name.removeprefix(kind)
            assert is_inside(relative)
            _write(new[kind] / relative, content, is_secret=kind == SECRETS)
    return {places[kind]: folder for kind, folder in new.items()}


def _forget_unpacked(stamp: str) -> None:
    for folder in {Path(settings.MEDIA_ROOT).parent, settings.DUKEN_HOME}:
        for left in folder.glob(f"*.new-{stamp}"):
            shutil.rmtree(left)


def _write(path: Path, content: bytes, *, is_secret: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if is_secret else 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
