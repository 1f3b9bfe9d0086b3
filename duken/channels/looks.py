"""What every template of every channel may ask for: theme, languages, whether this is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

THEMES = ("light", "dark")
# What a browser and a screen reader call them (BCP 47): Serbian names its script.
_HTML = {"sr": "sr-Cyrl", "sr-latn": "sr-Latn"}


def looks(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get("theme", "")
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "language": language,
        "html_language": html_language(language),
        "theme": theme if theme in THEMES else "",
        "languages": settings.LANGUAGES,
        "is_demo": getattr(settings, "IS_DEMO", False),
    }


def html_language(language: str) -> str:
    return _HTML.get(language, language)
