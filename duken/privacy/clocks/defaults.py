"""How long each thing is kept, unless the shop says otherwise (the table of clocks). Days; 0 is for ever."""

from __future__ import annotations

from typing import NamedTuple

YEAR = 365


class Default(NamedTuple):
    days: int
    what: str


CLOCKS: dict[str, Default] = {
    "guest_baskets": Default(30, "baskets of nobody, left lying"),
    "ordered_baskets": Default(30, "whom to tell, in baskets that became an order"),
    "messages": Default(YEAR, "words and addresses of messages; that one was sent stays"),
    "views": Default(YEAR, "who looked at whose card"),
    "order_contacts": Default(5 * YEAR, "names, contacts and addresses of finished orders; the sale stays"),
}
