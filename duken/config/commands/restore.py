"""`duken restore`: a shop out of a backup; the one that was there is kept aside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duken.config import saying
from duken.config.commands.backup import Json, KeyFile, Passphrase
from duken.config.opened import opened


def restore(
    file: Annotated[Path, typer.Argument(help="The backup; they lie in DUKEN_HOME/backups.")],
    key_file: KeyFile = None,
    passphrase: Passphrase = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put the shop that is here aside.")] = False,
    as_json: Json = False,
) -> None:
    """Restore a backup into a new database, prove it, then put it in the old one's place. The shop must be closed."""
    from duken.config.backups.keys import key_from

    key = key_from(key_file, ask=passphrase, twice=False)
    with opened():
        from duken.config.backups.restore import restore_backup

        restored = restore_backup(file, key=key, replacing=replace, progress=saying.Progress())
    if saying.answer(restored._asdict(), as_json=as_json):
        return
    saying.out.print(
        f"Restored as of {restored.made_at}: {restored.rows:,} rows, {restored.files:,} files; every invariant holds.",
        highlight=False,
    )
    if restored.kept:
        saying.out.print(f"The shop of before is kept as {restored.kept}. Back: duken restore-undo", highlight=False)
    if restored.erased:
        saying.out.print(f"{restored.erased} persons who had been erased since are erased again.", highlight=False)
    if restored.keys_differ:
        saying.out.print("[yellow]The secrets here are others than the shop's:[/] sessions end; put its secrets back.")


def restore_undo(as_json: Json = False) -> None:
    """Bring back the shop that the last restore put aside; what was restored is kept aside in its place."""
    with opened():
        from duken.config.backups import aside
        from duken.privacy import register
        from duken.privacy.erase_again import erase_again

        kept = aside.put_back()
        erase_again(register.read(register.path()))  # who was erased while the other shop was here
    if not saying.answer({"kept": kept}, as_json=as_json):
        saying.out.print("The shop of before is back.")


def restore_forget(as_json: Json = False) -> None:
    """Delete every shop that restores have put aside: its database, pictures and secrets."""
    with opened():
        from duken.config.backups import aside

        gone = aside.forget()
    if not saying.answer({"deleted": gone}, as_json=as_json):
        saying.out.print(f"{len(gone)} deleted.", highlight=False)
