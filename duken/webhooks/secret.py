"""The key of a webhook's signature, written as Standard Webhooks 1.0 has it."""

from __future__ import annotations

import base64
import secrets

_BYTES = 32


def new_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(_BYTES)).decode()}"
