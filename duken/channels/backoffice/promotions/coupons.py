"""Coupons of a promotion: issued, and written to a file for the printer."""

from __future__ import annotations

import csv
import io
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import moment, whole
from duken.channels.backoffice.promotions.page import show_saved
from duken.channels.field_words import Labels
from duken.channels.texts import sentence
from duken.customers.reads import customers
from duken.kernel import clock
from duken.kernel.refusals import Conflict, Invalid, InvalidField, Refusal
from duken.promotions import reads
from duken.promotions.coupon_batches import coupons_of
from duken.promotions.drafts import CouponDraft
from duken.promotions.issue_coupons import MOST, issue_coupons

_LABELS: Labels = {
    "coupon": _("One code that is said aloud"),
    "coupons": _("or so many that nobody can guess"),
    "customer": _("Only for the customer"),
    "uses": _("Uses of each code"),
}


@require_POST
@behind_door("promotions.write")
def issue(request: HttpRequest, desk: Desk, promotion_id: UUID) -> HttpResponse:
    """One code that is said aloud, or many that nobody can guess; for anybody, or for one person."""
    try:
        many = _issue(request.POST, desk, promotion_id)
    except (Invalid, Conflict) as refusal:
        promotion = reads.promotion(promotion_id, by=desk.by)
        told = {"coupon": request.POST.dict(), "coupon_problem": sentence(refusal, _LABELS)}
        return show_saved(request, desk, promotion, status=422, **told)
    said = ngettext("%(count)s coupon issued.", "%(count)s coupons issued.", many) % {"count": many}
    return done(request, said, f"{reverse('office:promotion', args=[promotion_id])}#coupons")


def _issue(form: QueryDict, desk: Desk, promotion_id: UUID) -> int:
    """How many there are now. Raises whatever is wrong with any of them."""
    code = form.get("code", "").strip()
    many = 1 if code else whole("coupons", form.get("many", ""))
    if not 1 <= many <= MOST:
        raise InvalidField("coupons", "out_of_range", many)
    draft = CouponDraft(
        code,
        uses=whole("uses", form.get("uses") or "1"),
        customer_id=_owner(form.get("customer", "").strip(), desk),
        ends_at=moment("ends_at", form.get("ends_at", ""), desk.timezone),
    )
    batch = " ".join(form.get("batch", "").split()) or code.upper() or f"{clock.now():%Y-%m-%d %H:%M:%S}"
    answers = issue_coupons(promotion_id, [draft] * many, batch=batch, by=desk.anywhere)
    if isinstance(answers[0], Refusal):
        raise answers[0]
    return many


@behind_door("promotions.write")
def codes(request: HttpRequest, desk: Desk, promotion_id: UUID) -> HttpResponse:
    """Every code of a batch, as a table for the printer or the mailing."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow([gettext("Code"), gettext("Uses"), gettext("Left"), gettext("Until")])
    for one in coupons_of(promotion_id, request.GET.get("batch", "")[:100], by=desk.by):
        table.writerow([one.code, one.uses, one.left, one.ends_at.isoformat() if one.ends_at else ""])
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="coupons.csv"'
    return response


def _owner(named: str, desk: Desk) -> UUID | None:
    """The one customer a phone, an e-mail or a name finds. Raises InvalidField when it is nobody, or several."""
    if not named:
        return None
    found = customers(search=named, limit=2, by=desk.by)
    if len(found) != 1:
        raise InvalidField("customer", gettext("finds nobody") if not found else gettext("finds several people"), named)
    return found[0].id
