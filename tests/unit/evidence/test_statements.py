from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.evidence.assertions import assertion_at
from reviewer_app.evidence.statement_rules import Assertion, SectionKind
from reviewer_app.evidence.statements import Statement, page_statements
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.unit.evidence.read_pages import read_page

RULES = load_evidence_rules(resources_folder(), Path("no data folder")).statements


def told(text: str) -> list[Statement]:
    return list(page_statements(read_page(text), RULES))


def texts(text: str) -> list[str]:
    return [one.text for one in told(text)]


def of_sentence(text: str) -> Assertion:
    (only,) = told(text)
    return only.assertion


NOTE = """
Lakeside Neurology
CHIEF COMPLAINT
Headache.
HPI: She has had headaches since 03/04/2025. They came
after a fall.

PHYSICAL EXAMINATION
Gait is normal. Reflexes are 2+ on the left, 1+ on the right.
FAMILY HISTORY
Migraine in two people.
ASSESSMENT AND PLAN:
Obtain MRI of the brain.
"""


def test_sentences_stand_under_their_headings() -> None:
    assert [(one.kind.value, one.text) for one in told(NOTE) if not one.heading] == [
        ("none", "Lakeside Neurology"),
        ("history", "Headache."),
        ("history", "HPI: She has had headaches since 03/04/2025."),
        ("history", "They came after a fall."),
        ("examination", "Gait is normal."),
        ("examination", "Reflexes are 2+ on the left, 1+ on the right."),
        ("family-history", "Migraine in two people."),
        ("plan", "Obtain MRI of the brain."),
    ]
    assert [one.section for one in told(NOTE) if one.heading] == [
        "CHIEF COMPLAINT",
        "PHYSICAL EXAMINATION",
        "FAMILY HISTORY",
        "ASSESSMENT AND PLAN",
    ]


def test_a_sentence_knows_its_lines() -> None:
    (over,) = (one for one in told(NOTE) if one.text.startswith("They"))
    assert (over.first_line, over.last_line) == (3, 4)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Seen by Dr. Ash. He agrees.", ["Seen by Dr. Ash.", "He agrees."]),
        ("INR 1.0. Platelets 241.", ["INR 1.0.", "Platelets 241."]),
        ("Signed A. B. Ferreira, DO", ["Signed A. B. Ferreira, DO"]),
        ("1. Disc protrusion.\n2. Mild arthrosis.", ["1. Disc protrusion.", "2. Mild arthrosis."]),
        ("- ice and rest\n- naproxen", ["- ice and rest", "- naproxen"]),
        ("Test | Result | Units\nSodium | 139 | mmol/L", ["Test Result Units", "Sodium 139 mmol/L"]),
        (
            "L4-L5: Shallow bulge. No contact.\nL5-S1: Open.",
            ["L4-L5: Shallow bulge.", "No contact.", "L5-S1: Open."],
        ),
        ("Worse at night!\nIs it better? Yes.", ["Worse at night!", "Is it better?", "Yes."]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert texts(text) == sentences


def test_a_report_of_imaging_has_no_history_of_its_own() -> None:
    report = "HISTORY\nKnee pain.\nEXAM: MRI knee\nTECHNIQUE\nSagittal.\nFINDINGS\nTear.\nIMPRESSION\nTear."
    kinds = {one.text: one.kind for one in told(report)}
    assert kinds["Knee pain."] is SectionKind.INDICATION
    assert kinds["EXAM: MRI knee"] is SectionKind.TECHNIQUE


def test_a_letter_begins_its_examination_in_the_middle_of_the_text() -> None:
    letter = (
        "Thank you for sending him.\nOn examination the knee is swollen. It bends to 90 degrees.\n\nYours"
    )
    kinds = [(one.text, one.kind.value) for one in told(letter)]
    assert kinds == [
        ("Thank you for sending him.", "none"),
        ("On examination the knee is swollen.", "examination"),
        ("It bends to 90 degrees.", "examination"),
        ("Yours", "none"),
    ]


def test_a_heading_may_stand_in_the_middle_of_a_line() -> None:
    found = told("Medications: aspirin. Allergies: none known. Exam: no edema. Lungs clear.\nHe is well.")
    assert [one.kind.value for one in found] == [
        "medications",
        "allergies",
        "examination",
        "examination",
        "examination",
    ]


def test_headings_of_dictated_notes_end_with_a_full_stop() -> None:
    found = told("PAST SURGICAL HISTORY.  WISDOM TEETH.\nEXAMINATION.  NO LIMP.")
    assert [one.kind.value for one in found if one.text in ("WISDOM TEETH.", "NO LIMP.")] == [
        "past-history",
        "examination",
    ]


def test_a_page_in_capitals_has_no_heading_in_each_line() -> None:
    page = "PATIENT SEEN TODAY\nHPI\nBACK PAIN FOR SIX WEEKS\nWORSE WHEN SITTING\nPLAN\nOBTAIN MRI\nREST"
    assert [one.section for one in told(page) if one.heading] == ["HPI", "PLAN"]


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("Straight leg raise is positive.", Assertion.PRESENT),
        ("Labs: none today.", Assertion.DENIED),
        ("He denies any prior surgery.", Assertion.DENIED),
        ("No prior spinal injection or surgery.", Assertion.DENIED),
        ("Biopsy was not done.", Assertion.DENIED),
        ("Pain is no better after six weeks of therapy.", Assertion.PRESENT),
        ("MRI without contrast shows a tear.", Assertion.PRESENT),
        ("We will obtain an MRI of the knee.", Assertion.PLANNED),
        ("Stress test is scheduled for next week.", Assertion.PLANNED),
        ("I recommend arthroscopy.", Assertion.PLANNED),
        ("If symptoms persist, an MRI follows.", Assertion.SUPPOSED),
        ("Rule out a stress fracture.", Assertion.SUPPOSED),
        ("May need surgery later.", Assertion.SUPPOSED),
        ("Mother had breast cancer at 41.", Assertion.FAMILY),
        ("Examination: see chart.", Assertion.REFERRED),
        ("Exam unchanged from prior visit.", Assertion.REFERRED),
        ("The radiology report was received and filed in the chart.", Assertion.REFERRED),
        ("Status post appendectomy.", Assertion.PAST),
        ("Her knee was injured years ago.", Assertion.PAST),
    ],
)
def test_how_a_sentence_is_meant(text: str, assertion: Assertion) -> None:
    assert of_sentence(text) is assertion


@pytest.mark.parametrize(
    ("text", "words", "assertion"),
    [
        ("No fever, chills or weight loss.", "weight loss", Assertion.DENIED),
        ("No effusion, but the meniscus is torn.", "torn", Assertion.PRESENT),
        ("Tendinosis rather than a full-thickness tear.", "full-thickness", Assertion.DENIED),
        ("Tendinosis rather than a full-thickness tear.", "Tendinosis", Assertion.PRESENT),
        ("Pain and no weakness.", "Pain", Assertion.PRESENT),
        ("Possible tear of the labrum.", "labrum", Assertion.SUPPOSED),
        ("A fracture cannot be excluded.", "fracture", Assertion.SUPPOSED),
    ],
)
def test_how_words_of_a_sentence_are_meant(text: str, words: str, assertion: Assertion) -> None:
    start = text.index(words)
    assert assertion_at(text, start, start + len(words), SectionKind.NONE, RULES) is assertion


@given(st.lists(st.text("aB1. :-|\u2022,?#No", max_size=40), max_size=12))
def test_every_word_of_a_page_stands_in_one_sentence_in_its_order(lines: list[str]) -> None:
    page = read_page("\n".join(" ".join(line.split()) for line in lines))
    words = [word for line in page.lines for word in line.text.split()]
    statements = page_statements(page, RULES)
    assert [word for one in statements for word in one.text.split()] == words
    for one in statements:
        joined = " ".join(line.text for line in page.lines[one.first_line : one.last_line + 1])
        assert one.text in joined
