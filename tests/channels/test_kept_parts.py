"""Parts and addresses that are remembered say what they would have said if they were made anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse
from django.utils import translation

GREETING = Template("{% load i18n %}{% kept name %}{% translate 'Basket' %} {{ name }}{{ made }}{% endkept %}")


def said(template: Template, **given: Any) -> str:
    return template.render(Context(given))


def test_a_part_is_made_once_for_each_thing_named_and_each_language():
    assert said(GREETING, name="<Ann>", made=1) == "Basket &lt;Ann&gt;1"
    assert said(GREETING, name="<Ann>", made=2) == "Basket &lt;Ann&gt;1"
    assert said(GREETING, name="Bob", made=3) == "Basket Bob3"
    with translation.override("ru"):
        assert said(GREETING, name="Bob", made=4) == "Корзина Bob4"
    assert said(GREETING, made=5) == "Basket 5"


def test_addresses_follow_language_and_arguments():
    template = Template('{% url "storefront:product" slug %}')

    assert said(template, slug="tea") == reverse("storefront:product", args=["tea"]) == "/p/tea/"
    assert said(template, slug="mug") == "/p/mug/"
    with translation.override("ru"):
        assert said(template, slug="tea") == reverse("storefront:product", args=["tea"]) == "/ru/p/tea/"
    with pytest.raises(NoReverseMatch):
        said(template, slug="")


def test_an_address_may_still_be_given_a_name_or_be_wanting():
    template = Template(
        '{% url "storefront:nowhere" as found %}[{{ found }}]{% url "storefront:home" as home %}{{ home }}'
    )

    assert said(template) == "[]/"
