"""What a card holds about a person. The empty card stays: books and merges refer to its number."""

from __future__ import annotations

from duken.customers.erased.remember import remember_erased
from duken.customers.identities.keyed import keyed_hash
from duken.customers.models import Address, Customer, Note, Task
from duken.kernel import sql
from duken.kernel.persons import Held, Keeper, Person, rows_of

_KINDS = {
    "contacts": """SELECT kind, value, proof, source, created_at, proven_at FROM customers_identity
                   WHERE customer_id = ANY(%s) ORDER BY id""",
    "mentioned_contacts": """SELECT kind, value, times, last_at FROM customers_mention
                             WHERE customer_id = ANY(%s) ORDER BY id""",
    "story": """SELECT at, kind, channel, subject, value_minor, currency, facts FROM customers_moment
                WHERE customer_id = ANY(%s) ORDER BY at""",
    "companies": """SELECT c.legal_name, c.country, c.tax_number, b.role, b.limit_minor, b.limit_currency, b.added_at
                    FROM customers_companybuyer b JOIN customers_company c ON c.id = b.company_id
                    WHERE b.customer_id = ANY(%s) ORDER BY b.added_at""",
}
# Read through the models: some of it lies sealed.
_CARD = ["name", "group", "language", "note", "reference", "created_at", "created_in", "born_on", "preferred_channel"]
_CARD += ["refuses", "sizes"]
_ADDRESS = ("label", "country", "postcode", "city", "street", "note", "added_at")
_TASK = ("text", "due_at", "added_at", "done_at")
_CONSENTS = """
SELECT c.at, c.purpose, c.is_given, t.text, c.text_version, c.text_sha256, c.language, c.channel
FROM customers_consent c LEFT JOIN customers_consenttext t ON t.sha256 = c.text_sha256
WHERE c.customer_id = ANY(%s) OR c.contact_hash = ANY(%s) ORDER BY c.id
"""
_FACELESS = """
UPDATE customers_customer SET name = '', name_folded = '', "group" = '', language = '', note = '', reference = NULL,
    born_on = NULL, preferred_channel = '', refuses = '[]', sizes = '{}' WHERE id = ANY(%s)
"""
_OF_THEIR_COMPANY = """
UPDATE customers_company SET note = '', phone = CASE WHEN phone = ANY(%(phones)s) THEN '' ELSE phone END,
    email = CASE WHEN email = ANY(%(emails)s) THEN '' ELSE email END
WHERE phone = ANY(%(phones)s) OR email = ANY(%(emails)s)
"""
_OWN_ROWS = ("identity", "mention", "address", "note", "task", "moment", "block", "companybuyer")


def _held(person: Person) -> Held:
    cards = list(person.customer_ids)
    said = Customer.objects.filter(pk__in=cards).order_by("created_at")
    return {kind: rows_of(statement, [cards]) for kind, statement in _KINDS.items()} | {
        "card": list(said.values(*_CARD)),
        "addresses": list(Address.objects.filter(customer_id__in=cards).order_by("added_at").values(*_ADDRESS)),
        "notes": list(Note.objects.filter(customer_id__in=cards).order_by("at").values("kind", "text", "at")),
        "tasks": list(Task.objects.filter(customer_id__in=cards).order_by("added_at").values(*_TASK)),
        "consents": rows_of(_CONSENTS, [cards, _hashes(person)]),
    }


def _forget(person: Person) -> int:
    """Consents stay: they prove that writing was allowed, and name nobody. Nor may an old file bring them back."""
    cards = list(person.customer_ids)
    touched = sql.run(_FACELESS, [cards])
    for table in _OWN_ROWS:
        touched += sql.run(f"DELETE FROM customers_{table} WHERE customer_id = ANY(%s)", [cards])  # noqa: S608
    kinds, values = [kind for kind, _ in person.identities], [value for _, value in person.identities]
    touched += sql.run(  # what others mentioned
        "DELETE FROM customers_mention WHERE (kind, value) IN (SELECT * FROM unnest(%s::text[], %s::text[]))",
        [kinds, values],
    )
    touched += sql.run("DELETE FROM customers_candidate WHERE first_id = ANY(%s) OR second_id = ANY(%s)", [cards] * 2)
    touched += sql.run(
        """UPDATE customers_merge SET reason = '',
               before = '{"kept": {"columns": {}, "rows": {}}, "joined": {"columns": {}, "rows": {}}}'
           WHERE kept_id = ANY(%s) OR joined_id = ANY(%s)""",
        [cards] * 2,
    )
    touched += sql.run(_OF_THEIR_COMPANY, {"phones": person.phones, "emails": person.emails})
    remember_erased(_hashes(person))
    return touched


def _hashes(person: Person) -> list[str]:
    return sorted({keyed_hash(kind, value) for kind, value in person.identities})


KEEPER = Keeper(held=_held, forget=_forget)
