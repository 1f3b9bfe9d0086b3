"""The product form: everything about one product in one place, saved whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.access.names import actor_names
from duken.catalog.add_barcodes import remove_barcodes
from duken.catalog.archive_products import archive_products, restore_products
from duken.catalog.drafts import Saved
from duken.catalog.errors import SkuTaken
from duken.catalog.list_in_channel import list_in_channel
from duken.catalog.reads import all_categories, brands, listings, variants_by_sku
from duken.catalog.save_products import save_products
from duken.catalog.whole import AttributeRead, WholeProduct, attributes, whole_product
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.orders.story import spaced
from duken.channels.backoffice.products import typed
from duken.channels.backoffice.products.typed import OTHER_LANGUAGES, TypedVariant
from duken.channels.texts import sentence
from duken.kernel import events
from duken.kernel.money import Money
from duken.kernel.refusals import Conflict, Invalid, Missing, Refusal
from duken.pricing import reads as pricing
from duken.pricing.browse import prices_on_lists
from duken.pricing.policies import PriceListRead
from duken.pricing.set_prices import set_prices
from duken.stores import reads as stores


@behind_door("catalog.write")
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method != "POST":
        return _show(request, desk, None, _blank(request))
    return _save(request, desk, None)


@behind_door("catalog.read")
def product_page(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    product = whole_product(product_id, by=desk.by)
    if request.method != "POST":
        return _show(request, desk, product, _said(product, desk))
    desk.by.require("catalog.write")
    return _save(request, desk, product)


@require_POST
@behind_door("catalog.write")
def archive(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    is_back = "restore" in request.POST
    [answer] = (restore_products if is_back else archive_products)([product_id], by=desk.by)
    if isinstance(answer, Refusal):
        raise answer
    said = gettext("It is for sale again.") if is_back else gettext("Archived: no channel shows it any more.")
    return done(request, said, reverse("office:product", args=[product_id]))


def _save(request: HttpRequest, desk: Desk, product: WholeProduct | None) -> HttpResponse:
    lists = _lists(desk)
    rows = typed.variants_typed(request.POST, lists)
    try:
        with transaction.atomic():
            saved = _write(request, desk, product, rows, lists)
    except (Invalid, Conflict, Missing) as refusal:
        form = _retyped(request, rows, product)
        return _show(request, desk, product, form, said=sentence(refusal), status=422)
    words = gettext("Saved.") if saved.outcome != "unchanged" or product else gettext("Nothing was changed.")
    return done(request, words, reverse("office:product", args=[saved.product_id]))


def _write(
    request: HttpRequest, desk: Desk, product: WholeProduct | None, rows: list[TypedVariant], lists: list[PriceListRead]
) -> Saved:
    """Product, variants, barcodes, channels, prices: the first refusal undoes all."""
    if product is None:
        _refuse_taken([row.sku for row in rows])
    known = attributes(by=desk.by)
    [saved] = save_products(
        [typed.product_draft(request.POST, known, product.id if product else None, rows)], by=desk.by
    )
    if isinstance(saved, Refusal):
        raise saved
    _drop_barcodes(product, rows, desk)
    channels = [door.code for door in stores.channels()]
    if "channels" in request.POST:
        _raise_first(list_in_channel(typed.listing_drafts(request.POST, saved.product_id, channels), by=desk.by))
    if lists and desk.may("pricing.write"):
        _raise_first(set_prices(list(typed.price_drafts(rows, lists)), by=desk.by))
    return saved


def _refuse_taken(skus: list[str]) -> None:
    """A draft with a known SKU changes the product that has it: right for imports, not for a form that says new."""
    for sku, variant in variants_by_sku(skus).items():
        raise SkuTaken(sku, variant.product_slug)


def _drop_barcodes(product: WholeProduct | None, rows: list[TypedVariant], desk: Desk) -> None:
    """save_products adds barcodes; those that were taken out of the field go here."""
    kept = {code for row in rows for code in row.barcodes}
    shown = {row.sku.upper() for row in rows}
    before = {code for one in (product.variants if product else ()) if one.sku in shown for code in one.barcodes}
    if gone := before - kept:
        remove_barcodes(sorted(gone), by=desk.by)


def _raise_first(answers: Sequence[object]) -> None:
    for answer in answers:
        if isinstance(answer, Refusal):
            raise answer


def _lists(desk: Desk) -> list[PriceListRead]:
    return [one for one in pricing.price_lists() if one.is_active] if desk.may("pricing.read") else []


def _show(
    request: HttpRequest,
    desk: Desk,
    product: WholeProduct | None,
    form: dict[str, Any],
    *,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    known = attributes(by=desk.by)
    return show(
        request,
        desk,
        "office/product.html",
        status=status,
        product=product,
        form=form,
        said=said,
        attributes=[_attribute(one, form["attributes"], desk) for one in known],
        categories=[(node.slug, "\u2003" * node.depth + node.name) for node in all_categories(desk.language)],
        brands=[brand for brand, _count in brands(by=desk.by)[:200]],
        price_lists=_lists(desk),
        may_write=desk.may("catalog.write"),
        may_price=desk.may("pricing.write"),
        story=_story(product.id) if product else [],
    )


def _story(product_id: UUID) -> list[dict[str, Any]]:
    """The latest changes, newest first: which fields, who, when."""
    told = events.story_of("product", product_id)[-8:]
    names = actor_names([one.actor for one in told])
    return [
        {
            "at": one.happened_at,
            "what": ", ".join(one.facts.get("changed") or []) or spaced(one.name.rpartition(".")[2]),
            "who": names.get(one.actor, ""),
        }
        for one in reversed(told)
    ]


def _languages() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


def _blank(request: HttpRequest) -> dict[str, Any]:
    return {
        "name": request.GET.get("name", ""),
        "description": "",
        "brand": "",
        "category": "",
        "tax_class": "standard",
        "slug": "",
        "options": "",
        "option_names": [],
        "texts": {},
        "attributes": {},
        "variants": [_row("0", "", "", [], [], "pcs", "1", "", True, [])],
        "channels": _channels({}),
        "version": "",
    }


def _said(product: WholeProduct, desk: Desk) -> dict[str, Any]:
    """The form as the product is now."""
    lists = _lists(desk)
    prices: dict[tuple[UUID, str], str] = {}
    if lists:
        for price in prices_on_lists([one.id for one in product.variants], by=desk.by):
            if price.min_quantity == 1:
                plain = str(Money(price.amount_minor, price.currency).decimal())
                prices[price.variant_id, price.list_code] = plain
    shown = {one.channel_code: one for one in listings(by=desk.by, product_ids=[product.id])}
    return {
        "name": product.name,
        "description": product.description,
        "brand": product.brand,
        "category": product.category,
        "tax_class": product.tax_class,
        "slug": product.slug,
        "options": ", ".join(product.options),
        "option_names": product.options,
        "texts": _texts(product.name_in, product.description_in),
        "attributes": product.attributes,
        "variants": [
            _row(
                str(position),
                one.sku,
                one.title,
                [one.option_values.get(name, "") for name in product.options],
                list(one.barcodes),
                one.unit,
                str(one.step),
                "" if one.weight_grams is None else str(one.weight_grams),
                one.is_active,
                [(listed.code, prices.get((one.id, listed.code), "")) for listed in lists],
                variant_id=one.id,
            )
            for position, one in enumerate(product.variants)
        ],
        "channels": _channels({code: (one.is_visible, one.title, one.description) for code, one in shown.items()}),
        "version": product.version,
    }


def _retyped(request: HttpRequest, rows: list[TypedVariant], product: WholeProduct | None) -> dict[str, Any]:
    """The form as it was typed, so that nothing is lost when something was refused."""
    form = request.POST
    names = typed.option_names(form)
    ids = {one.sku: one.id for one in product.variants} if product else {}
    return {
        **{name: form.get(name, "") for name in ("name", "description", "brand", "category", "tax_class", "slug")},
        "options": form.get("options", ""),
        "option_names": names,
        "texts": _texts(
            {code: form.get(f"name_{code}", "") for code in OTHER_LANGUAGES},
            {code: form.get(f"description_{code}", "") for code in OTHER_LANGUAGES},
        ),
        "attributes": {name.removeprefix("attribute-"): form[name] for name in form if name.startswith("attribute-")},
        "variants": [
            _row(
                str(position),
                row.sku,
                row.title,
                [row.options.get(name, "") for name in names],
                row.barcodes,
                row.unit,
                row.step,
                row.weight,
                row.is_active,
                list(row.prices.items()),
                variant_id=ids.get(row.sku),
            )
            for position, row in enumerate(rows)
        ],
        "channels": _channels(
            {
                door.code: (
                    f"visible-in-{door.code}" in form,
                    form.get(f"title-in-{door.code}", ""),
                    form.get(f"description-in-{door.code}", ""),
                )
                for door in stores.channels()
            }
        ),
        "version": form.get("version", ""),
    }


def _row(
    number: str,
    sku: str,
    title: str,
    options: list[str],
    barcodes: list[str],
    unit: str,
    step: str,
    weight: str,
    is_active: bool,
    prices: list[tuple[str, str]],
    *,
    variant_id: UUID | None = None,
) -> dict[str, Any]:
    return {
        "row": number,
        "sku": sku,
        "title": title,
        "options": list(enumerate(options)),
        "barcodes": ", ".join(barcodes),
        "unit": unit,
        "step": step,
        "weight": weight,
        "is_active": is_active,
        "prices": prices,
        "id": variant_id,
    }


def _channels(shown: Mapping[str, tuple[bool, str, str]]) -> list[dict[str, Any]]:
    rows = []
    for door in stores.channels():
        is_visible, title, description = shown.get(door.code, (True, "", ""))
        rows.append(
            {"code": door.code, "name": door.name, "is_visible": is_visible, "title": title, "description": description}
        )
    return rows


def _texts(names: Mapping[str, str], descriptions: Mapping[str, str]) -> list[dict[str, str]]:
    languages = dict(_languages())
    return [
        {
            "code": code,
            "language": languages[code],
            "name": names.get(code, ""),
            "description": descriptions.get(code, ""),
        }
        for code in OTHER_LANGUAGES
    ]


def _attribute(one: AttributeRead, values: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    value = values.get(one.code, "")
    plain = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    choices = [
        (choice["value"], choice.get("name_in", {}).get(desk.language) or choice["value"]) for choice in one.choices
    ]
    if one.kind == "boolean":
        choices = [("yes", gettext("yes")), ("no", gettext("no"))]
    return {"code": one.code, "name": one.name, "unit": one.unit, "kind": one.kind, "value": plain, "choices": choices}
