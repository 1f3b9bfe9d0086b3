"""`duken backup`: the whole shop in one file, made while it sells."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duken.config import lifeline, saying
from duken.config.opened import opened

KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", envvar="DUKEN_BACKUP_KEY_FILE", help="Encrypt with what this file holds."),
]
Passphrase = Annotated[bool, typer.Option("--passphrase", help="Ask for a passphrase.")]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def backup(
    to: Annotated[Path | None, typer.Option("--to", help="The file to write, or a folder; else DUKEN_BACKUPS.")] = None,
    key_file: KeyFile = None,
    passphrase: Passphrase = False,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Also restore it into a database that is then dropped.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write a verified backup: tables, pictures, settings; with a key also the secrets. Exit 1 when the shop it was
    made of does not verify."""
    from duken.config.backups.keys import key_from

    lifeline.hold_on()  # one that the worker began ends with the worker
    key = key_from(key_file, ask=passphrase, twice=True)
    progress = saying.Progress()
    with opened():
        from duken.config.backups import databases, shelf
        from duken.config.backups.examine import examine
        from duken.config.backups.restore import rehearse as rehearse_restore
        from duken.config.backups.write import write_backup

        path = to or shelf.next_name()
        written = write_backup(path / shelf.next_name().name if path.is_dir() else path, key=key, progress=progress)
        if rehearse:
            contents = examine(written.path, key, progress=lambda *_: None)
            databases.drop(rehearse_restore(written.path, key, contents, progress=progress))
    if not saying.answer(written._asdict() | {"encrypted": key is not None}, as_json=as_json):
        saying.out.print(
            f"{written.path}: {written.bytes:,} bytes, {written.rows:,} rows, {written.files:,} files, read back whole"
            f"{' and restored once' if rehearse else ''} in {written.seconds:.1f} s.",
            highlight=False,
        )
        if key is None:
            saying.out.print("[dim]Not encrypted, so the secrets are not in it: keep DUKEN_HOME/secrets elsewhere.[/]")
        if written.breaches:
            saying.out.print(f"[red]The shop itself has {written.breaches} breaches:[/] duken verify")
    raise typer.Exit(1 if written.breaches else 0)


def backup_check(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    key_file: KeyFile = None,
    passphrase: Passphrase = False,
    as_json: Json = False,
) -> None:
    """Read a backup to its end and say what is in it. Needs no database and touches nothing."""
    from duken.config.backups.keys import key_from
    from duken.config.opened import set_up

    key = key_from(key_file, ask=passphrase, twice=False)
    set_up()
    from duken.config.backups.examine import examine

    shop, proof = examine(file, key, progress=saying.Progress())
    rows = sum(int(count) for count, _ in proof.tables.values())
    facts = {"made_at": shop.made_at, "version": shop.version, "rows": rows, "files": proof.media[0]}
    facts |= {"secrets": bool(proof.secrets[0]), "settings": shop.settings, "breaches": proof.breaches}
    if not saying.answer(facts, as_json=as_json):
        for name, told in facts.items():
            saying.out.print(f"  {name:<10} {told}", highlight=False)
