"""Secrets of others lie sealed; keys can be changed without losing one; a seal without its key says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from duken.config import sealing_keys as files
from duken.kernel import secrets, sql
from duken.kernel.secrets import SealBroken


@pytest.fixture
def keys(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DUKEN_SECRET_KEYS", raising=False)
    settings.SECRET_KEYS = lambda: files.sealing_keys(tmp_path)
    monkeypatch.setattr(secrets, "_ring", None)
    return tmp_path


def test_the_file_of_keys_is_for_its_owner_alone(keys: Path) -> None:
    secrets.seal("x")

    assert (keys / "secrets" / "sealing-keys").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_a_secret_is_kept_sealed_and_read_back(keys: Path) -> None:
    secrets.keep("provider:bank", "s3cret")

    [(sealed,)] = sql.rows("SELECT sealed FROM kernel_secret WHERE name = 'provider:bank'")
    assert "s3cret" not in sealed
    assert secrets.kept("provider:bank") == "s3cret"
    assert secrets.kept("provider:bank", lambda: "another") == "s3cret"
    with pytest.raises(LookupError):
        secrets.kept("provider:none")


@pytest.mark.django_db
def test_keys_are_changed_and_every_secret_with_them(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        secrets.keep(name, f"secret {name}")
    [old] = files.sealing_keys(keys)

    files.add_sealing_key(keys)
    assert secrets.kept("a") == "secret a"
    assert secrets.seal_all_anew() == 2
    files.write_sealing_keys(keys, files.sealing_keys(keys)[:1])

    monkeypatch.setattr(secrets, "_ring", None)
    assert [secrets.kept(name) for name in ("a", "b")] == ["secret a", "secret b"]
    assert old not in files.sealing_keys(keys)
    assert (keys / "secrets" / "sealing-keys").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_another_process_reads_the_new_key_when_it_meets_it(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets.keep("a", "secret")
    ring = secrets._ring
    files.add_sealing_key(keys)
    secrets.seal_all_anew()

    monkeypatch.setattr(secrets, "_ring", ring)
    assert secrets.kept("a") == "secret"


@pytest.mark.django_db
def test_a_seal_whose_key_is_gone_is_broken_and_nothing_is_changed(keys: Path) -> None:
    secrets.keep("a", "secret")
    files.write_sealing_keys(keys, [Fernet.generate_key().decode()])
    secrets._keys_read_again()

    with pytest.raises(SealBroken):
        secrets.kept("a")
    with pytest.raises(SealBroken):
        secrets.seal_all_anew()


def test_what_was_changed_on_the_way_is_broken(keys: Path) -> None:
    sealed = secrets.seal("secret")

    with pytest.raises(SealBroken):
        secrets.open_(sealed[:-4] + "AAAA")
