"""What only the API refuses: before any verb is reached."""

from __future__ import annotations

from duken.kernel.refusals import Busy, Conflict, Forbidden, Invalid, Missing


class KeyNeeded(Forbidden):
    """No key came with the request."""

    code = "api.key_needed"


class TooManyRequests(Busy):
    code = "api.too_many_requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after=retry_after)


class MalformedBody(Invalid):
    """Not JSON at all. What is JSON but not what was asked for is a WrongBody."""

    code = "api.malformed_body"

    def __init__(self, problem: str) -> None:
        super().__init__(problem=problem)


class WrongBody(Invalid):
    """`at` is a JSON pointer: /lines/0/quantity."""

    code = "api.wrong_body"

    def __init__(self, at: str, problem: str) -> None:
        super().__init__(at=at[:200], problem=problem[:200])


class WrongQuery(Invalid):
    code = "api.wrong_query"

    def __init__(self, at: str, problem: str) -> None:
        super().__init__(at=at[:200], problem=problem[:200])


class BodyTooLarge(Invalid):
    code = "api.body_too_large"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(limit_bytes=limit_bytes)


class BadCursor(Invalid):
    code = "api.bad_cursor"


class IdempotencyKeyNeeded(Invalid):
    code = "api.idempotency_key_needed"


class BadIdempotencyKey(Invalid):
    """Longer than 200 characters, or with others than visible ASCII."""

    code = "api.bad_idempotency_key"


class IdempotencyKeyReused(Conflict):
    """The key came before with another request."""

    code = "api.idempotency_key_reused"


class NoSuchAddress(Missing):
    code = "api.no_such_address"


class MethodNotAllowed(Invalid):
    code = "api.method_not_allowed"

    def __init__(self, allowed: str) -> None:
        super().__init__(allowed=allowed)
