"""Questions about the work of the shops. Staff see that of their shops; everything else is missing."""

from __future__ import annotations

from duken.fulfilment._board import Alert, Board, Card, alerts, board
from duken.fulfilment._one import (
    FulfilmentId,
    FulfilmentRead,
    LineRead,
    Progress,
    ShortageRead,
    fulfilment,
    fulfilment_of_order,
    fulfilment_with_code,
    fulfilments_of_orders,
    shortages,
    shortages_of,
)
from duken.fulfilment._promises import Promise, WrongStock, promises_kept, wrong_stock
from duken.fulfilment._take_money import to_pay, to_pay_of
from duken.fulfilment._waiting import waiting_for
from duken.fulfilment.alternatives import Alternatives, ElsewhereRead, SimilarRead, alternatives_for

__all__ = [
    "Alert",
    "Alternatives",
    "Board",
    "Card",
    "ElsewhereRead",
    "FulfilmentId",
    "FulfilmentRead",
    "LineRead",
    "Progress",
    "Promise",
    "ShortageRead",
    "SimilarRead",
    "WrongStock",
    "alerts",
    "alternatives_for",
    "board",
    "fulfilment",
    "fulfilment_of_order",
    "fulfilment_with_code",
    "fulfilments_of_orders",
    "promises_kept",
    "shortages",
    "shortages_of",
    "to_pay",
    "to_pay_of",
    "waiting_for",
    "wrong_stock",
]
