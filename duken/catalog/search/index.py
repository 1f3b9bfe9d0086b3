"""Keeping the index: what is searched is rewritten in the transaction that changed the product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.catalog._lock import lock_catalogue
from duken.catalog.search._subjects import subjects_of
from duken.catalog.search.entries import Entry, entry_for
from duken.kernel import sql
from duken.kernel.actor import Actor

BATCH = 1_000
_SEPARATOR = "\x1f"


def refresh(product_ids: Sequence[UUID]) -> None:
    """Rewrite the entries of these products; archived ones lose theirs. A fixed number of statements."""
    if not product_ids:
        return
    words = _Words()
    entries = [words.count(entry_for(subject)) for subject in subjects_of(product_ids)]
    _forget(product_ids)
    _write(entries)
    words.add_to_vocabulary()


def reindex(*, by: Actor) -> int:
    """Make the whole index and vocabulary anew, in batches of a thousand; answers how many products were read.

    One transaction: searches see the old index until the new one is whole.
    """
    by.require("catalog.write")
    with transaction.atomic():
        lock_catalogue()
        sql.run("DELETE FROM catalog_searchentry")
        sql.run("DELETE FROM catalog_searchword")
        product_ids = [row[0] for row in sql.rows("SELECT id FROM catalog_product WHERE is_active ORDER BY id")]
        words = _Words()
        for start in range(0, len(product_ids), BATCH):
            _write([words.count(entry_for(one)) for one in subjects_of(product_ids[start : start + BATCH])])
        words.add_to_vocabulary()  # once: a row rewritten in every batch of one transaction grows a long tail
    return len(product_ids)


class _Words:
    """The vocabulary of a batch: how many products use each lexeme, and a word to show for it."""

    def __init__(self) -> None:
        self.uses: Counter[str] = Counter()
        self.shown: dict[str, str] = {}

    def count(self, entry: Entry) -> Entry:
        self.uses.update(entry.shown.keys())
        self.shown.update(entry.shown)
        return entry

    def add_to_vocabulary(self) -> None:
        sql.insert(
            "catalog_searchword",
            {
                "lexeme": ("text", list(self.uses)),
                "shown": ("text", [self.shown[lexeme] for lexeme in self.uses]),
                "uses": ("int", list(self.uses.values())),
            },
            "ON CONFLICT (lexeme) DO UPDATE SET uses = catalog_searchword.uses + EXCLUDED.uses,"
            " shown = CASE WHEN catalog_searchword.uses > 0 THEN catalog_searchword.shown ELSE EXCLUDED.shown END",
        )


def _forget(product_ids: Sequence[UUID]) -> None:
    sql.run(
        """
        WITH gone AS (DELETE FROM catalog_searchentry WHERE product_id = ANY(%s) RETURNING words),
             counted AS (SELECT lexeme, count(*) AS uses FROM gone, unnest(gone.words) GROUP BY lexeme)
        UPDATE catalog_searchword word SET uses = word.uses - counted.uses
        FROM counted WHERE word.lexeme = counted.lexeme
        """,
        [list(product_ids)],
    )


def _write(entries: Sequence[Entry]) -> None:
    if not entries:
        return
    subjects = [entry.subject for entry in entries]
    sql.run(
        """
        INSERT INTO catalog_searchentry
            (product_id, channel_code, not_in, words, name_length, category_id, brand, facets, popularity)
        SELECT product_id, channel_code, string_to_array(not_in, %s), words::tsvector, name_length, category_id, brand,
               string_to_array(facets, %s), popularity
        FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::int[], %s::uuid[], %s::text[], %s::text[],
                    %s::int[])
             fresh(product_id, channel_code, not_in, words, name_length, category_id, brand, facets, popularity)
        """,
        [
            _SEPARATOR,
            _SEPARATOR,
            [subject.product_id for subject in subjects],
            [subject.channel_code for subject in subjects],
            [_SEPARATOR.join(subject.not_in) for subject in subjects],
            [entry.words for entry in entries],
            [entry.name_length for entry in entries],
            [subject.category_id for subject in subjects],
            [subject.brand for subject in subjects],
            [_SEPARATOR.join(subject.facets) for subject in subjects],
            [subject.popularity for subject in subjects],
        ],
    )
