"""The audit trail as a list."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from duken.access.names import actor_names
from duken.access.scopes import SCOPES
from duken.access.trail import TrailQuery, browse_trail, count_trail
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.lists import filters
from duken.channels.backoffice.lists.columns import Column
from duken.channels.backoffice.lists.filters import Asked
from duken.channels.backoffice.lists.listing import Found, Listing
from duken.channels.backoffice.words import ROLES, Words, channel_name, scope_word, scope_words, word
from duken.kernel.pages import Counted, Page

_FACTS: Words = {
    "event": _("event"),
    "name": _("name"),
    "reason": _("reason"),
    "roles": _("roles"),
    "scopes": _("may"),
}


def _read(desk: Desk, asked: Asked, page: Page) -> Found:
    found = browse_trail(_query(asked), page=page, by=desk.by)
    names = actor_names([row.actor for row in found.rows])
    return Found(
        [row._asdict() | {"who": names.get(row.actor, row.actor)} for row in found.rows], found.previous, found.next
    )


def _count(desk: Desk, asked: Asked) -> Counted:
    return count_trail(_query(asked), by=desk.by)


def _query(asked: Asked) -> TrailQuery:
    at = asked.span("at")
    return TrailQuery(acts=asked["act"] or (), subject=asked["q"] or "", since=at.since, until=at.until)


def _facts(row: dict[str, Any]) -> str:
    return ", ".join(f"{word(_FACTS, name)}: {_plain(name, value)}" for name, value in row["facts"].items())


def _plain(name: str, value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    if name == "scopes":
        return "; ".join(scope_word(code) for code in value)
    return " ".join(word(ROLES, str(one)) if name == "roles" else str(one) for one in value)


TRAIL = Listing(
    code="trail",
    title=_("Audit trail"),
    scope="access.audit",
    columns=(
        Column("at", _("When"), lambda row: row["at"], "moment", sort="at"),
        Column("who", _("Who"), lambda row: row["who"]),
        Column("act", _("Did"), lambda row: scope_word(row["act"]), "long", note=lambda row: row["act"]),
        Column("subject", _("With"), lambda row: row["subject"], "code"),
        Column("facts", _("Details"), _facts, "long"),
        Column("channel", _("Through"), lambda row: channel_name(row["channel"], get_language() or "en")),
    ),
    filters=(
        filters.Search(label=_("Search"), hint=_("What it was done with")),
        filters.Choice("act", _("Did"), lambda desk: scope_words(SCOPES)),
        filters.Days("at", _("When")),
    ),
    sorts=("-at",),
    read=_read,
    count=_count,
    address=lambda row: "",
    identity=lambda row: str(row["id"]),
    empty=_("Every privileged act leaves a row here."),
    empty_icon="eye",
)
