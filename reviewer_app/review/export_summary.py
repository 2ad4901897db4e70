"""Write the determination summary of a case to a file, with cropped pictures of its evidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reviewer_app import __version__
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import DrawRequest, PageFailedError, Rect
from reviewer_app.domain.review_parts import parts_of
from reviewer_app.policies.choose import choose
from reviewer_app.review.commit import refreshed
from reviewer_app.review.folder_changes import folder_changes
from reviewer_app.review.signed_content import read_signed_content
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.counted_evidence import counted
from reviewer_app.rules.identifiers import request_problems
from reviewer_app.rules.review_differences import evidence_of
from reviewer_app.summary.formats import SummaryFormat, render
from reviewer_app.summary.summary import DeterminationSummary, build_summary
from reviewer_app.summary.write_file import MAX_NAME_BYTES, clean_file_name, cut, write_file

CROP_SCALE = 150 / 72
"""Pixels per page point of a cropped picture: 150 dots per inch, readable in print."""

WHOLE_PAGE_SCALE = 75 / 72
"""Pixels per page point of the picture of a page that is cited as a whole."""

LINE_ABOVE = 0.7
"""Share of a word's height that shows the line above without the feet of the one before it: the box of a word
begins above its letters."""


def export_summary(
    workspace: Workspace, case: OpenCase, summary_format: str, target: Path, *, draft_allowed: bool
) -> OpenCase:
    """Write the summary to ``target``, replacing what is there only when it is complete.

    A draft is written, and says so on every page, only where it is allowed; elsewhere an unsigned review
    raises :class:`BlockedError`. Returns the case unchanged.
    """
    shown = case if draft_allowed else signed_case(workspace, case)
    chosen = chosen_format(summary_format)
    content = render(summary_of(workspace, shown), chosen)
    write_file(target, content, case.folder)
    return case


def chosen_format(name: str) -> SummaryFormat:
    """The format of that name; raises :class:`UsageError` naming those there are."""
    try:
        return SummaryFormat(name)
    except ValueError:
        known = ", ".join(one.value for one in SummaryFormat)
        raise UsageError(f"There is no format {name}; choose one of {known}.") from None


def signed_case(workspace: Workspace, case: OpenCase) -> OpenCase:
    """The case with its signed review: the newest version, or the one it amends while that is in force; with
    the request that was signed, and the folder compared with the documents of that version.

    Raises :class:`BlockedError` when no version is signed.
    """
    review = case.review
    if review.signature is None and review.amends:
        review = workspace.store.reviews.load(review.amends)
    if review.signature is None:
        raise BlockedError(
            f"The review of {case.folder.name} is not signed yet. Open the case, decide and sign it first."
        )
    signed = read_signed_content(workspace, review)
    judged = replace(
        case,
        request=signed.request,
        request_from_file=signed.request_from_file,
        problems=request_problems(signed.request, review.signature.signed_at.date()),
        changes=folder_changes(review, case.documents),
        choices=choose(workspace.library, signed.request, frozenset(review.packs)),
    )
    return refreshed(workspace, judged, review)


def summary_of(workspace: Workspace, case: OpenCase) -> DeterminationSummary:
    """The summary of the case as it stands now, pictures included. Evidence from another patient's page
    counts nowhere and is left out."""
    case = replace(case, review=counted(case.review))
    crops = evidence_pictures(workspace, case)
    return build_summary(case, crops, workspace.store.audit.last_hash(), workspace.now(), __version__)


def suggested_name(case: OpenCase) -> str:
    """A file name for the summary without its ending, safe on every system."""
    name = case.request.request_id or case.folder.name
    draft = "-draft" if case.review.signature is None else ""
    ending = f"-determination-v{case.review.version}{draft}"
    return clean_file_name(f"{cut(clean_file_name(name), MAX_NAME_BYTES - len(ending))}{ending}")


def evidence_pictures(workspace: Workspace, case: OpenCase) -> dict[str, bytes]:
    """A PNG of each cited passage by evidence id; a page that cannot be drawn any more has none."""
    by_hash = {document.sha256: document for document in case.documents if document.readable}
    evidence = [
        item for part in parts_of(case.review) for item in evidence_of(part) if item.anchor.sha256 in by_hash
    ]
    if not evidence:
        return {}
    with workspace.reader() as reader:
        for sha256, document in by_hash.items():
            password = workspace.passwords.of(sha256)
            reader.register(sha256, PageFile.of(case.folder, document, password))
        return _pictures(reader, evidence, by_hash)


def _pictures(
    reader: PageReader, evidence: list[Evidence], documents: dict[str, Document]
) -> dict[str, bytes]:
    pictures: dict[str, bytes] = {}
    for item in evidence:
        anchor = item.anchor
        clip = crop_of(anchor, documents[anchor.sha256])
        scale = CROP_SCALE if clip else WHOLE_PAGE_SCALE
        try:
            pictures[item.id] = reader.crop_png(DrawRequest(anchor.sha256, anchor.page, scale, clip=clip))
        except PageFailedError:  # the summary still has the quote, document and page
            continue
    return pictures


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
