"""Write the determination summary of a case, or its letter, to a file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from reviewer_app import __version__
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError
from reviewer_app.evidence.identity_words import IdentityFinder
from reviewer_app.review.evidence_pictures import evidence_pictures
from reviewer_app.review.export_letter import letter_of
from reviewer_app.review.export_order import ExportedDocument, ExportOrder, TableRows
from reviewer_app.review.redaction import check_redacted, identity_of, redacted_summary, redacted_text
from reviewer_app.review.versions import as_signed
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.counted_evidence import counted
from reviewer_app.summary.formats import PAPER_FORMATS, SummaryFormat, render, render_paper
from reviewer_app.summary.sections import summary_paper
from reviewer_app.summary.summary import DeterminationSummary, build_summary
from reviewer_app.summary.texts import with_texts
from reviewer_app.summary.write_file import MAX_NAME_BYTES, clean_file_name, cut, write_file


def export_summary(
    workspace: Workspace, case: OpenCase, order: ExportOrder, target: Path, *, draft_allowed: bool
) -> OpenCase:
    """Write what was ordered to ``target``, replacing what is there only when it is complete.

    A draft is written, and says so on every page, only where it is allowed; elsewhere an unsigned review
    raises :class:`BlockedError`. Returns the case unchanged.
    """
    shown = case if draft_allowed else signed_case(workspace, case)
    write_order(workspace, shown, order, target)
    return case


def write_order(workspace: Workspace, case: OpenCase, order: ExportOrder, target: Path) -> None:
    """Write the document of a case as it stands. Raises :class:`reviewer_app.domain.errors.ExportError`, also
    when a redacted file would still say who the member is."""
    finder = IdentityFinder(identity_of(case.request)) if order.redact else None
    content = rendered(workspace, case, order, finder)
    if finder is None:
        write_file(target, content, case.folder)
        return
    found = finder

    def check(written: Path) -> None:
        check_redacted(workspace, written, order.format, found, target.name)

    write_file(target, content, case.folder, check)


def rendered(
    workspace: Workspace, case: OpenCase, order: ExportOrder, finder: IdentityFinder | None
) -> bytes:
    """The document's bytes; without what the finder finds, where there is one."""
    pictures = order.document is ExportedDocument.SUMMARY and order.format is not SummaryFormat.CSV
    summary = summary_of(workspace, case, finder, pictures=pictures)
    if order.document is ExportedDocument.SUMMARY:
        if order.format not in PAPER_FORMATS:
            return table_or_json(summary, order)
        paper = summary_paper(summary)
    else:
        paper = letter_of(workspace, case, order, summary)
    # Once more, since a paper has words of its own beside those of the summary.
    plain = paper if finder is None else with_texts(paper, partial(redacted_text, finder))
    return render_paper(plain, order.format)


def table_or_json(summary: DeterminationSummary, order: ExportOrder) -> bytes:
    """The summary for programs."""
    if order.rows is TableRows.CASES:
        from reviewer_app.summary.csv import cases_csv

        return cases_csv((summary,))
    return render(summary, order.format)


def signed_case(workspace: Workspace, case: OpenCase) -> OpenCase:
    """The case with its signed review (:func:`reviewer_app.review.versions.as_signed`): the newest version,
    or the one it amends while that is in force.

    Raises :class:`BlockedError` when no version is signed, or the last one was voided.
    """
    review = case.review
    if review.signature is None and review.amends:
        review = workspace.store.reviews.load(review.amends)
    if review.signature is None:
        raise BlockedError(
            f"The review of {case.folder.name} is not signed yet. Open the case, decide and sign it first."
        )
    if review.void:
        raise BlockedError(
            f"The determination of {case.folder.name} was voided on "
            f"{review.signature.signed_at.date().isoformat()}; nothing is in force that could be exported."
        )
    return as_signed(workspace, case, review)


def summary_of(
    workspace: Workspace, case: OpenCase, finder: IdentityFinder | None = None, *, pictures: bool = True
) -> DeterminationSummary:
    """The summary of the case as it stands now; without what the finder finds, where there is one. Evidence
    from another patient's page counts nowhere and is left out."""
    case = replace(case, review=counted(case.review))
    crops, remarks = evidence_pictures(workspace, case, finder) if pictures else ({}, {})
    audit_hash = workspace.store.audit.last_hash()
    summary = build_summary(case, crops, audit_hash, workspace.now(), __version__, remarks)
    return summary if finder is None else redacted_summary(summary, finder)


def suggested_name(case: OpenCase, order: ExportOrder | None = None) -> str:
    """A file name for what is exported, without its ending, safe on every system."""
    document = order.document if order is not None else ExportedDocument.SUMMARY
    name = case.request.request_id or case.folder.name
    if order is not None and order.redact:
        name = redacted_text(IdentityFinder(identity_of(case.request)), name)
    what = "determination" if document is ExportedDocument.SUMMARY else document.value
    draft = "-draft" if case.review.signature is None else ""
    redacted = "-redacted" if order is not None and order.redact else ""
    ending = f"-{what}-v{case.review.version}{draft}{redacted}"
    return clean_file_name(f"{cut(clean_file_name(name), MAX_NAME_BYTES - len(ending))}{ending}")
