"""Keys of backups: what a file holds, or what somebody types. Never an argument: other users see those."""

from __future__ import annotations

from getpass import getpass
from pathlib import Path

from duken.config.backups.envelope import usable_key
from duken.config.faults import Fault


def key_from(file: Path | None, *, ask: bool, twice: bool) -> bytes | None:
    """None when neither is wanted: then nothing is encrypted. Raises Fault."""
    if ask:
        typed = getpass("Passphrase: ")
        if twice and getpass("Once more: ") != typed:
            raise Fault("The two are not the same.", mend="Try again.")
        return usable_key(typed.encode())
    if file is None:
        return None
    try:
        return usable_key(file.read_bytes())
    except OSError as absent:
        raise Fault(f"The key file cannot be read: {absent.strerror}.", where=str(file)) from None
