"""Traces: a request, its batch, its statements and what its events set going, when somebody listens."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import Client

from duken.config import telemetry
from duken.kernel import request_ids, tracing


@pytest.fixture
def spans(db: None) -> Iterator[Any]:
    pytest.importorskip("opentelemetry.sdk", reason="the extra `otel` is not installed")
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter = InMemorySpanExporter()
    telemetry.trace_to(SimpleSpanProcessor(exporter))
    telemetry._watch_statements(connection)  # it was opened before anybody listened
    yield exporter.get_finished_spans
    connection.execute_wrappers.remove(telemetry._told)
    connection_created.disconnect(dispatch_uid="duken.telemetry")
    tracing.listen(None)


def test_a_request_is_traced_with_its_statements(spans: Any, client: Client) -> None:
    above = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    client.get("/readyz", headers={"X-Request-Id": "followed-1", "traceparent": above})

    request = next(span for span in spans() if span.name == "GET readyz")
    assert request.attributes["http.status_code"] == 200
    assert request.attributes["duken.request"] == "followed-1"
    assert f"{request.context.trace_id:032x}" == "0af7651916cd43dd8448eb211c80319c"
    statements = [span for span in spans() if span.name == "sql"]
    assert statements
    assert all(span.parent.span_id == request.context.span_id for span in statements)


def test_a_batch_of_orders_and_its_reactions_are_traced_without_a_name(spans: Any, make: Any) -> None:
    make.selling("TEA")
    with request_ids.working_for("followed-2"):
        make.order("TEA")
    make.work_off()

    told = {span.name: span for span in spans()}
    assert told["orders.place"].attributes["duken.size"] == 1
    assert any(name.startswith("reaction ") for name in told)
    assert not [span for span in spans() if "buyer@example.com" in str(span.attributes)]


def test_nothing_of_it_is_loaded_unless_wanted() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import sys, duken.config.telemetry; print('opentelemetry' in str(list(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "False"
