"""Every refusal can be put into words."""

from __future__ import annotations

import importlib
import pkgutil
import re

import duken
from duken.channels import texts
from duken.inventory.errors import NotEnoughStock
from duken.kernel.refusals import Refusal, every_refusal
from duken.orders.errors import NoStoreHasAll, TotalChanged


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
