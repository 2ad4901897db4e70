"""Compare what two reviewers made of the same cases: exported summaries, or versions of one case."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.clock import ClockEvent
from reviewer_app.domain.errors import InputError, UsageError
from reviewer_app.domain.folder_read import RequestAsRead, UnreadableFile
from reviewer_app.domain.rated_case import RatedCase
from reviewer_app.domain.review import Finding, LineDetermination, Review, ReviewedDocument
from reviewer_app.domain.version_note import VersionNote
from reviewer_app.exchange.summary_file import read_summaries
from reviewer_app.review.signed_content import read_signed_content
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.agreement import Comparison, compare
from reviewer_app.rules.counted_evidence import counted
from reviewer_app.rules.part_words import names_of
from reviewer_app.rules.rated_review import rated_review
from reviewer_app.rules.review_differences import PartDifference, differences


def compare_files(first: Path, second: Path) -> Comparison:
    """Compare two summaries exported as JSON, or two folders of them, case by case.

    :raises InputError: a file is no summary, or the two have no case in common.
    """
    found = compare(read_summaries(first), read_summaries(second))
    if not found.cases:
        raise InputError(
            f"{first.name} and {second.name} have no case in common: {_some(found.only_first)} there, "
            f"{_some(found.only_second)} here."
        )
    return found


def compare_versions(workspace: Workspace, case: OpenCase, first: str, second: str) -> Comparison:
    """Compare two versions of the review of a case, named by their reviews' ids; each on the elements that it
    was made with. A copy that came by handover is a version like another one."""
    return compare((_rated(workspace, case, first),), (_rated(workspace, case, second),))


def other_differences(
    workspace: Workspace, case: OpenCase, first: str, second: str
) -> tuple[PartDifference, ...]:
    """What differs between two versions beside marks and outcomes: discrepancies, rungs of the ladder, what
    was set aside, and so on. Not what the program writes down by itself."""
    one, other = (_review(workspace, case, review_id) for review_id in (first, second))
    found = differences(counted(one), counted(other), names_of(case.checklist, one, other))
    return tuple(part for part in found if not isinstance(part.after or part.before, _TOLD_ELSEWHERE))


def review_of_version(workspace: Workspace, case: OpenCase, version: int) -> str:
    """The id of the review that has that number among the versions of the case.

    :raises UsageError: the case has no such version.
    """
    numbers = {}
    for review_id in workspace.store.reviews.versions(case.case_id):
        numbers[workspace.store.reviews.load(review_id).version] = review_id
    if version not in numbers:
        known = ", ".join(map(str, sorted(numbers)))
        raise UsageError(f"{case.folder.name} has no version {version}; it has {known}.")
    return numbers[version]


def versions_to_compare(workspace: Workspace, case: OpenCase) -> tuple[Review, ...]:
    """All versions of the case's review, the newest first."""
    ids = workspace.store.reviews.versions(case.case_id)
    versions = (_review(workspace, case, one) for one in ids)
    return tuple(sorted(versions, key=lambda review: review.version, reverse=True))


def _rated(workspace: Workspace, case: OpenCase, review_id: str) -> RatedCase:
    """The version, judged by the checklist of its signature. One that was never signed is judged by the
    checklist of the open case."""
    review = _review(workspace, case, review_id)
    if review.signature is None:
        return rated_review(review, case.checklist, case.request)
    signed = read_signed_content(workspace, review)
    return rated_review(review, signed.checklist, signed.request)


_TOLD_ELSEWHERE = (
    Finding,
    LineDetermination,
    ClockEvent,
    VersionNote,
    ReviewedDocument,
    RequestAsRead,
    UnreadableFile,
)
"""Marks and outcomes are compared by :func:`compare_versions`; the rest comes with each version by itself."""


def _review(workspace: Workspace, case: OpenCase, review_id: str) -> Review:
    return case.review if review_id == case.review.id else workspace.store.reviews.load(review_id)


def _some(cases: tuple[str, ...]) -> str:
    """The first of the cases by name, and how many more there are."""
    more = f" and {len(cases) - 1} more" if len(cases) > 1 else ""
    return f"{cases[0]}{more}"
