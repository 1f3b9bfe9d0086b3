"""The one statement that finds, ranks, counts and brings a page. No text from outside is SQL: only parameters are."""

# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from duken.catalog._known import read_json
from duken.catalog._tree import Tree
from duken.catalog._worded import Wording, picture_of
from duken.catalog.ids import ProductId, VariantId
from duken.catalog.search.filters import Hit
from duken.kernel import sql

MOST_ORDERED = 10_000
CODE_POINTS = 1_000  # more than all other points together


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made ready. `ranks` are (points, tsquery): each that matches adds its points."""

    channel: str
    tree: Tree
    words: str | None
    ranks: Sequence[tuple[int, str]]
    word_count: int
    category_ids: Sequence[UUID] | None
    product_ids: Sequence[UUID] | None
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)  # facet code -> values
    page: int = 1
    page_size: int = 20


@dataclass(frozen=True, slots=True)
class FoundHit:
    product_id: ProductId
    facts: Mapping[str, Any]

    @property
    def is_by_code(self) -> bool:
        """The whole question was this product's SKU or barcode."""
        return bool(self.facts["score"] >= CODE_POINTS)

    def worded(self, language: str) -> Hit:
        facts = self.facts
        wording = Wording(facts["name"], facts["name_in"], facts["title"] or "", facts["title_in"])
        name = wording.said_in(language)
        return Hit(
            product_id=self.product_id,
            slug=facts["slug"],
            name=name,
            brand=facts["brand"],
            category_id=UUID(facts["category_id"]) if facts["category_id"] else None,
            picture=picture_of(facts["picture"], name),
            variant_ids=tuple(VariantId(UUID(one)) for one in facts["variants"] or ()),
            sku=facts["sku"] or "",
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many products each value has: category id, brand, "code=value"; and the facet attributes themselves."""

    categories: Mapping[UUID, int]
    brands: Mapping[str, int]
    values: Mapping[str, int]
    attributes: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Found:
    hits: Sequence[FoundHit]
    total: int
    counts: Counts


def matching_ids(asked: Asked) -> list[ProductId]:
    """All that match, best first, at most MOST_ORDERED."""
    statement = f"{_found(asked)} SELECT product_id FROM chosen {_BEST_FIRST} LIMIT {MOST_ORDERED}"
    return [row[0] for row in sql.rows(statement, _parameters(asked))]


def one_page(asked: Asked) -> Found:
    """The page that is due by rank."""
    return _bring(asked, _PAGE_BY_RANK, {"limit": asked.page_size, "offset": (asked.page - 1) * asked.page_size})


def these_products(asked: Asked, product_ids: Sequence[UUID]) -> Found:
    """These products as the page, in this order; totals and counts as for all that match."""
    page = """
        page AS (SELECT product_id, score, place FROM unnest(%(shown)s::uuid[]) WITH ORDINALITY shown(product_id, place)
                 JOIN chosen USING (product_id))
    """
    return _bring(asked, page, {"shown": list(product_ids)})


def hits_alone(asked: Asked) -> Found:
    """The page that is due by rank and the total; nothing is counted for facets."""
    statement = f"{_found(asked)}, {_PAGE_BY_RANK} {_TOTAL} {_HITS}"
    more = {"limit": asked.page_size, "offset": (asked.page - 1) * asked.page_size}
    brought = sql.ask(statement, _plain(_parameters(asked) | more)).rows()
    return Found(_hits([row[1:] for row in brought if row[0] == "hit"]), brought[0][2], Counts({}, {}, {}, {}))


def _plain(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Lists as texts of arrays: what `sql.ask` sends on to a plan that is kept."""
    return {name: sql.array("text", one) if isinstance(one, list) else one for name, one in parameters.items()}


_BEST_FIRST = "ORDER BY score DESC, popularity DESC, product_id"
_PAGE_BY_RANK = f"""
page AS (SELECT product_id, score, row_number() OVER ({_BEST_FIRST}) AS place FROM chosen
         {_BEST_FIRST} LIMIT %(limit)s::int OFFSET %(offset)s::int)
"""
_TOTAL = "SELECT 'total', '', count(*), NULL::jsonb FROM chosen"
_KINDS = """
UNION ALL SELECT 'category', category_id::text, count(*), NULL FROM chosen WHERE category_id IS NOT NULL GROUP BY 2
UNION ALL SELECT 'attribute', code, position,
    jsonb_build_object('name', name, 'name_in', name_in, 'unit', unit, 'choices', choices)
    FROM catalog_attribute WHERE is_facet
"""
_HITS = """
UNION ALL SELECT 'hit', product.id::text, page.place, jsonb_build_object(
        'slug', product.slug, 'name', product.name, 'name_in', product.name_in, 'brand', product.brand,
        'category_id', product.category_id, 'title', listing.title, 'title_in', listing.title_in,
        'picture', coalesce(media.file, product.picture), 'variants', own.ids, 'sku', own.sku, 'score', page.score)
    FROM page JOIN catalog_product product ON product.id = page.product_id
    LEFT JOIN catalog_listing listing ON listing.product_id = product.id AND listing.channel_code = %(channel)s::text
    LEFT JOIN catalog_media media ON media.id = listing.media_id
    LEFT JOIN LATERAL (
        SELECT jsonb_agg(variant.id ORDER BY position, variant.sku) AS ids,
               (array_agg(variant.sku ORDER BY position, variant.sku))[1] AS sku
        FROM catalog_variant variant WHERE variant.product_id = product.id AND variant.is_active
    ) own ON true
"""


def _bring(asked: Asked, page: str, more: dict[str, Any]) -> Found:
    statement = f"{_found(asked)}, {page} {_TOTAL} {_KINDS} {_HITS} {_counted(asked)}"
    brought: dict[str, list[tuple[str, int, Any]]] = {}
    for kind, key, number, facts in sql.rows(statement, _parameters(asked) | more):
        brought.setdefault(kind, []).append((key, number, facts))
    return Found(
        hits=_hits(brought.get("hit", [])),
        total=brought["total"][0][1],
        counts=Counts(
            categories={UUID(key): number for key, number, _ in brought.get("category", [])},
            brands={key: number for key, number, _ in brought.get("brand", [])},
            values={key: number for key, number, _ in brought.get("value", [])},
            attributes={
                key: read_json(facts) for key, _, facts in sorted(brought.get("attribute", []), key=lambda one: one[1])
            },
        ),
    )


def _hits(brought: Sequence[tuple[Any, ...]]) -> list[FoundHit]:
    """In their places."""
    ordered = sorted(brought, key=lambda hit: hit[1])
    return [FoundHit(ProductId(UUID(key)), read_json(facts)) for key, _, facts in ordered]


def _found(asked: Asked) -> str:
    """`found`: all but the chosen facet values applied; `chosen`: those too."""
    where = ["(channel_code = '' OR channel_code = %(channel)s::text)", "NOT not_in @> ARRAY[%(channel)s::text]"]
    where += ["words @@ %(words)s::tsquery"] if asked.words is not None else []
    where += ["category_id = ANY(%(categories)s::uuid[])"] if asked.category_ids is not None else []
    where += ["product_id = ANY(%(products)s::uuid[])"] if asked.product_ids is not None else []
    flags = "".join(f", {_condition(code, place)} AS is_ok_{place}" for place, code in enumerate(asked.choices))
    return f"""
        WITH found AS MATERIALIZED (
            SELECT product_id, category_id, brand, facets, popularity, {_score(asked)} AS score {flags}
            FROM catalog_searchentry WHERE {" AND ".join(where)}
        ), chosen AS NOT MATERIALIZED (SELECT * FROM found WHERE {_all_ok(asked)})
    """


def _condition(code: str, place: int) -> str:
    return f"brand = ANY(%(choice_{place})s::text[])" if code == "brand" else f"facets && %(choice_{place})s::text[]"


def _all_ok(asked: Asked, *, but: str | None = None) -> str:
    flags = [f"is_ok_{place}" for place, code in enumerate(asked.choices) if code != but]
    return " AND ".join(flags) or "true"


def _score(asked: Asked) -> str:
    """Points for how well the words match, for a name not much longer than the question, for being bought often."""
    if asked.words is None:
        return "0::float8"
    ranks = "".join(
        f" + CASE WHEN words @@ %(rank_{place})s::tsquery THEN {points} ELSE 0 END"
        for place, (points, _) in enumerate(asked.ranks)
    )
    length = f"30.0 * {asked.word_count} / greatest(name_length, {asked.word_count})"
    return f"{length} + least(25, 3 * ln(1 + popularity)){ranks}"


def _counted(asked: Asked) -> str:
    """Each facet is counted without its own choice, so that a second value can be added to the first."""
    counted = [
        f"SELECT 'brand', brand, count(*), NULL::jsonb FROM found "
        f"WHERE brand <> '' AND {_all_ok(asked, but='brand')} GROUP BY brand"
    ]
    own = [(place, code) for place, code in enumerate(asked.choices) if code != "brand"]
    others = "".join(f" AND NOT starts_with(value, %(facet_{place})s)" for place, _ in own)
    counted.append(
        f"SELECT 'value', value, count(*), NULL FROM chosen, unnest(facets) value WHERE true {others} GROUP BY value"
    )
    for place, code in own:
        counted.append(
            f"SELECT 'value', value, count(*), NULL FROM found, unnest(facets) value "
            f"WHERE starts_with(value, %(facet_{place})s) AND {_all_ok(asked, but=code)} GROUP BY value"
        )
    return " ".join(f"UNION ALL {one}" for one in counted)


def _parameters(asked: Asked) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        "channel": asked.channel,
        "words": asked.words,
        "categories": None if asked.category_ids is None else list(asked.category_ids),
        "products": None if asked.product_ids is None else list(asked.product_ids),
    }
    parameters |= {f"rank_{place}": query for place, (_, query) in enumerate(asked.ranks)}
    for place, (code, values) in enumerate(asked.choices.items()):
        parameters[f"facet_{place}"] = f"{code}="
        parameters[f"choice_{place}"] = list(values) if code == "brand" else [f"{code}={one}" for one in values]
    return parameters
