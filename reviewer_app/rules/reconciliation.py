"""Whether what was submitted settles a discrepancy (S14).

It takes a means, passages of its own that show it, and a date that is not before the later of the two
readings, as far as their dates are known, and not after the passages were cited. That a report was received
and filed says nothing about the difference and settles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reviewer_app.domain.discrepancy import Discrepancy
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.rules.part_words import day_words

MOSTLY = 0.5
"""The share of an area from which on it counts as lying in another one."""

FILED = "filed scanned attached received enclosed placed reviewed seen noted available"
"""What is done with a report without saying anything about what stands in it."""

AROUND = """
    a and ankle at back been by cervical chart copy ct date dated document documents elbow file film films
    folder foot for from hand has have hip i imaging in is it knee left lumbar mr mri my neck note of office
    on our patient patients personally radiologist radiologists radiology read record records report reports
    result results right shoulder spine study the this thoracic to today visit was we were with wrist x-ray
    xray
"""
"""Words that may stand around those without adding anything."""

_FILED = frozenset(FILED.split())
_PLAIN = _FILED.union(AROUND.split())


def reconciled(record: Discrepancy) -> bool:
    """Whether the discrepancy counts as settled."""
    return not lacks(record)


def lacks(record: Discrepancy) -> tuple[str, ...]:
    """What the reconciliation still lacks to count, each as a clause; empty when it counts."""
    return tuple(_lacks(record))


def _lacks(record: Discrepancy) -> Iterator[str]:
    found = record.reconciliation
    if found.means is None:
        yield "nothing is named that settles it"
    own = tuple(item.anchor for item in found.cited if not _of_a_reading(record, item.anchor))
    if not found.cited:
        yield "no passage is cited for it"
    elif not own:
        yield "the passages cited for it are those of the readings themselves"
    elif all(says_only_filed(anchor.quote) for anchor in own):
        yield "the passage cited only says that a report was received and filed"
    later = _later_reading(record)
    if found.date is None:
        yield "its date is missing"
    elif later is not None and found.date < later:
        yield f"its date, {day_words(found.date)}, is before the later reading of {day_words(later)}"
    elif found.cited and found.date > _last_cited(found.cited):
        yield f"its date, {day_words(found.date)}, is after the day on which it was cited"


def says_only_filed(quote: str) -> bool:
    """Whether a passage says of a report only that it was received, looked at or filed. A passage without
    words, of a scan, is the reviewer's to judge."""
    words = re.findall(r"[a-z]+(?:[-'][a-z]+)?", quote.casefold().replace("’", "'"))
    plain = {word.removesuffix("'s") for word in words}
    return not _FILED.isdisjoint(plain) and _PLAIN.issuperset(plain)


def _last_cited(cited: tuple[Evidence, ...]) -> date:
    """The day up to which what is cited can have been written; one more than by the reviewer's clock, since
    it may have been that day elsewhere already."""
    return max(item.added_at for item in cited).date() + timedelta(days=1)


def _later_reading(record: Discrepancy) -> date | None:
    """The day of the later reading, as far as one is known; no reading is older than its study."""
    known = (record.study.date, record.ordering.date, record.radiologist.date)
    return max((day for day in known if day is not None), default=None)


def _of_a_reading(record: Discrepancy, anchor: Anchor) -> bool:
    """Whether a passage shows nothing that is not cited for one of the readings already."""
    readings = [
        item.anchor
        for item in (*record.ordering.cited, *record.radiologist.cited)
        if (item.anchor.sha256, item.anchor.page) == (anchor.sha256, anchor.page)
    ]
    if not readings:
        return False
    if anchor.whole_page:
        return True
    cited = [rect for one in readings for rect in one.rects]
    return bool(cited) and all(any(_lies_in(rect, other) for other in cited) for rect in anchor.rects)


def _lies_in(rect: Rect, other: Rect) -> bool:
    width = min(rect.x1, other.x1) - max(rect.x0, other.x0)
    height = min(rect.y1, other.y1) - max(rect.y0, other.y0)
    if width <= 0 or height <= 0:
        return False
    return width * height > MOSTLY * rect.width * rect.height
