"""Schemathesis over the whole API: whatever comes in, no fault of ours, and every answer is as the document says."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.failures import FailureGroup
from schemathesis.openapi import from_wsgi

from duken.access.keys import create_key
from duken.access.scopes import SCOPES
from duken.kernel.actor import system

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLES = 25  # for each operation and way of asking
CHAINS, STEPS = 40, 8
# A request that is sound by the document may still be refused by the shop: nobody has that article.
NOT_ASKED = {"positive_data_acceptance"}
OF_BODIES_ONLY = {"negative_data_rejection"}  # behind a question mark all is text: a wrong type cannot be told
KNOWN = {"sku": "TEA", "store": "high-street", "from_store": "high-street", "to_store": "low-street", "channel": "web"}
SAME_EACH_TIME = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def shop(make: Any, settings: Any) -> Any:
    settings.API_REQUESTS_PER_SECOND = 0
    settings.TEST_GATEWAY = False
    make.selling("TEA", stock=10_000)
    make.selling("TEA", stock=10_000, shop="low-street")
    make.delivery_zone()
    return make


@pytest.fixture
def asked() -> Iterator[Counter[str]]:
    """How often which status came, written out at the end."""
    counted: Counter[str] = Counter()
    yield counted
    sys.stdout.write(f"\n{sum(counted.values())} requests: {dict(sorted(counted.items()))}\n")


@pytest.fixture
def document(shop: Any) -> Any:
    return from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture
def headers() -> dict[str, str]:
    made = create_key("fuzz", scopes=SCOPES, channel="web", by=system("tests"))
    return {"Authorization": f"Bearer {made.secret}"}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("with_key", [True, False])
def test_each_operation_keeps_its_word(
    document: Any, headers: dict[str, str], mode: GenerationMode, with_key: bool, asked: Counter[str]
) -> None:
    wrong: dict[str, str] = {}
    for found in document.get_all_operations():
        operation = found.ok()

        @SAME_EACH_TIME
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            if mode is GenerationMode.POSITIVE:
                _speak_of_what_is_there(case)
            response = case.call(headers=headers if with_key else {})
            asked[str(response.status_code)] += 1
            case.validate_response(response, checks=_checks(case), headers=headers if with_key else None)

        try:
            ask()
        except FailureGroup as failures:
            wrong[operation.label] = "\n".join(str(one) for one in failures.exceptions)
        except Exception as problem:
            wrong[operation.label] = repr(problem)

    assert wrong == {}, "\n\n".join(f"{label}: {text}" for label, text in wrong.items())


def test_chains_of_operations_keep_it_too(document: Any, headers: dict[str, str], asked: Counter[str]) -> None:
    """An order is placed, looked at, cancelled, cancelled again…: the links of the document, followed."""

    class Chains(document.as_state_machine()):  # type: ignore[misc]
        def before_call(self, case: Any) -> None:
            _speak_of_what_is_there(case)

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": headers}

        def after_call(self, response: Any, case: Any) -> None:
            asked[str(response.status_code)] += 1

        def validate_response(self, response: Any, case: Any, **more: Any) -> None:
            case.validate_response(response, checks=_checks(case), headers=headers)

    Chains.run(settings=settings(SAME_EACH_TIME, max_examples=CHAINS))


def _checks(case: Any) -> list[Any]:
    passed_over = NOT_ASKED | (OF_BODIES_ONLY if case.method == "GET" else set())
    return [check for check in CHECKS.get_all() if check.__name__ not in passed_over]


def _speak_of_what_is_there(case: Any) -> None:
    """Half of the requests are about goods and stores that exist, so that more than "no such article" is tried."""
    for part in (case.body, case.query):
        _replace(part)
    if case.path_parameters and "sku" in case.path_parameters:
        case.path_parameters["sku"] = KNOWN["sku"]


def _replace(part: Any) -> None:
    if isinstance(part, list):
        for one in part:
            _replace(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in KNOWN and isinstance(value, str) and len(value) % 2 == 0:
                part[name] = KNOWN[name]
            else:
                _replace(value)
