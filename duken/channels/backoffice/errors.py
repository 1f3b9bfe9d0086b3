"""What the office itself refuses."""

from __future__ import annotations

from duken.kernel.refusals import Missing


class ArticleUnknown(Missing):
    code = "office.article_unknown"

    def __init__(self, text: str) -> None:
        super().__init__(text=text[:80])


class ArticlesMany(Missing):
    """Several fit: say more."""

    code = "office.articles_many"

    def __init__(self, text: str) -> None:
        super().__init__(text=text[:80])
