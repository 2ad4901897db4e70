"""The story of a request that pends because two readings of one study differ and nothing settles it (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer_app.domain.review import Outcome
from reviewer_app.review.sample_cases import planned_marks, samples_folder
from tests.end_to_end.keyboard import Keyboard
from tests.end_to_end.searching import search_for
from tests.end_to_end.story import (
    Story,
    answer_prompts,
    be_nurse,
    check_authority,
    choose,
    go_to_element,
    line_section,
    mark_all,
    sign,
    tab_to,
)

SHOULDER = "shoulder-repair-discrepancy"


@dataclass(frozen=True, slots=True)
class Disputed:
    """A case folder with two readings: where each stands, and words of it that occur once."""

    folder: Path
    ordering: tuple[str, str]
    radiologist: tuple[str, str]
    filed: str


SAMPLE = Disputed(
    samples_folder() / SHOULDER,
    ("02_orthopaedic_visit_2025-09-24.pdf", "complete, full-thickness tear"),
    ("03_mri_right_shoulder_2025-09-09.pdf", "50 percent of its depth"),
    "report is attached to this note",
)


def select(keyboard: Keyboard, words: str) -> None:
    """Find a phrase and read on there, where it is selected."""
    search_for(keyboard, f'"{words}"')
    keyboard.press("Return")
    view = keyboard.application.review_page.pane.view
    keyboard.wait(lambda: view.selection() is not None)


def record_both(keyboard: Keyboard, case: Disputed) -> None:
    """Select both readings, each in its pane, and record that they differ in severity, likely to matter: five
    keys and the reason."""
    select(keyboard, case.ordering[1])
    keyboard.press("\\")
    select(keyboard, case.radiologist[1])
    keyboard.press("D", "4", "2", "1")
    keyboard.type("The repair rests on it.")
    keyboard.press("Return")


def disputed_case(_data: Path, _place: Path) -> Path:
    return SAMPLE.folder


def pend(keyboard: Keyboard) -> None:
    """Record the discrepancy, mark everything, and ask the provider how it is settled."""
    record_both(keyboard, SAMPLE)
    keyboard.press("\\")
    go_to_element(keyboard, keyboard.case.checklist.elements[0].id)
    mark_all(keyboard, planned_marks(SHOULDER))
    check_authority(keyboard)
    for number in range(1, len(keyboard.case.request.services) + 1):
        choose(keyboard, Outcome.PEND, number)
        tab_to(keyboard, line_section(keyboard, number).criterion)
        keyboard.press("Down", "Ctrl+R")
    answer_prompts(keyboard)
    be_nurse(keyboard)
    sign(keyboard)


PEND_WITH_DISCREPANCY = Story("Differing readings: a pend (C02)", disputed_case, pend)
STORIES = (PEND_WITH_DISCREPANCY,)
