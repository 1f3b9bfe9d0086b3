"""Promise an article for a while: `python -m tests.chaos.promised SKU DOCUMENT SECONDS` holds one unit until then."""

from __future__ import annotations

import sys
from datetime import timedelta

from duken.config.opened import opened


def promise(sku: str, document: str, seconds: float) -> None:
    from duken.catalog.reads import variants_by_sku
    from duken.inventory import accounts
    from duken.kernel import clock
    from duken.kernel.actor import system
    from duken.ledger.entries import Chain, Hold, Posted
    from duken.ledger.post import post
    from duken.stores import reads as stores

    variant = variants_by_sku([sku])[sku].id
    [place] = stores.locations()
    until = clock.now() + timedelta(seconds=seconds)
    hold = Hold(accounts.on_hand(variant, place.id), accounts.customer(variant), 1, expires_at=until)
    [answer] = post([Chain(document, document, (hold,))], by=system("chaos"))
    assert isinstance(answer, Posted), answer


if __name__ == "__main__":
    with opened():
        promise(sys.argv[1], sys.argv[2], float(sys.argv[3]))
