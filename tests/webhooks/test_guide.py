"""The check of a signature that the guide shows is right: it believes us and nobody else."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from duken.config import home
from duken.kernel import clock
from duken.webhooks.secret import new_secret
from duken.webhooks.sign import headers_of

GUIDE = home.CHECKOUT / "docs" / "guides" / "webhooks.md"
ID, BODY = UUID(int=7), b'{"type":"orders.OrderPlaced"}'


def test_the_guide_checks_a_signature_as_we_make_it() -> None:
    [code] = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
    shown: dict[str, Any] = {}
    exec(code, shown)
    is_from_the_shop, secret, old = shown["is_from_the_shop"], new_secret(), new_secret()
    headers = headers_of(ID, BODY, [secret, old], at=clock.now())

    assert is_from_the_shop(secret, headers, BODY)
    assert is_from_the_shop(old, headers, BODY)
    assert not is_from_the_shop(new_secret(), headers, BODY)
    assert not is_from_the_shop(secret, headers, BODY + b" ")
    assert not is_from_the_shop(secret, headers | {"webhook-timestamp": "1"}, BODY)
