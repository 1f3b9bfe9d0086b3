"""Start, pause or end a promotion."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import move
from duken.promotions._snapshot import forget_after_commit
from duken.promotions.errors import PromotionMissing
from duken.promotions.events import PromotionStatusChanged
from duken.promotions.models import Promotion
from duken.promotions.states import PROMOTION_MOVES


def start_promotion(promotion_id: UUID, *, by: Actor) -> None:
    """From now on (and within its period) it works. Raises PromotionMissing, IllegalMove (it has ended)."""
    _change(promotion_id, "active", by)


def pause_promotion(promotion_id: UUID, *, by: Actor) -> None:
    """It works no more until it is started again. Orders that have it keep it."""
    _change(promotion_id, "paused", by)


def end_promotion(promotion_id: UUID, *, by: Actor) -> None:
    """For good. Raises PromotionMissing, IllegalMove (it had ended)."""
    _change(promotion_id, "ended", by)


def _change(promotion_id: UUID, status: str, by: Actor) -> None:
    by.require("promotions.write")
    with transaction.atomic():
        code = Promotion.objects.filter(pk=promotion_id).values_list("code", flat=True).first()
        if code is None:
            raise PromotionMissing
        move(Promotion, promotion_id, status, PROMOTION_MOVES, noun="promotion", changed_at=clock.now())
        record(PromotionStatusChanged(promotion_id, code, status), by=by)
        forget_after_commit()
