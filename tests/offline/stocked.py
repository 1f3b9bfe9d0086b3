"""Fill an empty home: a shop with articles, a till, somebody who sells. Says what is there as JSON."""

from __future__ import annotations

import json
import sys

from duken.config.opened import opened

CODES = ("4006381333931", "5901234123457", "9780201379624", "4260012345674", "5000112637922")
STOCK, PRICE_MINOR, PIN = 100_000, 1_250, "2580"


def stocked() -> dict[str, object]:
    from duken.config.commands import migrate
    from duken.kernel.actor import system
    from duken.tills.enrol_till import make_enrolment_code
    from tests import makers

    migrate.apply_missing()
    make = makers.maker()
    skus = [f"TEA-{number}" for number in range(len(CODES))]
    for sku, code in zip(skus, CODES, strict=True):
        make.variant(sku, barcodes=[code])
    make.selling(*skus, price_minor=PRICE_MINOR, stock=STOCK)
    make.seller("kim@example.com", pin=PIN)
    till = make.till("K1", name="Front")
    code = make_enrolment_code(till, by=system("offline")).code
    return {"till": str(till), "code": code}


if __name__ == "__main__":
    with opened():
        sys.stdout.write(json.dumps(stocked()))
