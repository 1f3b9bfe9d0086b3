"""Write decided chains: four set-based statements, however many chains. None of them is waited for."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.ledger.decide import Balance, Row
from duken.ledger.entries import HOLD, Chain


class KeyTaken(Exception):
    """Another transaction has just used one of our keys: look again and its answer will be found."""


def write_chains(
    written: Sequence[tuple[Chain, UUID, tuple[Row, ...]]], balances: dict[UUID, Balance], by: Actor
) -> None:
    if not written:
        return
    now = clock.now()
    sql.insert_new(
        "ledger_chain",
        {
            "id": ("uuid", [chain_id for _, chain_id, _ in written]),
            "key": ("text", [chain.key for chain, _, _ in written]),
            "fingerprint": ("bytea", [chain.fingerprint() for chain, _, _ in written]),
            "document": ("text", [chain.document for chain, _, _ in written]),
            "actor": ("text", [chain.actor or by.id for chain, _, _ in written]),
            "happened_at": ("timestamptz", [chain.happened_at or now for chain, _, _ in written]),
            "recorded_at": ("timestamptz", sql.Same(now)),
        },
        by="key",
        otherwise=KeyTaken,
    )
    rows = [
        (chain, chain_id, position, row)
        for chain, chain_id, chain_rows in written
        for position, row in enumerate(chain_rows)
    ]
    sql.insert(
        "ledger_transfer",
        {
            "id": ("uuid", [row.id for *_, row in rows]),
            "chain_id": ("uuid", [chain_id for _, chain_id, _, _ in rows]),
            "position": ("smallint", [position for _, _, position, _ in rows]),
            "kind": ("smallint", [row.kind for *_, row in rows]),
            "from_account": ("uuid", [row.source for *_, row in rows]),
            "to_account": ("uuid", [row.target for *_, row in rows]),
            "amount": ("bigint", [row.amount for *_, row in rows]),
            "hold_id": ("uuid", [row.hold for *_, row in rows]),
            "reason": ("text", [row.reason for *_, row in rows]),
            "happened_at": ("timestamptz", [chain.happened_at or now for chain, *_ in rows]),
        },
    )
    _write_holds(rows)
    _write_balances([(identifier, balance) for identifier, balance in balances.items() if balance.changed])


def _write_holds(rows: Sequence[tuple[Chain, UUID, int, Row]]) -> None:
    ended = {row.hold for *_, row in rows if row.hold is not None}
    made = [(chain, row) for chain, _, _, row in rows if row.kind == HOLD and row.id not in ended]
    if made:
        sql.insert(
            "ledger_openhold",
            {
                "id": ("uuid", [row.id for _, row in made]),
                "from_account": ("uuid", [row.source for _, row in made]),
                "to_account": ("uuid", [row.target for _, row in made]),
                "amount": ("bigint", [row.amount for _, row in made]),
                "document": ("text", [chain.document for chain, _ in made]),
                "expires_at": ("timestamptz", [row.expires_at for _, row in made]),
            },
        )
    if ended:
        sql.ask("DELETE FROM ledger_openhold WHERE id = ANY(%s::uuid[])", [sql.array("uuid", ended)])


def _write_balances(changed: Sequence[tuple[UUID, Balance]]) -> None:
    if changed:
        sql.ask(
            """UPDATE ledger_account a SET posted = n.posted, held = n.held
               FROM unnest(%s::uuid[], %s::bigint[], %s::bigint[]) n(id, posted, held) WHERE a.id = n.id""",
            [
                sql.array("uuid", [identifier for identifier, _ in changed]),
                sql.array("bigint", [balance.posted for _, balance in changed]),
                sql.array("bigint", [balance.held for _, balance in changed]),
            ],
        )
