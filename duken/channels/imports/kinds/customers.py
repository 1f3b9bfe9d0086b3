"""Customers: name and how to reach them; known by reference, else by phone, else by e-mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from duken.channels.imports import cells
from duken.channels.imports.kinds.kind import Field, RowAnswer, Values, refused
from duken.customers.save_customers import CustomerDraft, save_customers
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.stores import reads as stores

_COLUMNS = {"customers.no_contact": "phone", "customers.contact_taken": "phone", "name": "customer_name"}


class Customers:
    code: ClassVar[str] = "customers"
    scope: ClassVar[str] = "customers.write"
    batch: ClassVar[int] = 1000
    fields: ClassVar[Sequence[Field]] = (
        Field("customer_name", _("Name"), cells.text),
        Field("phone", _("Phone"), cells.code),
        Field("email", _("E-mail"), cells.text),
        Field("customer_group", _("Group"), cells.text),
        Field("language", _("Language"), cells.text),
        Field("note", _("Note"), cells.text),
        Field("reference", _("Number in another system"), cells.code),
    )

    def __init__(self) -> None:
        places = stores.locations()
        self._country = places[0].country if places else ""

    def identity(self, values: Mapping[str, Any]) -> object | None:
        for field in ("reference", "phone", "email"):
            if field in values:
                return (field, str(values[field]).casefold())
        return None

    def check(self, rows: Sequence[Values], *, by: Actor) -> list[RowAnswer]:
        return self.save(rows, by=by)

    def save(self, rows: Sequence[Values], *, by: Actor) -> list[RowAnswer]:
        drafts = [self._draft(row.values) for row in rows]
        answers = []
        for row, answer in zip(rows, save_customers(drafts, country=self._country, by=by), strict=True):
            if isinstance(answer, Refusal):
                answers.append(refused(row.row, answer, _COLUMNS))
            else:
                answers.append(RowAnswer(row.row, answer.outcome))
        return answers

    def _draft(self, values: Mapping[str, Any]) -> CustomerDraft:
        return CustomerDraft(
            name=values.get("customer_name"),
            phone=values.get("phone", ""),
            email=values.get("email", ""),
            group=values.get("customer_group"),
            language=values.get("language"),
            note=values.get("note"),
            reference=values.get("reference"),
        )
