"""Questions about the catalogue that change nothing. What takes `by` is for staff; the rest any shopper may ask."""

from __future__ import annotations

from duken.catalog._counter import (
    CounterRow,
    Place,
    ask_for_barcodes,
    best_sold,
    counter_rows,
    products_under,
    shelves_above,
    variants_for_sale,
    variants_of_products,
)
from duken.catalog._overrides import Override, brands, listings
from duken.catalog._pages import (
    Breadcrumb,
    Characteristic,
    Option,
    PageVariant,
    ProductPage,
    Shown,
    page_with,
    page_with_lately,
    pages_of,
    product_page,
)
from duken.catalog._places import ProductPlace, product_places
from duken.catalog._scans import Scanned, find_by_code, in_store_patterns
from duken.catalog._shelves import CategoryNode, CategoryPage, all_categories, category_page, category_tree
from duken.catalog._side_by_side import ComparedRow, Comparison, side_by_side
from duken.catalog._sitemap import slugs_for_sitemap
from duken.catalog._tree import forget as forget_tree
from duken.catalog._variants import VariantRead, variants_by_id, variants_by_sku, variants_of
from duken.catalog.ids import CategoryId, MediaId, ProductId, VariantId
from duken.catalog.pictures import Picture, picture_url
from duken.catalog.search.filters import Facet, FacetValue, Hit, SearchFilters, SearchPage
from duken.catalog.search.find import find_hits, search_products
from duken.catalog.search.suggest import Suggestions, suggest

__all__ = [
    "Breadcrumb",
    "CategoryId",
    "CategoryNode",
    "CategoryPage",
    "Characteristic",
    "ComparedRow",
    "Comparison",
    "CounterRow",
    "Facet",
    "FacetValue",
    "Hit",
    "MediaId",
    "Option",
    "Override",
    "PageVariant",
    "Picture",
    "Place",
    "ProductId",
    "ProductPage",
    "ProductPlace",
    "Scanned",
    "SearchFilters",
    "SearchPage",
    "Shown",
    "Suggestions",
    "VariantId",
    "VariantRead",
    "all_categories",
    "ask_for_barcodes",
    "best_sold",
    "brands",
    "category_page",
    "category_tree",
    "counter_rows",
    "find_by_code",
    "find_hits",
    "forget_tree",
    "in_store_patterns",
    "listings",
    "page_with",
    "page_with_lately",
    "pages_of",
    "picture_url",
    "product_page",
    "product_places",
    "products_under",
    "search_products",
    "shelves_above",
    "side_by_side",
    "slugs_for_sitemap",
    "suggest",
    "variants_by_id",
    "variants_by_sku",
    "variants_for_sale",
    "variants_of",
    "variants_of_products",
]
