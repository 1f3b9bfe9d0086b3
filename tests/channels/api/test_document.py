"""The OpenAPI document is valid, the browser for it keeps to our own files, and the written examples are true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

DOCS = Path(__file__).resolve().parents[3] / "docs" / "reference" / "api.md"
EXAMPLE = re.compile(
    r"```http\n(?P<method>[A-Z]+) (?P<path>\S+)\n(?P<rest>.*?)\nHTTP/1.1 (?P<status>\d+)\n```", re.DOTALL
)


def test_the_document_is_valid_openapi(client):
    document = client.get("/api/v1/openapi.json").json()

    OpenAPIV31SpecValidator(document).validate()
    assert document["openapi"].startswith("3.1")
    for methods in document["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["x-scopes"] == (operation["security"][0]["key"] if operation["security"] else [])
            assert {"200", "201", "202"} & set(operation["responses"])


def test_the_browser_loads_nothing_from_elsewhere_and_runs_nothing_inline(client):
    response = client.get("/api/docs")
    page = response.content.decode()

    assert response.status_code == 200
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(addresses) == 3
    assert all(address.startswith("/static/ninja/") for address in addresses)
    assert all(client.get(address).status_code == 200 for address in addresses)
    assert [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag] == [
        '<script id="swagger-settings" type="application/json">'
    ]
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_the_written_examples_are_answered_as_written(make, call):
    make.selling("85123A", price_minor=255, stock=50)
    examples = list(EXAMPLE.finditer(DOCS.read_text()))
    assert len(examples) == DOCS.read_text().count("```http") >= 7

    for example in examples:
        head, _, body = example["rest"].partition("\n\n")
        headers = dict(line.split(": ", 1) for line in head.strip().splitlines() if ": " in line and "{" not in line)
        path = example["path"].removeprefix("/api/v1")
        if example["method"] == "GET":
            response = call.get(path)
        else:
            key = headers.get("Idempotency-Key")
            given = body.strip() or example["rest"].strip()
            response = call.post(path, json.loads(given), key=key)
        assert response.status_code == int(example["status"]), (example[0], response.content)
