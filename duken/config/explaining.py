"""Explaining: the edge where a process ends. Faults become words and an exit code; bugs keep their traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from duken.config.faults import Fault
from duken.kernel.refusals import Refusal


def explaining(run: Callable[[], Any]) -> None:
    """Run, say what went wrong if something did, and end the process."""
    try:
        code = run()
    except KeyboardInterrupt:
        code = 130
    except Exception as wrong:
        code = _told(wrong)
        if code is None:
            raise
    sys.exit(code or 0)


def _told(wrong: Exception) -> int | None:
    """The exit code after telling; None when this is no expected fault."""
    from typer.exceptions import Abort, TyperException

    from duken.config import saying

    if isinstance(wrong, Abort):
        return 130
    if isinstance(wrong, Fault):
        saying.fault(wrong.what, where=wrong.where, mend=wrong.mend)
        return 1
    if isinstance(wrong, Refusal):
        saying.fault(str(wrong), facts={"code": wrong.code, "facts": wrong.facts})
        return 1
    if isinstance(wrong, TyperException):
        context = getattr(wrong, "ctx", None)
        saying.fault(wrong.format_message(), mend=f"{context.command_path if context else 'duken'} --help")
        return wrong.exit_code
    return None
