"""The category tree and one category, as a shopper sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from duken.catalog._pages import Breadcrumb, breadcrumbs
from duken.catalog._tree import Shelf, Tree, current_tree
from duken.catalog.errors import CategoryUnknown
from duken.catalog.ids import CategoryId
from duken.catalog.search.filters import SearchFilters, SearchPage
from duken.catalog.search.find import PAGE_SIZE, Order, search_products


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """One shelf and those below it. `depth` is 0 for a root."""

    id: CategoryId
    slug: str
    name: str
    path: str
    colour: str
    depth: int
    children: tuple[CategoryNode, ...]


@dataclass(frozen=True, slots=True)
class CategoryPage:
    category: CategoryNode
    breadcrumbs: tuple[Breadcrumb, ...]
    found: SearchPage


def category_tree(language: str = "en") -> tuple[CategoryNode, ...]:
    """The active shelves from the roots down, in shop order. One statement."""
    return _below(current_tree(), None, language, 0)


def all_categories(language: str = "en") -> list[CategoryNode]:
    """The tree in one list: each shelf before those below it, in shop order."""

    def with_below(node: CategoryNode) -> Iterator[CategoryNode]:
        yield node
        for child in node.children:
            yield from with_below(child)

    return [one for root in category_tree(language) for one in with_below(root)]


def category_page(
    slug: str,
    *,
    channel: str,
    language: str = "en",
    filters: SearchFilters | None = None,
    page: int = 1,
    page_size: int = PAGE_SIZE,
    order: Order | None = None,
) -> CategoryPage:
    """A shelf with everything in its subtree, facets and pages as in a search. Raises CategoryUnknown."""
    tree = current_tree()
    shelf = tree.by_slug.get(slug)
    if shelf is None or not all(above.is_active for above in tree.upwards(shelf.id)):
        raise CategoryUnknown(slug)
    found = search_products(
        "",
        channel=channel,
        language=language,
        filters=replace(filters or SearchFilters(), category=slug),
        page=page,
        page_size=page_size,
        order=order,
    )
    trail = breadcrumbs(tree, shelf.id, language)
    return CategoryPage(_node(shelf, tree, language, len(trail) - 1), trail, found)


def _below(tree: Tree, parent: UUID | None, language: str, depth: int) -> tuple[CategoryNode, ...]:
    return tuple(_node(shelf, tree, language, depth) for shelf in tree.children.get(parent, []) if shelf.is_active)


def _node(shelf: Shelf, tree: Tree, language: str, depth: int) -> CategoryNode:
    return CategoryNode(
        id=CategoryId(shelf.id),
        slug=shelf.slug,
        name=shelf.name_for(language),
        path=shelf.path,
        colour=shelf.colour,
        depth=depth,
        children=_below(tree, shelf.id, language, depth + 1),
    )
