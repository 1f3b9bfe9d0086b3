"""What operators watch exists: what a rule, a panel or the page names is handed out, and the other way round."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from duken.channels import live_feed  # noqa: F401  - these count too
from duken.config import figures, home, sharing
from duken.kernel import (
    batching,  # noqa: F401
    clock,
)
from duken.orders.place import place_orders
from duken.reactions import deliver  # noqa: F401

FOLDER = home.CHECKOUT / "docs" / "operations"
_NAME = re.compile(r"duken_[a-z_]+")


@pytest.fixture
def handed_out(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every name on /metrics, as Prometheus knows it."""
    monkeypatch.setenv("DUKEN_BACKUPS", str(tmp_path))
    (tmp_path / clock.now().strftime("duken-%Y%m%dT%H%M%SZ.backup")).touch()
    settings.NATS_URL = "nats://elsewhere"
    text = figures.written().decode()
    kinds = dict(re.findall(r"^# TYPE (\w+) (\w+)$", text, re.MULTILINE))
    return {name for name in kinds if not name.endswith("_created")}


def test_every_figure_stands_on_the_page_and_no_other(handed_out: set[str]) -> None:
    page = (FOLDER / "README.md").read_text()

    assert {line.split("`")[1] for line in page.splitlines() if line.startswith("| `duken_")} == handed_out


@pytest.mark.parametrize("file", ["alerts.yml", "dashboard.json"])
def test_rules_and_panels_name_only_what_is_there(handed_out: set[str], file: str) -> None:
    text = (FOLDER / file).read_text()
    named = {re.sub(r"_(bucket|sum|count)$", "", name) for name in _NAME.findall(text)}

    assert named - handed_out - {"duken_"} == set()
    assert file != "dashboard.json" or len(json.loads(text)["panels"]) == 12


@pytest.mark.django_db
def test_orders_are_counted_by_channel_and_refusals_by_their_reason(make: Any) -> None:
    make.selling("TEA", stock=1)
    before = _value("duken_orders_placed_total", 'channel="web"')
    drafts = [make.order_draft("TEA"), make.order_draft("TEA"), make.order_draft("TEA", channel="no\nsuch")]

    place_orders(drafts, by=make.by)
    place_orders(drafts[:1], by=make.by)  # the same again is an answer, not an order

    assert _value("duken_orders_placed_total", 'channel="web"') == before + 1
    assert _value("duken_orders_refused_total", 'channel="web",code="inventory.not_enough_stock"') >= 1
    assert _value("duken_orders_refused_total", 'channel="unknown"') >= 1


def _value(name: str, labels: str) -> float:
    lines = figures.written().decode().splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"{name}{{{labels}"))


@pytest.mark.django_db
def test_several_processes_are_added_up_and_the_dead_are_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUKEN_HOME", str(tmp_path))
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    count = (
        "from duken.config.sharing import share_figures; share_figures('work')\n"
        "from prometheus_client import Counter; Counter('duken_tests', 'x', ['a']).labels('b').inc(2)\n"
        "print('counted', flush=True); input()"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", count], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for each in both:
        assert each.stdout
        assert each.stdout.readline() == "counted\n"
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))

    assert _value("duken_tests_total", 'a="b"') == 4
    both[0].communicate("\n")
    assert _value("duken_tests_total", 'a="b"') == 2
    both[1].communicate("\n")
    assert sharing.shared_files() == []


def test_figures_lie_in_memory_where_there_is_a_place_and_what_a_dead_process_left_is_tidied_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUKEN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sharing, "MEMORY", tmp_path)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    dead = tmp_path / f"duken-{os.geteuid()}-another0home-web-{sharing._host()}-999999999-x"
    dead.mkdir()

    sharing.share_figures("web")

    [mine] = tmp_path.glob("duken-*")
    assert os.environ["PROMETHEUS_MULTIPROC_DIR"] == str(mine)
    assert mine.stat().st_mode & 0o077 == 0
    assert not (tmp_path / "home").exists()


def test_without_such_a_place_they_lie_in_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUKEN_HOME", str(tmp_path))
    monkeypatch.setattr(sharing, "MEMORY", tmp_path / "nowhere")
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")

    sharing.share_figures("web")

    assert len(list((tmp_path / "metrics").iterdir())) == 1
