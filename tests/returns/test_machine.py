"""Files of sales and returns in the hands of chance."""

from __future__ import annotations

from typing import Any

import pytest

from tests import chance
from tests.returns.machine import ImportMachine


@pytest.mark.django_db
def test_what_was_imported_counts_once_however_often_it_comes(make: Any) -> None:
    make.shop("bath")
    make.variant("TEA"), make.variant("CUP")

    chance.run(lambda: ImportMachine(make))
