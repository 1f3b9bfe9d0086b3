"""Keeping the index: what is searched is rewritten in the transaction that changed the product."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID


def refresh(product_ids: Sequence[UUID]) -> None:
    """Rewrite the entries of these products."""
