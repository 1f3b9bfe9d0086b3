"""Every refusal can be put into words."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from django.utils import translation

import duken
from duken.channels import texts
from duken.channels.api.problems import problem
from duken.channels.field_words import FIELDS
from duken.inventory.errors import NotEnoughStock
from duken.kernel.actor import ScopeMissing
from duken.kernel.refusals import InvalidField, Refusal, every_refusal
from duken.orders.errors import NoStoreHasAll, TotalChanged
from duken.promotions.errors import BadRule
from duken.promotions.rule import read_terms

# What only machines send: the journal of a till, an import of history, a key a page makes for itself.
MACHINES = {"delivery_minor, credit_minor", "id", "returned", "returned_at", "tenders"}
PROSE = {"beyond what a receipt may come to", "not below zero", "with a time zone"}  # told to machines too


def test_every_refusal_has_a_sentence():
    for found in pkgutil.walk_packages(duken.__path__, "duken."):
        if found.name.endswith(".errors"):
            importlib.import_module(found.name)

    ours = [refusal for refusal in every_refusal() if refusal.__module__.startswith("duken.")]
    codes = {refusal.code for refusal in ours if not refusal.__name__.startswith("_")}

    assert sorted(codes - texts.SENTENCES.keys()) == []


def test_a_sentence_tells_the_facts():
    assert texts.sentence(NotEnoughStock("TEA", 3, 1)) == "Not enough of TEA: 3 wanted, 1 available."
    assert texts.sentence(NoStoreHasAll(["TEA", "MUG"])) == "No shop has all of these together: TEA and MUG."
    assert texts.sentence(TotalChanged(100, 1250, "GBP")) == "The price has changed: £12.50 instead of £1.00."


def test_a_fact_that_is_missing_never_breaks_the_telling():
    class Odd(Refusal):
        kind = "invalid"
        code = "inventory.not_enough_stock"

    assert texts.sentence(Odd()) == "Not enough of ?: ? wanted, ? available."


def test_sentences_name_only_facts():
    for code, words in texts.SENTENCES.items():
        assert not re.search(r"%(?!\()", str(words)), code


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("phone", "Телефон"),
        ("customer.phone", "Телефон"),
        ("lines[0].quantity", "Количество, строка 1"),
        ("name_in.ru", "Имя, Русский"),
        ("attributes.size", "Свойства, size"),
        ("3", "строка 3"),
        ("nobody.named_it", "nobody.named_it"),
    ],
)
def test_people_read_what_the_form_calls_a_field_and_machines_its_path(field, told):
    refusal = InvalidField(field, "empty")

    with translation.override("ru"):
        assert texts.sentence(refusal) == f"«{told}»: не заполнено."
        assert texts.detail(refusal) == f"«{field}»: не заполнено."
        assert texts.sentence(refusal, {field: "Так"}) == "«Так»: не заполнено."


def test_people_read_what_a_permission_allows_and_machines_its_code():
    assert texts.sentence(ScopeMissing("orders.read")) == "The permission “Read orders” is needed for this."
    assert texts.detail(ScopeMissing("orders.read")) == "The permission “orders.read” is needed for this."


def test_a_rule_that_cannot_be_is_told_in_words():
    with pytest.raises(BadRule) as refused:
        read_terms({"effect": {"type": "cheapest_free", "of": 0}})

    of = {"of": "Of every so many"}
    assert (
        texts.sentence(refused.value, of)
        == "The rule cannot be understood at “Of every so many”: is too small or too large."
    )


def test_every_field_and_problem_of_a_refusal_has_words():
    fields, problems = zip(*_invalid_fields(), strict=True)

    assert {field for field in fields if field} - FIELDS.keys() == MACHINES
    assert {problem for problem in problems if problem} - texts.PROBLEMS.keys() == PROSE


def _invalid_fields() -> Iterator[tuple[str, str]]:
    """Field and problem of each InvalidField in the source; "" for what is not written out there."""
    for path in Path(duken.__path__[0]).rglob("*.py"):
        if "InvalidField(" not in (source := path.read_text(encoding="utf-8")):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "InvalidField":
                field, problem = ((one.value if isinstance(one, ast.Constant) else "") for one in node.args[:2])
                yield str(field), str(problem)


def test_a_problem_of_the_api_keeps_the_path_in_every_language(rf):
    asked = rf.post("/api/v1/orders", headers={"Accept-Language": "ru"})

    told = orjson.loads(problem(InvalidField("lines[0].quantity", "empty"), asked).content)

    assert told["detail"] == "«lines[0].quantity»: не заполнено."
    assert told["facts"]["field"] == "lines[0].quantity"
