"""The list of promotions."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.lists import filters
from duken.channels.backoffice.lists.columns import Column
from duken.channels.backoffice.lists.filters import Asked
from duken.channels.backoffice.lists.listing import Found, Link, Listing, Preset
from duken.channels.backoffice.promotions import sentences
from duken.kernel.money import Money
from duken.kernel.pages import Counted, Page
from duken.promotions.browse import PromotionQuery, browse_promotions, count_promotions
from duken.promotions.reads import PromotionRead


class Row(NamedTuple):
    promotion: PromotionRead
    what: str
    conditions: str


def _read(desk: Desk, asked: Asked, page: Page) -> Found:
    found = browse_promotions(_query(asked), page=page, by=desk.by)
    return Found([row(one) for one in found.rows], found.previous, found.next)


def row(promotion: PromotionRead) -> Row:
    language = get_language() or "en"
    return Row(
        promotion,
        sentences.what(promotion.terms, promotion.currency, language),
        ", ".join(
            sentences.conditions(promotion.terms, promotion.currency, language)
            + sentences.limits(promotion.cap_minor, promotion.uses_per_customer, promotion.currency, language)
        ),
    )


def _count(desk: Desk, asked: Asked) -> Counted:
    return count_promotions(_query(asked), by=desk.by)


def _query(asked: Asked) -> PromotionQuery:
    return PromotionQuery(search=asked["q"] or "", statuses=asked["status"] or ())


def _address(row: Row) -> str:
    return reverse("office:promotion", args=[row.promotion.id])


def _budget(row: Row) -> Money | None:
    left = row.promotion.left_budget_minor
    return None if left is None else Money(left, row.promotion.currency)


PROMOTIONS = Listing(
    code="promotions",
    title=_("Promotions"),
    scope="promotions.read",
    columns=(
        Column("name", _("Name"), lambda row: row.promotion.name, "long", sort="name", link=_address),
        Column("status", _("State"), lambda row: sentences.status(row.promotion), "badge"),
        Column("what", _("What it does"), lambda row: row.what, "long", note=lambda row: row.conditions),
        Column("starts", _("From"), lambda row: row.promotion.starts_at, "moment", is_shown=False),
        Column("ends", _("Until"), lambda row: row.promotion.ends_at, "moment", sort="ends"),
        Column("budget", _("Budget left"), _budget, "money"),
        Column("uses", _("Uses left"), lambda row: row.promotion.left_uses, "number"),
        Column("coupons", _("Coupons"), lambda row: row.promotion.coupons or None, "number"),
        Column("priority", _("Priority"), lambda row: row.promotion.priority, "number", sort="priority"),
        Column("group", _("Group"), lambda row: row.promotion.group),
        Column("code", _("Code"), lambda row: row.promotion.code, "code", is_shown=False),
    ),
    filters=(
        filters.Search(label=_("Search"), hint=_("Name or code")),
        filters.Choice("status", _("State"), lambda desk: list(sentences.STATUS.items())),
    ),
    sorts=("-created", "name", "-name", "ends", "-ends", "priority", "-priority"),
    read=_read,
    count=_count,
    address=_address,
    identity=lambda row: str(row.promotion.id),
    presets=(
        Preset(_("In force"), "status=active"),
        Preset(_("Drafts"), "status=draft"),
        Preset(_("Ended"), "status=ended"),
    ),
    links=(Link(_("New promotion"), "plus", "/office/promotions/new/", "promotions.write", "primary"),),
    empty=_("No promotion yet. A first one is made in a minute, and tried on a basket before anybody sees it."),
    empty_icon="tag",
)
