"""What access refuses."""

from __future__ import annotations

from duken.kernel.refusals import Conflict, Forbidden, Invalid


class KeyRefused(Forbidden):
    code = "access.key_refused"


class UnknownScope(Invalid):
    code = "access.unknown_scope"

    def __init__(self, scope: str) -> None:
        super().__init__(scope=scope)


class UnknownRole(Invalid):
    code = "access.unknown_role"

    def __init__(self, role: str) -> None:
        super().__init__(role=role)


class UserExists(Conflict):
    code = "access.user_exists"

    def __init__(self, email: str) -> None:
        super().__init__(email=email)


class UserMissing(Invalid):
    code = "access.user_missing"

    def __init__(self, email: str) -> None:
        super().__init__(email=email)
