"""For which companies drafts are bought, and whether their buyers may."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from duken.customers.companies.errors import CompanyMissing, CompanyStopped, NotTheirBuyer, OverBuyersLimit
from duken.customers.companies.reads import BuyerRead, CompanyRead, acting, companies_with_ids
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.orders.drafts import OrderDraft


class Buying(NamedTuple):
    """The company an order is for. `limit`: the most its buyer may order at once."""

    company_id: UUID
    name: str
    group: str
    limit: Money | None = None

    def over_limit(self, total: Money) -> Refusal | None:
        """Whether that is too much; a limit in another currency allows nothing."""
        if self.limit is not None and (self.limit.currency != total.currency or total.minor > self.limit.minor):
            return OverBuyersLimit(self.limit, total.minor)
        return None


def buying_for(drafts: Sequence[tuple[OrderDraft, UUID | None]]) -> list[Buying | Refusal | None]:
    """For each draft and its buyer: the company, None for themselves, or why not. Three statements at most, or none.

    An order nobody is named in as its buyer is of staff, who may read companies: that was asked before.
    """
    wanted = [(draft.company_id, buyer) for draft, buyer in drafts if draft.company_id]
    if not wanted:
        return [None] * len(drafts)
    found = companies_with_ids({company_id for company_id, _ in wanted})
    acts = acting([buyer for _, buyer in wanted if buyer])
    return [
        _judge(found.get(draft.company_id), acts.get(buyer, []) if buyer else None) if draft.company_id else None
        for draft, buyer in drafts
    ]


def _judge(company: CompanyRead | None, acts: Sequence[BuyerRead] | None) -> Buying | Refusal:
    """`acts`: for whom the buyer acts; None where no buyer is named."""
    role = next((one for one in acts or () if company and one.company.id == company.id), None)
    if company is None or (acts is not None and role is None):
        return CompanyMissing()
    if not company.is_active:
        return CompanyStopped(company.legal_name)
    if role and not role.may_order:
        return NotTheirBuyer()
    return Buying(company.id, company.legal_name, company.group, role.limit if role else None)
