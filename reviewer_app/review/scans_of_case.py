"""The scans of the open case: which pages a machine is to read, in which order, and what comes of it.

What this imports is only needed where there is something to read, and off the window's thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer_app.domain.found import PageKey, PaperType, Segment
from reviewer_app.domain.page_reading import OcrReading, PageReading
from reviewer_app.domain.pages import PageFailedError
from reviewer_app.domain.scan_source import DrawnScan, ScanSource

if TYPE_CHECKING:
    from reviewer_app.domain.page_source import PageSource
    from reviewer_app.review.text_desk import TextDesk

_REPORT_NAME = re.compile(
    r"(?<![a-z])(?:mri?|mra|ct|pet|x-?rays?|radiolog\w*|imaging|echo\w*|ultrasound|emg|consult\w*|clinic\w*"
    r"|progress|visits?|notes?|history|h&p|exam\w*|evaluation|op(?:erative)?|surg\w*|procedures?|path\w*"
    r"|biops\w*|labs?|laborator\w*|therap\w*|pt|reports?|addend\w*|discharge)(?![a-z])"
)
_PAPER_NAME = re.compile(
    r"(?<![a-z])(?:fax|cover\w*|forms?|consents?|insurance|cards?|plan|benefits?|polic\w*|eligibility)(?![a-z])"
)

_PAPERS = frozenset(
    (PaperType.FAX_COVER, PaperType.REQUEST_FORM, PaperType.PLAN_DOCUMENT, PaperType.POLICY_EXCERPT)
)
"""What proves nothing about the member's care."""


@dataclass(frozen=True, slots=True)
class ScansToRead:
    """The pages that are still to be read, those first that look like reports; how many there are with those
    that were read, and what reads them. ``problem`` says in one sentence why none can be read."""

    pages: tuple[PageKey, ...] = ()
    total: int = 0
    engine: str = ""
    problem: str = ""


def scans_to_read(desk: TextDesk, files: Mapping[str, str], reports: frozenset[PageKey]) -> ScansToRead:
    """What is to be read of the case that is shown; ``files`` are the names of its documents by their
    SHA-256, ``reports`` pages that are known to belong to one."""
    from reviewer_app.documents.ocr_models import ocr_engine, ocr_problem

    if not desk.pages_to_read:
        return ScansToRead()
    problem = ocr_problem()
    if problem:
        return ScansToRead(total=desk.pages_to_read, problem=problem)
    engine = ocr_engine()
    pages = desk.to_read(engine)
    names = {sha256: name_rank(files.get(sha256, "")) for sha256, _ in pages}
    ordered = sorted(pages, key=lambda page: (page not in reports, names[page[0]]))
    return ScansToRead(tuple(ordered), desk.pages_to_read, engine)


def name_rank(file: str) -> int:
    """How soon the pages of a file are read, by its name: 0 for what is called like a report, 2 for what is
    called like a cover, a form or a policy, 1 for all others."""
    name = re.sub(r"[_\d]+", " ", file.casefold())
    if _REPORT_NAME.search(name):
        return 0
    return 2 if _PAPER_NAME.search(name) else 1


def report_pages(segments: Iterable[Segment]) -> frozenset[PageKey]:
    """The pages of documents that may prove something, and those right before and after, which may belong to
    them."""
    return frozenset(
        (segment.sha256, page)
        for segment in segments
        if segment.pertinent and segment.type not in _PAPERS | {PaperType.OTHER}
        for page in range(segment.first_page - 1, segment.last_page + 2)
    )


def drawn_scan(source: PageSource, document: str, page: int, width: float, height: float) -> DrawnScan:
    """A page as it is drawn to be read, in memory of its own; its size is in page points. Raises
    PageFailedError."""
    from reviewer_app.documents.ocr_process import picture_digest
    from reviewer_app.review.read_scans import reading_request

    picture = source.draw(reading_request(document, page, width, height))
    own = replace(picture, pixels=memoryview(bytes(picture.pixels)))
    return DrawnScan(own, picture_digest(own))


def scan_source() -> ScanSource:
    """Something to read pictures with; its worker process starts with the first."""
    from reviewer_app.documents.ocr_process import OcrProcess

    return OcrProcess()


def take_known(desk: TextDesk, page: PageKey, digest: str, engine: str) -> bool:
    """Take what was read before of a page that looks the very same; False where nothing was."""
    came = desk.same_picture(digest, engine)
    return came is not None and desk.keep_reading(*page, digest, engine, _with_layer(desk, page, came))


def keep_read(
    desk: TextDesk, page: PageKey, digest: str, engine: str, read: OcrReading | PageFailedError
) -> bool:
    """Keep what came of reading a page; False where it is not of the case any more."""
    if isinstance(read, PageFailedError):
        return desk.keep_reading(*page, digest, engine, PageReading(failure=read.sentence))
    return desk.keep_reading(*page, digest, engine, _with_layer(desk, page, PageReading(read)))


def _with_layer(desk: TextDesk, page: PageKey, came: PageReading) -> PageReading:
    """What was read, beside the words that the file has for the page."""
    from reviewer_app.evidence.layer_agreement import beside_layer

    (kept,) = desk.kept_pages((page,))
    return beside_layer(kept.native, came)
