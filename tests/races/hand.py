"""A process that does one thing again and again until it is ended: `python -m tests.races.hand end_expired_holds`."""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import suppress

import django
from django.db import Error


def main(work: str) -> None:
    django.setup()
    from duken.reactions import schedules
    from tests.races.plants import PLANTS

    for patched in PLANTS[os.environ.get("RACE_PLANT", "nothing")]():
        patched.__enter__()
    acts = {
        "settle_overdue_payments": schedules.settle_overdue_payments,
        "end_expired_holds": schedules.end_expired_holds,
        "capture_holds": capture_holds,
    }
    broken = (Error,) if "RACE_PLANT" in os.environ else ()  # without its guard a planted shop trips over itself
    while True:
        with suppress(*broken):
            acts[work]()
        time.sleep(0.002)


def capture_holds() -> None:
    """Whatever is held in the name of this race is handed over, ten at a time, in no order."""
    from duken.kernel import sql
    from duken.kernel.actor import system
    from duken.ledger.entries import Capture, Chain, HoldId
    from duken.ledger.post import post

    found = [hold for (hold,) in sql.rows("SELECT id FROM ledger_openhold WHERE document = 'race:holds'")]
    random.shuffle(found)
    for few in (found[start : start + 10] for start in range(0, len(found), 10)):
        chains = [Chain(f"capture:{hold}", "race:holds", (Capture(HoldId(hold)),)) for hold in few]
        post(chains, by=system("race"))


if __name__ == "__main__":
    main(sys.argv[1])
