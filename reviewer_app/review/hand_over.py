"""Handing a review over to another computer in an encrypted file, taking one from there, and choosing between
two copies that both have work of their own.

The documents do not travel: the other computer has the same case folder, and a review is taken only where one
of its documents lies in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError, InputError
from reviewer_app.domain.handed_review import HandoverStanding
from reviewer_app.domain.review import Review, Reviewer, ReviewStatus
from reviewer_app.review.open_case import laid_out
from reviewer_app.review.person_index import PERSON_INDEX
from reviewer_app.review.signed_content import content_of_snapshot
from reviewer_app.review.window_key import LEAST_PASSPHRASE
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.counted_evidence import counted
from reviewer_app.rules.decision_rules import named_files
from reviewer_app.rules.facts import is_licensed_physician
from reviewer_app.rules.part_words import names_of
from reviewer_app.rules.reconsideration import any_adverse
from reviewer_app.rules.review_differences import PartDifference, differences
from reviewer_app.rules.signed_lines import signed_lines
from reviewer_app.storage.handover_content import Handover, UnsoundHandoverError
from reviewer_app.storage.handover_file import open_handover, sealed_handover
from reviewer_app.storage.handovers import KeptHandover
from reviewer_app.storage.history_rows import CaseLines
from reviewer_app.summary.write_file import MAX_NAME_BYTES, clean_file_name, cut, refuse_target, write_file

FILE_ENDING = ".handover"


@dataclass(frozen=True, slots=True)
class HandedReview:
    """A review that came from another computer, as it is listed. ``version`` is the one as which it went on,
    0 while it has not. ``differences`` say what the copy has otherwise than the own version that it met;
    ``own_acts`` and ``their_acts`` are the titles of what was done only here, and only there."""

    id: str
    made_by: Reviewer
    made_at: datetime
    received_at: datetime
    standing: HandoverStanding
    version: int
    signed: bool
    differences: tuple[PartDifference, ...]
    own_acts: tuple[str, ...] = ()
    their_acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenReview:
    """What an import did: the case as it stands now, the copy (``None`` where all of it was here already),
    and in sentences what the reviewer should know."""

    case: OpenCase
    handed: HandedReview | None
    told: tuple[str, ...]


def hand_over(workspace: Workspace, case: OpenCase, target: Path, passphrase: str) -> OpenCase:
    """Write the review, with every version and the acts in the audit log, to a file that the passphrase
    opens. Returns the case unchanged.

    Raises :class:`InputError` for a passphrase that is too short, and
    :class:`reviewer_app.domain.errors.ExportError` when the file cannot be written.
    """
    if len(passphrase) < LEAST_PASSPHRASE:
        raise InputError(
            f"The file's passphrase needs at least {LEAST_PASSPHRASE} characters: choose a longer one."
        )
    refuse_target(target, case.folder)
    content = workspace.store.handovers.content(case.case_id, case.reviewer, workspace.now())
    write_file(target, sealed_handover(workspace.folder, content, passphrase), case.folder)
    workspace.store.handovers.enter_exported(case.case_id, content, case.reviewer, workspace.now())
    return case


def take_handover(workspace: Workspace, case: OpenCase, file: Path, passphrase: str) -> TakenReview:
    """Take the review in a file. It goes on here where it holds everything that was done here; where it does
    not, it is kept beside the own one, for :func:`choose_handed` or :func:`decline_handed`.

    Raises :class:`InputError` when the file cannot be used or holds the review of another case; nothing is
    changed then.
    """
    content = open_handover(file, passphrase)
    _refuse_other_case(case, content, file)
    try:
        kept = workspace.store.handovers.take(
            case.case_id, content, _lines(case, content, file), case.reviewer, workspace.now()
        )
    except UnsoundHandoverError as error:
        raise InputError(
            f"{file} was changed since this program wrote it: {error}. Nothing was imported; ask for the "
            "file again."
        ) from error
    if kept is None:
        return TakenReview(case, None, ("Everything in this file is here already; nothing was changed.",))
    opened = laid_out(workspace, case.case_id, case.folder, case.documents, suspected=case.suspected)
    handed = _handed(workspace, opened, kept)
    return TakenReview(opened, handed, (_standing_told(handed), *_documents_told(case, content)))


def handed_reviews(workspace: Workspace, case: OpenCase) -> tuple[HandedReview, ...]:
    """What came from other computers for the open case, the newest first."""
    kept = workspace.store.handovers.kept(case.case_id)
    return tuple(_handed(workspace, case, one) for one in reversed(kept))


def choose_handed(workspace: Workspace, case: OpenCase, handover_id: str) -> OpenCase:
    """Go on with a copy that is kept beside; the own version is closed and stays.

    Raises :class:`BlockedError` when the review went on with it already, or when that would put an adverse
    determination out of force and the reviewer is no licensed physician, as for voiding one.
    """
    found = next((one for one in workspace.store.handovers.kept(case.case_id) if one.id == handover_id), None)
    if found is None:
        raise BlockedError("This copy is no longer there; open the case again.")
    if _ends_adverse(workspace, case, found.content) and not is_licensed_physician(case.reviewer):
        raise BlockedError(
            "Only a physician with a licence may put an adverse determination out of force; have one choose."
        )
    lines = _lines(case, found.content, None)
    workspace.store.handovers.choose(case.case_id, handover_id, lines, case.reviewer, workspace.now())
    return laid_out(workspace, case.case_id, case.folder, case.documents, suspected=case.suspected)


def decline_handed(workspace: Workspace, case: OpenCase, handover_id: str) -> OpenCase:
    """Go on with the own version; the copy stays listed. Returns the case unchanged.

    Raises :class:`BlockedError` when the review went on with the copy already.
    """
    workspace.store.handovers.decline(case.case_id, handover_id, case.reviewer, workspace.now())
    return case


def suggested_handover(case: OpenCase) -> str:
    """A file name for the review; the person is not in it."""
    name = clean_file_name(case.request.request_id or case.folder.name)
    ending = f"-review-v{case.review.version}{FILE_ENDING}"
    return f"{cut(name, MAX_NAME_BYTES - len(ending))}{ending}"


def _handed(workspace: Workspace, case: OpenCase, kept: KeptHandover) -> HandedReview:
    store, theirs = workspace.store, kept.content.newest
    own = _own_side(workspace, case, kept)
    waiting = kept.standing is not HandoverStanding.GOES_ON
    own_acts, their_acts = store.handovers.new_work(case.case_id, kept.content) if waiting else ((), ())
    names = names_of(case.checklist, theirs, *(() if own is None else (own,)))
    return HandedReview(
        id=kept.id,
        made_by=kept.content.made_by,
        made_at=kept.content.made_at,
        received_at=kept.received_at,
        standing=kept.standing,
        version=store.reviews.load(kept.went_on_as).version if kept.went_on_as else 0,
        signed=theirs.signature is not None,
        differences=() if own is None else differences(own, theirs, names),
        own_acts=tuple(entry.act for entry in own_acts),
        their_acts=tuple(entry.act for entry in their_acts),
    )


def _own_side(workspace: Workspace, case: OpenCase, kept: KeptHandover) -> Review | None:
    """The own version that the copy is compared with: the newest one while both stand beside each other, else
    the one that it took the place of; ``None`` where nobody had worked on that."""
    versions = workspace.store.reviews.versions(case.case_id)
    if kept.standing is not HandoverStanding.GOES_ON:
        return workspace.store.reviews.newest(case.case_id)
    return workspace.store.reviews.load(kept.own_before) if kept.own_before in versions else None


def _ends_adverse(workspace: Workspace, case: OpenCase, content: Handover) -> bool:
    """Whether an own determination that is in force, and adverse, is not in force in the copy."""
    there = {one.review.id for one in content.signed if one.review.status is ReviewStatus.SIGNED}
    stored = workspace.store.reviews
    own = (stored.load(one) for one in stored.versions(case.case_id) if one not in there)
    return any(one.status is ReviewStatus.SIGNED and any_adverse(counted(one)) for one in own)


def _refuse_other_case(case: OpenCase, content: Handover, file: Path) -> None:
    known = {document.sha256 for document in case.documents if document.sha256}
    reviewed = {document.sha256 for document in content.newest.documents}
    own, theirs = case.request.request_id, content.request_id
    member = case.request.member.member_id
    if own and theirs and own != theirs:
        raise InputError(f"{file} holds the review of request {theirs}, not of {own}: open that case first.")
    if member and content.member_id and member != content.member_id:
        raise InputError(f"{file} holds the review of another member: open that case first.")
    if reviewed and not reviewed & known:
        raise InputError(
            f"{file} holds the review of another case: none of its {len(reviewed)} documents lies in "
            f"{case.folder.name}. Open its case folder first."
        )


def _lines(case: OpenCase, content: Handover, file: Path | None) -> CaseLines:
    """What later requests of the member will find of the newest signed version; nothing without one, since
    own versions are no longer in force then."""
    signed = content.signed
    signature = signed[-1].review.signature if signed else None
    if signature is None:
        return CaseLines(case.case_id, (), PERSON_INDEX)
    try:
        request = content_of_snapshot(signed[-1].snapshot).request
    except ValueError as error:
        raise InputError(
            f"What was signed cannot be read in {file or 'this copy'}. Nothing was changed; ask for the file "
            "again."
        ) from error
    review, day = signed[-1].whole_review, signature.signed_at.date()
    return CaseLines(case.case_id, signed_lines(case.case_id, request, review, day), PERSON_INDEX)


def _standing_told(handed: HandedReview) -> str:
    who = handed.made_by.name or "another computer"
    if handed.standing is HandoverStanding.BESIDE:
        return (
            f"The review of {who} and yours both have work that the other lacks. Both are kept: choose which "
            "one goes on."
        )
    state = "signed" if handed.signed else "open"
    return f"The review of {who} goes on as version {handed.version}, {state}."


def _documents_told(case: OpenCase, content: Handover) -> tuple[str, ...]:
    """Documents that the review knows and the folder lacks, and the other way round."""
    known = {document.sha256: document.file for document in case.documents if document.sha256}
    reviewed = {document.sha256: document.file for document in content.newest.documents}
    missing = [file for sha256, file in reviewed.items() if sha256 not in known]
    new = [file for sha256, file in known.items() if sha256 not in reviewed]
    told = []
    if missing:
        told.append(f"Not in this folder, or with another content: {named_files(tuple(sorted(missing)))}.")
    if new:
        told.append(f"Not in the review that came: {named_files(tuple(sorted(new)))}.")
    return tuple(told)
