"""A customer's card: who they are, how they are recognised, what they ordered."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.texts import sentence
from duken.customers.change import add_contact, change_customer
from duken.customers.contacts import normal_email, normal_phone
from duken.customers.errors import NoContact
from duken.customers.reads import CustomerRead, customer
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.money import Money
from duken.kernel.pages import Page
from duken.kernel.refusals import Refusal
from duken.orders.browse import OrderQuery, browse_orders, count_orders


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
    return show(
        request,
        desk,
        "office/customer.html",
        status=422 if form.is_bound else 200,
        customer=found,
        title=_title(found),
        form=form,
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
    phone, email = request.POST.get("phone", "").strip(), request.POST.get("email", "").strip()
    if not phone and not email:
        raise NoContact
    add_contact(customer_id, phone=phone, email=email, country=_country(desk), by=desk.by)
    return done(request, gettext("Added."), reverse("office:customer", args=[customer_id]))


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
    }


def _title(found: CustomerRead) -> str:
    return found.name or next(iter([*found.phones, *found.emails]), found.reference or gettext("No name"))
