"""A card terminal for those who have none (docs/reference/till-terminal.md): its page decides on each payment."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import asdict, dataclass, field, replace
from threading import Lock
from typing import Any

from duken.config.devices.server import Asked, Told
from duken.kernel.money import Money

FINAL = ("approved", "declined", "cancelled", "timed_out")
# "ask": the page decides; "silent": it takes the payment, and no answer to the till gets through.
HABITS = ("ask", "approve", "decline", "time_out", "uncertain", "silent")
_ADDRESS = re.compile(r"/payments/([0-9a-zA-Z_-]{8,64})(/cancel|/outcome)?")


@dataclass(frozen=True, slots=True)
class Payment:
    """`state` waiting, approved, declined, cancelled, timed_out, or uncertain; `reference` is the terminal's own."""

    id: str
    kind: str
    amount_minor: int
    currency: str
    till: str
    state: str = "waiting"
    reference: str = ""
    card: str = ""
    reason: str = ""

    def asked(self) -> tuple[str, int, str]:
        return self.kind, self.amount_minor, self.currency


@dataclass
class Terminal:
    habit: str = "ask"
    payments: dict[str, Payment] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def answer(self, asked: Asked) -> Told | None:
        """The till's doors (PUT, GET, cancel), and those of the page: the list, an outcome, a habit."""
        with self._lock:
            if found := _ADDRESS.fullmatch(asked.path):
                return self._about(found[1], found[2] or "", asked)
            if (asked.method, asked.path) == ("GET", "/payments"):
                told = [_shown(payment) for payment in reversed(self.payments.values())]
                return Told(200, {"habit": self.habit, "payments": told})
            if (asked.method, asked.path) == ("POST", "/habit"):
                chosen = asked.body.decode(errors="replace")
                self.habit = chosen if chosen in HABITS else self.habit
                return Told(200, {"habit": self.habit})
        return None

    def _about(self, payment_id: str, what: str, asked: Asked) -> Told | None:
        match asked.method, what:
            case "PUT", "":
                return self._hidden(self._start(payment_id, asked.body))
            case "GET", "":
                return self._hidden(self._told(payment_id))
            case "POST", "/cancel":
                self._move(payment_id, "cancelled", only_from=("waiting",))
                return self._hidden(self._told(payment_id))
            case "POST", "/outcome":
                self._move(payment_id, asked.body.decode(errors="replace"), only_from=("waiting", "uncertain"))
                return self._told(payment_id)
        return None

    def _start(self, payment_id: str, body: bytes) -> Told:
        """The same id again is the same payment, whatever became of it; with another body it is refused."""
        wanted = _read(payment_id, body)
        if wanted is None:
            return Told(400, {"problem": "malformed"})
        earlier = self.payments.get(payment_id)
        if earlier is not None:
            return (
                self._told(payment_id) if earlier.asked() == wanted.asked() else Told(409, {"problem": "other_payment"})
            )
        if any(payment.state == "waiting" for payment in self.payments.values()):
            return Told(409, {"problem": "busy"})
        self.payments[payment_id] = wanted
        became = {"approve": "approved", "silent": "approved", "decline": "declined", "time_out": "timed_out"}
        self._move(payment_id, became.get(self.habit, self.habit), only_from=("waiting",))
        return self._told(payment_id)

    def _move(self, payment_id: str, state: str, *, only_from: tuple[str, ...]) -> None:
        payment = self.payments.get(payment_id)
        if payment is None or payment.state not in only_from or state not in (*FINAL, "uncertain"):
            return
        if state == "approved":
            payment = replace(payment, reference=secrets.token_hex(4).upper(), card="•••• 4242")
        reason = "insufficient funds" if state == "declined" else ""
        self.payments[payment_id] = replace(payment, state=state, reason=reason)

    def _told(self, payment_id: str) -> Told:
        payment = self.payments.get(payment_id)
        return Told(404, {"problem": "unknown"}) if payment is None else Told(200, asdict(payment))

    def _hidden(self, told: Told) -> Told:
        """A silent terminal has done it, and its answer is lost."""
        return Told(504, {"problem": "no_answer"}) if self.habit == "silent" else told


def _shown(payment: Payment) -> dict[str, Any]:
    amount = Money(payment.amount_minor, payment.currency).decimal()
    return {**asdict(payment), "amount": str(amount)}


def _read(payment_id: str, body: bytes) -> Payment | None:
    try:
        given: dict[str, Any] = json.loads(body)
        kind, amount, currency = given["kind"], given["amount_minor"], given["currency"]
    except (ValueError, KeyError, TypeError):
        return None
    if kind not in ("sale", "refund") or type(amount) is not int or amount <= 0 or not isinstance(currency, str):
        return None
    return Payment(payment_id, kind, amount, currency[:3], str(given.get("till", ""))[:40])
