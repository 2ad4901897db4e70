"""What the window says about scans that are read by machine, and about the words that came of it."""

from __future__ import annotations

from enum import Enum

from reviewer_app.domain.page_reading import KeptPage, LayerVerdict
from reviewer_app.gui.models.wording import counted

DIFFERS = "the words stored with this page differ from what it shows; those that are seen are searched"
BY_MACHINE = "its words were read by machine from the picture; a mistake of the machine can hide a word"
NOTHING_READ = "a machine found no words on this page"


class ScanState(Enum):
    """Whether scans are read: :attr:`CANCELLED` holds for one case."""

    READING = "reading"
    PAUSED = "paused"
    CANCELLED = "cancelled"


def progress_words(done: int, total: int, state: ScanState) -> str:
    """How far the scans of the case were read; empty when there is nothing more to say."""
    if done >= total or state is ScanState.CANCELLED:
        return ""
    count = f"{done:,} of {total:,}"
    return f"Reading scans: {count}" if state is ScanState.READING else f"Scans paused: {count} read"


def toggled_words(state: ScanState, left: int) -> str:
    """What pausing, going on or cancelling did, for the hint line."""
    pages = counted(left, "page", "pages")
    if state is ScanState.PAUSED:
        return f"scans wait: {pages} not read"
    return f"reading scans: {pages} to go" if state is ScanState.READING else f"{pages} stay unread"


def page_notes(kept: KeptPage | None) -> tuple[str, ...]:
    """What one has to know of the words of a page, in the form of the page's other notes."""
    if kept is None:
        return ()
    if kept.ocr is None:
        return (f"its scan could not be read: {kept.unread}",) if kept.native and kept.unread else ()
    if kept.layer is LayerVerdict.AGREES:
        return ()
    if kept.layer is LayerVerdict.DIFFERS:
        return (DIFFERS,)
    return (BY_MACHINE,) if kept.ocr.text.text else (NOTHING_READ,)


def remark_words(kept: KeptPage | None) -> str:
    """What should make one careful with the words of a page, for the pane's bar; empty without it."""
    if kept is None:
        return ""
    if kept.ocr is None:
        return "scan not read" if kept.native and kept.unread else ""
    return "stored words differ" if kept.layer is LayerVerdict.DIFFERS else ""


def source_words(kept: KeptPage | None) -> str:
    """Where the words of a page are from, for the pane's bar; empty where the file has them."""
    if kept is None or kept.native is None:
        return ""
    if kept.counting is not None:
        return "read by machine" if kept.counting.text.text else "no words found"
    return "" if kept.ocr is not None or kept.native.text or kept.unread else "not read yet"
