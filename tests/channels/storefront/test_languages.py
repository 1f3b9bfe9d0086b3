"""The address says the language of the shop; formats follow CLDR; no text is left untranslated."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from django.conf import settings
from django.utils import translation

from duken.channels import formats
from duken.channels.languages import address_in
from duken.config import messages
from duken.kernel.money import Money

GREETING = {"ru": "Корзина", "sr": "Корпа", "sr-latn": "Korpa", "kk": "Себет"}


@pytest.mark.parametrize(("language", "word"), GREETING.items())
def test_each_language_has_its_address(shopper, tea, language, word):
    page = shopper.get(f"/{language}/basket/").content.decode()

    assert word in page
    assert f'href="/{language}/checkout/"' in page or f'href="/{language}/"' in page


def test_without_a_prefix_the_shop_speaks_english_whatever_the_browser_says(shopper, tea):
    answer = shopper.get("/basket/", headers={"Accept-Language": "ru"})

    assert 'lang="en"' in answer.content.decode()


def test_the_switch_keeps_the_page_and_its_query(shopper, tea):
    page = shopper.get("/ru/search/?q=tea&sort=price").content.decode()

    assert 'href="/kk/search/?q=tea&amp;sort=price"' in page
    assert 'href="/search/?q=tea&amp;sort=price"' in page


def test_an_indexed_page_names_its_languages(shopper, tea):
    page = shopper.get("/sr-latn/p/tea/").content.decode()

    assert 'hreflang="sr-Latn"' in page
    assert 'hreflang="x-default"' in page
    assert f'rel="canonical" href="{settings.PUBLIC_URL}/sr-latn/p/tea/"' in page


@pytest.mark.parametrize(
    ("path", "language", "there"),
    [
        ("/p/tea/", "ru", "/ru/p/tea/"),
        ("/sr-latn/p/tea/", "sr", "/sr/p/tea/"),
        ("/kk/", "en", "/"),
        ("/", "kk", "/kk/"),
    ],
)
def test_addresses_in_another_language(path, language, there):
    assert address_in(path, language) == there


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "£1,234.50"), ("ru", "1 234,50 £"), ("sr", "1.234,50 £"), ("sr-latn", "1.234,50 £"), ("kk", "1 234,50 £")],
)
def test_money_is_written_as_the_language_writes_it(language, written):
    assert re.sub(r"[\u00a0\u202f]", " ", formats.money(Money(123450, "GBP"), language)) == written


def test_days_are_told_as_people_say_them():
    today = date(2026, 11, 22)
    with translation.override("ru"):
        assert formats.day(date(2026, 11, 22), "ru", today=today) == "сегодня"
        assert formats.day(date(2026, 11, 23), "ru", today=today) == "завтра"
        assert formats.day(date(2026, 11, 24), "ru", today=today) == "вт, 24 нояб."
    assert formats.day(date(2026, 11, 24), "en", today=today) == "Tue 24 Nov"
    assert formats.hour(time(9, 5), "en") == "09:05"
    assert formats.weekday(0, "ru") == "Понедельник"


@pytest.mark.parametrize(("minor", "currency"), [(0, "EUR"), (-150, "RSD"), (199000, "KZT"), (500, "JPY")])
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_currency_can_be_written_in_every_language(minor, currency, language):
    assert formats.money(Money(minor, currency), language)


def test_phones_are_written_readably():
    assert formats.phone("+77011234567") == "+7 701 123 4567"
    assert formats.phone("nonsense") == "nonsense"


@pytest.mark.parametrize("language", messages.TRANSLATED)
def test_every_text_is_translated(language):
    fresh = messages.brought_up_to_date(language)

    assert messages.untranslated(fresh) == []


@pytest.mark.parametrize("language", [*messages.TRANSLATED, messages.LATIN])
def test_what_is_compiled_is_what_is_written(language):
    assert messages.compiled(language) == messages.said_by(messages.catalog(language))


@pytest.mark.parametrize("language", messages.TRANSLATED)
def test_a_translation_names_the_same_facts(language):
    placeholder = re.compile(r"%\((\w+)\)s")
    for message in messages.catalog(language):
        if message.id and isinstance(message.id, str) and isinstance(message.string, str):
            assert set(placeholder.findall(message.string)) <= set(placeholder.findall(message.id)), message.id


def test_serbian_latin_is_made_from_serbian_cyrillic():
    assert messages.latin_letters("Љубав, Његош, џеп, ЏЕП, ЂОРЂЕ") == "Ljubav, Njegoš, džep, DŽEP, ĐORĐE"
    made = messages.in_latin(messages.catalog("sr"))
    assert messages.said_by(made) == messages.said_by(messages.catalog(messages.LATIN))
