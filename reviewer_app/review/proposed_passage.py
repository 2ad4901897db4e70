"""Finds the words that the search of a case quotes on their page, so that they can be shown and cited."""

from __future__ import annotations

from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.found import FoundQuote
from reviewer_app.domain.page_reading import KeptPage
from reviewer_app.evidence.quoting import find_passage
from reviewer_app.evidence.read_words import read_words


def proposed_passage(kept: KeptPage, found: FoundQuote) -> Anchor | None:
    """The place of the quoted words on the page, as if a reader had selected them; ``None`` when they are
    not there, as when the page was read again since."""
    text = kept.counting.text if kept.counting is not None else kept.native
    passage = find_passage(read_words(text), found.quote) if text is not None else None
    return passage.anchor(found.sha256, found.page) if passage is not None else None
