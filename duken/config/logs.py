"""Logs: one line each, to stderr; words for a terminal, JSON for everything else (DUKEN_LOG chooses)."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import MutableMapping
from typing import Any

from duken.config.lean import structlog
from duken.kernel import request_ids


def with_request(logger: object, method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A line says which request it belongs to, where there is one."""
    if request := request_ids.current():
        line["request"] = request
    return line


_SHARED: list[Any] = [
    with_request,
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class OnlyCrashes(logging.Filter):
    """Django tells of every 5xx; we have our own line for those, and want its line for the traceback only."""

    def filter(self, record: logging.LogRecord) -> bool:
        return bool(record.exc_info)


def logging_settings() -> dict[str, Any]:
    """Django's LOGGING; also sets structlog up, so that both write the same lines."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering()],
                "foreign_pre_chain": _SHARED,
            }
        },
        "filters": {"crashes": {"()": "duken.config.logs.OnlyCrashes"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "duken": {"level": os.environ.get("DUKEN_LOG_LEVEL", "INFO").upper()},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # Their addresses and values may name people; we log the route ourselves.
            "django.request": {"level": "ERROR", "filters": ["crashes"]},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }


def _rendering() -> list[Any]:
    words = os.environ.get("DUKEN_LOG", "words" if sys.stderr.isatty() else "json") == "words"
    if words:
        return [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
