"""How well pages can be read, from what was measured, and why not in words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.errors import InputError
from reviewer_app.domain.found import PageLegibility
from reviewer_app.domain.page_reading import LayerVerdict, PageMeasures, ReadLine, ReadPage, TextFrom
from reviewer_app.domain.pages import NOTE_INCOMPLETE, NOTE_INVISIBLE_TEXT, Rect
from reviewer_app.evidence.legibility import (
    PARTLY,
    PRINTED_HEADING,
    UNREAD,
    known_words,
    legibility_score,
    page_legibility,
)
from reviewer_app.evidence.legibility_rules import LegibilityRules
from reviewer_app.evidence.picture_faults import picture_faults
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder

GOOD = PageMeasures(
    confidence=0.95,
    ink=0.03,
    contrast=0.8,
    sharpness=0.6,
    unread_ink=0.05,
    run_across=1.2,
    run_down=1.4,
    rows=0.02,
)
BAD = replace(GOOD, confidence=0.25, unread_ink=0.9)
NOTE = """HISTORY The patient reports low back pain with radiation to the left leg for ten weeks
EXAMINATION Strength is full. Reflexes are symmetric. Straight leg raise is positive on the left
PLAN Continue physical therapy and review the imaging at the next visit"""
GARBAGE = "tke palnrf xx rcqot\nlcw bck pvm wlth rodlatlon 1o thc\nkjh wqe zzt ouip"
HEADER = "08/26/2025 09:14 FROM Lakeshore Clinic FAX 414-555-0117 P. 3/9"


@cache
def rules() -> LegibilityRules:
    return load_evidence_rules(resources_folder(), Path(__file__).parent).legibility


def judged(
    text: str,
    measures: PageMeasures | None = GOOD,
    *,
    native: bool = False,
    layer: LayerVerdict = LayerVerdict.NOT_COMPARED,
    notes: tuple[str, ...] = (),
    blank: bool = False,
) -> PageLegibility:
    lines = tuple(
        ReadLine(line, Rect(72, 14 * row, 500, 14 * row + 12))
        for row, line in enumerate(text.split("\n"))
        if line
    )
    read_from = (TextFrom.NATIVE if native else TextFrom.OCR) if lines else TextFrom.NONE
    page = ReadPage(
        "a",
        "a.pdf",
        1,
        text_from=read_from,
        lines=lines,
        blank=blank,
        layer=layer,
        measures=measures,
        notes=notes,
    )
    return page_legibility(page, rules())


def test_a_good_scan() -> None:
    found = judged(NOTE)
    assert found.legible is True
    assert found.score is not None
    assert found.score > 0.9
    assert found.why == ""


@pytest.mark.parametrize(
    ("measures", "why"),
    [
        (BAD, UNREAD),
        (replace(BAD, contrast=0.12), "faint"),
        (replace(BAD, run_across=0.5, run_down=0.5, specks=0.2), "faint"),
        (replace(BAD, specks=0.5), "full of specks"),
        (replace(BAD, run_across=3.0), "smeared"),
        (replace(BAD, run_down=3.4), "smeared"),
        (replace(BAD, sharpness=0.2), "blurred"),
        (replace(BAD, dark_area=0.4), "half dark"),
        (replace(BAD, dark_area=0.9), "nearly all dark"),
        (replace(BAD, cut_left=0.6), "cut off on the left"),
        (replace(BAD, cut_left=0.6, contrast=0.1), "cut off on the left, faint"),
    ],
)
def test_why_a_page_cannot_be_read(measures: PageMeasures, why: str) -> None:
    found = judged(GARBAGE, measures)
    assert found.legible is False
    assert found.why == why


def test_text_that_lies_off_the_page_cannot_be_read_however_clear_the_rest_is() -> None:
    found = judged(NOTE, replace(GOOD, off_page=0.5, cut_right=0.1))
    assert (found.legible, found.why) == (False, "cut off on the right")
    assert judged(NOTE, replace(GOOD, off_page=0.05, cut_right=0.1)).legible is True


def test_the_fax_machines_line_does_not_count() -> None:
    found = judged(f"{HEADER}\n{GARBAGE}", BAD)
    assert found.legible is False
    only = judged(HEADER, replace(BAD, confidence=None, unread_ink=1.0))
    assert only.legible is False


def test_blank_pages_are_blank() -> None:
    assert judged("", PageMeasures(), blank=True) == PageLegibility()
    assert judged("", PageMeasures(ink=0.0008)) == PageLegibility()  # dust
    assert judged(HEADER, PageMeasures(ink=0.0015)) == PageLegibility()  # with the fax machine's line
    assert judged("", PageMeasures(ink=0.9, dark_area=0.9)).legible is False  # the lid was open


def test_faint_rows_are_no_blank_page() -> None:
    """Ink in rows of which nothing was read, however little it is: something is printed there."""
    dots = PageMeasures(ink=0.0012, rows=0.0002, unread_ink=1.0, run_across=0.5, run_down=0.5)
    found = judged(HEADER, dots)
    assert (found.legible, found.why) == (False, "faint")
    assert judged("", replace(dots, contrast=0.05)).legible is False


def test_what_lies_in_the_dark_was_not_read() -> None:
    """One line at the foot of a page that is dark elsewhere, where nothing can be told from the dark."""
    line = "Printed by the clinic, confidential"
    found = judged(line, replace(GOOD, ink=0.0, unread_ink=0.0, dark_area=0.85))
    assert (found.legible, found.why) == (False, "nearly all dark")
    assert judged(line).legible is True
    assert judged("\n".join([NOTE] * 4), replace(GOOD, dark_area=0.5)).legible is True


def test_handwriting_is_told_apart() -> None:
    heading = "Home pain diary Name Date Pain level morning evening"
    pen = replace(GOOD, confidence=0.4, unread_ink=0.85, ink=0.012)
    found = judged(f"{heading}\nwl lw vn\nmm nv lll\nzq wv jjk\nvvm qrt wlw\nzzv krw plm", pen)
    assert found == PageLegibility(found.score, None, PRINTED_HEADING, handwriting=True)
    signed = judged(NOTE, replace(GOOD, unread_ink=0.5))
    assert (signed.legible, signed.why, signed.handwriting) == (True, PARTLY, True)


def test_words_of_the_file_count_where_they_are_seen() -> None:
    assert judged(NOTE, None, native=True) == PageLegibility(1.0, legible=True)
    hidden = judged(NOTE, None, native=True, notes=(NOTE_INVISIBLE_TEXT,))
    assert hidden == PageLegibility()
    compared = judged(NOTE, None, native=True, notes=(NOTE_INVISIBLE_TEXT,), layer=LayerVerdict.AGREES)
    assert compared.legible is True
    assert judged(NOTE, BAD, native=True, layer=LayerVerdict.DIFFERS).score != 1.0


def test_a_page_of_which_parts_may_be_missing_says_so_however_well_the_rest_is_read() -> None:
    torn = judged(NOTE, notes=(NOTE_INCOMPLETE,))
    assert (torn.legible, torn.why) == (True, NOTE_INCOMPLETE)
    faint = judged("", BAD, notes=(NOTE_INCOMPLETE,))
    assert faint.legible is False
    assert faint.why.endswith(f", {NOTE_INCOMPLETE}")


def test_a_page_that_nobody_read_is_not_judged() -> None:
    assert judged("", None) == PageLegibility()


@pytest.mark.parametrize(
    "words",
    [
        "ejection fraction with mild mitral regurgitation and septal hypertrophy",
        "conduction velocity of the peroneal nerve with denervation potentials",
        "invasive ductal carcinoma with lymphovascular invasion and negative margins",
        "hemoglobin hematocrit platelets creatinine bilirubin",
        "articulation and expressive language goals with fluency in sentences",
        "apnea hypopnea index with oxygen saturation during titration",
        "tracer uptake on myocardial perfusion imaging under stress",
        "supraspinatus tendinosis with partial thickness tearing of the labrum",
        "the member's appeal of the denied authorization was received",
    ],
)
def test_words_of_every_specialty_are_known(words: str) -> None:
    known, count = known_words([ReadLine(words, Rect(0, 0, 1, 1))], rules())
    assert known / count >= 0.7


def test_guessed_letters_make_no_words() -> None:
    known, count = known_words([ReadLine(line, Rect(0, 0, 1, 1)) for line in GARBAGE.split("\n")], rules())
    assert known <= count / 4


SHARES = st.floats(0, 1)
MEASURES = st.builds(PageMeasures, SHARES, *([SHARES] * 10), st.floats(0, 100), st.floats(0, 100))


@given(MEASURES, SHARES)
def test_the_score_is_a_share_and_rises_with_the_sureness(measures: PageMeasures, known: float) -> None:
    weights = rules().weights
    score = legibility_score(measures, known, weights)
    assert 0 <= score <= 1
    surer = replace(measures, confidence=min(1.0, (measures.confidence or 0.0) + 0.1))
    assert legibility_score(surer, known, weights) >= score
    assert legibility_score(measures, min(1.0, known + 0.1), weights) >= score


@given(st.text(max_size=200), MEASURES)
def test_no_text_is_too_odd(text: str, measures: PageMeasures) -> None:
    found = judged(text, measures)
    assert found.score is None or 0 <= found.score <= 1
    assert (found.legible is False) <= bool(found.why)
    assert len(tuple(picture_faults(measures))) <= 3


@pytest.mark.parametrize("name", ["confidence", "known_words", "read_ink"])
def test_weights_that_reward_a_bad_reading_are_refused(tmp_path: Path, name: str) -> None:
    own = tmp_path / "evidence"
    own.mkdir()
    (own / "legibility.yaml").write_text(f"weights: {{{name}: -1}}\n", encoding="utf-8")
    with pytest.raises(InputError) as failed:
        load_evidence_rules(resources_folder(), tmp_path)
    assert name in failed.value.sentence
