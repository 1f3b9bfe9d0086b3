"""Create or change companies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from django.db import transaction

from duken.customers.companies.events import CompanySaved
from duken.customers.companies.models import Company
from duken.customers.companies.numbers import checked_tax_number
from duken.customers.contacts import normal_email, normal_phone
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField, Refusal

LONGEST_TERMS_DAYS = 365
LIMITS = {"legal_name": 200, "registration_number": 40, "group": 40, "city": 200, "postcode": 20, "line1": 200,
          "note": 2000}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CompanyDraft:
    """A company by its country (two letters) and tax number; `group` is the customer group of its price lists."""

    country: str
    tax_number: str
    legal_name: str
    registration_number: str = ""
    group: str = ""
    terms_days: int = 0
    city: str = ""
    postcode: str = ""
    line1: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    is_active: bool = True


_COLUMNS = tuple(field.name for field in fields(CompanyDraft))


def save_companies(drafts: Sequence[CompanyDraft], *, by: Actor) -> list[UUID | Refusal]:
    """Create each or change the one with its tax number; answers ids in order. Repeats are harmless and no event.

    Of two drafts for one company the last counts. Refuses bad fields (InvalidField).
    """
    by.require("companies.write")
    read = [_checked(draft) for draft in drafts]
    wanted = {_key(one): one for one in read if isinstance(one, CompanyDraft)}
    with transaction.atomic():
        found = {_key(one): one for one in _rows(wanted)}
        changed = [_row(draft, found.get(key)) for key, draft in wanted.items() if _differs(draft, found.get(key))]
        Company.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["country", "tax_number"], update_fields=_COLUMNS[2:]
        )
        ids = {_key(one): one.pk for one in _rows(wanted)}
        record(*(CompanySaved(ids[_key(one)]) for one in changed), by=by)
    return [one if isinstance(one, Refusal) else ids[_key(one)] for one in read]


def _rows(wanted: dict[tuple[str, str], CompanyDraft]) -> list[Company]:
    keys = set(wanted)
    rows = Company.objects.filter(tax_number__in=[number for _, number in keys])
    return [row for row in rows if _key(row) in keys]


def _key(one: Company | CompanyDraft) -> tuple[str, str]:
    return one.country, one.tax_number


def _differs(draft: CompanyDraft, row: Company | None) -> bool:
    return row is None or any(getattr(draft, column) != getattr(row, column) for column in _COLUMNS)


def _row(draft: CompanyDraft, row: Company | None) -> Company:
    made = Company(**{column: getattr(draft, column) for column in _COLUMNS}, created_at=clock.now())
    if row:
        made.pk, made.created_at = row.pk, row.created_at
    return made


def _checked(draft: CompanyDraft) -> CompanyDraft | Refusal:
    try:
        return _read(draft)
    except Refusal as refusal:
        return refusal


def _read(draft: CompanyDraft) -> CompanyDraft:
    country = draft.country.strip().upper()
    if len(country) != 2 or not country.isascii() or not country.isalpha():
        raise InvalidField("country", "not_an_option", draft.country[:20])
    if not 0 <= draft.terms_days <= LONGEST_TERMS_DAYS:
        raise InvalidField("terms_days", "out_of_range", draft.terms_days)
    texts = {name: getattr(draft, name).replace("\x00", "").strip() for name in LIMITS}
    for name, text in texts.items():
        refuse_card_number(name, text)
        if len(text) > LIMITS[name] or (name == "legal_name" and not text):
            raise InvalidField(name, "empty_or_too_long", LIMITS[name])
    return CompanyDraft(
        country,
        checked_tax_number(country, draft.tax_number),
        **texts,
        terms_days=draft.terms_days,
        phone=normal_phone(draft.phone, country=country) if draft.phone.strip() else "",
        email=normal_email(draft.email) if draft.email.strip() else "",
        is_active=draft.is_active,
    )
