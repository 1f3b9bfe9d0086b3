"""How fast a card is found among a million: `python -m bench.cards [customers]`, p50 and p95 in milliseconds.

By a seller who types (the short card), and in the office's list of customers, a page and the count together.

The rows are made by SQL: people who do not exist, three of four with a phone, half with an e-mail, each with five
moments of their story. What is typed are whole numbers, their ends, beginnings of names in two scripts, e-mails; some
find nobody.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any

from rich.console import Console

from bench import yard

CUSTOMERS = 1_000_000
ASKED = 300
MOMENTS = 5
WARM = 20
say = Console(highlight=False).print


def main() -> None:
    customers = next((int(one) for one in sys.argv[1:] if one.isdigit()), CUSTOMERS)
    if "--inside" in sys.argv:
        import django

        django.setup()
        return _measure(customers)
    folder = Path(tempfile.mkdtemp(prefix="duken-cards-"))
    folder.chmod(0o755)  # an embedded PostgreSQL that may not run as root has a user of its own
    try:
        with yard.running(folder / "home") as ours:
            ours.migrate()
            ours.make("cards")
            command = [sys.executable, "-m", "bench.cards", str(customers), "--inside"]
            subprocess.run(command, env=ours.environment("cards"), check=True)  # noqa: S603
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return None


def _measure(customers: int) -> None:
    from duken.kernel import sql

    began = perf_counter()
    _open_a_shop()
    _fill(customers)
    size = sql.rows("SELECT pg_size_pretty(pg_database_size(current_database()))")[0][0]
    say(f"{customers} customers, {customers * MOMENTS} moments, {size}, made in {perf_counter() - began:.0f} s")
    _ask(customers)


def _ask(customers: int) -> None:
    from duken.customers.card.read import card
    from duken.customers.card.short import short_card_by
    from duken.kernel import actor, sql

    by = actor.system("bench")
    questions = _questions(customers, Random(7))  # noqa: S311
    for where, ask in (
        ("short card", lambda text: short_card_by(text, by=by)),
        ("list", lambda text: _listed(text, by)),
    ):
        say(f"{where + ', typed':26} {'p50 ms':>8} {'p95 ms':>8} {'most ms':>8}   found")
        for name, texts in questions.items():
            for text in texts[:WARM]:
                ask(text)
            times, found = [], 0
            for text in texts[WARM:]:
                start = perf_counter()
                found += bool(ask(text))
                times.append((perf_counter() - start) * 1000)
            _tell(name, times, f"{found} of {len(times)}")
    times = []
    for (one,) in sql.rows("SELECT id FROM customers_customer ORDER BY random() LIMIT %s", [ASKED]):
        start = perf_counter()
        card(one, by=by)
        times.append((perf_counter() - start) * 1000)
    _tell("the whole card", times[WARM:], "")


def _listed(text: str, by: Any) -> list[Any]:
    """A page of the office's list, and how many there are."""
    from duken.customers.browse import CustomerQuery, browse_customers, count_customers
    from duken.kernel.pages import Page

    query = CustomerQuery(text)
    count_customers(query, by=by)
    return browse_customers(query, page=Page("-created_at", 50), by=by).rows


def _tell(name: str, times: list[float], found: str) -> None:
    cut = quantiles(times, n=20)
    say(f"{name:26} {cut[9]:8.1f} {cut[18]:8.1f} {max(times):8.1f}   {found}")


def _open_a_shop() -> None:
    """A number without a prefix is read as in the countries of the shop."""
    from duken.kernel import actor
    from duken.stores.drafts import LegalEntityDraft, LocationDraft
    from duken.stores.save_legal_entities import save_legal_entities
    from duken.stores.save_locations import save_locations

    by = actor.system("bench")
    save_legal_entities([LegalEntityDraft(order_prefix="DK", name="Bench", country="KZ", currency="KZT")], by=by)
    place = LocationDraft(
        "shop", name="Shop", country="KZ", city="Almaty", timezone="Asia/Almaty", legal_entity="DK", opening_hours={}
    )
    [saved] = save_locations([place], by=by)
    assert saved, saved


def _fill(customers: int) -> None:
    from bench.people import names
    from duken.customers.identities.names import sought_name
    from duken.kernel import sql

    given, surnames = names()
    parameters: dict[str, Any] = {
        "given": given,
        "surnames": surnames,
        "folded_given": [sought_name(name) for name in given],
        "folded_surnames": [sought_name(name) for name in surnames],
        "customers": customers,
        "moments": MOMENTS,
    }
    for statement in _FILL:
        sql.run(statement, parameters)


_FILL = (
    """INSERT INTO customers_customer (id, name, name_folded, "group", language, note, created_at, created_in)
       SELECT gen_random_uuid(), (%(given)s::text[])[g] || ' ' || (%(surnames)s::text[])[s],
              (%(folded_given)s::text[])[g] || (%(folded_surnames)s::text[])[s], '', 'ru', '',
              now() - n * interval '1 minute', 'web'
       FROM (SELECT n, 1 + floor(random() * cardinality(%(given)s::text[]))::int AS g,
                    1 + floor(random() * random() * cardinality(%(surnames)s::text[]))::int AS s
             FROM generate_series(1, %(customers)s::int) n) drawn""",
    """CREATE TEMPORARY TABLE numbered AS
       SELECT id, row_number() OVER (ORDER BY created_at DESC) AS n FROM customers_customer""",
    """INSERT INTO customers_identity (customer_id, kind, value, proof, source, created_at)
       SELECT id, 'phone', '+77' || lpad((n * 7919 %% 1000000000)::text, 9, '0'), 'typed', 'web', now()
       FROM numbered WHERE n %% 4 <> 0""",
    """INSERT INTO customers_identity (customer_id, kind, value, proof, source, created_at)
       SELECT id, 'email', 'shopper' || n || '@example.com', 'typed', 'web', now() FROM numbered WHERE n %% 2 = 0""",
    """INSERT INTO customers_moment (id, key, customer_id, at, kind, channel, subject, value_minor, currency, facts)
       SELECT gen_random_uuid(), id || ':' || m, id, now() - (n + m) * interval '1 minute',
              CASE WHEN m %% 2 = 0 THEN 'order_placed' ELSE 'order_fulfilled' END, 'web', '',
              CASE WHEN m %% 2 = 0 THEN 0 ELSE 1990 END, CASE WHEN m %% 2 = 0 THEN '' ELSE 'KZT' END, '{}'
       FROM numbered, generate_series(1, %(moments)s::int) m""",
    "ANALYZE customers_customer, customers_identity, customers_moment",
)


def _questions(customers: int, chance: Random) -> dict[str, list[str]]:
    """So many of each kind, of people who are there; a tenth of them of nobody."""
    from duken.kernel import sql
    from duken.kernel.letters import to_latin

    names = [row[0] for row in sql.rows("SELECT name FROM customers_customer ORDER BY random() LIMIT %s", [ASKED])]
    phones = [
        row[0]
        for row in sql.rows(
            "SELECT value FROM customers_identity WHERE kind = 'phone' ORDER BY random() LIMIT %s", [ASKED]
        )
    ]
    phones = [phone if at % 10 else "+77999999999" for at, phone in enumerate(phones)]
    return {
        "a phone, as people write it": [f"8 {phone[2:5]} {phone[5:8]}-{phone[8:10]}-{phone[10:]}" for phone in phones],
        "last four digits": [phone[-4:] for phone in phones],
        "last six digits": [phone[-6:] for phone in phones],
        "first name only": [name.split()[0] for name in names],
        "a whole name": names,
        "a whole name in Latin": [to_latin(name.lower()) for name in names],
        "beginnings of both": [" ".join(word[:3] for word in name.split()) for name in names],
        "two letters": [name[:2] for name in names],
        "an e-mail's beginning": [f"shopper{chance.randrange(customers)}" for _ in range(ASKED)],
        "nobody's name": [f"Nobodyev {chance.randrange(10**6)}" for _ in range(ASKED)],
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duken.config.settings")
    main()
