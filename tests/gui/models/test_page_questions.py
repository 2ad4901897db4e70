"""What the reviewer is asked about single pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from reviewer_app.domain.found import CaseFindings, PageLegibility, PageOwnership
from reviewer_app.domain.page_identity import PageIdentity, PageOwner
from reviewer_app.domain.review import PageMark
from reviewer_app.gui.models.page_questions import PageQuestion, page_questions, question_sentences
from reviewer_app.gui.page_overview import question_marks
from reviewer_app.gui.viewer.thumbnail_model import Mark
from tests.gui.panels.shoulder import shoulder_case

FAINT = PageQuestion(illegible="faint")
OTHER = PageQuestion(other_patient="names Kowal, Peter", name="Kowal, Peter")


def test_remarks() -> None:
    assert PageQuestion().remark == ""
    assert FAINT.remark == "△ may be illegible"
    both = PageQuestion("faint", "names Kowal, Peter")
    assert both.remark == "△ may be illegible, ✕ may be another patient's"


def test_sentences_name_the_page_the_reason_and_the_key() -> None:
    assert question_sentences(4, FAINT, "L", "Shift+W") == (
        "Page 4 may be illegible: faint. L confirms it, L again says that it can be read.",
    )
    assert question_sentences(4, OTHER, "L", "Shift+W") == (
        "Page 4 may be another patient's: names Kowal, Peter. Shift+W says whose it is.",
    )
    assert question_sentences(4, PageQuestion(), "L", "Shift+W") == ()


def test_marks_in_the_overview() -> None:
    assert question_marks(PageQuestion("faint", "names Kowal, Peter")) == (
        (Mark.MAYBE_OTHER_PATIENT, "names Kowal, Peter"),
        (Mark.MAYBE_ILLEGIBLE, "faint"),
    )
    assert question_marks(PageQuestion()) == ()


def test_what_was_answered_is_not_asked_again() -> None:
    case = shoulder_case()
    sha256 = case.documents[0].sha256
    keys = [(sha256, page) for page in (1, 2, 3)]
    owner = PageOwnership(suspect="names Kowal, Peter", name="Kowal, Peter")
    findings = CaseFindings(
        legibility={
            keys[0]: PageLegibility(0.2, legible=False, why="faint"),
            keys[1]: PageLegibility(0.9, legible=True),
            keys[2]: PageLegibility(0.3, None, "printed heading, handwriting not read", handwriting=True),
        },
        ownership={keys[0]: PageOwnership(), keys[1]: owner, keys[2]: PageOwnership()},
    )
    unanswered = replace(case, review=replace(case.review, page_marks=(), page_identities=()))
    asked = page_questions(unanswered, findings)
    assert dict(asked) == {keys[0]: FAINT, keys[1]: OTHER}

    marked = replace(unanswered.review, page_marks=(PageMark(sha256, 1, legible=True),))
    assert set(page_questions(replace(case, review=marked), findings)) == {keys[1]}
    own = PageIdentity(sha256, 2, "a.pdf", PageOwner.MEMBER, "Dana", datetime(2025, 6, 3, tzinfo=UTC))
    judged = replace(marked, page_identities=(own,))
    assert not page_questions(replace(case, review=judged), findings)
