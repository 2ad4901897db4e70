"""Whether what was cited is what was found: the same words of the same page."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.found import FoundQuote


def shows_words(item: Evidence, found: FoundQuote) -> bool:
    """Whether a piece of evidence shows the words that were found, or a part of them."""
    anchor = item.anchor
    if (anchor.sha256, anchor.page) != found.key:
        return False
    cited, proposed = _bare(anchor.quote), _bare(found.quote)
    return bool(cited) and (cited in proposed or proposed in cited)


def any_shows(items: Iterable[Evidence], found: FoundQuote) -> bool:
    """Whether one of these shows them."""
    return any(shows_words(item, found) for item in items)


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()
