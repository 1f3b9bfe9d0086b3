"""The shop's own vocabulary: which lexemes are in use, and which of them a strange word resembles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from duken.kernel import sql


class Known(NamedTuple):
    """`shown` is a word of some product for this lexeme; `uses` the number of products having it."""

    lexeme: str
    shown: str
    uses: int


def look_up(lexemes: Collection[str], prefixes: Collection[str] = ()) -> tuple[dict[str, Known], dict[str, Known]]:
    """Those in use, and for each prefix the most used lexeme that begins with it. One statement, none for nothing."""
    if not lexemes and not prefixes:
        return {}, {}
    found = sql.ask(
        """
        SELECT '', known.* FROM unnest(%(lexemes)s::text[]) asked(lexeme)
        CROSS JOIN LATERAL (
            -- OFFSET 0 keeps the planner on one index probe a lexeme: = ANY with a thousand is ten times slower.
            SELECT lexeme, shown, uses FROM catalog_searchword WHERE lexeme = asked.lexeme AND uses > 0 OFFSET 0
        ) known
        UNION ALL
        SELECT sought.prefix, best.* FROM unnest(%(prefixes)s::text[], %(patterns)s::text[]) sought(prefix, pattern)
        CROSS JOIN LATERAL (
            SELECT lexeme, shown, uses FROM catalog_searchword WHERE lexeme LIKE sought.pattern AND uses > 0
            ORDER BY uses DESC LIMIT 1
        ) best
        """,
        _prefix_parameters(prefixes) | {"lexemes": sql.array("text", lexemes)},
    ).rows()
    exact = {row[1]: Known(*row[1:]) for row in found if row[0] == ""}
    begun = {row[0]: Known(*row[1:]) for row in found if row[0] != ""}
    return exact, begun


def _prefix_parameters(prefixes: Iterable[str]) -> dict[str, str]:
    given = [prefix for prefix in prefixes if prefix]
    patterns = [like_prefix(prefix) for prefix in given]
    return {"prefixes": sql.array("text", given), "patterns": sql.array("text", patterns)}


def like_prefix(prefix: str) -> str:
    """A LIKE pattern for what begins with `prefix`, whatever signs are in it."""
    return prefix.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"


def similar(words: Iterable[str], *, most: int = 20) -> dict[str, list[Known]]:
    """For each word the lexemes whose trigrams resemble it most. One statement."""
    found = sql.ask(
        """
        SELECT sought.word, near.* FROM unnest(%s::text[]) sought(word)
        CROSS JOIN LATERAL (
            SELECT lexeme, shown, uses FROM catalog_searchword
            WHERE lexeme %% sought.word AND uses > 0
            ORDER BY similarity(lexeme, sought.word) DESC LIMIT %s::int
        ) near
        """,
        [sql.array("text", words), most],
    ).rows()
    near: dict[str, list[Known]] = {}
    for word, *known in found:
        near.setdefault(word, []).append(Known(*known))
    return near


def starting_with(prefix: str, *, most: int) -> list[Known]:
    """The most used words (not stems, skeletons) that begin with `prefix`."""
    return sql.named_rows(
        Known,
        """
        SELECT lexeme, shown, uses FROM catalog_searchword
        WHERE lexeme LIKE %s AND uses > 0 ORDER BY uses DESC, lexeme LIMIT %s
        """,
        [like_prefix(prefix), most],
    )
