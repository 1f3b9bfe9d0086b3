"""Trying a promotion out: a basket priced as if it were in force, and whom it meets. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from duken.carts.quote import LineWant, Quote, QuoteRequest, quote
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.fields import moment
from duken.channels.backoffice.frame import show_part
from duken.channels.backoffice.promotions import articles, sentences
from duken.channels.backoffice.promotions.example import example_basket
from duken.channels.backoffice.promotions.labels import LABELS
from duken.channels.backoffice.promotions.typed import lines_typed, promotion_draft
from duken.channels.promotion_words import taken, why
from duken.channels.texts import sentence
from duken.kernel import clock, ids
from duken.kernel.refusals import Refusal
from duken.promotions import reads
from duken.promotions.conflicts import Meeting, meetings
from duken.promotions.drafts import PromotionDraft
from duken.promotions.errors import PromotionMissing
from duken.promotions.reads import ActivePromotion
from duken.promotions.rule import FreeDelivery, Terms, read_terms
from duken.promotions.try_out import as_in_force, never


@require_POST
@behind_door("promotions.read")
def try_out(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The panel beside the form: what it says, what the basket costs with and without it, whom it meets."""
    try:
        before = _before(request.POST, desk)
        draft = promotion_draft(request.POST, before, desk.timezone)
        tried = as_in_force(draft, before.id if before else ids.new_id(), with_coupon="try_coupon" in request.POST)
        form = request.POST.copy()
        offered = _offered(form, draft, desk)
        page = _told(draft, desk) | _tried(form, tried, desk) | {"offered": offered}
    except Refusal as refusal:
        is_begun = refusal.facts.get("problem") != "empty"
        page = {"problem": sentence(refusal, LABELS)} if is_begun else {"is_waiting": True}
    return show_part(request, desk, "office/promotion_tried.html", **page)


def _before(form: QueryDict, desk: Desk) -> reads.PromotionRead | None:
    named = form.get("promotion", "")
    try:
        return reads.promotion(UUID(named), by=desk.by) if named else None
    except ValueError:
        raise PromotionMissing from None


def _offered(form: QueryDict, draft: PromotionDraft, desk: Desk) -> str:
    """A basket that fits the rule as it is now, put into the form, as long as nobody has typed one of their own."""
    typed, offered = ("\n".join(form.get(name, "").split("\r\n")).strip() for name in ("try_lines", "try_offered"))
    if typed != offered or not desk.may("catalog.read"):
        return ""
    fitting = example_basket(read_terms(draft.terms), articles.all_articles(by=desk.by).lines)
    if fitting == typed:
        return ""
    form["try_lines"] = fitting
    return fitting


def _told(draft: PromotionDraft, desk: Desk) -> dict[str, Any]:
    return {
        "what": sentences.what(draft.terms, draft.currency, desk.language),
        "conditions": sentences.conditions(draft.terms, draft.currency, desk.language)
        + sentences.limits(draft.cap_minor, draft.uses_per_customer, draft.currency, desk.language),
    }


def _tried(form: QueryDict, tried: ActivePromotion, desk: Desk) -> dict[str, Any]:
    met, is_cut = _met(tried, desk)
    page: dict[str, Any] = {"met": met, "is_cut": is_cut, "most": articles.MOST}
    lines = [LineWant(quantity, sku=sku) for sku, quantity in lines_typed(form.get("try_lines", ""))]
    if not lines:
        return page
    request = QuoteRequest(
        lines=lines,
        channel=form.get("try_channel", ""),
        currency=tried.currency,
        location=form.get("try_store") or None,
        customer_group=form.get("try_group") or None,
        is_first_order="try_first" in form,
        tried=[tried],
    )
    at = moment("try_at", form.get("try_at", ""), desk.timezone)
    both = [request, request._replace(tried=[never(tried)])]
    with_it, without = quote(both, by=desk.by.lend("carts.quote"), at=at)
    if isinstance(with_it, Refusal):
        return page | {"basket_problem": sentence(with_it)}
    assert isinstance(without, Quote), "a basket that can be priced can be priced without a promotion too"
    reason = with_it.promoted.tried.get(tried.rule.id) if with_it.promoted else None
    return page | {
        "quote": with_it,
        "lines": [(line, taken(line.steps)) for line in with_it.lines],
        "saved": without.total_minor - with_it.total_minor,
        "reason": why(reason.why) if reason else "",
    }


def _met(tried: ActivePromotion, desk: Desk) -> tuple[list[Meeting], bool]:
    others = reads.active_promotions(tried.currency, clock.now())
    if not others or not desk.may("catalog.read"):
        return [], False
    found = articles.all_articles(by=desk.by)
    return meetings(tried, others, found.lines), found.is_cut


def first_basket(terms: Mapping[str, Any] | None, desk: Desk) -> str:
    """Something to begin with: what fits these terms; of a rule that is not written yet, anything."""
    if not desk.may("catalog.read"):
        return ""
    return example_basket(
        read_terms(terms) if terms else Terms(FreeDelivery()), articles.all_articles(by=desk.by).lines
    )
