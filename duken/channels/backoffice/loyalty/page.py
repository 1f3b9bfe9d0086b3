"""The loyalty programme: its terms as a form with a preview, what it does in figures, and every version of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.access.names import actor_names
from duken.channels import formats
from duken.channels.backoffice import charts
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import decimal
from duken.channels.backoffice.frame import show, show_part
from duken.channels.backoffice.loyalty.preview import preview
from duken.channels.backoffice.loyalty.typed import as_sent, as_typed, programme_draft
from duken.channels.backoffice.promotions.listing import row
from duken.channels.field_words import Labels
from duken.channels.texts import sentence
from duken.kernel.money import parse_major
from duken.kernel.pages import Page
from duken.kernel.refusals import Conflict, Invalid, Refusal
from duken.loyalty.figures import FiguresRead, figures_of
from duken.loyalty.reads import ProgrammeRead, programme_for
from duken.loyalty.save_programme import check_programme, save_programme
from duken.loyalty.versions import programme_versions
from duken.promotions.browse import PromotionQuery, browse_promotions
from duken.stores import reads as stores

TERMS: dict[str, Promise] = {
    "name": _("Name"),
    "currency": _("Currency"),
    "earn_points": _("points earned"),
    "earn_per_minor": _("for every"),
    "point_value_minor": _("worth of a point"),
    "least_points": _("least to be spent"),
    "most_basis_points": _("share of the goods"),
    "months": _("how long points count"),
    "tier_months": _("period of the levels"),
    "tiers": _("levels"),
    "is_active": _("in force"),
}
_TRIED_BASKET = {"KZT": 25_000}  # in whole units: about the same goods; 100 elsewhere
_LABELS: Labels = {"name": _("Name members see"), "months": _("Points count for so many months")}
_SERIES = ("earned", "spent", "ended")


@behind_door("loyalty.read")
def loyalty(request: HttpRequest, desk: Desk) -> HttpResponse:
    currency = currency_asked(request)
    programme = programme_for(currency)
    if request.method != "POST":
        return _show(request, desk, programme, currency, as_typed(programme, currency))
    desk.by.require("loyalty.manage")
    try:
        save_programme(programme_draft(request.POST, programme, currency), by=desk.anywhere)
    except (Invalid, Conflict) as refusal:
        said = sentence(refusal, _LABELS)
        return _show(request, desk, programme, currency, as_sent(request.POST), said=said, status=422)
    return done(request, gettext("Saved. It counts from now on."), f"{reverse('office:loyalty')}?currency={currency}")


@require_POST
@behind_door("loyalty.read")
def tried(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What a basket would earn under the terms as they are typed now; nothing is saved."""
    currency = currency_asked(request)
    try:
        draft = programme_draft(request.POST, programme_for(currency), currency)
        check_programme(draft if draft.name else replace(draft, name="-"))  # that comes last
        basket = parse_major(decimal("basket", request.POST.get("basket", "")), currency)
        context: dict[str, Any] = preview(draft, max(basket.minor, 0))
    except Refusal as refusal:
        context = {"problem": sentence(refusal, _LABELS)}
    return show_part(request, desk, "office/loyalty_tried.html", **context)


def _show(
    request: HttpRequest,
    desk: Desk,
    programme: ProgrammeRead | None,
    currency: str,
    form: dict[str, Any],
    *,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    figures = figures_of(programme, by=desk.by) if programme else None
    return show(
        request,
        desk,
        "office/loyalty.html",
        status=status,
        programme=programme,
        currency=currency,
        currencies=_currencies(),
        form=form,
        said=said,
        figures=figures,
        chart=_chart(figures, desk) if figures else None,
        series=[(0, gettext("earned")), (1, gettext("spent")), (2, gettext("ended"))],
        versions=_versions(programme, desk) if programme else [],
        multipliers=_multipliers(desk, currency),
        basket=_TRIED_BASKET.get(currency, 100),
        may_write=desk.may("loyalty.manage"),
    )


def _versions(programme: ProgrammeRead, desk: Desk) -> list[dict[str, Any]]:
    found = programme_versions(programme.id, by=desk.by)
    names = actor_names([one.actor for one in found])
    return [
        {
            "version": one,
            "who": names.get(one.actor, gettext("the system")),
            "changed": ", ".join(str(TERMS.get(name, name)) for name in one.changed),
        }
        for one in found
    ]


def _multipliers(desk: Desk, currency: str) -> list[Any]:
    """Promotions in force that let points count more: on a category, in a shop, for a time."""
    if not desk.may("promotions.read"):
        return []
    found = browse_promotions(PromotionQuery(statuses=("active",)), page=Page("priority", 200), by=desk.by).rows
    return [row(one) for one in found if one.terms["effect"]["type"] == "points" and one.currency == currency]


def _chart(figures: FiguresRead, desk: Desk) -> charts.Stacked | None:
    """What came upwards in one colour, what went beside it: three bars would be narrow, so they stand on each other."""
    months = [one.since.date() for one in figures.months]
    amounts = {
        (one.since.date(), name): getattr(one, name) for one in figures.months for name in _SERIES if getattr(one, name)
    }
    if not amounts:
        return None
    most = max(sum(amounts.get((month, name), 0) for name in _SERIES) for month in months)
    words = dict(zip(_SERIES, (gettext("earned"), gettext("spent"), gettext("ended")), strict=True))
    return charts.stacked(
        months,
        _SERIES,
        amounts,
        day_name={one.since.date(): _month(one.since, desk.language) for one in figures.months},
        said={value: formats.number(value, desk.language) for value in charts.grid(most)},
        titles={
            (
                month,
                name,
            ): f"{formats.month(month, desk.language)}, {words[name]}: {formats.number(points, desk.language)}"
            for (month, name), points in amounts.items()
        },
    )


def _month(at: datetime, language: str) -> str:
    return formats.short_month(at.date(), language)


def currency_asked(request: HttpRequest) -> str:
    """The one named in the address, else the shop's first."""
    known, asked = _currencies(), request.GET.get("currency", "")
    return asked if asked in known else known[0]


def _currencies() -> list[str]:
    """The shop's, the one of its first channel before all."""
    return list(dict.fromkeys(one.currency for one in stores.channels())) or ["EUR"]
