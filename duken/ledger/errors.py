"""What the ledger refuses. A refused chain has moved nothing."""

from __future__ import annotations

from uuid import UUID

from duken.kernel.refusals import Conflict, Invalid


class NotEnough(Conflict):
    """An account would sink below its floor. Facts name the account in plain words."""

    code = "ledger.not_enough"

    def __init__(self, *, book: str, unit: str, bucket: str, place: str, wanted: int, free: int) -> None:
        super().__init__(book=book, unit=unit, bucket=bucket, place=place, wanted=wanted, free=free)


class HoldOver(Conflict):
    """The hold was captured, released or expired before, or never was."""

    code = "ledger.hold_over"

    def __init__(self, hold: UUID) -> None:
        super().__init__(hold=str(hold))


class CaptureTooLarge(Invalid):
    code = "ledger.capture_too_large"

    def __init__(self, hold: UUID, wanted: int, held: int) -> None:
        super().__init__(hold=str(hold), wanted=wanted, held=held)


class BadAmount(Invalid):
    code = "ledger.bad_amount"

    def __init__(self, amount: int) -> None:
        super().__init__(amount=amount)


class KeyReused(Conflict):
    """The key was used before for something else."""

    code = "ledger.key_reused"

    def __init__(self, key: str) -> None:
        super().__init__(key=key)
