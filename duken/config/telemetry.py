"""Telemetry: traces for OpenTelemetry, where OTEL_EXPORTER_OTLP_ENDPOINT says so (`pip install duken[otel]`).

Requests, batches, reactions and SQL become spans. A statement is told without its values: those may name people.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.db.backends.signals import connection_created

from duken.config.faults import Fault
from duken.kernel import request_ids, tracing

LONGEST_STATEMENT = 500


def trace_if_wanted() -> None:
    """Once, when Django is ready. Raises Fault when it is wanted and not installed."""
    if not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise Fault("OTEL_EXPORTER_OTLP_ENDPOINT is set, but OpenTelemetry is absent.", mend=_MEND) from None
    trace_to(BatchSpanProcessor(OTLPSpanExporter()))


def trace_to(processor: Any) -> None:
    """Open every span of the shop and hand it to this processor of the SDK."""
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    provider = TracerProvider(resource=Resource.create({"service.name": os.environ.get("OTEL_SERVICE_NAME", "duken")}))
    provider.add_span_processor(processor)
    tracer = provider.get_tracer("duken")
    propagator = TraceContextTextMapPropagator()

    def start(name: str, facts: dict[str, Any]) -> AbstractContextManager[Any]:
        above = facts.pop("traceparent", "")
        context = propagator.extract({"traceparent": above}) if above else None
        if request := request_ids.current():
            facts["duken.request"] = request
        return tracer.start_as_current_span(name, context=context, attributes=facts)

    tracing.listen(start)
    connection_created.connect(_watch_statements, dispatch_uid="duken.telemetry")


def _watch_statements(connection: Any, **_: Any) -> None:
    if _told not in connection.execute_wrappers:
        connection.execute_wrappers.append(_told)


def _told(execute: Callable[..., Any], statement: Any, parameters: Any, many: bool, context: Any) -> Any:
    text = statement if isinstance(statement, str) else ""
    with tracing.span("sql", **{"db.system": "postgresql", "db.statement": text[:LONGEST_STATEMENT]}):
        return execute(statement, parameters, many, context)


_MEND = "pip install 'duken[otel]', or unset OTEL_EXPORTER_OTLP_ENDPOINT."
