"""How values are worded on screen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.file_date import document_date
from reviewer_app.domain.review import FindingState, Outcome, Role
from reviewer_app.gui.models.wording import (
    OUTCOME_WORDS,
    ROLE_WORDS,
    STATE_WORDS,
    counted,
    day,
    document_title,
    evidence_places,
    page_list,
    time_left,
)

NOW = datetime(2025, 6, 14, 12, 0, tzinfo=UTC)


def cited(document: str, page: int) -> Evidence:
    return Evidence(f"{document}{page}", Anchor(document, page), f"{document}.pdf", NOW, "Dana")


@pytest.mark.parametrize(
    ("file", "title", "written"),
    [
        ("01_request_form.pdf", "Request form", None),
        ("02_ortho_consult_2025-03-18.pdf", "Ortho consult", date(2025, 3, 18)),
        ("sub/03_mri_lumbar_2025-04-17.pdf", "MRI lumbar", date(2025, 4, 17)),
        ("E_mri.pdf", "MRI", None),
        ("20250508-fax.tiff", "Fax", date(2025, 5, 8)),
        ("06_follow-up_2025-06-03.pdf", "Follow-up", date(2025, 6, 3)),
        ("x-ray.pdf", "X-ray", None),
        ("scan 0004.png", "Scan 0004", None),
        ("2025-01-01.pdf", "2025-01-01.pdf", date(2025, 1, 1)),
        ("report_2025-13-41.pdf", "Report 2025-13-41", None),
        ("A.pdf", "A", None),
        (".hidden", "Hidden", None),
        ("noending", "Noending", None),
    ],
)
def test_a_files_name_gives_title_and_date(file: str, title: str, written: date | None) -> None:
    assert document_title(file) == title
    assert document_date(file) == written


def test_evidence_tells_its_first_document_and_counts_the_rest() -> None:
    assert evidence_places(()) == ("", "")
    assert evidence_places((cited("consult", 2), cited("consult", 1))) == ("Consult", "p 1, 2")
    assert evidence_places((cited("consult", 2), cited("mri", 1), cited("consult", 2))) == (
        "Consult",
        "p 2 · +1",
    )


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=2, hours=4, minutes=59), "due in 2 d 4 h"),
        (timedelta(hours=4, minutes=5), "due in 4 h 5 min"),
        (timedelta(minutes=5), "due in 5 min"),
        (timedelta(0), "due in 0 min"),
        (timedelta(minutes=-1), "overdue by 1 min"),
        (timedelta(days=-3, hours=-1), "overdue by 3 d 1 h"),
        (timedelta(days=-428, hours=-8), "overdue by 428 d"),
    ],
)
def test_time_left(left: timedelta, words: str) -> None:
    assert time_left(NOW + left, NOW) == words


def test_every_state_outcome_and_role_has_words() -> None:
    assert set(STATE_WORDS) == set(FindingState)
    assert set(OUTCOME_WORDS) == set(Outcome)
    assert set(ROLE_WORDS) == set(Role)


def test_small_words() -> None:
    assert day(date(2021, 12, 20)) == "20 Dec 2021"
    assert page_list([3, 1, 3]) == "p 1, 3"
    assert (counted(1, "page"), counted(0, "page"), counted(1200, "page")) == (
        "1 page",
        "0 pages",
        "1,200 pages",
    )
