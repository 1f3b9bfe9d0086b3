"""What somebody may do for a company: pure."""

from __future__ import annotations

ROLES = ("buyer", "approver", "accounts")
MAY_ORDER = frozenset({"buyer", "approver"})
SEES_BOOKS = frozenset({"approver", "accounts"})  # every order of the company, what it owes, its statement
