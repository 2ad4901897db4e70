"""Propose words for a service line's determination from what the review found; the reviewer edits them."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import LineDetermination, Outcome
from reviewer_app.policies.wording_file import load_rationale_wording
from reviewer_app.resources_folder import resources_folder
from reviewer_app.review.commit import commit
from reviewer_app.review.readiness_of_case import facts_of
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.authority_words import criterion_source
from reviewer_app.rules.decision_rules import REASONED
from reviewer_app.rules.facts import LineFacts
from reviewer_app.rules.information_request import proposed_items, proposed_reason
from reviewer_app.rules.line_facts import line_facts
from reviewer_app.rules.rationale import proposed_rationale
from reviewer_app.rules.readiness import counting


def line_facts_of(case: OpenCase, line: int) -> LineFacts | None:
    """What the rules look at for one line; ``None`` for a line that the request does not have."""
    facts = counting(facts_of(case))
    service = next((one for one in facts.lines if one.line == line), None)
    return line_facts(facts, service) if service is not None else None


def with_words_proposed(case: OpenCase, determination: LineDetermination) -> LineDetermination:
    """A line whose outcome was just chosen, with what the review gives for it: of a pended one what is asked
    for, of a denied one the source that excludes the service. What was written for another outcome, and is
    not asked for by this one, goes: nobody signs what the page does not show."""
    if determination.outcome not in REASONED:
        determination = replace(determination, reason="", criterion="", criterion_source="")
    if determination.outcome is not Outcome.PEND:
        determination = replace(determination, missing=())
    facts = line_facts_of(case, determination.line)
    if facts is None:
        return determination
    if determination.outcome is Outcome.PEND:
        return _with_request(facts, determination)
    unnamed = not determination.criterion and not determination.criterion_source
    if determination.outcome is Outcome.DENY and unnamed:
        return replace(determination, criterion_source=criterion_source(facts.authority))
    return determination


def _with_request(facts: LineFacts, determination: LineDetermination) -> LineDetermination:
    """A pended line with what is missing, the specific reason and the element that it rests on, as far as
    they are empty and the findings give them."""
    reason, element = proposed_reason(facts)
    unnamed = not determination.criterion and not determination.criterion_source
    return replace(
        determination,
        missing=determination.missing or proposed_items(facts),
        reason=determination.reason or reason,
        criterion=element if unnamed and not determination.reason else determination.criterion,
    )


def propose_rationale(workspace: Workspace, case: OpenCase, line: int) -> OpenCase:
    """Write the rationale of a line from the template of its outcome, in place of what stands there; undo
    brings that back.

    Raises :class:`BlockedError` when the line has no outcome yet, and
    :class:`reviewer_app.domain.errors.InputError` when the user's own templates cannot be used.
    """
    facts = line_facts_of(case, line)
    before = next((one for one in case.review.determinations if one.line == line), None)
    if facts is None or before is None or before.outcome is None:
        raise BlockedError(f"Choose the outcome of line {line} first; its rationale goes by that.")
    wording = load_rationale_wording(resources_folder(), workspace.folder)
    after = replace(before, rationale=proposed_rationale(facts, wording))
    return commit(workspace, case, Change(f"Line {line}: rationale proposed", before, after))
