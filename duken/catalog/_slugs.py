"""Slugs: a product's address, made from its name in any of our scripts."""

from __future__ import annotations

import re
from collections.abc import Container

from duken.kernel import ids
from duken.kernel.letters import to_latin

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def slugify(text: str) -> str:
    """ASCII, lower case, words joined by hyphens, at most 80 characters; "" if nothing is left."""
    return _NOT_IN_SLUG.sub("-", to_latin(text.lower())).strip("-")[:80].strip("-")


def slug_candidates(name: str, sku: str) -> list[str]:
    """The name alone, then the name with the SKU."""
    base, code = slugify(name), slugify(sku)
    with_code = "-".join(part for part in (base, code) if part)
    return [base or code or "product", with_code or "product"]


def slug_for(name: str, sku: str, taken: Container[str]) -> str:
    """The first free one."""
    candidates = slug_candidates(name, sku)
    for slug in candidates:
        if slug not in taken:
            return slug
    return f"{candidates[-1]}-{ids.new_id().hex[-8:]}"
