"""What the catalogue refuses. The words for each lie in duken/channels/texts.py."""

from __future__ import annotations

from duken.kernel.refusals import Conflict, Invalid, Missing


class ProductUnknown(Missing):
    code = "catalog.product_unknown"

    def __init__(self, product: object) -> None:
        super().__init__(product=str(product)[:80])


class VariantUnknown(Missing):
    code = "catalog.variant_unknown"

    def __init__(self, sku: object) -> None:
        super().__init__(sku=str(sku)[:80])


class CategoryUnknown(Missing):
    code = "catalog.category_unknown"

    def __init__(self, category: object) -> None:
        super().__init__(category=str(category)[:80])


class MediaUnknown(Missing):
    code = "catalog.media_unknown"

    def __init__(self, media: object) -> None:
        super().__init__(media=str(media)[:80])


class AttributeUnknown(Missing):
    code = "catalog.attribute_unknown"

    def __init__(self, attribute: object) -> None:
        super().__init__(attribute=str(attribute)[:80])


class CodeUnknown(Missing):
    code = "catalog.code_unknown"

    def __init__(self, scan: str) -> None:
        super().__init__(scan=scan[:80])


class CaseNotRegistered(Conflict):
    """The case of a known item was scanned, but nobody has said how many are inside."""

    code = "catalog.case_not_registered"

    def __init__(self, scan: str, sku: str) -> None:
        super().__init__(scan=scan[:80], sku=sku)


class BadBarcode(Invalid):
    code = "catalog.bad_barcode"

    def __init__(self, barcode: object) -> None:
        super().__init__(barcode=str(barcode)[:80])


class BarcodeTaken(Conflict):
    code = "catalog.barcode_taken"

    def __init__(self, barcode: str, sku: str) -> None:
        super().__init__(barcode=barcode, sku=sku)


class SkuTaken(Conflict):
    code = "catalog.sku_taken"

    def __init__(self, sku: str, product: str) -> None:
        super().__init__(sku=sku, product=product)


class SlugTaken(Conflict):
    code = "catalog.slug_taken"

    def __init__(self, slug: str) -> None:
        super().__init__(slug=slug)


class SameOptions(Conflict):
    code = "catalog.same_options"

    def __init__(self, sku: str, other_sku: str) -> None:
        super().__init__(sku=sku, other_sku=other_sku)


class ProductChanged(Conflict):
    """Somebody saved the product after this draft was opened."""

    code = "catalog.product_changed"

    def __init__(self, product: str, version: int) -> None:
        super().__init__(product=product, version=version)


class BadAttributeValue(Invalid):
    code = "catalog.bad_attribute_value"

    def __init__(self, attribute: str, value: object) -> None:
        super().__init__(attribute=attribute, value=str(value)[:80])


class CategoryLoop(Conflict):
    code = "catalog.category_loop"

    def __init__(self, category: str, parent: str) -> None:
        super().__init__(category=category, parent=parent)


class NotAPicture(Invalid):
    code = "catalog.not_a_picture"

    def __init__(self, name: str = "") -> None:
        super().__init__(name=name[:80])


class PictureTooLarge(Invalid):
    code = "catalog.picture_too_large"

    def __init__(self, name: str = "", limit: str = "") -> None:
        super().__init__(name=name[:80], limit=limit)
