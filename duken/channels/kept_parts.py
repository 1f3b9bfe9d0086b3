"""{% kept … %} … {% endkept %}: a part of a page that says the same whenever the same is handed to it.

    {% kept is_demo my_shop.name %}<nav>…{% endkept %}

What stands inside may use only what is named in the tag, the language, and what is the same for everybody: no
csrf_token, no request, nothing of the visitor. Named things are compared by value, so nothing old is ever shown.
"""

from __future__ import annotations

from typing import Any

from django.template import Context, Node
from django.template.base import FilterExpression, Parser, Token
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST = 2_000  # parts, each of a few kilobytes
_parts: dict[tuple[Any, ...], SafeString] = {}


class Kept(Node):
    def __init__(self, named: list[FilterExpression], nodelist: Any) -> None:
        self.named = named
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        given = [one.resolve(context, ignore_failures=True) for one in self.named]
        key = (self, get_language(), get_script_prefix(), *given)
        if (part := _parts.get(key)) is None:
            if len(_parts) >= MOST:
                _parts.clear()
            part = _parts[key] = self.nodelist.render(context)
        return part


def kept(parser: Parser, token: Token) -> Kept:
    named = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(named, nodelist)
