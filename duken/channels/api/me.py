"""Who am I: what this key may do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from duken.channels.api.answers import Answer, answer
from duken.channels.api.keys import actor_of
from duken.channels.api.operations import operation
from duken.stores import reads as stores

router = Router(tags=["me"])


class Me(Answer):
    """`stores` null means every store."""

    id: str
    name: str
    channel: str
    scopes: list[str]
    stores: list[str] | None


@router.get("/me", summary="What this key may do", **operation(gives=Me))
def get_me(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    codes = None if by.stores is None else sorted(stores.location(store).code for store in by.stores)
    return answer(Me(id=by.id, name=by.name, channel=by.channel, scopes=sorted(by.scopes), stores=codes))
