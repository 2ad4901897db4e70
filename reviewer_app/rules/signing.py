"""What stops a review from being signed now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer_app.domain.checklist import Blocker, LineReadiness, Spot, SpotKind
from reviewer_app.domain.review import Outcome, Review, Role
from reviewer_app.rules.counted_evidence import counted
from reviewer_app.rules.decision_rules import OUTCOME_WORDS
from reviewer_app.rules.facts import ReadinessFacts
from reviewer_app.rules.rationale import states_reason
from reviewer_app.rules.readiness import readiness
from reviewer_app.rules.reconsideration import is_adverse

WRITE_RATIONALE = "Write the rationale, or have it proposed (Ctrl+R)."


@dataclass(frozen=True, slots=True)
class SigningProblem:
    """One thing to do before the review can be signed.

    ``code``: closed, no-line, name, licence, attestation, no-outcome, blocked, rationale,
    reconsideration or prompt.
    ``line`` is 0 when the whole review is meant. ``blockers`` are those of a line's chosen outcome;
    ``spot`` is the field of the determination where it is done, ``None`` where that is elsewhere.
    """

    code: str
    row: str
    message: str
    clears: str
    line: int = 0
    blockers: tuple[Blocker, ...] = ()
    spot: Spot | None = None


def signing_problems(facts: ReadinessFacts) -> tuple[SigningProblem, ...]:
    """Everything that stops signing, in the order in which a reviewer deals with it; empty: sign."""
    return (
        *_review_problems(facts),
        *(problem for line in readiness(facts) for problem in _line_problems(facts, line)),
        *_wording_problems(facts),
        *_prompt_problems(facts),
        *_reviewer_problems(facts),
    )


def _review_problems(facts: ReadinessFacts) -> Iterator[SigningProblem]:
    if facts.review.read_only:
        yield SigningProblem(
            "closed",
            "",
            "This version of the review is signed and read-only.",
            "Amend it to make a new version.",
        )
    if not facts.lines:
        yield SigningProblem(
            "no-line", "", "The request has no service line.", "Enter the requested service in the request."
        )


def _line_problems(facts: ReadinessFacts, line: LineReadiness) -> Iterator[SigningProblem]:
    determination = facts.review.determination(line.line)
    if determination.outcome is None:
        yield SigningProblem(
            "no-outcome",
            "",
            f"Line {line.line} has no outcome.",
            "Choose its outcome.",
            line=line.line,
            spot=Spot(SpotKind.DECISION, "outcome", line.line),
        )
        return
    blockers = line.blockers_of(determination.outcome)
    if blockers:
        things = "1 thing blocks" if len(blockers) == 1 else f"{len(blockers)} things block"
        yield SigningProblem(
            "blocked",
            blockers[0].row,
            f"{things} {OUTCOME_WORDS[determination.outcome]} of line {line.line}: {blockers[0].message}",
            blockers[0].clears,
            line=line.line,
            blockers=blockers,
            spot=Spot(SpotKind.DECISION, "blockers", line.line),
        )
    rationale = Spot(SpotKind.DECISION, "rationale", line.line)
    if not determination.rationale.strip():
        yield SigningProblem(
            "rationale",
            "S26",
            f"Line {line.line} has no rationale.",
            WRITE_RATIONALE,
            line=line.line,
            spot=rationale,
        )
    elif is_adverse(counted(facts.review), line.line) and not states_reason(determination):
        yield SigningProblem(
            "rationale",
            "S26",
            f"The rationale of line {line.line} does not state the specific reason.",
            f"{WRITE_RATIONALE} The reason has to stand in it as it was entered.",
            line=line.line,
            spot=rationale,
        )


def _wording_problems(facts: ReadinessFacts) -> Iterator[SigningProblem]:
    """An adverse determination goes out with the text on reconsideration that the user wrote."""
    if facts.wording_problem:
        yield SigningProblem(
            "reconsideration",
            "",
            facts.wording_problem,
            "Correct that file, then read the folder again (F5).",
        )


def _prompt_problems(facts: ReadinessFacts) -> Iterator[SigningProblem]:
    """S26's prompts are about a determination; a request that is withdrawn has none."""
    if _withdrawn(facts.review):
        return
    answers = dict(facts.review.answers)
    for prompt in facts.checklist.prompts:
        if not answers.get(prompt.id, "").strip():
            yield SigningProblem(
                "prompt",
                prompt.row,
                f"Not answered: {prompt.question}",
                "Answer it.",
                spot=Spot(SpotKind.DECISION, prompt.id),
            )


def _withdrawn(review: Review) -> bool:
    outcomes = {one.outcome for one in review.determinations}
    return outcomes == {Outcome.WITHDRAWN}


def _reviewer_problems(facts: ReadinessFacts) -> Iterator[SigningProblem]:
    reviewer = facts.reviewer
    if not reviewer.name.strip():
        yield SigningProblem(
            "name",
            "",
            "The reviewer's name is missing.",
            "Enter your name.",
            spot=Spot(SpotKind.REVIEWER, "name"),
        )
    if reviewer.role is not Role.PHYSICIAN:
        return
    if not reviewer.licence.strip():
        yield SigningProblem(
            "licence",
            "",
            "The physician's licence is missing.",
            "Enter licence number and state.",
            spot=Spot(SpotKind.REVIEWER, "licence"),
        )
    if not facts.attestation.strip():
        yield SigningProblem(
            "attestation",
            "",
            "The physician's attestation is missing.",
            "Confirm the attestation.",
            spot=Spot(SpotKind.REVIEWER, "attestation"),
        )
