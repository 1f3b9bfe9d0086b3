"""The shop with its guard taken out, for the control of a race: what Granian loads instead of duken.config.wsgi."""

from __future__ import annotations

from duken.config.wsgi import application
from duken.ledger import decide

decide._broken_floor = lambda *_: None

__all__ = ["application"]
