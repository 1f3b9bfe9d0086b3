"""When a delivery is tried again, and when a webhook is given up. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

MOST = 100  # webhooks of a shop
MOST_FAILURES = 100  # in a row
PATIENCE = timedelta(days=1)
RESTART = timedelta(hours=1)  # with a backlog, a hundred failures come within seconds
KEPT = timedelta(days=30)  # the log
OLD_SECRET_SIGNS = timedelta(days=1)

# After the first failure, the second …: 5 s to 10 h, 23 h 42 min in all.
PAUSES_SECONDS = (5, 30, 120, 600, 1800, 3600, 7200, 14400, 21600, 36000)

BY_HAND, FAILURES, GONE = "by_hand", "failures", "gone"
PAUSED_WHY = (BY_HAND, FAILURES, GONE)


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When it is tried again after so many attempts that failed; None: it is given up."""
    return now + timedelta(seconds=PAUSES_SECONDS[attempts - 1]) if attempts <= len(PAUSES_SECONDS) else None


def give_up(status: int | None, *, failures: int, failing_since: datetime | None, now: datetime) -> str:
    """Why this webhook is paused after one more failure; empty: it is not.

    410 says that nobody is there any more (Standard Webhooks 1.0, "Gone").
    """
    if status == 410:
        return GONE
    lasted = now - failing_since if failing_since else timedelta(0)
    is_much = failures >= MOST_FAILURES and lasted >= RESTART
    return FAILURES if is_much or lasted >= PATIENCE else ""


def arrived(status: int | None) -> bool:
    return status is not None and 200 <= status < 300
