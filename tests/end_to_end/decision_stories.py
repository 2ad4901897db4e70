"""Stories of decisions: a complete request that is approved, a repeated treatment whose benefit and lapse are
cited, a nurse's referral that a physician denies after a conversation with the ordering provider."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reviewer_app.domain.review import FindingState, Outcome
from reviewer_app.review.desk import Desk
from reviewer_app.review.sample_cases import COMPLETE_CASE, PlannedMark, planned_marks, samples_folder
from tests.end_to_end.keyboard import Keyboard
from tests.end_to_end.story import (
    Story,
    answer_prompts,
    be_nurse,
    be_physician,
    check_authority,
    choose,
    cite,
    decision,
    give_reason,
    go_to_element,
    go_to_match,
    import_earlier_requests,
    line_section,
    mark_all,
    prepare_at_desk,
    sign,
    tab_to,
)
from tests.unit.review.desks import KNEE, knee_request

REPEATED = "PR-2025-00482"
VISIT = "office notes/visit_2025-09-22.pdf"
UNMET = "g1-conservative-care"
REASON = "No six weeks of supervised care before the request are documented."
SAID = "He has no further records of therapy; the patient exercised at home."


def propose_rationale(keyboard: Keyboard, number: int = 1) -> None:
    """Have the rationale of a line written by one key."""
    tab_to(keyboard, line_section(keyboard, number).outcomes)
    keyboard.press("Ctrl+R")


def approve_all(keyboard: Keyboard) -> None:
    """Check what comes before the policy, approve each line with a proposed rationale, answer the prompts,
    say who decides, sign."""
    check_authority(keyboard)
    for number in range(1, len(keyboard.case.request.services) + 1):
        choose(keyboard, Outcome.APPROVE, number)
        propose_rationale(keyboard, number)
    answer_prompts(keyboard)
    be_nurse(keyboard)
    sign(keyboard)


def complete_case(_data: Path, _place: Path) -> Path:
    return samples_folder() / COMPLETE_CASE


def approve(keyboard: Keyboard) -> None:
    mark_all(keyboard, planned_marks(COMPLETE_CASE))
    approve_all(keyboard)


def repeated_treatment(data: Path, _place: Path) -> Path:
    """The knee sample with its history and with its request typed in."""
    case = samples_folder() / KNEE
    import_earlier_requests(data, samples_folder() / "prior-requests.json")

    def enter(desk: Desk) -> None:
        desk.open(case)
        desk.enter_request(knee_request())

    prepare_at_desk(data, enter)
    return case


def approve_repeated(keyboard: Keyboard) -> None:
    for element in ("s19-benefit", "s19-lapse"):
        go_to_match(keyboard, f"{element}@{REPEATED}")
        cite(keyboard, VISIT, 1)
        keyboard.press("P")
    go_to_element(keyboard, keyboard.case.checklist.elements[0].id)
    mark_all(keyboard, planned_marks(KNEE))
    approve_all(keyboard)


def refer_and_deny(keyboard: Keyboard) -> None:
    plan = dict(planned_marks(COMPLETE_CASE))
    unmet: PlannedMark = replace(plan[UNMET], state=FindingState.ABSENT, reason="", evidence=())
    mark_all(keyboard, {**plan, UNMET: unmet})
    check_authority(keyboard)
    choose(keyboard, Outcome.REFER)
    propose_rationale(keyboard)
    answer_prompts(keyboard)
    be_nurse(keyboard)
    sign(keyboard)
    take_up_and_deny(keyboard)


def take_up_and_deny(keyboard: Keyboard) -> None:
    """The physician takes the referral up, talks to the provider, and denies the line."""
    keyboard.press("Ctrl+Shift+T", "Ctrl+5")
    be_physician(keyboard, attest=False)
    keyboard.press("Ctrl+P")
    keyboard.type(SAID)
    keyboard.press("Tab")
    choose(keyboard, Outcome.DENY)
    give_reason(keyboard, REASON)
    keyboard.press("Ctrl+R")
    tab_to(keyboard, decision(keyboard).signing.attest)
    keyboard.press("Space")
    sign(keyboard)


APPROVE = Story("A complete request is approved (C01)", complete_case, approve)
SEQUENTIAL = Story("A repeated treatment is approved (C06)", repeated_treatment, approve_repeated)
REFERRAL_AND_DENIAL = Story("A nurse refers, a physician denies", complete_case, refer_and_deny)
STORIES = (APPROVE, SEQUENTIAL, REFERRAL_AND_DENIAL)
