"""Which SKUs are one product in several colours, sizes or designs.

The shop numbered its variants with a letter (`37444A`, `37444B`), but not every such family is one product. They are
when their titles are equal but for one stretch of words: "Yellow / Blue / Pink Breakfast Cup and Saucer".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from duken.demo.facets import colours_in

LONGEST_DIFFERENCE = 3  # words
SIZES = {"small", "medium", "large", "mini", "giant", "jumbo"}
SCENTS = {"lavender", "vanilla", "rose", "jasmine", "opium", "cinnamon", "orange", "ocean", "strawberry", "sandalwood"}


@dataclass(frozen=True, slots=True)
class Family:
    """One product: its title and what each SKU is within it. `option` is "" for a product of one SKU."""

    title: str
    option: str
    values: dict[str, str]  # sku -> value of the option


class _Skeleton(NamedTuple):
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def length(self) -> int:
        return len(self.before) + len(self.after)


def families(titles: Mapping[str, str]) -> list[Family]:
    """Group {sku: title}; each SKU lands in exactly one family, in the order of the SKUs."""
    stems: dict[str, list[str]] = defaultdict(list)
    for sku in sorted(titles):
        stems[sku[:5] if sku[:5].isdigit() else sku].append(sku)
    return [family for skus in stems.values() for family in _split(skus, titles)]


def _split(skus: Sequence[str], titles: Mapping[str, str]) -> Iterator[Family]:
    left = list(skus)
    while len(left) > 1:
        found = _best_skeleton(left, titles)
        if not found:
            break
        skeleton, values = found
        title = " ".join((*skeleton.before, *skeleton.after)).strip(" ,.")
        title = title.removeprefix("Design ")  # "[Carousel] Design Washbag"
        yield Family(title[:1].upper() + title[1:], _name_of(list(values.values())), values)
        left = [sku for sku in left if sku not in values]
    for sku in left:
        yield Family(titles[sku], "", {sku: ""})


def _best_skeleton(skus: Sequence[str], titles: Mapping[str, str]) -> tuple[_Skeleton, dict[str, str]] | None:
    """The skeleton that most titles share; among equals the one that keeps most words."""
    shared: dict[_Skeleton, dict[str, str]] = defaultdict(dict)
    for sku in skus:
        for skeleton, value in _skeletons(titles[sku]):
            if _plain(value) not in map(_plain, shared[skeleton].values()):
                shared[skeleton].setdefault(sku, value)
    candidates = [(skeleton, values) for skeleton, values in shared.items() if _is_product(skeleton, values)]
    return max(candidates, key=lambda each: (len(each[1]), each[0].length), default=None)


def _is_product(skeleton: _Skeleton, values: Mapping[str, str]) -> bool:
    """The last words of a title are what the thing is: if only they differ, these are two things, not two designs."""
    if len(values) < 2:
        return False
    names_a_thing = bool(skeleton.after) or skeleton.before[-1].endswith(",")
    return names_a_thing or _name_of(list(values.values())) != "Design"


def _skeletons(title: str) -> Iterator[tuple[_Skeleton, str]]:
    """Each way to leave out one stretch of words such that at least two, and not fewer than go, remain."""
    words = title.split()
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_DIFFERENCE, len(words)) + 1):
            skeleton = _Skeleton(tuple(words[:start]), tuple(words[end:]))
            if skeleton.length >= max(2, end - start):
                yield skeleton, " ".join(words[start:end]).strip(' ,."')


def _name_of(values: Sequence[str]) -> str:
    words = [set(value.lower().split()) for value in values]
    if all(len(value) == 1 and value.isalpha() for value in values):
        return "Letter"
    if all(each & SIZES for each in words) or all(re.match(r"\d+ ?x", value) for value in values):
        return "Size"
    if sum(bool(colours_in(value)) for value in values) * 2 > len(values):
        return "Colour"
    if all(each & SCENTS for each in words):
        return "Scent"
    return "Design"


def _plain(value: str) -> str:
    return re.sub(r"\W+", "", value).lower()
