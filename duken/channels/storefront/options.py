"""Options as links: each value leads to the variant that has it and is otherwise as near as possible. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from duken.catalog.reads import PageVariant, ProductPage
from duken.channels.storefront.stock import Stock


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    sku: str
    is_chosen: bool
    is_sellable: bool


@dataclass(frozen=True, slots=True)
class OptionShown:
    name: str
    chosen: str
    choices: tuple[Choice, ...]


def options_of(page: ProductPage, chosen: PageVariant, stock: Stock) -> list[OptionShown]:
    """Options in the product's order. A product whose variants have no options offers them by their titles."""
    if len(page.variants) < 2:
        return []
    if not page.options:
        return [_by_title(page, chosen, stock)]
    return [
        OptionShown(
            option.name,
            chosen.option_values.get(option.name, ""),
            tuple(
                _choice(value, nearest(page.variants, chosen, option.name, value), chosen, option.name, stock)
                for value in option.values
                if any(one.option_values.get(option.name) == value for one in page.variants)
            ),
        )
        for option in page.options
    ]


def nearest(variants: tuple[PageVariant, ...], chosen: PageVariant, option: str, value: str) -> PageVariant:
    """Of the variants with this value, the one that shares most of the rest with the chosen one."""
    having = [one for one in variants if one.option_values.get(option) == value]
    return max(having, key=lambda one: len(one.option_values.items() & chosen.option_values.items()))


def _choice(value: str, leads_to: PageVariant, chosen: PageVariant, option: str, stock: Stock) -> Choice:
    return Choice(value, leads_to.sku, chosen.option_values.get(option) == value, stock.total(leads_to.id) > 0)


def _by_title(page: ProductPage, chosen: PageVariant, stock: Stock) -> OptionShown:
    choices = tuple(
        Choice(one.title or one.sku, one.sku, one.id == chosen.id, stock.total(one.id) > 0) for one in page.variants
    )
    return OptionShown("", chosen.title or chosen.sku, choices)
