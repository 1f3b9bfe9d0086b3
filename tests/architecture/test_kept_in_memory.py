"""What a process keeps in memory is read from the primary: a replica's answer may be a second old before it is kept."""

from __future__ import annotations

from duken.config import home


def test_everything_that_is_kept_is_read_fresh() -> None:
    keepers = {
        str(path.relative_to(home.CHECKOUT)): text
        for path in (home.CHECKOUT / "duken").glob("**/*.py")
        if "global _kept" in (text := path.read_text(encoding="utf-8"))
    }

    assert len(keepers) >= 6
    assert [name for name, text in keepers.items() if "reading.fresh()" not in text] == []
