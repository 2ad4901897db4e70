"""Stories of sources that come before the coverage policy: a trial that Medicare covers (S22, S24), a plan
document that excludes the service (S21, S27), a condition that the policy does not review (S20)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reviewer_app.domain.authority import RungKind
from reviewer_app.domain.review import Outcome
from reviewer_app.gui.models.authority_model import RowKind
from tests.end_to_end.folders import sample_request, write_pdf, write_request
from tests.end_to_end.keyboard import Keyboard
from tests.end_to_end.story import (
    NURSE,
    RATIONALE,
    SILENT_KEY,
    Story,
    answer_prompts,
    be_physician,
    choose,
    cite,
    decision,
    fill,
    go_to_element,
    line_section,
    show_page,
    sign,
    tab_to,
    write,
)

NOTE, PLAN, PAPERS = "1_visit_note.pdf", "2_plan_document.pdf", "3_trial_papers.pdf"
REQUIRES_KEY, EXCLUDES_KEY = "2", "3"
ALL_KEY = ON_LIST_KEY = "1"
LIST_DAY = "2025-09-01"
TRIAL_NUMBER = "NCT04123456"
EXCLUSION = "The plan excludes the service."


def _case(place: Path, **changes: Any) -> Path:
    """A small case: a visit note, the plan document and the papers of a trial."""
    write_pdf(place / NOTE, "Visit note: the leg pain is 7 of 10 and has not changed.")
    write_pdf(place / PLAN, "Plan document. Benefits.", "Exclusions: injections through the foramen.")
    write_pdf(place / PAPERS, f"Trial {TRIAL_NUMBER}: protocol and consent.")
    request = {**sample_request(), "attachments": [], "submitter_note": "", **changes}
    write_request(place, request)
    return place


def _medicare_trial(_data: Path, place: Path) -> Path:
    plan = {"payer": "Tamarack Mutual Health", "line_of_business": "medicare_advantage", "state": "MN"}
    return _case(place, plan=plan, clinical_trial_number=TRIAL_NUMBER)


def _insured(_data: Path, place: Path) -> Path:
    return _case(place)


def _other_condition(_data: Path, place: Path) -> Path:
    return _case(place, diagnoses=[{"code": "G89.4", "system": "ICD-10-CM"}])


def look_through(keyboard: Keyboard) -> None:
    """Have every document on screen once."""
    for document in keyboard.case.documents:
        show_page(keyboard, document.file, 1)


def go_to_row(keyboard: Keyboard, kind: RowKind, rung: RungKind | None = None) -> None:
    """Step through the tab Authority until a row of the kind, or that rung, is the current one."""
    keyboard.press("Ctrl+4")
    panel = keyboard.review.panels.authority
    keys = panel.model.selectable_keys()
    rows = {row.key: row for row in panel.model.rows}
    wanted = next(at for at, key in enumerate(keys) if (rows[key].kind, rows[key].rung) == (kind, rung))
    here = panel.current_row()
    assert here is not None
    distance = wanted - keys.index(here.key)
    keyboard.press(*("J" if distance > 0 else "K",) * abs(distance))
    now = panel.current_row()
    assert now is not None
    assert (now.kind, now.rung) == (kind, rung)


def mark_present(keyboard: Keyboard, element: str, file: str, page: int) -> None:
    go_to_element(keyboard, element)
    cite(keyboard, file, page)
    keyboard.press("P")


def override_all(keyboard: Keyboard) -> None:
    """The current rung overrides all elements that it can."""
    tab_to(keyboard, keyboard.review.panels.authority.rung.overrides)
    keyboard.press(ALL_KEY)


def tell_trial(keyboard: Keyboard) -> None:
    look_through(keyboard)
    mark_present(keyboard, "s2-current-status", NOTE, 1)
    mark_present(keyboard, "s24-trial", PAPERS, 1)
    go_to_row(keyboard, RowKind.RUNG, RungKind.STATUTE)
    keyboard.press(SILENT_KEY)
    go_to_row(keyboard, RowKind.TRIAL)
    keyboard.press(ON_LIST_KEY)
    fill(keyboard, keyboard.review.panels.authority.trial.list_date, LIST_DAY)
    go_to_row(keyboard, RowKind.RUNG, RungKind.NATIONAL_COVERAGE)
    override_all(keyboard)
    choose(keyboard, Outcome.APPROVE)
    write(keyboard, line_section(keyboard).rationale, RATIONALE)
    answer_prompts(keyboard)
    write(keyboard, decision(keyboard).reviewer.name, NURSE)
    sign(keyboard)


def tell_exclusion(keyboard: Keyboard) -> None:
    look_through(keyboard)
    mark_present(keyboard, "s2-current-status", NOTE, 1)
    keyboard.press("Ctrl+4", SILENT_KEY, SILENT_KEY, EXCLUDES_KEY)
    cite(keyboard, PLAN, 2)
    keyboard.press("Ctrl+4")
    override_all(keyboard)
    mark_present(keyboard, "s21-plan-document", PLAN, 2)
    keyboard.press("Ctrl+5")
    be_physician(keyboard)
    choose(keyboard, Outcome.DENY)
    fill(keyboard, line_section(keyboard).reason, EXCLUSION)
    keyboard.press("Ctrl+R")
    answer_prompts(keyboard)
    sign(keyboard)


def tell_other_condition(keyboard: Keyboard) -> None:
    look_through(keyboard)
    choose(keyboard, Outcome.DIRECT_TO_HEALTH_PLAN)
    write(keyboard, line_section(keyboard).rationale, "The health plan reviews this condition.")
    answer_prompts(keyboard)
    write(keyboard, decision(keyboard).reviewer.name, NURSE)
    sign(keyboard)


TRIAL = Story("A trial that Medicare covers", _medicare_trial, tell_trial)
PLAN_EXCLUDES = Story("A plan document that excludes", _insured, tell_exclusion)
OUT_OF_SCOPE = Story("A condition out of scope", _other_condition, tell_other_condition)
STORIES = (TRIAL, PLAN_EXCLUDES, OUT_OF_SCOPE)
