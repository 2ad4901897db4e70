"""Cropped pictures of the evidence of a case; redacted ones show the words of the page alone."""

from __future__ import annotations

from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.documents import Document
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import DrawRequest, PageFailedError, Rect
from reviewer_app.domain.review_parts import parts_of
from reviewer_app.evidence.identity_words import IdentityFinder
from reviewer_app.review.redaction import no_picture_because, picture_parts
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.review_differences import evidence_of

CROP_SCALE = 150 / 72
"""Pixels per page point of a cropped picture: 150 dots per inch, readable in print."""

WHOLE_PAGE_SCALE = 75 / 72
"""Pixels per page point of the picture of a page that is cited as a whole."""

LINE_ABOVE = 0.7
"""Share of a word's height that shows the line above without the feet of the one before it: the box of a word
begins above its letters."""


def evidence_pictures(
    workspace: Workspace, case: OpenCase, finder: IdentityFinder | None = None
) -> tuple[dict[str, bytes], dict[str, str]]:
    """A PNG of each cited passage by evidence id, and why there is none where that has to be told. A page
    that cannot be drawn any more has none. With a finder, what it finds is not in the pictures."""
    by_hash = {document.sha256: document for document in case.documents if document.readable}
    cited = (item for part in parts_of(case.review) for item in evidence_of(part))
    evidence = [item for item in cited if item.anchor.sha256 in by_hash]
    if not evidence:
        return {}, {}
    with workspace.reader() as reader:
        for sha256, document in by_hash.items():
            password = workspace.passwords.of(sha256)
            reader.register(sha256, PageFile.of(case.folder, document, password))
        return _pictures(reader, evidence, by_hash, finder)


def _pictures(
    reader: PageReader,
    evidence: list[Evidence],
    documents: dict[str, Document],
    finder: IdentityFinder | None,
) -> tuple[dict[str, bytes], dict[str, str]]:
    pictures: dict[str, bytes] = {}
    remarks: dict[str, str] = {}
    for item in evidence:
        anchor = item.anchor
        clip = crop_of(anchor, documents[anchor.sha256])
        scale = CROP_SCALE if clip else WHOLE_PAGE_SCALE
        request = DrawRequest(anchor.sha256, anchor.page, scale, clip=clip)
        try:
            if finder is None:
                pictures[item.id] = reader.crop_png(request)
            else:
                picture, remarks[item.id] = _redacted(reader, request, finder)
                if picture:
                    pictures[item.id] = picture
        except PageFailedError:  # the summary still has the quote, document and page
            continue
    return pictures, remarks


def _redacted(reader: PageReader, request: DrawRequest, finder: IdentityFinder) -> tuple[bytes, str]:
    """The picture without what the finder finds; or none, and why."""
    text = reader.text(request.document, request.page)
    why = no_picture_because(text)
    if why:
        return b"", why
    return reader.crop_words_png(request, *picture_parts(text, finder)), ""


def crop_of(anchor: Anchor, document: Document) -> Rect | None:
    """The strip of the page that shows the passage with a line above and below, as wide as the page; ``None``
    for a whole page."""
    if anchor.whole_page or anchor.page > document.page_count:
        return None
    page = document.pages[anchor.page - 1]
    line = min(rect.height for rect in anchor.rects)
    top = min(rect.y0 for rect in anchor.rects) - LINE_ABOVE * line
    bottom = max(rect.y1 for rect in anchor.rects) + line
    return Rect(0.0, max(0.0, top), page.width, min(page.height, bottom))
