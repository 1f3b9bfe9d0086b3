"""The page of one promotion: the form, its life, and its coupons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.promotions import sentences, shown
from duken.channels.backoffice.promotions.example import channel_to_try
from duken.channels.backoffice.promotions.labels import LABELS
from duken.channels.backoffice.promotions.listing import row
from duken.channels.backoffice.promotions.trying import first_basket
from duken.channels.backoffice.promotions.typed import promotion_draft
from duken.channels.texts import sentence
from duken.kernel.refusals import Conflict, Invalid, Refusal
from duken.promotions import reads
from duken.promotions.change_status import end_promotion, pause_promotion, start_promotion
from duken.promotions.coupon_batches import coupon_batches
from duken.promotions.errors import CodeTaken
from duken.promotions.reads import PromotionRead
from duken.promotions.save_promotions import save_promotions

_ACTS = {"start": start_promotion, "pause": pause_promotion, "end": end_promotion}


@behind_door("promotions.write")
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method == "POST":
        return _save(request, desk, None)
    form, terms = QueryDict(mutable=True), None
    asked = request.GET.get("effect", "")
    form.update({"effect": asked if asked in sentences.EFFECTS else "percent", "priority": "100"})
    if (copied := _copied(request, desk)) is not None:
        form = shown.as_typed(copied, desk.timezone)
        terms = copied.terms
        form["code"], form["name"] = "", gettext("%(name)s, copy") % {"name": copied.name}
    return show_form(request, desk, None, form, basket=first_basket(terms, desk))


@behind_door("promotions.read")
def promotion_page(request: HttpRequest, desk: Desk, promotion_id: UUID) -> HttpResponse:
    promotion = reads.promotion(promotion_id, by=desk.by)
    if request.method != "POST":
        return show_saved(request, desk, promotion)
    desk.by.require("promotions.write")
    return _save(request, desk, promotion)


@require_POST
@behind_door("promotions.write")
def change(request: HttpRequest, desk: Desk, promotion_id: UUID, act: str) -> HttpResponse:
    _ACTS[act](promotion_id, by=desk.anywhere)
    said = {
        "start": gettext("It is in force."),
        "pause": gettext("It works no more until it is started again."),
        "end": gettext("It has ended. Orders that have it keep it."),
    }
    return done(request, said[act], reverse("office:promotion", args=[promotion_id]))


def _save(request: HttpRequest, desk: Desk, promotion: PromotionRead | None) -> HttpResponse:
    try:
        draft = promotion_draft(request.POST, promotion, desk.timezone)
        if promotion is None and reads.is_code_taken(draft.code):
            raise CodeTaken(draft.code)
        [answer] = save_promotions([draft], by=desk.anywhere)
        if isinstance(answer, Refusal):
            raise answer
    except (Invalid, Conflict) as refusal:
        basket = {"basket": request.POST.get("try_lines", ""), "offered": request.POST.get("try_offered", "")}
        said = sentence(refusal, LABELS)
        return show_form(request, desk, promotion, request.POST, said=said, status=422, **basket)
    return done(request, gettext("Saved."), reverse("office:promotion", args=[answer]))


def show_saved(request: HttpRequest, desk: Desk, promotion: PromotionRead, **page: Any) -> HttpResponse:
    """The promotion as it is kept; `page`: what else its template is told."""
    form = shown.as_typed(promotion, desk.timezone)
    return show_form(request, desk, promotion, form, basket=first_basket(promotion.terms, desk), **page)


def show_form(
    request: HttpRequest, desk: Desk, promotion: PromotionRead | None, form: QueryDict, *, basket: str, **page: Any
) -> HttpResponse:
    context = {"said": "", "offered": basket} | page
    return show(
        request,
        desk,
        "office/promotion.html",
        promotion=promotion,
        state=sentences.status(promotion) if promotion else None,
        told=row(promotion) if promotion else None,
        form=form.dict(),
        may_write=desk.may("promotions.write"),
        batches=coupon_batches(promotion.id, by=desk.by) if promotion else [],
        basket=basket,
        try_channel=channel_to_try(form),
        **shown.choices(form, desk),
        **context,
    )


def _copied(request: HttpRequest, desk: Desk) -> PromotionRead | None:
    try:
        return reads.promotion(UUID(request.GET["copy"]), by=desk.by) if "copy" in request.GET else None
    except ValueError:
        return None
