"""Papers on the stand-in's page; each job once."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from duken.config.devices.printer import Printer
from duken.config.devices.server import Asked

PRINTED = json.loads((Path(__file__).parents[2] / "vectors/till/printed.json").read_text())


def sending(name: str, *, job: str = "j1") -> Asked:
    return Asked("POST", "/print", bytes.fromhex(PRINTED[name]), {"Job": job})


def test_a_paper_is_shown_as_it_would_be_printed() -> None:
    printer = Printer()

    told = printer.answer(sending("codes in between"))

    assert told is not None
    assert (told.status, told.told) == (200, {"result": "printed"})
    [paper] = printer.papers
    assert [part["kind"] for part in paper["parts"]] == ["qr", "bars", "letters"]
    assert paper["parts"][0]["source"].startswith("data:image/png;base64,")
    assert paper["parts"][1]["source"].startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize(("paper", "dots"), [("58 mm", 384), ("80 mm", 576)])
def test_the_longest_link_to_a_receipt_fits_the_paper(paper: str, dots: int) -> None:
    printer = Printer()

    printer.answer(sending(f"the longest link, {paper}"))

    [[code]] = [shown["parts"] for shown in printer.papers]
    picture = Image.open(io.BytesIO(base64.b64decode(code["source"].partition(",")[2])))
    assert len(code["text"]) == 213
    assert dots * 0.6 < picture.width <= dots


def test_a_job_that_is_sent_again_is_printed_once() -> None:
    printer = Printer()

    printer.answer(sending("letters as letters"))
    again = printer.answer(sending("letters as letters"))
    printer.answer(sending("letters as letters", job="j2"))

    assert again is not None
    assert again.told == {"result": "repeated"}
    assert len(printer.papers) == 2


def test_a_printer_without_paper_says_so_and_prints_it_later() -> None:
    printer = Printer()
    printer.answer(Asked("POST", "/trouble", b"paper_out"))

    refused = printer.answer(sending("letters as letters"))
    assert refused is not None
    assert (refused.status, refused.told, printer.papers) == (503, {"problem": "paper_out"}, [])

    printer.answer(Asked("POST", "/trouble", b""))
    printer.answer(sending("letters as letters"))
    assert len(printer.papers) == 1


def test_the_drawer_is_counted() -> None:
    printer = Printer()

    printer.answer(sending("the drawer"))

    assert printer.opened == 1


def test_only_the_latest_hundred_papers_are_kept() -> None:
    printer = Printer()

    for number in range(120):
        printer.answer(sending("letters as letters", job=str(number)))

    assert len(printer.papers) == 100
