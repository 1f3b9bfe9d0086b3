"""A customer's card: who they are, how they are recognised, what they ordered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.access.names import actor_names
from duken.channels.backoffice import words
from duken.channels.backoffice.customers import privacy, story
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.texts import sentence
from duken.customers.card.prefer import WAYS
from duken.customers.card.read import TaskRead
from duken.customers.card.read import card as read_card
from duken.customers.change import add_identity, change_customer
from duken.customers.contacts import normal_email, normal_phone
from duken.customers.errors import NoContact
from duken.customers.reads import CustomerRead, customer
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import clock
from duken.kernel.money import Money
from duken.kernel.pages import Page
from duken.kernel.refusals import Refusal
from duken.orders.browse import OrderQuery, browse_orders, count_orders
from duken.privacy.reads import erased_at
from duken.privacy.views.note import note_views


class CardForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    group = forms.CharField(label=_("Group"), max_length=40, required=False, help_text=_("Price lists refer to it."))
    language = forms.ChoiceField(label=_("Language"), choices=[("", "–"), *settings.LANGUAGES], required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))


class NewForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)


@behind_door("customers.read")
def card(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    found = customer(customer_id, by=desk.by)
    form = CardForm(request.POST or None, initial={name: getattr(found, name) for name in CardForm.base_fields})
    if request.method == "POST":
        desk.by.require("customers.write")
        if form.is_valid():
            change_customer(customer_id, by=desk.by, **form.cleaned_data)
            return done(request, gettext("Saved."), reverse("office:customer", args=[customer_id]))
    note_views([found.id], screen="card", by=desk.by)
    erased = None if found.name or found.phones or found.emails else erased_at([found.id], by=desk.by).get(found.id)
    return show(
        request,
        desk,
        "office/customer.html",
        status=422 if form.is_bound else 200,
        customer=found,
        title=gettext("Erased") if erased else _title(found),
        erased=erased,
        may_write=desk.may("customers.write") and not erased,
        form=form,
        **_known(found.id, desk),
        **privacy.known(found.id, desk),
        came_through=words.channel_name(found.created_in, desk.language),
        **_orders(customer_id, desk),
    )


@behind_door("customers.write")
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Open a card; a phone or e-mail that is known leads to the card that has it."""
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            [customer_id] = recognise_customers([_contact(form.cleaned_data, desk)], by=desk.by)
            return done(request, gettext("This is the card."), reverse("office:customer", args=[customer_id]))
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
    return show(request, desk, "office/customer_new.html", form=form, status=422 if form.is_bound else 200)


@require_POST
@behind_door("customers.write")
def contact(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    """Add an identity of any kind: phone, e-mail, messenger, loyalty card."""
    kind, value = request.POST.get("kind", ""), request.POST.get("value", "").strip()
    for named in ("phone", "email"):
        if given := request.POST.get(named, "").strip():
            kind, value = named, given
    if not value:
        raise NoContact
    add_identity(customer_id, kind, value, country=_country(desk), by=desk.by)
    return done(request, gettext("Added."), reverse("office:customer", args=[customer_id]))


def _known(customer_id: UUID, desk: Desk) -> dict[str, object]:
    """Everything else on the card, in words."""
    whole = read_card(customer_id, by=desk.by)
    notes = {f"note:{note.id}": note.text for note in whole.notes}
    names = actor_names([one.by for one in whole.notes] + [one.owner for one in whole.tasks])
    now = clock.now()
    return {
        "card": whole,
        "short": whole.short,
        "worth": [Money(minor, currency) for currency, minor in whole.short.worth],
        "identities": [
            {
                "identity": one,
                "kind": story.word(one.kind, story.KINDS),
                "proof": story.word(one.proof, story.PROOFS),
                "colour": story.PROOF_COLOUR[one.proof],
                "source": words.channel_name(one.source, desk.language),
            }
            for one in whole.identities
        ],
        "notes": [{"note": one, "who": names.get(one.by, "")} for one in whole.notes],
        "tasks": [{"task": one, "who": names.get(one.owner, ""), "is_late": _is_late(one, now)} for one in whole.tasks],
        "story": story.tell(whole.timeline, notes, desk.language),
        "merges": [(one, story.why_joined(one.reason, desk.language)) for one in whole.merges],
        "likes": story.likes(whole.tastes, desk.language),
        "ways": [
            {
                "code": way,
                "name": story.word(way, story.WAYS),
                "is_refused": way in whole.short.refuses,
                "is_preferred": way == whole.short.preferred_channel,
            }
            for way in WAYS
        ],
        "sizes": [*whole.sizes.items(), ("", "")],
        "kinds": [(kind, story.word(kind, story.KINDS)) for kind in story.KINDS],
    }


def _is_late(task: TaskRead, now: datetime) -> bool:
    return task.done_at is None and task.due_at is not None and task.due_at < now


def _contact(said: dict[str, str], desk: Desk) -> Contact:
    phone = normal_phone(said["phone"], country=_country(desk)) if said["phone"] else ""
    email = normal_email(said["email"]) if said["email"] else ""
    if not phone and not email:
        raise NoContact
    return Contact(said["name"], phone, email)


def _country(desk: Desk) -> str:
    place = desk.store or (desk.stores[0] if desk.stores else None)
    return place.country if place else ""


def _orders(customer_id: UUID, desk: Desk) -> dict[str, object]:
    if not desk.may("orders.read"):
        return {"orders": None}
    query = OrderQuery(customer_id=customer_id)
    rows = browse_orders(query, page=Page("-placed_at", 20), by=desk.by).rows
    return {
        "orders": [
            {"order": row, "status": words.order_badge(row.status), "total": Money(row.total_minor, row.currency)}
            for row in rows
        ],
        "orders_count": count_orders(query, by=desk.by),
        "are_all_seen": desk.by.stores is None,
    }


def _title(found: CustomerRead) -> str:
    return found.name or next(iter([*found.phones, *found.emails]), found.reference or gettext("No name"))
