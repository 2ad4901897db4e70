"""The facts of one service line, with the ladder and the scope that they stand under."""

from __future__ import annotations

from reviewer_app.domain.request import ServiceLine
from reviewer_app.rules.authority import authority_of
from reviewer_app.rules.facts import LineFacts, ReadinessFacts
from reviewer_app.rules.scope import out_of_scope


def line_facts(facts: ReadinessFacts, line: ServiceLine) -> LineFacts:
    """What the rules look at for one line of the request."""
    review = facts.review
    outside = out_of_scope(facts.checklist.packs, line, facts.diagnoses)
    return LineFacts(
        facts,
        line,
        authority_of(facts.plan, line, facts.checklist, review, facts.trial_number),
        None if review.scope_override(line.line) else outside,
    )
