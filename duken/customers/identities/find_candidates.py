"""Look for cards that may be one person's: only what has changed since the last time, against everything."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2b
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction

from duken.customers.identities.candidate_rows import Pair, pair
from duken.customers.identities.load_profiles import profiles_of
from duken.customers.identities.profile import Profile, keys_of, name_key
from duken.customers.identities.score import WAITS_FROM, Likeness, compare
from duken.kernel import clock, sql
from duken.kernel.actor import Actor

CROWDED = 60  # a key that so many share tells nothing


def find_candidates(*, limit: int = 500, by: Actor) -> int:
    """Compare up to `limit` changed cards with all others; answers how many were looked at.

    A pair that was decided stays decided; one that waits gets its new score, or goes when it is not likely any more.
    """
    by.require("customers.merge")
    with transaction.atomic():
        rows = sql.rows(_CHANGED, [limit])
        if not rows:
            return 0
        speaking = [card for card, is_joined in rows if not is_joined]
        mine = profiles_of(speaking)
        _write_keys(mine, [card for card, _ in rows])
        pairs = _neighbours(speaking)
        known = mine | profiles_of({card for both in pairs for card in both} - mine.keys())
        pairs = [both for both in pairs if known.keys() >= set(both)]
        carriers = _carriers({name_key(known[first]) for first, _ in pairs})
        found = {
            (one, other): compare(known[one], known[other], namesakes=carriers[name_key(known[one])])
            for one, other in pairs
        }
        _queue(speaking, found)
        sql.run(
            "UPDATE customers_customer SET compared_at = %s WHERE id = ANY(%s)", [clock.now(), [row[0] for row in rows]]
        )
    return len(rows)


_CHANGED = """
SELECT c.id, EXISTS (SELECT FROM customers_alias a WHERE a.customer_id = c.id)
FROM customers_customer c WHERE c.compared_at IS NULL ORDER BY c.id LIMIT %s FOR UPDATE OF c SKIP LOCKED
"""


def _write_keys(profiles: dict[UUID, Profile], cards: Sequence[UUID]) -> None:
    sql.run("DELETE FROM customers_block WHERE customer_id = ANY(%s)", [list(cards)])
    written = [(card, _hashed(key)) for card, profile in profiles.items() for key in keys_of(profile)]
    if written:
        sql.insert(
            "customers_block",
            {"customer_id": ("uuid", [card for card, _ in written]), "key": ("bigint", [key for _, key in written])},
        )


def _neighbours(cards: Sequence[UUID]) -> list[Pair]:
    """Pairs that share a key which is not crowded."""
    rows = sql.rows(
        """WITH mine AS (SELECT DISTINCT key FROM customers_block WHERE customer_id = ANY(%s)), quiet AS (
               SELECT mine.key, array_agg(b.customer_id) AS cards
               FROM mine CROSS JOIN LATERAL (
                   SELECT customer_id FROM customers_block b WHERE b.key = mine.key LIMIT %s
               ) b GROUP BY mine.key HAVING count(*) BETWEEN 2 AND %s
           )
           SELECT DISTINCT least(a, b), greatest(a, b)
           FROM quiet, unnest(cards) a, unnest(cards) b WHERE a = ANY(%s) AND a <> b""",
        [list(cards), CROWDED + 1, CROWDED, list(cards)],
    )
    return [pair(one, other) for one, other in rows]


def _carriers(names: Collection[str]) -> dict[str, int]:
    """How many cards carry each whole name, counted no further than is asked for."""
    hashed = {_hashed(name): name for name in names}
    rows = sql.rows(
        """SELECT asked.key, (
               SELECT count(*) FROM (SELECT FROM customers_block b WHERE b.key = asked.key LIMIT 1000) carriers
           ) FROM unnest(%s::bigint[]) asked(key)""",
        [list(hashed)],
    )
    return {hashed[key]: count for key, count in rows}


def _queue(cards: Collection[UUID], found: dict[Pair, Likeness]) -> None:
    likely = sorted((both, likeness) for both, likeness in found.items() if likeness.score >= WAITS_FROM)
    sql.run(
        "DELETE FROM customers_candidate WHERE status = 'waiting' AND (first_id = ANY(%s) OR second_id = ANY(%s))",
        [list(cards), list(cards)],
    )
    if not likely:
        return
    sql.insert(
        "customers_candidate",
        {
            "first_id": ("uuid", [first for (first, _), _ in likely]),
            "second_id": ("uuid", [second for (_, second), _ in likely]),
            "score": ("smallint", [likeness.score for _, likeness in likely]),
            "reasons": ("jsonb", [_said(likeness) for _, likeness in likely]),
            "status": ("text", sql.Same("waiting")),
            "found_at": ("timestamptz", sql.Same(clock.now())),
            "decided_by": ("text", sql.Same("")),
        },
        "ON CONFLICT (first_id, second_id) DO NOTHING",
    )


def _said(likeness: Likeness) -> str:
    return orjson.dumps([[reason.code, reason.bits] for reason in likeness.reasons]).decode()


def _hashed(key: str) -> int:
    secret = settings.SECRET_KEY.encode()[:64]
    return int.from_bytes(blake2b(key.encode(), key=secret, digest_size=8).digest(), signed=True)
