"""Builds the determination summary of a case: the one value that every format is written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import LineReadiness
from reviewer_app.domain.documents import Document
from reviewer_app.domain.policy import PackReference
from reviewer_app.domain.request import ServiceLine, unknown_fields
from reviewer_app.domain.review import (
    LineDetermination,
    Outcome,
    Review,
    ReviewedDocument,
    ReviewStatus,
)
from reviewer_app.rules.approved_part import part_words
from reviewer_app.rules.signing_words import OUTCOME_WORDS
from reviewer_app.summary.authority import authority, coverage_records
from reviewer_app.summary.citations import NO_REMARKS, Citations
from reviewer_app.summary.course import timeline
from reviewer_app.summary.criteria import criteria_groups, element_citation, element_title, missing_items
from reviewer_app.summary.discrepancies import discrepancies
from reviewer_app.summary.prior_requests import prior_requests
from reviewer_app.summary.records import (
    clock_records,
    conversations,
    other_records,
    page_records,
    reconsideration_records,
    version_records,
)
from reviewer_app.summary.values import (
    Decision,
    DetailValue,
    DeterminationSummary,
    Obstacle,
    PolicyApplied,
    PromptAnswer,
    ReviewVersion,
    Statement,
    SummaryDocument,
    SummaryException,
    SummaryLine,
    SummaryRequest,
)
from reviewer_app.summary.wording import (
    DOCUMENT_WORDS,
    PACK_KIND_WORDS,
    ROLE_WORDS,
    STANDING_STATEMENTS,
    STATUS_WORDS,
    UNDECIDED,
    VOID,
    VOID_WORDS,
    field_words,
)

__all__ = ["DeterminationSummary", "build_summary"]

LANGUAGE = "en-US"

AGREEMENT = "the provider's agreement"


def build_summary(
    case: OpenCase,
    crops: Mapping[str, bytes],
    audit_hash: str,
    generated_at: datetime,
    program_version: str,
    remarks: Mapping[str, str] = NO_REMARKS,
) -> DeterminationSummary:
    """The summary of the case as it stands; a draft until its review is signed.

    ``crops`` maps evidence ids to PNG pictures, ``remarks`` says of evidence without one why it has none;
    ``audit_hash`` is the last hash of the audit chain, ``generated_at`` an aware instant in the reader's
    local time. Raises :class:`ValueError` for a naive instant or a crop that is no PNG, both defects of the
    caller.
    """
    if generated_at.utcoffset() is None:
        raise ValueError("the time of the summary needs its offset from UTC")
    review = case.review
    answers = dict(review.answers)
    citations = Citations(case, crops, remarks)
    # The labels count up in reading order.
    lines = tuple(_line(case, service, citations) for service in case.request.services)
    criteria = criteria_groups(case, citations)
    return DeterminationSummary(
        title="Determination summary",
        language=LANGUAGE,
        draft=review.signature is None,
        redacted=False,
        generated_at=generated_at,
        program=f"reviewer-app {program_version}",
        request=_request(case),
        lines=lines,
        criteria=criteria,
        missing=missing_items(case),
        discrepancies=discrepancies(case, citations),
        exception=_exception(case),
        prior_requests=prior_requests(case),
        authority=authority(case, citations),
        coverage_records=coverage_records(case, citations),
        conversations=conversations(case),
        timeline=timeline(case, citations),
        page_records=page_records(case),
        documents=_documents(case),
        policies=tuple(_policies(case)),
        prompts=tuple(
            PromptAnswer(prompt.id, prompt.row, prompt.question, answers.get(prompt.id, ""))
            for prompt in case.checklist.prompts
        ),
        statements=_statements(case),
        cautions=_cautions(case.readiness),
        due=case.due,
        clock=clock_records(case),
        versions=version_records(case),
        other_records=other_records(case, citations),
        reconsideration=reconsideration_records(case),
        decision=_decision(review),
        review=_version(review),
        audit_hash=audit_hash,
    )


def _request(case: OpenCase) -> SummaryRequest:
    request = case.request
    return SummaryRequest(
        request_id=request.request_id,
        received=request.received,
        urgency=request.urgency,
        member=request.member,
        plan=request.plan,
        diagnoses=request.diagnoses,
        body_region=request.body_region,
        laterality=request.laterality,
        level=request.level,
        date_of_service=request.requested_dos,
        place_of_service=request.place_of_service,
        onset_date=request.onset_date,
        change_date=request.change_date,
        ordering_provider=request.ordering_provider,
        servicing_provider=request.servicing_provider,
        clinical_trial_number=request.clinical_trial_number,
        submitter_note=request.submitter_note,
        attachments=request.attachments,
        from_file=case.request_from_file,
        problems=tuple(DetailValue(field_words(item.path), item.message) for item in case.problems),
        other_fields=tuple(DetailValue(field_words(path), value) for path, value in unknown_fields(request)),
    )


def _line(case: OpenCase, service: ServiceLine, citations: Citations) -> SummaryLine:
    determination = case.review.determination(service.line)
    part = case.review.approved_part(service.line)
    outcome = determination.outcome
    return SummaryLine(
        line=service.line,
        code=service.code,
        system=service.system,
        label=service.label,
        units=service.units,
        description=service.plain_description,
        body_region=service.body_region,
        laterality=service.laterality,
        level=service.level,
        date_of_service=service.requested_dos,
        outcome=outcome.value if outcome is not None else "",
        outcome_words=OUTCOME_WORDS[outcome] if outcome is not None else UNDECIDED,
        rationale=determination.rationale,
        reason=determination.reason,
        criterion=_criterion(case, determination),
        missing=tuple(element_title(case, item) for item in determination.missing),
        modification=part_words(part) or determination.modification,
        agreement=determination.agreement,
        agreement_passages=citations.passages(AGREEMENT, part.cited, f"Line {service.line}"),
        obstacles=_obstacles(case, service.line, outcome),
    )


def _criterion(case: OpenCase, determination: LineDetermination) -> str:
    """The criterion that is not met, with its source: an element of an applied policy, or what was typed."""
    if determination.criterion:
        return element_citation(case, determination.criterion)
    return determination.criterion_source


def _obstacles(case: OpenCase, line: int, outcome: Outcome | None) -> tuple[Obstacle, ...]:
    """What stands between the line and an approval; nothing for a line that is approved, because the rules
    would not have allowed it."""
    if outcome is Outcome.APPROVE and case.review.signature is not None:
        return ()
    readiness = next((item for item in case.readiness if item.line == line), None)
    if readiness is None:
        return ()
    return tuple(
        Obstacle(blocker.code, blocker.row, blocker.message, blocker.clears)
        for blocker in readiness.blockers_of(Outcome.APPROVE)
    )


def _cautions(readiness: Iterable[LineReadiness]) -> tuple[Obstacle, ...]:
    """The warnings of all lines, each said once with the lines it concerns."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    for item in readiness:
        for caution in item.cautions:
            lines.setdefault((caution.code, caution.row, caution.message), []).append(item.line)
    return tuple(
        Obstacle(code, row, message, lines=tuple(concerned))
        for (code, row, message), concerned in lines.items()
    )


def _exception(case: OpenCase) -> SummaryException | None:
    record = case.review.exception
    if not record.why and not record.accepted:
        return None
    return SummaryException(
        why=record.why,
        criteria=tuple(element_title(case, element_id) for element_id in record.criteria),
        accepted=record.accepted,
        accepted_by=record.accepted_by,
        accepted_licence=record.accepted_licence,
        accepted_at=record.accepted_at,
    )


def _documents(case: OpenCase) -> tuple[SummaryDocument, ...]:
    """The files of the folder, then those that the review knows and the folder has no more."""
    known = {document.sha256: document for document in case.review.documents}
    present = tuple(_present(case, document, known.get(document.sha256)) for document in case.documents)
    there = {document.sha256 for document in case.documents}
    gone = tuple(_gone(case, document) for document in case.review.documents if document.sha256 not in there)
    return present + gone


def _present(case: OpenCase, document: Document, reviewed: ReviewedDocument | None) -> SummaryDocument:
    changes = case.changes
    change = "changed" if document.file in changes.changed else "new" if document.file in changes.new else ""
    return SummaryDocument(
        file=document.file,
        sha256=document.sha256,
        media_type=document.media_type,
        pages=document.page_count,
        status=document.status.value,
        status_words=DOCUMENT_WORDS[document.status],
        error=document.error or "",
        notes=document.notes,
        pertinent=reviewed.pertinent if reviewed is not None else True,
        change=change,
        illegible_pages=_illegible(case, document.sha256),
    )


def _gone(case: OpenCase, document: ReviewedDocument) -> SummaryDocument:
    return SummaryDocument(
        file=document.file,
        sha256=document.sha256,
        media_type="",
        pages=document.pages,
        status="gone",
        status_words="No longer in the folder",
        error="",
        notes=(),
        pertinent=document.pertinent,
        change="gone",
        illegible_pages=_illegible(case, document.sha256),
    )


def _illegible(case: OpenCase, sha256: str) -> tuple[int, ...]:
    marks = case.review.page_marks
    return tuple(sorted(mark.page for mark in marks if mark.sha256 == sha256 and not mark.legible))


def _policies(case: OpenCase) -> Iterator[PolicyApplied]:
    """The packs of the review that govern the request, and those that this program has not got. An installed
    one that governs no longer, because the request was corrected, was not applied."""
    installed = {choice.pack.reference for choice in case.choices}
    for reference in case.review.packs:
        if case.checklist.pack(reference) is not None or reference not in installed:
            yield _policy(case, reference)


def _policy(case: OpenCase, reference: PackReference) -> PolicyApplied:
    pack = case.checklist.pack(reference)
    if pack is None:
        return PolicyApplied(
            id=reference.id,
            version=reference.version,
            title=reference.id,
            kind="",
            publisher="",
            source_title="",
            section="",
            source_effective=None,
            effective_from=None,
            effective_to=None,
            example=False,
            why="",
            installed=False,
        )
    why = next((choice.why for choice in case.choices if choice.pack.reference == reference), "")
    return PolicyApplied(
        id=pack.id,
        version=pack.version,
        title=pack.title,
        kind=PACK_KIND_WORDS[pack.kind],
        publisher=pack.source.publisher,
        source_title=pack.source.title,
        section=pack.source.section,
        source_effective=pack.source.effective,
        effective_from=pack.effective_from,
        effective_to=pack.effective_to,
        example=pack.example,
        why=why,
    )


def _statements(case: OpenCase) -> tuple[Statement, ...]:
    """The statements of the applied packs, each said once; our own words where no pack applies (S28)."""
    said = {gate.says: gate.row for pack in case.checklist.packs for gate in pack.statements}
    if not said:
        said = dict.fromkeys(STANDING_STATEMENTS, "S28")
    return tuple(Statement(row, text) for text, row in said.items())


def _decision(review: Review) -> Decision | None:
    signature = review.signature
    if signature is None:
        return None
    return Decision(
        name=signature.reviewer.name,
        role=signature.reviewer.role.value,
        role_words=ROLE_WORDS[signature.reviewer.role],
        licence=signature.reviewer.licence,
        attestation=signature.attestation,
        signed_at=signature.signed_at,
        content_hash=signature.content_hash,
    )


def _is_void(review: Review) -> bool:
    """Whether the version is signed to say that nothing is in force; one after it may decide anew."""
    return review.void and review.status is ReviewStatus.SIGNED


def _version(review: Review) -> ReviewVersion:
    return ReviewVersion(
        id=review.id,
        version=review.version,
        status=VOID if _is_void(review) else review.status.value,
        status_words=VOID_WORDS if _is_void(review) else STATUS_WORDS[review.status],
        amends=review.amends,
        created_at=review.created_at,
        reviewer=review.reviewer.name,
        reviewer_role=review.reviewer.role.value,
        reviewer_role_words=ROLE_WORDS[review.reviewer.role],
        reviewer_licence=review.reviewer.licence,
    )
