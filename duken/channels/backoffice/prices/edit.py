"""Change many prices: say which and how, look at every change, do it; take it back within ten minutes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from duken.catalog.browse import ProductQuery, VariantRow, browse_variants
from duken.catalog.reads import variants_by_sku
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.prices.change import ROUNDINGS, Change, changed
from duken.channels.backoffice.products.listing import categories
from duken.kernel import ids
from duken.kernel.money import Money, minor_digits
from duken.kernel.pages import Page
from duken.kernel.refusals import InvalidField
from duken.pricing import reads as pricing
from duken.pricing.browse import ListPrice, prices_on_lists
from duken.pricing.drafts import PriceDraft
from duken.pricing.set_prices import set_prices

AT_ONCE = 20_000
SHOWN = 200


class PriceForm(forms.Form):
    price_list = forms.ChoiceField(label=_("Price list"))
    category = forms.ChoiceField(label=_("Category"), required=False)
    q = forms.CharField(label=_("Name or beginning of the SKU"), max_length=200, required=False)
    skus = forms.CharField(
        label=_("Or these SKUs, one a line"), required=False, widget=forms.Textarea({"rows": 4}), max_length=400_000
    )
    way = forms.ChoiceField(
        label=_("Change"),
        choices=[("percent", _("by percent")), ("amount", _("by an amount")), ("fixed", _("to this price"))],
    )
    value = forms.DecimalField(
        label=_("How much"), max_digits=12, decimal_places=4, localize=False, help_text=_("−10 lowers, 10 raises")
    )
    rounding = forms.ChoiceField(
        label=_("Round to"),
        choices=[
            ("exact", _("the smallest coin")),
            ("05", "0.05"),
            ("10", "0.10"),
            ("whole", "1.00"),
            ("95", _("…95")),
            ("99", _("…99")),
        ],
    )

    def __init__(self, given: QueryDict | None, *, desk: Desk) -> None:
        super().__init__(_with_points(given))
        lists = [(one.code, f"{one.name} ({one.currency})") for one in pricing.price_lists()]
        self.fields["price_list"].choices = lists  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _("all")), *categories(desk)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in ("category", "q", "skus")):
            raise forms.ValidationError(_("Say which products: a category, a name or SKUs."))
        if (
            cleaned.get("way") == "percent"
            and (value := cleaned.get("value")) is not None
            and not -100 <= value <= 1000
        ):
            self.add_error("value", _("From −100 to 1000 percent."))
        return cleaned


@dataclass(frozen=True, slots=True)
class Line:
    """One price before and after."""

    variant: VariantRow
    before: ListPrice
    after_minor: int

    @property
    def is_changed(self) -> bool:
        return self.after_minor != self.before.amount_minor

    @property
    def after(self) -> Money:
        return Money(self.after_minor, self.before.currency)

    @property
    def now(self) -> Money:
        return Money(self.before.amount_minor, self.before.currency)


@behind_door("pricing.write")
def edit(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = PriceForm(request.POST if request.method == "POST" else None, desk=desk)
    if not form.is_bound or not form.is_valid():
        return show(
            request, desk, "office/prices_edit.html", form=form, key=ids.new_id(), status=422 if form.is_bound else 200
        )
    lines, without = _lines(form.cleaned_data, desk)
    moved = [line for line in lines if line.is_changed]
    print_ = _fingerprint(moved)
    if "do" in request.POST and (said := _do(request, desk, form.cleaned_data["price_list"], moved, print_)):
        return done(request, said, reverse("office:prices"))
    return show(
        request,
        desk,
        "office/prices_edit.html",
        form=form,
        key=request.POST.get("key") or ids.new_id(),
        lines=moved[:SHOWN],
        moved=len(moved),
        same=len(lines) - len(moved),
        without=without,
        fingerprint=print_,
        stale="do" in request.POST,
        shown=SHOWN,
    )


def _do(request: HttpRequest, desk: Desk, price_list: str, moved: list[Line], fingerprint: str) -> str:
    """Do what was shown and say so; "" when it is not what was shown. Pressed twice it is done once."""
    batch = _batch(request)
    if any(known.batch_id == batch for known in pricing.price_batches(by=desk.by, limit=50)):
        return gettext("It was done before.")
    if fingerprint != request.POST.get("fingerprint"):
        return ""
    drafts = [
        PriceDraft(price_list, line.after_minor, variant_id=line.variant.id, min_quantity=line.before.min_quantity)
        for line in moved
    ]
    set_prices(drafts, by=desk.by, batch_id=batch)
    return ngettext("%(count)s price changed.", "%(count)s prices changed.", len(moved)) % {"count": len(moved)}


def _lines(said: dict[str, Any], desk: Desk) -> tuple[list[Line], int]:
    """Every price the change is about, and how many articles have none on this list."""
    variants = _variants(said, desk)
    prices = prices_on_lists(list(variants), list_codes=[said["price_list"]], by=desk.by)
    digits = minor_digits(prices[0].currency) if prices else 2
    value = said["value"] if said["way"] == "percent" else said["value"].scaleb(digits)
    change = Change(said["way"], value, said["rounding"] if said["rounding"] in ROUNDINGS else "exact")
    lines = [Line(variants[price.variant_id], price, changed(price.amount_minor, change)) for price in prices]
    return lines, len(variants) - len({price.variant_id for price in prices})


def _variants(said: dict[str, Any], desk: Desk) -> dict[UUID, VariantRow]:
    chosen: list[UUID] | None = None
    if said["skus"].strip():
        skus = [sku for sku in said["skus"].replace(",", "\n").replace(";", "\n").split() if sku]
        known = variants_by_sku(skus)
        if missing := [sku for sku in skus if sku not in known]:
            raise InvalidField("SKU", gettext("not found: %(skus)s") % {"skus": ", ".join(missing[:10])})
        chosen = [variant.id for variant in known.values()]
    query = ProductQuery(search=said["q"], category=said["category"], is_active=True)
    found = browse_variants(query, page=Page("sku", AT_ONCE), variant_ids=chosen, by=desk.by).rows
    return {row.id: row for row in found}


def _fingerprint(moved: list[Line]) -> str:
    told = "\n".join(
        f"{line.variant.id} {line.before.min_quantity} {line.before.amount_minor} {line.after_minor}" for line in moved
    )
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _batch(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise InvalidField("key", "empty") from None


def _with_points(given: QueryDict | None) -> QueryDict | None:
    """People write 12,5 and −10: a decimal point and a hyphen are what the form reads."""
    if given is None:
        return None
    plain = given.copy()
    plain["value"] = plain.get("value", "").replace(",", ".").replace("−", "-").replace(" ", "")
    return plain
