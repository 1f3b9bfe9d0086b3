"""People who do not exist, and the cards a shop would have of them: a labelled set for finding doubles.

Each person leaves one to three cards in different channels. A card is spoiled as cards are: typing errors, swapped and
short names, another script, a new phone, a mailbox at another provider, days and months swapped, things left out. Hard
negatives come by themselves and on purpose: namesakes, and families with one phone, one address and one surname.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from random import Random

from duken.customers.identities.names import fold_name
from duken.customers.identities.profile import Profile, city_key
from duken.kernel.letters import to_latin

GIVEN = {
    "ru": """Александр Алексей Андрей Анна Борис Вера Виктор Галина Дмитрий Евгений Елена Иван Ирина Мария Михаил
             Наталья Ольга Павел Сергей Татьяна Юлия Полина Кирилл Глеб Лидия Инна Руслан Эльвира""",
    "kk": """Айгерим Алия Асель Аружан Бауыржан Гүлнар Данияр Динара Ержан Жанар Қайрат Мадина Нұрлан Сәуле Тимур Шынар
             Айдос Балжан Гаухар Дәурен Еркебұлан Ләззат Мұрат Самал""",
    "sr": """Ана Драган Ђорђе Ивана Јелена Јован Љиљана Марко Милан Милица Невена Никола Петар Слободан Снежана Стефан
             Тамара Чедомир Вања Гордана Душан Лазар Наташа Урош""",
}
_STEMS = {
    "ru": """Бел Волк Гус Зайц Козл Корол Кузнец Лебед Медвед Мороз Орл Павл Поп Рыбак Собол Сокол Тарас Щербак Баран
             Ворон Голуб Дрозд Журавл Карп Кот Лис Мельник Носк Окун Петух Родион Сомк Ткач Уткин Фрол Хомяк Цветк Черн
             Шмел Юдин Ястреб Бобр Вишняк Горшк Дубк Ежк""",
    "kk": """Абдрахман Ахмет Байжан Ғалым Ермек Жұмабай Искак Қасым Мұрат Нұрпейіс Оспан Сейіт Төлеген Айтбай Бекболат
             Дүйсен Есен Жақып Кенже Молдабек Наурыз Оразбек Рахым Сағын Тұрсын Үсен Шәріп""",
    "sr": """Вук Ђорђ Живк Јанк Јован Марк Никол Павл Петр Поп Стојан Ћир Чол Џам Бан Вас Глиш Дав Ер Зор Кост Лук Мил
             Ненад Обрад Рад Сим Тад Урош Фил Цвет Шћеп""",
}
_ENDINGS = {"ru": ["ов", "ев", "ин", "енко", "ский"], "kk": ["ов", "ев", "баев", "ұлы"],
            "sr": ["овић", "ић", "евић", "ковић", "чевић"]}  # fmt: skip
_SHORT = {
    "Александр": "Саша", "Алексей": "Лёша", "Анна": "Аня", "Виктор": "Витя", "Дмитрий": "Дима", "Евгений": "Женя",
    "Елена": "Лена", "Иван": "Ваня", "Ирина": "Ира", "Мария": "Маша", "Михаил": "Миша", "Наталья": "Наташа",
    "Ольга": "Оля", "Павел": "Паша", "Сергей": "Серёжа", "Татьяна": "Таня", "Юлия": "Юля", "Борис": "Боря",
}  # fmt: skip
_PLACES = {
    "ru": [("Казань", "4200"), ("Самара", "4430"), ("Омск", "6440"), ("Тула", "3000")],
    "kk": [("Алматы", "0500"), ("Астана", "0100"), ("Шымкент", "1600"), ("Қарағанды", "1000")],
    "sr": [("Београд", "110"), ("Ниш", "180"), ("Нови Сад", "210"), ("Крагујевац", "340")],
}
_PREFIX = {"ru": "+79", "kk": "+770", "sr": "+3816"}
_MAIL = ["example.com", "example.net", "example.org"]


Taken = set[tuple[str, str]]  # mailboxes: local part, domain


@dataclass(frozen=True)
class Person:
    land: str
    given: str
    surname: str
    phone: str
    email: str
    born: date
    city: str
    postcode: str
    family_phone: str = ""


@dataclass(frozen=True)
class LabelledSet:
    """`cards` by number; `same` are the pairs (smaller number first) that are one person's."""

    cards: list[Profile]
    same: set[tuple[int, int]]


def names() -> tuple[list[str], list[str]]:
    """Given names and surnames of all lands, for rows made by SQL."""
    given = [name for land in GIVEN for name in GIVEN[land].split()]
    return given, [stem + end for land in _STEMS for stem in _STEMS[land].split() for end in _ENDINGS[land]]


def labelled_set(people: int, *, seed: int) -> LabelledSet:
    chance = Random(seed)  # noqa: S311
    cards: list[Profile] = []
    same: set[tuple[int, int]] = set()
    for person in _population(people, chance):
        first = len(cards)
        cards += [_card(person, chance) for _ in range(chance.choices((1, 2, 3), (45, 40, 15))[0])]
        same |= set(combinations(range(first, len(cards)), 2))
    return LabelledSet(cards, same)


def _population(count: int, chance: Random) -> Iterator[Person]:
    made, taken = 0, Taken()
    while made < count:
        one = _person(chance, taken)
        group = [one]
        if chance.random() < 0.2:  # a family: one surname, one address, a phone that all of them give
            group = [replace(each, family_phone=one.phone) for each in [one, *_relatives(one, chance, taken)]]
        elif chance.random() < 0.1:  # a namesake in the same town
            group.append(
                replace(_person(chance, taken), given=one.given, surname=one.surname, city=one.city, land=one.land)
            )
        yield from group
        made += len(group)


def _person(chance: Random, taken: Taken) -> Person:
    land = chance.choice(list(GIVEN))
    given, surname = (
        chance.choice(GIVEN[land].split()),
        chance.choice(_STEMS[land].split()) + chance.choice(_ENDINGS[land]),
    )
    city, area = chance.choice(_PLACES[land])
    return Person(
        land, given, _hers(given, surname, land), _phone(land, chance), _mailbox(given, surname, chance, taken),
        date(1950, 1, 1) + timedelta(days=chance.randrange(20_000)), city, area + f"{chance.randrange(100):02}",
    )  # fmt: skip


def _relatives(one: Person, chance: Random, taken: Taken) -> list[Person]:
    found = []
    for given in chance.sample([name for name in GIVEN[one.land].split() if name != one.given], chance.choice((1, 2))):
        surname = _hers(given, one.surname.removesuffix("а"), one.land)
        found.append(
            replace(_person(chance, taken), land=one.land, given=given, surname=surname, phone=_phone(one.land, chance),
                    email=_mailbox(given, surname, chance, taken), city=one.city, postcode=one.postcode)
        )  # fmt: skip
    return found


def _hers(given: str, surname: str, land: str) -> str:
    """Women's surnames have their own ending in Russian and Kazakh usage."""
    is_hers = land != "sr" and given.endswith(("а", "я"))
    return surname + "а" if is_hers and surname.endswith(("ов", "ев", "ин")) else surname


def _phone(land: str, chance: Random) -> str:
    return _PREFIX[land] + "".join(str(chance.randrange(10)) for _ in range(12 - len(_PREFIX[land])))


def _mailbox(given: str, surname: str, chance: Random, taken: Taken) -> str:
    given, surname = fold_name(given), fold_name(surname)
    local = chance.choice([f"{given}.{surname}", f"{given[0]}{surname}", f"{surname}{given[0]}", surname])
    domain = chance.choice(_MAIL)
    number = str(chance.randrange(1, 2000)) if chance.random() < 0.75 or (local, domain) in taken else ""
    taken.add((local, domain))
    return f"{local}{number}@{domain}"


def _card(person: Person, chance: Random) -> Profile:
    """What one channel knows of them."""
    moved = chance.random() < 0.1
    there = chance.random()
    return Profile(
        name=_name(person, chance),
        phones=frozenset(_phones(person, chance)),
        emails=frozenset(_emails(person, chance)),
        born_on=_birthday(person.born, chance) if chance.random() < 0.4 else None,
        cities=frozenset([city_key(person.city)] if there < 0.6 and not moved else []),
        postcodes=frozenset([person.postcode] if there < 0.4 and not moved else []),
    )


def _name(person: Person, chance: Random) -> str:
    if chance.random() < 0.05:
        return ""
    given, surname = person.given, person.surname
    if chance.random() < 0.15:
        given = _SHORT.get(given, given)
    given, surname = (_mistyped(word, chance) if chance.random() < 0.07 else word for word in (given, surname))
    shapes = [f"{given} {surname}", f"{surname} {given}", given, f"{given[0]}. {surname}"]
    text = chance.choices(shapes, (62, 20, 12, 6))[0]
    return to_latin(text.lower()).title() if chance.random() < 0.35 else text


def _phones(person: Person, chance: Random) -> Iterator[str]:
    if chance.random() < 0.3:
        return
    draw = chance.random()
    if draw < 0.15 and person.family_phone:
        yield person.family_phone
    elif draw < 0.3:
        yield _phone(person.land, chance)
    else:
        yield _mistyped(person.phone, chance) if chance.random() < 0.06 else person.phone


def _emails(person: Person, chance: Random) -> Iterator[str]:
    if chance.random() < 0.45:
        return
    local, _, domain = person.email.partition("@")
    draw = chance.random()
    if draw < 0.12:
        yield f"{local}@{chance.choice([each for each in _MAIL if each != domain])}"
    elif draw < 0.22:
        yield f"u{chance.randrange(10**8)}@{domain}"
    else:
        yield f"{_mistyped(local, chance) if chance.random() < 0.06 else local}@{domain}"


def _birthday(born: date, chance: Random) -> date:
    draw = chance.random()
    if draw < 0.04 and born.day <= 12:
        return born.replace(month=born.day, day=born.month)
    return born.replace(day=chance.randrange(1, 29)) if draw < 0.08 else born


def _mistyped(text: str, chance: Random) -> str:
    """One letter left out, doubled, changed or swapped with the next; the first stays."""
    at = chance.randrange(1, len(text) - 1) if len(text) > 2 else 0
    other = chance.choice("0123456789" if text[at].isdigit() else "аеионрстл" if not text.isascii() else "aeionrstl")
    return chance.choice(
        [text[:at] + text[at + 1 :], text[: at + 1] + text[at:], text[:at] + other + text[at + 1 :],
         text[:at] + text[at + 1] + text[at] + text[at + 2 :] if at + 1 < len(text) else text]
    )  # fmt: skip
