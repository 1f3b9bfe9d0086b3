"""Which language a page speaks.

In the shop the address decides (`/ru/…`): a link opens in the language it was sent in, and search engines
find each. Behind the other doors (office, store, API) the reader's own choice decides: cookie, then browser.
docs/decisions/0006-languages-by-address.md says why.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

DOORS_WITHOUT_PREFIX = ("/office/", "/store/", "/till/", "/admin/", "/api/", "/language/", "/styleguide/")


class LanguageMiddleware(LocaleMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        if not request.path_info.startswith(DOORS_WITHOUT_PREFIX):
            super().process_request(request)
            return
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()


def address_in(path: str, language: str) -> str:
    """The same page of the shop in another language: `/ru/search` for `/search`."""
    present = translation.get_language_from_path(path)
    bare = path[len(present) + 1 :] if present else path
    return (bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}") or "/"
