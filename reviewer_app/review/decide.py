"""Decide: the determination of each service line, the answers to S26's prompts, the exception of S16."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import ExceptionRecord, LineDetermination, Reviewer
from reviewer_app.domain.review_parts import Answer
from reviewer_app.review.commit import commit, refreshed
from reviewer_app.review.propose_words import with_words_proposed
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.facts import EXCEPTION, is_licensed_physician


def enter_determination(workspace: Workspace, case: OpenCase, after: LineDetermination) -> OpenCase:
    """Replace the determination of one service line. What may be signed is judged when signing. What
    the findings give for an outcome that is chosen now is proposed in the same act."""
    before = next((one for one in case.review.determinations if one.line == after.line), None)
    if before is None or before.outcome is not after.outcome:
        after = with_words_proposed(case, after)
    word = after.outcome.value if after.outcome else "undecided"
    return commit(workspace, case, Change(f"Line {after.line}: {word}", before, after))


def answer_prompt(workspace: Workspace, case: OpenCase, prompt_id: str, text: str) -> OpenCase:
    """Answer one of S26's prompts; an empty answer takes it back."""
    known = dict(case.review.answers)
    before = Answer(prompt_id, known[prompt_id]) if prompt_id in known else None
    after = Answer(prompt_id, text.strip()) if text.strip() else None
    if before is None and after is None:
        return case
    return commit(workspace, case, Change("Answer", before, after))


def enter_exception(workspace: Workspace, case: OpenCase, after: ExceptionRecord) -> OpenCase:
    """Write down why an exception is asked for and which criteria it concerns (S16).

    A changed record loses an earlier acceptance: the physician accepted something else.
    """
    before = case.review.exception
    if (before.why, before.criteria) == (after.why, after.criteria):
        return case
    return commit(
        workspace,
        case,
        Change("Exception", before, ExceptionRecord(why=after.why.strip(), criteria=after.criteria)),
    )


def accept_exception(workspace: Workspace, case: OpenCase) -> OpenCase:
    """A physician with a licence accepts the exception as written, on the evidence cited for it (S16)."""
    reviewer = case.reviewer
    if not is_licensed_physician(reviewer):
        raise BlockedError(
            "Only a physician with name and licence number may accept an exception; refer the case."
        )
    before = case.review.exception
    if not before.why or not before.criteria:
        raise BlockedError(
            "The exception needs its reason and the criteria it concerns before it is accepted."
        )
    if not case.review.finding(EXCEPTION).evidence:
        raise BlockedError("The exception needs evidence in the records; cite it in the checklist first (E).")
    after = replace(
        before,
        accepted_by=reviewer.name,
        accepted_licence=reviewer.licence,
        accepted_at=workspace.now(),
    )
    return commit(workspace, case, Change("Exception accepted", before, after))


def enter_reviewer(workspace: Workspace, case: OpenCase, reviewer: Reviewer) -> OpenCase:
    """Say who reviews, and in which role; remembered for the next case."""
    workspace.remember_reviewer(reviewer)
    return refreshed(workspace, replace(case, reviewer=reviewer), case.review)
