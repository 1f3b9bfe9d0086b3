"""The words of the program in every language: `make messages`.

Finds each text in templates and Python, brings the .po files up to date, writes Serbian Latin from Serbian
Cyrillic, compiles. Pure Python, so the test that asks for completeness needs no gettext installed.
People translate `duken/locale/{ru,sr,kk}/LC_MESSAGES/django.po`; nobody edits sr_Latn.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from duken.config.settings import PACKAGE

LOCALE = PACKAGE / "locale"
TRANSLATED = ("ru", "sr", "kk")
LATIN = "sr_Latn"
_DATE = datetime(2026, 1, 1, tzinfo=UTC)

_CALLS = {"gettext": 1, "_": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
_IN_TAG = re.compile(r"""_\((["'])(.+?)\1\)""")
_LATIN = dict(zip("абвгдђежзијклљмнњопрстћуфхцчџш",
                  ["a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p",
                   "r", "s", "t", "ć", "u", "f", "h", "c", "č", "dž", "š"], strict=True))  # fmt: skip


class Found(NamedTuple):
    """A text in the source: the singular, the plural if it has one, and the files that say it."""

    text: str
    plural: str | None
    where: str


def every_text() -> dict[str, Found]:
    """All texts of the program by their English singular."""
    found: dict[str, Found] = {}
    for text in [*_in_python(), *_in_templates()]:
        earlier = found.get(text.text)
        found[text.text] = text if earlier is None or (text.plural and not earlier.plural) else earlier
    return found


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def catalog(language: str) -> Catalog:
    try:
        return read_po(BytesIO(po_path(language).read_bytes()), locale=language)
    except FileNotFoundError:
        return Catalog(locale=language)


def brought_up_to_date(language: str) -> Catalog:
    """The catalogue with exactly the texts of the source; what was translated stays so."""
    earlier = catalog(language)
    fresh = _empty(language)
    for text in sorted(every_text().values()):
        known = earlier.get(text.text)
        said = known.string if known and _fits(known, text) else None
        message_id = (text.text, text.plural) if text.plural else text.text
        fresh.add(message_id, said or "", locations=[(text.where, None)])  # type: ignore[list-item]
    return fresh


def in_latin(serbian: Catalog) -> Catalog:
    """Serbian Latin, letter by letter from the Cyrillic."""
    latin = _empty(LATIN)
    for message in serbian:
        if message.id:
            said = message.string or ""
            turned = latin_letters(said) if isinstance(said, str) else tuple(latin_letters(form) for form in said)
            latin.add(message.id, turned, locations=message.locations)
    return latin


def latin_letters(text: str) -> str:
    """Љубав is Ljubav, ЉУБАВ is LJUBAV."""
    letters = []
    for position, letter in enumerate(text):
        turned = _LATIN.get(letter.lower(), letter)
        if letter.isupper() and turned != letter:
            shouts = text[position + 1 : position + 2].isupper()
            turned = turned.upper() if shouts else turned.capitalize()
        letters.append(turned)
    return "".join(letters)


def po_bytes(words: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, words, width=110, sort_output=True, include_lineno=False)
    return buffer.getvalue()


def mo_bytes(words: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, words)
    return buffer.getvalue()


def compiled(language: str) -> dict[str, tuple[object, ...]]:
    """What the .mo file says, by English text."""
    with po_path(language).with_suffix(".mo").open("rb") as file:
        return said_by(read_mo(file))


def said_by(words: Catalog) -> dict[str, tuple[object, ...]]:
    return {_singular(message): _forms(message.string) for message in words if message.id}


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(said: object) -> tuple[object, ...]:
    return tuple(said) if isinstance(said, (list, tuple)) else (said,)


def untranslated(words: Catalog) -> list[str]:
    return [str(message.id) for message in words if message.id and not _is_said(message)]


def main() -> int:
    missing = 0
    for language in TRANSLATED:
        words = brought_up_to_date(language)
        _write(language, words)
        if language == "sr":
            _write(LATIN, in_latin(words))
        for text in untranslated(words):
            missing += 1
            print(f"{language}: {text}")
    print(f"{len(every_text())} texts, {missing} still to translate")
    return 1 if missing else 0


def _write(language: str, words: Catalog) -> None:
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(po_bytes(words))
    path.with_suffix(".mo").write_bytes(mo_bytes(words))


def _empty(language: str) -> Catalog:
    # Always the same date: the same words give the same file.
    return Catalog(
        locale=language,
        project="Duken",
        version="1",
        msgid_bugs_address="none",
        last_translator="Duken",
        language_team=language,
        creation_date=_DATE,
        revision_date=_DATE,
        fuzzy=False,
        header_comment=f"# Duken in {language}.",
    )


def _is_said(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def _fits(known: Message, text: Found) -> bool:
    return bool(text.plural) == isinstance(known.id, (tuple, list))


def _in_python() -> Iterator[Found]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and (count := _CALLS.get(_called(node), 0)):
                texts = [_literal(argument) for argument in node.args[:count]]
                if len(texts) == count and all(texts):
                    yield Found(str(texts[0]), texts[1] if count == 2 else None, _named(path))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _in_templates() -> Iterator[Found]:
    from django.template import engines
    from django.template.base import Template

    engine = engines["django"].engine  # type: ignore[attr-defined]
    for path in sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")]):
        source = path.read_text()
        template = Template(source, engine=engine)
        yield from _marked(template, _named(path))
        for _, text in _IN_TAG.findall(source):
            yield Found(text, None, _named(path))


def _marked(template: Any, where: str) -> Iterator[Found]:
    """What {% translate %} and {% blocktranslate %} mark, as the running template would ask for it."""
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    for translated in template.nodelist.get_nodes_by_type(TranslateNode):
        yield Found(translated.filter_expression.var.literal, None, where)
    for block in template.nodelist.get_nodes_by_type(BlockTranslateNode):
        singular, _ = block.render_token_list(block.singular)
        plural, _ = block.render_token_list(block.plural) if block.plural else ("", [])
        if block.trimmed:
            singular, plural = _trimmed(singular), _trimmed(plural)
        yield Found(singular, plural or None, where)


def _trimmed(text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def _named(path: Path) -> str:
    return str(path.relative_to(PACKAGE.parent))


if __name__ == "__main__":
    import django

    django.setup()
    sys.exit(main())
