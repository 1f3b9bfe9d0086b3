"""What carts refuses."""

from __future__ import annotations

from uuid import UUID

from duken.kernel.refusals import Conflict, Forbidden, Invalid, Missing


class BasketEmpty(Invalid):
    code = "carts.basket_empty"


class TooManyLines(Invalid):
    code = "carts.too_many_lines"

    def __init__(self, lines: int, most: int) -> None:
        super().__init__(lines=lines, most=most)


class ItemUnknown(Missing):
    code = "carts.item_unknown"

    def __init__(self, item: object) -> None:
        super().__init__(item=str(item)[:80])


class ItemNotSold(Conflict):
    """It exists, but is not sold (any more)."""

    code = "carts.item_not_sold"

    def __init__(self, sku: str) -> None:
        super().__init__(sku=sku)


class NoPrice(Conflict):
    code = "carts.no_price"

    def __init__(self, sku: str, currency: str) -> None:
        super().__init__(sku=sku, currency=currency)


class BadQuantity(Invalid):
    """Below one step, above the limit, or not a whole number of steps."""

    code = "carts.bad_quantity"

    def __init__(self, item: object, quantity: object, step: int = 1, most: int = 0) -> None:
        super().__init__(item=str(item)[:80], quantity=str(quantity)[:40], step=step, most=most)


class TotalTooLarge(Invalid):
    code = "carts.total_too_large"


class DeliveryImpossible(Conflict):
    """No zone, or not the chosen one, serves this address in this currency."""

    code = "carts.delivery_impossible"

    def __init__(self, zone: str, country: str, city: str) -> None:
        super().__init__(zone=zone[:80], country=country[:80], city=city[:80])


class CouponNotApplied(Conflict):
    """The coupon is good, but not for this basket: `why` is a word of promotions ("sum_too_small")."""

    code = "carts.coupon_not_applied"

    def __init__(self, coupon: str, why: str) -> None:
        super().__init__(coupon=coupon, why=why)


class TooManyCoupons(Invalid):
    code = "carts.too_many_coupons"

    def __init__(self, most: int) -> None:
        super().__init__(most=most)


class CartCodeUnknown(Missing):
    """No basket shows these digits, or this link, now."""

    code = "carts.code_unknown"

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes=minutes)


class CartLinkOver(Missing):
    """The link was good once, or is not whole: it was used, its time is over, a part of it is missing."""

    code = "carts.link_over"


class CartNeedsSignIn(Forbidden):
    """The basket is somebody's: it opens for whoever signs in as that person."""

    code = "carts.needs_sign_in"


class HoldNeedsSignIn(Forbidden):
    """Stock is kept for people we can name, not for whoever asks."""

    code = "carts.hold_needs_sign_in"


class HoldTooLarge(Invalid):
    code = "carts.hold_too_large"

    def __init__(self, units: int, most: int) -> None:
        super().__init__(units=units, most=most)


class NothingToUndo(Conflict):
    """The two baskets cannot be taken apart any more: the basket was changed since, or never met another."""

    code = "carts.nothing_to_undo"


class CartUnknown(Missing):
    code = "carts.cart_unknown"

    def __init__(self, cart_id: UUID) -> None:
        super().__init__(cart_id=str(cart_id))


class CartClosed(Conflict):
    """It was ordered or abandoned; a new basket is needed."""

    code = "carts.cart_closed"

    def __init__(self, cart_id: UUID, status: str) -> None:
        super().__init__(cart_id=str(cart_id), status=status)


class CartChanged(Conflict):
    """Somebody changed the basket since this version was read."""

    code = "carts.cart_changed"

    def __init__(self, cart_id: UUID, version: int) -> None:
        super().__init__(cart_id=str(cart_id), version=version)
