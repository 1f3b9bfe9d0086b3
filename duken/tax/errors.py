"""What tax refuses."""

from __future__ import annotations

from duken.kernel.refusals import Conflict


class TaxRateMissing(Conflict):
    """A country that has rates must have one for every class sold there: no tax by oversight."""

    code = "tax.rate_missing"

    def __init__(self, country: str, tax_class: str) -> None:
        super().__init__(country=country, tax_class=tax_class)
