"""Every column that may say something about a person is known: whose it is, why it is kept, what an erasure does."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from duken.kernel.sealed import Sealed
from duken.privacy.clocks.defaults import CLOCKS
from duken.privacy.columns import LEGAL, NOT_PERSONAL, PERSONAL
from duken.privacy.keepers import every_keeper

_WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.GenericIPAddressField,
    models.FileField,
    ArrayField,
    SearchVectorField,
    Sealed,
)


def test_every_column_is_classified() -> None:
    classified = {(one.table, column) for one in PERSONAL for column in one.columns.split()}
    classified |= {(table, column) for table, (columns, _, _) in LEGAL.items() for column in columns.split()}
    classified |= {(table, column) for table, columns in NOT_PERSONAL.items() for column in columns.split()}
    there = set(_columns())

    assert sorted(there - classified) == [], "say in duken/privacy/columns.py whether it is personal"
    assert sorted(classified - there) == [], "duken/privacy/columns.py names what is not there"


def test_no_column_is_both() -> None:
    personal = {(one.table, column) for one in PERSONAL for column in one.columns.split()}
    rest = {(table, column) for table, columns in NOT_PERSONAL.items() for column in columns.split()}

    assert personal & rest == set()


def test_every_clock_moves_something() -> None:
    assert {name for keeper in every_keeper().values() for name in keeper.purges} == set(CLOCKS)


def _columns() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            a_day = isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
            if (isinstance(field, _WORDS) or a_day) and not field.is_relation:
                yield model._meta.db_table, field.column
