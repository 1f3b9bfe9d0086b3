"""What a card holds about a person. The empty card stays: books and merges refer to its number."""

from __future__ import annotations

from duken.customers.erased.remember import remember_erased
from duken.customers.identities.keyed import keyed_hash
from duken.kernel import sql
from duken.kernel.persons import Held, Keeper, Person, rows_of

_KINDS = {
    "card": """SELECT name, "group", language, note, reference, created_at, created_in, born_on, preferred_channel,
                      refuses, sizes FROM customers_customer WHERE id = ANY(%s) ORDER BY created_at""",
    "contacts": """SELECT kind, value, proof, source, created_at, proven_at FROM customers_identity
                   WHERE customer_id = ANY(%s) ORDER BY id""",
    "mentioned_contacts": """SELECT kind, value, times, last_at FROM customers_mention
                             WHERE customer_id = ANY(%s) ORDER BY id""",
    "addresses": """SELECT label, country, postcode, city, street, note, added_at FROM customers_address
                    WHERE customer_id = ANY(%s) ORDER BY added_at""",
    "notes": "SELECT kind, text, at FROM customers_note WHERE customer_id = ANY(%s) ORDER BY at",
    "tasks": "SELECT text, due_at, added_at, done_at FROM customers_task WHERE customer_id = ANY(%s) ORDER BY added_at",
    "story": """SELECT at, kind, channel, subject, value_minor, currency, facts FROM customers_moment
                WHERE customer_id = ANY(%s) ORDER BY at""",
}
_CONSENTS = """
SELECT c.at, c.purpose, c.is_given, t.text, c.text_version, c.text_sha256, c.language, c.channel
FROM customers_consent c LEFT JOIN customers_consenttext t ON t.sha256 = c.text_sha256
WHERE c.customer_id = ANY(%s) OR c.contact_hash = ANY(%s) ORDER BY c.id
"""
_FACELESS = """
UPDATE customers_customer SET name = '', name_folded = '', "group" = '', language = '', note = '', reference = NULL,
    born_on = NULL, preferred_channel = '', refuses = '[]', sizes = '{}' WHERE id = ANY(%s)
"""
_OWN_ROWS = ("identity", "mention", "address", "note", "task", "moment", "block")


def _held(person: Person) -> Held:
    cards = list(person.customer_ids)
    return {kind: rows_of(statement, [cards]) for kind, statement in _KINDS.items()} | {
        "consents": rows_of(_CONSENTS, [cards, _hashes(person)])
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
    remember_erased(_hashes(person))
    return touched


def _hashes(person: Person) -> list[str]:
    return sorted({keyed_hash(kind, value) for kind, value in person.identities})


KEEPER = Keeper(held=_held, forget=_forget)
