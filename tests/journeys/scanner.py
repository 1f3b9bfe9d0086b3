"""A barcode scanner at the browser's own keyboard, under whatever layout the till's keyboard has."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

# What the keys of the codes say under a layout; a scanner presses them where they lie on a US keyboard.
TYPED = "0123456789KLM-"
LAYOUTS = {
    "latin": "0123456789KLM-",
    "russian": "0123456789ЛДЬ-",
    "serbian": "0123456789КЛМ'",
    "kazakh": "ө(әіңғ,.үұЛДЬ-",
}
SHIFT = 8


class Scanner:
    """Presses keys in the browser's own input, down and up, all of a code at once: no scanner waits for the screen."""

    def __init__(self, page: Any, layout: str) -> None:
        self.browser = page.context.new_cdp_session(page)
        self.keys = dict(zip(TYPED, LAYOUTS[layout], strict=True))

    def scan(self, text: str) -> None:
        pressed = [_key(_place(one), self.keys[one], SHIFT if one.isalpha() else 0) for one in text]
        pressed.append(_key("Enter", "Enter", 0, text="\r"))
        ask = self.browser._impl_obj.send  # asked one by one, a busy machine would press slower than any scanner
        keys = [half for key in pressed for half in key]
        self.browser._sync(_all(ask("Input.dispatchKeyEvent", params=key, timeout=None) for key in keys))


async def _all(asked: Iterable[Any]) -> None:
    await asyncio.gather(*asked)


def _key(code: str, key: str, modifiers: int, *, text: str = "") -> list[dict[str, Any]]:
    """Down and up."""
    number = {"Enter": 13, "Minus": 189}.get(code) or ord(code[-1])
    said = {"code": code, "key": key, "modifiers": modifiers, "windowsVirtualKeyCode": number}
    return [{"type": "keyDown", "text": text or key, **said}, {"type": "keyUp", **said}]


def _place(character: str) -> str:
    if character == "-":
        return "Minus"
    return f"Digit{character}" if character.isdigit() else f"Key{character}"
