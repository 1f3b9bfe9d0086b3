"""What payments hold about a person: no card, only sums; they stay in the books."""

from __future__ import annotations

from duken.kernel import sql
from duken.kernel.persons import Held, Keeper, Person, rows_of
from duken.kernel.reasons import code_column


def _held(person: Person) -> Held:
    return {
        "payments": rows_of(
            """SELECT created_at, captured_at, method, provider, tender, currency, amount_minor, captured_minor,
                      refunded_minor, status, reference
               FROM payments_payment WHERE order_id = ANY(%s) ORDER BY created_at""",
            [list(person.order_ids)],
        )
    }


def _forget(person: Person) -> int:
    """The gateway's own number stays: without it money could not be traced. A note beside a reason goes."""
    orders = [list(person.order_ids)]
    touched = sql.run("UPDATE payments_payment SET redirect_url = '' WHERE order_id = ANY(%s)", orders)
    return touched + sql.run(
        f"""UPDATE payments_refund r SET reason = {code_column("r.reason")} FROM payments_payment p
           WHERE p.id = r.payment_id AND p.order_id = ANY(%s)""",  # noqa: S608
        orders,
    )


def _unfinished(person: Person) -> list[str]:
    """Money that is still on its way back."""
    rows = sql.rows(
        """SELECT r.id FROM payments_refund r JOIN payments_payment p ON p.id = r.payment_id
           WHERE p.order_id = ANY(%s) AND r.done_at IS NULL AND r.status NOT IN ('done', 'failed')""",
        [list(person.order_ids)],
    )
    return [f"refund {refund}" for (refund,) in rows]


KEEPER = Keeper(held=_held, forget=_forget, unfinished=_unfinished)
