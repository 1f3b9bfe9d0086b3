"""What payments refuses."""

from __future__ import annotations

from uuid import UUID

from duken.kernel.refusals import Busy, Conflict, Forbidden, Invalid, Missing


class PaymentMissing(Missing):
    code = "payments.missing"


class MethodUnknown(Invalid):
    code = "payments.method_unknown"

    def __init__(self, method: str) -> None:
        super().__init__(method=method[:40])


class RefundTooLarge(Conflict):
    code = "payments.refund_too_large"

    def __init__(self, payment_id: UUID, wanted_minor: int) -> None:
        super().__init__(payment=str(payment_id), wanted_minor=wanted_minor)


class RefundKeyReused(Conflict):
    """The key was used before for another refund."""

    code = "payments.refund_key_reused"


class WrongAmount(Conflict):
    """The provider reports another sum or currency than was asked for."""

    code = "payments.wrong_amount"

    def __init__(self, expected_minor: int, reported_minor: int) -> None:
        super().__init__(expected_minor=expected_minor, reported_minor=reported_minor)


class ForgedNotice(Forbidden):
    """A webhook whose signature is wrong, too old or missing."""

    code = "payments.forged_notice"


class ProviderUnreachable(Busy):
    code = "payments.provider_unreachable"

    def __init__(self, provider: str) -> None:
        super().__init__(provider=provider)


class TenderUnknown(Invalid):
    code = "payments.tender_unknown"

    def __init__(self, tender: str) -> None:
        super().__init__(tender=tender[:40])
