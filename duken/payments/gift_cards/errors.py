"""What gift cards and store credit refuse."""

from __future__ import annotations

from duken.kernel.refusals import Conflict, Missing


class GiftCardUnknown(Missing):
    """No such card, or one of another currency."""

    code = "gift_cards.unknown"


class GiftCardBlocked(Conflict):
    """It was blocked, or its time is over."""

    code = "gift_cards.blocked"

    def __init__(self, last_four: str) -> None:
        super().__init__(last_four=last_four)


class GiftCardEmpty(Conflict):
    """There is less on it than was wanted."""

    code = "gift_cards.empty"

    def __init__(self, last_four: str, wanted_minor: int, left_minor: int, currency: str) -> None:
        super().__init__(last_four=last_four, wanted_minor=wanted_minor, left_minor=left_minor, currency=currency)


class GiftBatchTaken(Conflict):
    """Cards were issued under this name before: the same request sent twice issues nothing more."""

    code = "gift_cards.batch_taken"

    def __init__(self, batch: str) -> None:
        super().__init__(batch=batch)


class CreditNeedsCustomer(Conflict):
    """Credit belongs to somebody who has signed in or was recognised by proof."""

    code = "gift_cards.credit_needs_customer"


class NotEnoughCredit(Conflict):
    code = "gift_cards.not_enough_credit"

    def __init__(self, wanted_minor: int, left_minor: int, currency: str) -> None:
        super().__init__(wanted_minor=wanted_minor, left_minor=left_minor, currency=currency)
