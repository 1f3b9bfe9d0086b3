"""The five papers that move stock, as data: what each asks for besides goods, and the verb that books it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.inventory.adjust import adjust_stock, set_aside_damaged
from duken.inventory.allot import allot_stock, release_allotment
from duken.inventory.receive import receive_stock
from duken.inventory.safety import set_safety_stock
from duken.inventory.transfer import dispatch_transfer
from duken.stores import reads as stores

Lines = Sequence[tuple[UUID, int]]
Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """`book` gets lines, place, what the form said, a key and the desk."""

    code: str
    title: str | Promise
    button: str | Promise
    scope: str
    form: type[PaperForm]
    book: Callable[[Lines, UUID, Said, str, Desk], object]
    hint: str | Promise = ""
    least: int = 1


class PaperForm(forms.Form):
    """The choices depend on the desk."""

    def __init__(self, *given: Any, desk: Desk, scope: str, **named: Any) -> None:
        super().__init__(*given, **named)
        mine = [place for place in desk.stores if desk.may(scope, place.id)]
        self.fields["place"].choices = [(str(place.id), place.called(desk.language)) for place in mine]  # type: ignore[attr-defined]
        self.order_fields(["place", "to", "reason", "channel", "way", "note"])
        self.adapt(desk)

    def adapt(self, desk: Desk) -> None:
        """More choices that depend on the desk."""

    place = forms.TypedChoiceField(label=_("Place"), coerce=UUID)


class ReceiveForm(PaperForm):
    note = forms.CharField(label=_("Delivery note or supplier"), max_length=200, required=False)


class SendForm(PaperForm):
    to = forms.TypedChoiceField(label=_("To"), coerce=UUID)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def adapt(self, desk: Desk) -> None:
        self.fields["place"].label = _("From")
        everywhere = [(str(place.id), place.called(desk.language)) for place in stores.locations()]
        self.fields["to"].choices = everywhere  # type: ignore[attr-defined]


class AdjustForm(PaperForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=list(words.ADJUST_REASONS.items()))
    way = forms.ChoiceField(
        label=_("What happens"),
        choices=[
            ("less", _("take off the shelf")),
            ("more", _("add to the shelf")),
            ("aside", _("set aside as damaged")),
        ],
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class KeepForm(PaperForm):
    channel = forms.ChoiceField(label=_("Channel"))
    way = forms.ChoiceField(
        label=_("What happens"),
        choices=[("keep", _("keep for this channel")), ("free", _("give back to everybody"))],
    )

    def adapt(self, desk: Desk) -> None:
        doors = [(door.code, door.called(desk.language)) for door in stores.channels()]
        self.fields["channel"].choices = doors  # type: ignore[attr-defined]


def _receive(lines: Lines, place: UUID, said: Said, key: str, desk: Desk) -> object:
    return receive_stock(lines, location_id=place, key=key, reference=said["note"], by=desk.by)


def _send(lines: Lines, place: UUID, said: Said, key: str, desk: Desk) -> object:
    return dispatch_transfer(
        lines, from_location_id=place, to_location_id=said["to"], key=key, note=said["note"], by=desk.by
    )


def _adjust(lines: Lines, place: UUID, said: Said, key: str, desk: Desk) -> object:
    if said["way"] == "aside":
        return set_aside_damaged(lines, location_id=place, key=key, by=desk.by)
    sign = 1 if said["way"] == "more" else -1
    changes = [(variant, sign * quantity) for variant, quantity in lines]
    return adjust_stock(changes, location_id=place, reason=said["reason"], key=key, note=said["note"], by=desk.by)


def _keep(lines: Lines, place: UUID, said: Said, key: str, desk: Desk) -> object:
    verb = allot_stock if said["way"] == "keep" else release_allotment
    return verb(lines, location_id=place, channel=said["channel"], key=key, by=desk.by)


def _safety(lines: Lines, place: UUID, said: Said, key: str, desk: Desk) -> object:
    set_safety_stock(dict(lines), location_id=place, by=desk.by)
    return None


PAPERS = {
    paper.code: paper
    for paper in (
        Paper("receive", _("Receive goods"), _("Put on the shelf"), "inventory.receive", ReceiveForm, _receive),
        Paper("send", _("Send goods to another place"), _("Send"), "inventory.transfer", SendForm, _send),
        Paper("adjust", _("Correct stock"), _("Book the correction"), "inventory.adjust", AdjustForm, _adjust),
        Paper(
            "keep",
            _("Keep stock for a channel"),
            _("Book"),
            "inventory.allot",
            KeepForm,
            _keep,
            hint=_("What is kept for a channel cannot be sold in any other."),
        ),
        Paper(
            "safety",
            _("Safety stock"),
            _("Set"),
            "inventory.allot",
            PaperForm,
            _safety,
            hint=_("So many are never promised online from this place. 0 takes the rule away."),
            least=0,
        ),
    )
}
