"""Claims: what an order takes besides stock (a coupon, points, a budget), held in the order's own chain."""

from __future__ import annotations

from typing import NamedTuple

from duken.ledger.entries import Account, Hold


class Claim(NamedTuple):
    """`kind` names the module that put it ("coupon"), `reference` what it is to a person (the code); `leaving` is how
    much must stay free in its source beside it."""

    kind: str
    reference: str
    source: Account
    target: Account
    amount: int
    leaving: int = 0

    def hold(self) -> Hold:
        return Hold(self.source, self.target, self.amount, self.leaving, reason=self.kind)
