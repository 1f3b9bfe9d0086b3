"""The server of a till, played inside the browser's context: what a till asks is answered here, its journal is kept."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlparse

from tests.journeys.played_shop import CARD, coffee, lantern, orders, regular, settings, stock


class PlayedTill:
    """`entries` is what arrived, in order, each once. `forget(keeping=n)`: a backup from when n had come."""

    def __init__(self, context: Any) -> None:
        self.entries: list[dict[str, Any]] = []
        self.context = context
        self.is_away = False
        context.route("**/api/v1/till/**", self._answer)

    def go(self, *, away: bool) -> None:
        """The network is cut, or there again: for what is played here, too."""
        self.is_away = away
        self.context.set_offline(away)

    def forget(self, keeping: int) -> None:
        del self.entries[keeping:]

    def _answer(self, route: Any) -> None:
        if self.is_away:
            route.abort("internetdisconnected")
            return
        url = urlparse(route.request.url)
        path = url.path.removeprefix("/api/v1/till/")
        asked = {
            "enrol": lambda: {"key": "key", "till": settings()["till"], "journal": self._stand() | _NUMBERS},
            "settings": settings,
            "articles": lambda: {"articles": [lantern(), coffee()], "next": None, "total": 2, "position": 1},
            "changes": lambda: {"articles": [], "gone": [], "settings": False, "position": 1},
            "entries": lambda: self._take(json.loads(route.request.post_data)["entries"]),
            "orders": lambda: orders(parse_qs(url.query)["q"][0]),
            "stock": stock,
            "customers": lambda: {"customers": [regular()] if parse_qs(url.query)["q"] == [CARD] else []},
            "health": lambda: {"now": "2026-11-22T10:00:00Z", **self._stand()},
        }.get(path)
        if asked:
            route.fulfill(json=asked())
        else:
            route.fulfill(status=404, json={"code": "api.missing", "detail": ""})

    def _take(self, entries: list[dict[str, Any]]) -> dict[str, Any]:
        answers = []
        for entry in entries:
            result = "repeated" if entry["sequence"] <= len(self.entries) else "waiting"
            if entry["sequence"] == len(self.entries) + 1 and entry["previous"] == self._stand()["head"]:
                self.entries.append(entry)
                result = "recorded"
            answers.append({"id": entry["id"], "result": result, "problem": "", "order_number": "", "differences": []})
        return {"answers": answers, **self._stand()}

    def _stand(self) -> dict[str, Any]:
        return {"next_sequence": len(self.entries) + 1, "head": self.entries[-1]["hash"] if self.entries else ""}


_NUMBERS = {"receipts": 0, "reports": 0}
