"""The product page: everything a channel shows of one product, in one language. One statement, or four."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from duken.catalog._attributes import Attributes, AttributeShown, current_attributes
from duken.catalog._kept_pages import Key, Lately, page_lately, pages, remember
from duken.catalog._known import read_json
from duken.catalog._tree import Tree, current_tree, in_language
from duken.catalog._variants import variants_by_sku
from duken.catalog._worded import Wording, picture_of
from duken.catalog.errors import ProductUnknown, VariantUnknown
from duken.catalog.ids import CategoryId, ProductId, VariantId
from duken.catalog.pictures import Picture
from duken.kernel import reading, sql


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    id: CategoryId
    slug: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One attribute of a product. `value` is as stored (text, number, yes or no), `shown` in words, without unit."""

    code: str
    name: str
    value: Any
    shown: str
    unit: str


@dataclass(frozen=True, slots=True)
class Option:
    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageVariant:
    """`title` is the variant's own ("Red, L"), "" for a product with one; the name is the page's."""

    id: VariantId
    sku: str
    title: str
    option_values: Mapping[str, str]
    unit: str
    step: int
    weight_grams: int | None
    picture: Picture | None
    barcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductPage:
    id: ProductId
    slug: str
    name: str
    description: str
    brand: str
    tax_class: str
    breadcrumbs: tuple[Breadcrumb, ...]
    options: tuple[Option, ...]
    variants: tuple[PageVariant, ...]
    pictures: tuple[Picture, ...]
    characteristics: tuple[Characteristic, ...]
    version: int

    @property
    def picture(self) -> Picture | None:
        return self.pictures[0] if self.pictures else None

    @property
    def colour(self) -> str:
        """The colour of the nearest shelf that has one; "" if none has."""
        return next((shelf.colour for shelf in reversed(self.breadcrumbs) if shelf.colour), "")


def product_page(slug: str, channel: str, language: str = "en") -> ProductPage:
    """What `channel` shows of the product; raises ProductUnknown also when it is archived or hidden there."""
    lately = _lately("slug", slug, channel, language)
    if lately and lately.is_current():
        page: ProductPage = lately.page
        return page
    pages = pages_of([slug], channel, language)
    if not pages:
        raise ProductUnknown(slug)
    remember("slug", slug, Key(pages[0].id, pages[0].version, channel, language))
    return pages[0]


class Shown(NamedTuple):
    """A product's page, asked for by a SKU: the SKU as it is kept, and its variant (an archived one, too)."""

    sku: str
    variant_id: VariantId
    page: ProductPage


def page_with(sku: str, channel: str, language: str = "en") -> Shown:
    """The product that has this SKU, as `product_page` shows it. Raises VariantUnknown, ProductUnknown."""
    found = variants_by_sku([sku]).get(sku)
    if found is None:
        raise VariantUnknown(sku)
    page = product_page(found.product_slug, channel, language)
    remember("sku", found.sku, Key(page.id, page.version, channel, language))
    return Shown(found.sku, found.id, page)


def page_with_lately(sku: str, channel: str, language: str = "en") -> tuple[Shown, Callable[[], bool]] | None:
    """What `page_with` answered lately, and the question whether that is still so: ask it together with others."""
    kept = sku.strip().upper()
    lately = _lately("sku", kept, channel, language)
    own = next((one for one in lately.page.variants if one.sku == kept), None) if lately else None
    return (Shown(kept, own.id, lately.page), lately.is_current) if lately and own else None


def _lately(kind: str, name: str, channel: str, language: str) -> Lately | None:
    return page_lately(kind, name, channel, language, made_with=(current_tree(), current_attributes()))


def pages_of(slugs: Sequence[str], channel: str, language: str) -> list[ProductPage]:
    """The pages of those products the channel shows, in the order asked."""
    rows = {row.slug: row for row in _products(slugs, channel)}
    found = [rows[slug] for slug in dict.fromkeys(slugs) if slug in rows]
    if not found:
        return []
    tree, attributes = current_tree(), current_attributes()
    wanted = {Key(row.id, row.version, channel, language): row for row in found}
    return pages(
        list(wanted),
        made_with=(tree, attributes),
        read=lambda missing: _made([wanted[key] for key in missing], missing, tree, attributes),
    )


def _made(rows: Sequence[_Product], keys: Sequence[Key], tree: Tree, attributes: Attributes) -> dict[Key, ProductPage]:
    with reading.fresh():  # a product's parts must not be older than its version
        variants, media = _variants([row.id for row in rows]), _media([row.id for row in rows])
    return {
        key: _page(row, variants.get(row.id, []), media.get(row.id, []), attributes, tree, key.language)
        for key, row in zip(keys, rows, strict=True)
    }


class _Product(NamedTuple):
    id: UUID
    slug: str
    name: str
    name_in: Any
    description: str
    description_in: Any
    brand: str
    category_id: UUID | None
    tax_class: str
    attributes: Any
    options: Any
    version: int
    title: str
    title_in: Any
    own_description: str
    own_description_in: Any
    own_attributes: Any
    own_media: UUID | None


class _Variant(NamedTuple):
    product_id: UUID
    id: UUID
    sku: str
    title: str
    option_values: Any
    unit: str
    step: int
    weight_grams: int | None
    picture: str
    barcodes: list[str]


class _Media(NamedTuple):
    product_id: UUID
    id: UUID
    file: str
    alt: str
    alt_in: Any
    width: int
    height: int


def _page(
    row: _Product,
    variants: Sequence[_Variant],
    media: Sequence[_Media],
    attributes: Attributes,
    tree: Tree,
    language: str,
) -> ProductPage:
    name = Wording(row.name, row.name_in, row.title, row.title_in).said_in(language)
    described = Wording(row.description, row.description_in, row.own_description, row.own_description_in)
    options = read_json(row.options)
    values = read_json(row.attributes) | read_json(row.own_attributes or {})
    return ProductPage(
        id=ProductId(row.id),
        slug=row.slug,
        name=name,
        description=described.said_in(language),
        brand=row.brand,
        tax_class=row.tax_class,
        breadcrumbs=breadcrumbs(tree, row.category_id, language),
        options=tuple(Option(option["name"], tuple(option["values"])) for option in options),
        variants=tuple(_page_variant(variant, options, name) for variant in variants),
        pictures=_pictures(media, row.own_media, name, language),
        characteristics=characteristics(values, attributes, language),
        version=row.version,
    )


def breadcrumbs(tree: Tree, category_id: UUID | None, language: str) -> tuple[Breadcrumb, ...]:
    return tuple(
        Breadcrumb(CategoryId(shelf.id), shelf.slug, shelf.name_for(language), shelf.colour)
        for shelf in tree.upwards(category_id)
    )


def _page_variant(row: _Variant, options: Sequence[Mapping[str, Any]], name: str) -> PageVariant:
    values = read_json(row.option_values)
    told = [values[option["name"]] for option in options if option["name"] in values]
    return PageVariant(
        id=VariantId(row.id),
        sku=row.sku,
        title=row.title or ", ".join(told),
        option_values=values,
        unit=row.unit,
        step=row.step,
        weight_grams=row.weight_grams,
        picture=picture_of(row.picture, name),
        barcodes=tuple(row.barcodes),
    )


def _pictures(media: Sequence[_Media], first: UUID | None, name: str, language: str) -> tuple[Picture, ...]:
    """The product's pictures; the one the channel prefers comes first."""
    ordered = sorted(media, key=lambda one: one.id != first) if first else media
    return tuple(
        Picture(one.file, in_language(one.alt, one.alt_in, language) or name, one.width, one.height) for one in ordered
    )


def characteristics(values: Mapping[str, Any], attributes: Attributes, language: str) -> tuple[Characteristic, ...]:
    """In the order the shop gave its attributes."""
    return tuple(
        Characteristic(
            code=code,
            name=in_language(attribute.name, attribute.name_in, language),
            value=values[code],
            shown=_shown(values[code], attribute, language),
            unit=attribute.unit,
        )
        for code, attribute in attributes.items()
        if code in values
    )


def _shown(value: Any, attribute: AttributeShown, language: str) -> str:
    if isinstance(value, bool):
        return "✓" if value else "–"  # the same in every language
    for choice in read_json(attribute.choices):
        if choice["value"] == value:
            return in_language(value, choice.get("name_in"), language)
    return str(value)


def _products(slugs: Sequence[str], channel: str) -> list[_Product]:
    found = sql.ask(
        """
        SELECT product.id, product.slug, product.name, product.name_in, product.description, product.description_in,
               product.brand, product.category_id, product.tax_class, product.attributes, product.options,
               product.version, coalesce(listing.title, ''), listing.title_in, coalesce(listing.description, ''),
               listing.description_in, listing.attributes, listing.media_id
        FROM catalog_product product
        LEFT JOIN catalog_listing listing ON listing.product_id = product.id AND listing.channel_code = %s::text
        WHERE product.slug = ANY(ARRAY(SELECT unnest(%s::text[])))
          AND product.is_active AND coalesce(listing.is_visible, true)
        """,
        [channel, sql.array("text", [slug for slug in slugs if slug.isascii() and slug.isprintable()])],
    )
    return [_Product(*row) for row in found.rows()]


def _variants(product_ids: Sequence[UUID]) -> dict[UUID, list[_Variant]]:
    found = sql.ask(
        """
        SELECT product_id, id, sku, title, option_values, unit, step, weight_grams, picture,
               array(SELECT code FROM catalog_barcode WHERE variant_id = variant.id ORDER BY code)
        FROM catalog_variant variant WHERE product_id = ANY(ARRAY(SELECT unnest(%s::uuid[]))) AND is_active
        ORDER BY position, sku
        """,
        [sql.array("uuid", product_ids)],
    )
    return _grouped([_Variant(*row) for row in found.rows()])


def _media(product_ids: Sequence[UUID]) -> dict[UUID, list[_Media]]:
    found = sql.ask(
        """
        SELECT product_id, id, file, alt, alt_in, width, height FROM catalog_media
        WHERE product_id = ANY(ARRAY(SELECT unnest(%s::uuid[]))) ORDER BY position, id
        """,
        [sql.array("uuid", product_ids)],
    )
    return _grouped([_Media(*row) for row in found.rows()])


def _grouped(rows: Sequence[Any]) -> dict[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.product_id, []).append(row)
    return grouped
