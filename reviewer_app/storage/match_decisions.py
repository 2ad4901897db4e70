"""Decisions on matches, across cases: who is not the same person holds for all cases of a member.

A review's own decisions are parts of it, see ``storage/review_store.py``.
"""

from __future__ import annotations

from reviewer_app.domain.match_decision import MatchDecision
from reviewer_app.storage.part_rows import part_from
from reviewer_app.storage.transactions import Transactions

_ELSEWHERE = """
    SELECT decision.* FROM match_decision AS decision
    JOIN review ON review.id = decision.review_id
    WHERE decision.member = ? AND decision.member <> '' AND review.case_id <> ?
        AND NOT EXISTS (
            SELECT 1 FROM review AS later
            WHERE later.case_id = review.case_id AND later.version > review.version
        )
"""
"""Of each other case its newest version counts: it holds what the ones before it held, or has taken it
back."""


class MatchDecisions:
    """Reads decisions on persons."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def elsewhere(self, member: str, case_id: str) -> tuple[MatchDecision, ...]:
        """What other cases than this one decided about a member, as
        :func:`reviewer_app.domain.match_decision.written`, the newest first."""
        with self._transactions.reading() as database:
            found = database.query(_ELSEWHERE, [member, case_id])
            parts = [part_from("match_decision", row) for row in found]
        decisions = [part for part in parts if isinstance(part, MatchDecision)]
        return tuple(sorted(decisions, key=lambda decision: decision.decided_at, reverse=True))
