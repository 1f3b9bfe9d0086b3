"""The legal moves of a payment."""

from __future__ import annotations

from datetime import timedelta

PAY_ONLINE_WITHIN = timedelta(minutes=30)  # then an online payment that nobody made is given up, and its order with it

# started: promised, nothing moved yet; captured: we have it; failed: it will not come; voided: not wanted any more
PAYMENT_MOVES = {
    "started": {"captured", "failed", "voided"},
    "failed": {"captured"},  # the shopper tried again on the gateway's page and the good news came late
    "captured": set[str](),
    "voided": {"captured"},  # they had not left the gateway's page, and paid: it is written down, and goes back
}
REFUND_MOVES = {"requested": {"done", "failed"}, "failed": {"done"}, "done": set[str]()}
