"""The letter about a determination, made of the case and the texts that belong to it."""

from __future__ import annotations

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import Outcome
from reviewer_app.domain.wording import InformationRequest
from reviewer_app.policies.wording_file import load_rationale_wording
from reviewer_app.resources_folder import resources_folder
from reviewer_app.review.export_order import ExportedDocument, ExportOrder
from reviewer_app.review.propose_words import line_facts_of
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.information_request import information_request
from reviewer_app.summary.letter import LetterParts, Reader, letter_paper, undecided_lines
from reviewer_app.summary.paper import Paper
from reviewer_app.summary.values import DeterminationSummary

READERS = {ExportedDocument.LETTER: Reader.PROVIDER, ExportedDocument.MEMBER_LETTER: Reader.MEMBER}


def letter_of(
    workspace: Workspace, case: OpenCase, order: ExportOrder, summary: DeterminationSummary
) -> Paper:
    """The letter that was ordered.

    Raises :class:`BlockedError` when a line has no outcome that is told outside: none, or a referral.
    """
    undecided = undecided_lines(summary)
    if undecided:
        lines = ", ".join(str(line) for line in undecided)
        raise BlockedError(
            f"There is no letter to write yet: line {lines} has no outcome, or is referred to a physician."
        )
    wording = load_rationale_wording(resources_folder(), workspace.folder)
    parts = LetterParts(
        requests={
            line.line: _request(case, line.line) for line in summary.lines if line.outcome == Outcome.PEND
        },
        reconsideration=case.reconsideration.text,
        instructions=tuple(
            dict.fromkeys(rung.instruction.strip() for rung in case.review.rungs if rung.instruction.strip())
        ),
        acronyms=wording.acronyms,
    )
    return letter_paper(summary, parts, READERS[order.document])


def _request(case: OpenCase, line: int) -> InformationRequest:
    facts = line_facts_of(case, line)
    return information_request(facts) if facts is not None else InformationRequest(line, "", ())
