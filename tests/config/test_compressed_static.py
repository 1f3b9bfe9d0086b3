"""Style sheets and scripts go out compressed to browsers that can read it, and whole to the others."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.templatetags.static import static
from django.test import RequestFactory

from duken.config.compressed_static import CompressedStatic

SHEET = "/static/duken/components.css"
SOURCE = Path(__file__).parents[2] / "duken/channels/static/duken/components.css"


@pytest.fixture
def served(tmp_path, settings):
    settings.DUKEN_HOME = tmp_path
    door = CompressedStatic(lambda request: HttpResponse(status=404))

    def get(address: str, **headers: str) -> HttpResponse:
        return door(RequestFactory().get(address, headers=headers))

    return get


def test_a_style_sheet_is_compressed_for_whoever_reads_it(served):
    answer = served(SHEET, accept_encoding="gzip, deflate, br")

    assert answer["Content-Encoding"] == "gzip"
    assert answer["Vary"] == "Accept-Encoding"
    assert answer["Content-Type"].startswith("text/css")
    sent = b"".join(answer.streaming_content)
    assert gzip.decompress(sent) == SOURCE.read_bytes()
    assert len(sent) * 3 < SOURCE.stat().st_size


def test_whoever_does_not_read_it_gets_the_file(served):
    answer = served(SHEET)

    assert "Content-Encoding" not in answer
    assert b"".join(answer.streaming_content) == SOURCE.read_bytes()


def test_where_no_copy_can_be_kept_the_file_goes_out_as_it_is(served, tmp_path):
    (tmp_path / "static").write_text("no folder")

    answer = served(SHEET, accept_encoding="gzip")

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == SOURCE.read_bytes()


def test_an_address_with_the_right_version_may_be_kept_for_ever(served):
    named = static("duken/components.css")

    assert "?v=" in named
    assert served(named)["Cache-Control"] == "max-age=31536000, public, immutable"
    assert served(f"{SHEET}?v=00000000")["Cache-Control"] == served(SHEET)["Cache-Control"] == "max-age=3600, public"


def test_an_unknown_address_goes_on(served):
    assert served("/static/nothing.css", accept_encoding="gzip").status_code == 404
