"""What pricing refuses."""

from __future__ import annotations

from duken.kernel.refusals import Conflict, Missing


class PriceListUnknown(Missing):
    code = "pricing.list_unknown"

    def __init__(self, price_list: str) -> None:
        super().__init__(price_list=price_list[:80])


class NothingToPrice(Missing):
    """There is no such article: neither by its SKU nor by its id."""

    code = "pricing.variant_unknown"

    def __init__(self, variant: object) -> None:
        super().__init__(variant=str(variant)[:80])


class PriceListInUse(Conflict):
    """Prices on it are in one currency; another would change what every number means."""

    code = "pricing.list_in_use"

    def __init__(self, price_list: str) -> None:
        super().__init__(price_list=price_list)


class TooLateToUndo(Conflict):
    code = "pricing.too_late_to_undo"

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes=minutes)


class PriceBatchUnknown(Missing):
    code = "pricing.batch_unknown"

    def __init__(self, batch: object) -> None:
        super().__init__(batch=str(batch)[:80])
