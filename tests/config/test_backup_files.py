"""A backup on the disk: read by who has the key, refused when a single bit of it is not what was written."""

from __future__ import annotations

import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from duken.config.backups import envelope, nightly, shelf
from duken.config.backups.archive import pieces, writing
from duken.config.backups.contents import FIRST, LAST, Proof, Shop, Sum, dumped
from duken.config.backups.envelope import Damaged, WrongKey
from duken.config.backups.examine import examine
from duken.config.backups.keys import key_from
from duken.config.faults import Fault

KEY = b"correct horse battery"
SHOP = Shop(1, "2026-11-22T10:00:00+00:00", "0.1.0", 180000, [], {"tea": ["id"]}, {}, "")


def _silent(*_: object) -> None:
    pass


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of a hundred bytes, so that a small file has many; a key is made in no time."""
    monkeypatch.setattr(envelope, "WORK", 2)
    monkeypatch.setattr(envelope, "CHUNK", 100)


def write(path: Path, key: bytes | None, *, rows: bytes = b"1\n2\n3\n", name: str = "media/a.svg") -> Path:
    counted, picture = Sum(), Sum()
    counted.add(rows, rows.count(b"\n"))
    picture.add(b"<svg/>", 1)
    with path.open("wb") as file, writing(file, key) as into:
        into.add(FIRST, dumped(SHOP))
        into.add("tables/tea/000000", rows)
        into.add(name, b"<svg/>")
        into.add(LAST, dumped(Proof({"tea": counted.told()}, {}, picture.told(), Sum().told(), 0)))
    return path


@pytest.mark.parametrize("key", [None, KEY])
def test_what_was_written_is_read_back(tmp_path: Path, small: None, key: bytes | None) -> None:
    path = write(tmp_path / "b", key)

    found = examine(path, key, progress=_silent)

    assert (found.shop, found.proof.tables["tea"][0]) == (SHOP, 3)


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 200, 1234])
def test_an_envelope_holds_any_number_of_bytes(tmp_path: Path, small: None, size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    with (tmp_path / "e").open("wb") as file:
        seal = envelope.Seal(file, KEY)
        seal.write(content)
        seal.close()

    if size > 90:  # a byte or two are in any envelope by chance
        assert content not in (tmp_path / "e").read_bytes()
    with (tmp_path / "e").open("rb") as file:
        assert envelope.Opened(file, KEY).read() == content


def test_the_wrong_key_and_no_key_are_refused(tmp_path: Path, small: None) -> None:
    path = write(tmp_path / "b", KEY)

    with pytest.raises(WrongKey):
        examine(path, b"correct horse batterz", progress=_silent)
    with pytest.raises(Fault, match="encrypted"):
        examine(path, None, progress=_silent)


@pytest.mark.parametrize("key", [None, KEY])
def test_a_file_cut_anywhere_is_refused(tmp_path: Path, small: None, key: bytes | None) -> None:
    whole = write(tmp_path / "b", key).read_bytes()
    ends = {38, 100, 154, 270, len(whole) - 1} if key else set(range(10, len(whole) - 8, 97)) | {len(whole) - 1}
    for end in ends:
        (tmp_path / "cut").write_bytes(whole[:end])
        with pytest.raises((Damaged, WrongKey)):
            examine(tmp_path / "cut", key, progress=_silent)


def test_a_flipped_byte_is_refused_wherever_it_is(tmp_path: Path, small: None) -> None:
    whole = write(tmp_path / "b", KEY).read_bytes()
    for place in (20, 60, 200, 333, len(whole) - 5):
        changed = bytearray(whole)
        changed[place] ^= 1
        (tmp_path / "changed").write_bytes(changed)
        with pytest.raises((Damaged, WrongKey)):
            examine(tmp_path / "changed", KEY, progress=_silent)


def test_without_a_key_a_flipped_byte_is_refused_or_changes_nothing_in_it(tmp_path: Path) -> None:
    whole = write(tmp_path / "b", None).read_bytes()
    refused = 0
    for place in range(11, len(whole), 19):  # one that compresses to the same bytes as before does no harm
        changed = bytearray(whole)
        changed[place] ^= 1
        (tmp_path / "changed").write_bytes(changed)
        try:
            assert list(pieces(tmp_path / "changed", None)) == list(pieces(tmp_path / "b", None))
        except Damaged:
            refused += 1
    assert refused > 10


def test_chunks_cannot_change_places(tmp_path: Path, small: None) -> None:
    whole = write(tmp_path / "b", KEY).read_bytes()
    header, one = 38, 116
    parts = [whole[header + n * one : header + (n + 1) * one] for n in range(4)]
    (tmp_path / "mixed").write_bytes(
        whole[:header] + parts[0] + parts[2] + parts[1] + parts[3] + whole[header + 4 * one :]
    )

    with pytest.raises(Damaged):
        examine(tmp_path / "mixed", KEY, progress=_silent)


def test_rows_that_are_missing_are_noticed_without_a_key_too(tmp_path: Path) -> None:
    path = tmp_path / "forged"
    whole = dict(pieces(write(tmp_path / "b", None), None))
    whole["tables/tea/000000"] = b"1\n2\n"
    with path.open("wb") as file, writing(file, None) as into:
        for name, content in whole.items():
            into.add(name, content)

    with pytest.raises(Damaged, match="tables"):
        examine(path, None, progress=_silent)


@pytest.mark.parametrize("name", ["media/../secrets/x", "media//etc/passwd", "/etc/passwd", "media/a/../../b", "other"])
def test_nothing_in_a_backup_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(Damaged, match="no backup holds"):
        examine(write(tmp_path / "b", None, name=name), None, progress=_silent)


def test_a_link_in_a_backup_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "b", "w:gz") as tar:
        link = tarfile.TarInfo("media/a")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)

    with pytest.raises(Damaged):
        examine(tmp_path / "b", None, progress=_silent)


def test_a_key_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "short").write_text("secret\n")
    (tmp_path / "long").write_text("a long enough one\n")

    with pytest.raises(Fault, match="shorter than 12"):
        key_from(tmp_path / "short", ask=False, twice=False)
    with pytest.raises(Fault, match="cannot be read"):
        key_from(tmp_path / "absent", ask=False, twice=False)
    assert key_from(tmp_path / "long", ask=False, twice=False) == b"a long enough one"


def test_the_oldest_go_and_other_files_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUKEN_BACKUPS", str(tmp_path))
    for day in range(1, 6):
        (tmp_path / f"duken-202611{day:02d}T023000Z.backup").write_text("")
    (tmp_path / "of-my-own.backup").write_text("")

    gone = shelf.keep_only(2)

    assert [path.name for path in gone] == [f"duken-2026110{day}T023000Z.backup" for day in (3, 2, 1)]
    assert [path.name[6:14] for path in shelf.backups()] == ["20261105", "20261104"]
    assert (tmp_path / "of-my-own.backup").exists()
    assert shelf.newest_at() == datetime(2026, 11, 5, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(("newest", "due"), [
    (timedelta(hours=2), False),  # tonight's is there
    (timedelta(hours=23), True),  # last night's; 02:30 has passed meanwhile
    (timedelta(days=9), True),  # the machine was off
])  # fmt: skip
def test_a_night_without_a_backup_is_made_good(newest: timedelta, due: bool) -> None:
    now = datetime(2026, 11, 22, 4, 45, tzinfo=UTC)

    assert nightly.is_due(now, at="02:30", newest=now - newest) is due
    assert nightly.is_due(now, at="off", newest=now - newest) is False
