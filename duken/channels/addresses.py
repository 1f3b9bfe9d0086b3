"""{% url %} as Django has it, remembered: a page names fifty addresses, and nearly all of them each time."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as plain_url
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class Address(URLNode):
    """Arguments in their order are remembered; whatever else the tag can do goes the long way."""

    def render(self, context: Context) -> str:
        if self.kwargs or self.asvar:
            return super().render(context)
        args = tuple(arg.resolve(context) for arg in self.args)
        if not (context.autoescape and all(isinstance(arg, (str, int)) for arg in args)):
            return super().render(context)
        return _reversed(
            self.view_name.resolve(context),
            tuple(map(str, args)),
            _namespace(context),
            get_language(),
            get_script_prefix(),
            get_urlconf() or settings.ROOT_URLCONF,
        )


def url(parser: Parser, token: Token) -> Address:
    """{% url "storefront:product" slug %}, as in Django."""
    node: Any = plain_url(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)


@lru_cache(maxsize=20_000)
def _reversed(
    name: str, args: tuple[str, ...], namespace: str | None, language: str | None, prefix: str, urlconf: Any
) -> SafeString:
    """An address, ready to stand in a page. What it depends on besides its name is here to tell them apart."""
    return escape(reverse(name, urlconf=urlconf, args=args, current_app=namespace))


def _namespace(context: Any) -> str | None:
    """The application that draws the page, if it says so: names without a place in the tree are its own."""
    request = getattr(context, "request", None)
    match = getattr(request, "resolver_match", None)
    said: str | None = getattr(request, "current_app", None) or (match.namespace if match else None)
    return said
