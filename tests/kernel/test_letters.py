"""Our scripts, one into another."""

from __future__ import annotations

from duken.kernel.letters import said_in


def test_a_name_in_one_serbian_script_serves_the_other_and_the_plain_name_whoever_has_none() -> None:
    names = {"sr": "Бесплатна достава од £50", "ru": "Бесплатная доставка"}

    assert said_in("ru", "Free delivery", names) == "Бесплатная доставка"
    assert said_in("sr", "Free delivery", names) == "Бесплатна достава од £50"
    assert said_in("sr-latn", "Free delivery", names) == "Besplatna dostava od £50"
    assert said_in("sr-latn", "Free delivery", names | {"sr-latn": "Dostava"}) == "Dostava"
    assert said_in("kk", "Free delivery", names) == "Free delivery"
