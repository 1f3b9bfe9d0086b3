"""Companies: write them down, say who buys for them and how much they may owe; what they owe, and what they paid."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import MAX_PAGE, Answer, Page, answer, page, read_cursor, utc, write_cursor
from duken.channels.api.bodies import Body, Query, read_body, read_query
from duken.channels.api.keys import actor_of
from duken.channels.api.operations import operation
from duken.channels.api.promoted import customer_named
from duken.channels.api.repeats import needed_key, once
from duken.customers.companies.buyers import BuyerDraft, save_buyers
from duken.customers.companies.reads import BuyerRead, CompanyRead, buyers_of, companies, company
from duken.customers.companies.save_companies import CompanyDraft, save_companies
from duken.kernel import ids
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.payments.on_account.limit import change_credit_limit
from duken.payments.on_account.reads import Credit, credit_of, statement_of
from duken.payments.on_account.record_payments import CompanyPaymentDraft, record_company_payments

router = Router(tags=["companies"])
Text = Annotated[str, Meta(max_length=200)]
Currency = Annotated[str, Meta(min_length=3, max_length=3)]
Minor = Annotated[int, Meta(ge=0, le=10_000_000_000_000)]


class CompanyBody(Body):
    """Known by country (two letters) and tax number: the same again changes it. `group` is that of its price lists."""

    country: Annotated[str, Meta(min_length=2, max_length=2)]
    tax_number: Annotated[str, Meta(min_length=1, max_length=40)]
    legal_name: Annotated[str, Meta(min_length=1, max_length=200)]
    registration_number: Annotated[str, Meta(max_length=40)] = ""
    group: Annotated[str, Meta(max_length=40)] = ""
    terms_days: Annotated[int, Meta(ge=0, le=365)] = 0
    city: Text = ""
    postcode: Annotated[str, Meta(max_length=20)] = ""
    line1: Text = ""
    phone: Annotated[str, Meta(max_length=40)] = ""
    email: Annotated[str, Meta(max_length=254)] = ""
    note: Annotated[str, Meta(max_length=2000)] = ""
    is_active: bool = True


class BuyerBody(Body):
    """`role`: buyer (orders), approver (orders, sees the books), accounts (sees the books). Limit of one order."""

    customer: Annotated[str, Meta(min_length=1, max_length=40)]
    role: Annotated[str, Meta(max_length=20)] = "buyer"
    limit_minor: Minor | None = None
    limit_currency: Annotated[str, Meta(max_length=3)] = ""


class LimitBody(Body):
    currency: Currency
    limit_minor: Minor
    reason: Annotated[str, Meta(min_length=1, max_length=200)]


class CompanyPaymentBody(Body):
    """`reference`: what the bank says. More than is owed is kept for the next orders."""

    currency: Currency
    amount_minor: Annotated[int, Meta(ge=1, le=10_000_000_000_000)]
    paid_on: date
    reference: Text = ""


class CompanyShown(Answer):
    id: str
    country: str
    tax_number: str
    registration_number: str
    legal_name: str
    group: str
    terms_days: int
    city: str
    postcode: str
    line1: str
    phone: str
    email: str
    is_active: bool
    created_at: datetime | None


class CompanyBuyerShown(Answer):
    customer: str
    role: str
    limit_minor: int | None
    limit_currency: str


class CompanyBuyers(Answer):
    buyers: list[CompanyBuyerShown]


class CreditShown(Answer):
    """`owed_minor` is below zero when the company has paid ahead; `held_minor` is promised to orders under way."""

    currency: str
    limit_minor: int
    owed_minor: int
    held_minor: int
    available_minor: int


class StatementRow(Answer):
    """`kind`: sale, returned, payment. `left_minor` of a sale is still to be paid, by `due_on`."""

    at: datetime | None
    kind: str
    amount_minor: int
    balance_minor: int
    order: str | None
    reference: str
    due_on: date | None
    left_minor: int | None


class AgeingShown(Answer):
    """By days late; what was paid ahead is below zero in `current_minor`."""

    current_minor: int
    days_1_30_minor: int
    days_31_60_minor: int
    days_61_90_minor: int
    over_90_minor: int


class StatementShown(Answer):
    """Everything on account, oldest first."""

    credit: CreditShown
    overdue_minor: int
    ageing: AgeingShown
    lines: list[StatementRow]


class CompanyPaymentShown(Answer):
    id: str
    credit: CreditShown


class CompaniesQuery(Query):
    search: Annotated[str, Meta(max_length=200, description="Part of the name, or a tax or registration number")] = ""
    cursor: str = ""
    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)] = 50


class StatementQuery(Query):
    currency: Currency


@router.get(
    "/companies",
    summary="List companies by name",
    **operation("companies.read", query=CompaniesQuery, gives=Page[CompanyShown]),
)
def list_companies(request: HttpRequest) -> HttpResponse:
    asked = read_query(request, CompaniesQuery)
    found = companies(
        search=asked.search,
        after=read_cursor(asked.cursor, tuple[str, UUID]),
        limit=asked.limit + 1,
        by=actor_of(request),
    )
    shown, more = found[: asked.limit], found[asked.limit :]
    cursor = write_cursor([shown[-1].legal_name, shown[-1].id]) if more else ""
    return page(request, [_shown(one) for one in shown], cursor)


@router.post(
    "/companies",
    summary="Save a company",
    **operation("companies.write", takes=CompanyBody, gives=CompanyShown, refuses=(409, 413)),
)
def post_company(request: HttpRequest) -> HttpResponse:
    """Created, or changed when there is one with this country and tax number. Repeats are harmless."""
    by = actor_of(request)
    body = read_body(request, CompanyBody)
    draft = CompanyDraft(**{name: getattr(body, name) for name in CompanyBody.__struct_fields__})

    def save(_: str) -> HttpResponse:
        [saved] = save_companies([draft], by=by)
        if isinstance(saved, Refusal):
            raise saved
        return answer(_shown(company(saved, by=by.lend("companies.read"))))

    return once(request, save)


@router.get(
    "/companies/{company_id}",
    summary="Look at one company",
    **operation("companies.read", gives=CompanyShown, refuses=(404, 422)),
)
def get_company(request: HttpRequest, company_id: str) -> HttpResponse:
    return answer(_shown(company(ids.read("com", company_id), by=actor_of(request))))


@router.get(
    "/companies/{company_id}/buyers",
    summary="Who buys for a company",
    **operation("companies.read", gives=CompanyBuyers, refuses=(404, 422)),
)
def list_buyers(request: HttpRequest, company_id: str) -> HttpResponse:
    return answer(_buyers(buyers_of(ids.read("com", company_id), by=actor_of(request))))


@router.post(
    "/companies/{company_id}/buyers",
    summary="Let somebody buy for a company",
    **operation("companies.write", takes=BuyerBody, gives=CompanyBuyers, refuses=(404, 409)),
)
def post_buyer(request: HttpRequest, company_id: str) -> HttpResponse:
    """Somebody who has a card. Said again, role and limit are changed."""
    by = actor_of(request)
    asked, body = ids.read("com", company_id), read_body(request, BuyerBody)
    customer = customer_named(body.customer)
    assert customer, "the body has one"
    limit = None if body.limit_minor is None else Money(body.limit_minor, body.limit_currency)

    def save(_: str) -> HttpResponse:
        [refusal] = save_buyers(asked, [BuyerDraft(customer, body.role, limit)], by=by)
        if refusal:
            raise refusal
        return answer(_buyers(buyers_of(asked, by=by.lend("companies.read"))))

    return once(request, save)


@router.post(
    "/companies/{company_id}/limit",
    summary="Change how much a company may owe",
    **operation("companies.limit", takes=LimitBody, gives=CreditShown, refuses=(404, 409)),
)
def post_limit(request: HttpRequest, company_id: str) -> HttpResponse:
    """Never below what is owed or promised. Audited, with its reason. Repeats are harmless."""
    by = actor_of(request)
    asked, body = ids.read("com", company_id), read_body(request, LimitBody)

    def change(_: str) -> HttpResponse:
        change_credit_limit(asked, limit=Money(body.limit_minor, body.currency), reason=body.reason, by=by)
        return answer(_credit(credit_of(asked, body.currency, by=by.lend("companies.read"))))

    return once(request, change)


@router.get(
    "/companies/{company_id}/statement",
    summary="What a company owes, and why",
    **operation("companies.read", query=StatementQuery, gives=StatementShown, refuses=(404,)),
)
def get_statement(request: HttpRequest, company_id: str) -> HttpResponse:
    asked = read_query(request, StatementQuery)
    told = statement_of(ids.read("com", company_id), asked.currency, by=actor_of(request))
    ages = {f"{name}_minor": minor for name, minor in told.ageing._asdict().items()}
    return answer(
        StatementShown(
            credit=_credit(told.credit),
            overdue_minor=told.ageing.overdue,
            ageing=AgeingShown(**ages),
            lines=[
                StatementRow(
                    at=utc(line.at),
                    kind=line.kind,
                    amount_minor=line.amount.minor,
                    balance_minor=line.balance.minor,
                    order=ids.show("ord", line.order_id) if line.order_id else None,
                    reference=line.reference,
                    due_on=line.due_on if line.kind == "sale" else None,
                    left_minor=line.left.minor if line.left is not None else None,
                )
                for line in told.lines
            ],
        )
    )


@router.post(
    "/companies/{company_id}/payments",
    summary="Write down what a company paid",
    **operation(
        "companies.payments",
        takes=CompanyPaymentBody,
        gives=CompanyPaymentShown,
        status=201,
        key_needed=True,
        refuses=(404, 409),
    ),
)
def post_payment(request: HttpRequest, company_id: str) -> HttpResponse:
    """Once for each key of the company, whoever sends it: the bank's number of the transfer is a good one."""
    by = actor_of(request)
    asked, body = ids.read("com", company_id), read_body(request, CompanyPaymentBody)
    amount = Money(body.amount_minor, body.currency)
    draft = CompanyPaymentDraft(asked, amount, body.paid_on, needed_key(request), body.reference)
    [recorded] = record_company_payments([draft], by=by)
    if isinstance(recorded, Refusal):
        raise recorded
    credit = credit_of(asked, body.currency, by=by.lend("companies.read"))
    return answer(CompanyPaymentShown(id=ids.show("cop", recorded), credit=_credit(credit)), 201)


def _shown(found: CompanyRead) -> CompanyShown:
    told = {name: value for name, value in found._asdict().items() if name in CompanyShown.__struct_fields__}
    return CompanyShown(**told | {"id": ids.show("com", found.id), "created_at": utc(found.created_at)})


def _buyers(found: list[BuyerRead]) -> CompanyBuyers:
    return CompanyBuyers(
        buyers=[
            CompanyBuyerShown(
                customer=ids.show("cus", one.customer_id),
                role=one.role,
                limit_minor=one.limit.minor if one.limit is not None else None,
                limit_currency=one.limit.currency if one.limit is not None else "",
            )
            for one in found
        ]
    )


def _credit(found: Credit) -> CreditShown:
    return CreditShown(
        currency=found.limit.currency,
        limit_minor=found.limit.minor,
        owed_minor=found.owed.minor,
        held_minor=found.held.minor,
        available_minor=found.available.minor,
    )
