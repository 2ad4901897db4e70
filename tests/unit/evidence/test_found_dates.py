from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.domain.found import FoundDate, Milestone, PaperType, Segment
from reviewer_app.domain.request import Member, Request
from reviewer_app.evidence.found_dates import find_dates
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.unit.evidence.read_pages import read_page

RULES = load_evidence_rules(resources_folder(), Path("no data folder"))
REQUEST = Request(member=Member(dob=date(1965, 3, 11)), received=datetime(2025, 6, 10, tzinfo=UTC))
NOTE = date(2025, 6, 3)


def _facts(
    text: str,
    kind: PaperType = PaperType.OFFICE_NOTE,
    day: date | None = NOTE,
    *,
    file: str = "note.pdf",
    title: str = "",
    usable: bool = True,
) -> PageFacts:
    page = read_page(text, file=file)
    segment = Segment(page.sha256, file, 1, 1, kind, title, day)
    return PageFacts(page, segment=segment, usable=usable)


def _found(*facts: PageFacts) -> tuple[FoundDate, ...]:
    case = CaseToSearch(REQUEST, tuple(one.page for one in facts))
    return find_dates(case, facts, RULES.dates, RULES.statements)


def _told(
    text: str, kind: PaperType = PaperType.OFFICE_NOTE
) -> list[tuple[Milestone, date, date | None, bool]]:
    heading = "HISTORY OF PRESENT ILLNESS\n"
    return [
        (one.milestone, one.day, one.until, one.approximate) for one in _found(_facts(heading + text, kind))
    ]


@pytest.mark.parametrize(
    ("sentence", "milestone", "day", "until", "approximate"),
    [
        ("The low back pain began on 04/28/2025.", Milestone.ONSET, date(2025, 4, 28), None, False),
        ("Neck pain since May 2023.", Milestone.ONSET, date(2023, 5, 1), None, True),
        ("The onset of her headaches was 3 weeks ago.", Milestone.ONSET, date(2025, 5, 13), None, True),
        ("She has had numbness for 2 months.", Milestone.ONSET, date(2025, 4, 3), None, True),
        (
            "Her knee began to trouble her in the fall of 2023.",
            Milestone.ONSET,
            date(2023, 10, 1),
            None,
            True,
        ),
        ("On March 4 the pain became much worse.", Milestone.CHANGE, date(2025, 3, 4), None, False),
        (
            "Over the eight weeks before this visit the leg pain has become daily.",
            Milestone.CHANGE,
            date(2025, 4, 8),
            None,
            True,
        ),
        (
            "Since 20.02.2025 the pain is of a different order.",
            Milestone.CHANGE,
            date(2025, 2, 20),
            None,
            False,
        ),
        ("On 5/15 he fell from a ladder.", Milestone.ONSET, date(2025, 5, 15), None, False),
        (
            "Naproxen 500 mg twice daily since 02/14/2025.",
            Milestone.TREATMENT,
            date(2025, 2, 14),
            None,
            False,
        ),
        (
            "Physical therapy 02/24/2025 through 04/07/2025, ten visits.",
            Milestone.TREATMENT,
            date(2025, 2, 24),
            date(2025, 4, 7),
            False,
        ),
        ("An MRI of 04/17/2025 shows a protrusion.", Milestone.IMAGING, date(2025, 4, 17), None, False),
        ("She had an arthroscopy on 01/14/2025.", Milestone.PROCEDURE, date(2025, 1, 14), None, False),
        (
            "The injection of 04/22/2025 helped for three weeks.",
            Milestone.TREATMENT,
            date(2025, 4, 22),
            date(2025, 5, 13),
            True,
        ),
        ("Mepolizumab since 02/14/2025, no change.", Milestone.TREATMENT, date(2025, 2, 14), None, False),
        (
            "Did well from the stent until mid April 2025 when she noticed a squeeze.",
            Milestone.ONSET,
            date(2025, 4, 1),
            None,
            True,
        ),
        (
            "On 5/19 she reached over a fence and by evening could not turn.",
            Milestone.ONSET,
            date(2025, 5, 19),
            None,
            False,
        ),
        ("She was seen on 05/06/2025 in urgent care.", Milestone.VISIT, date(2025, 5, 6), None, False),
    ],
)
def test_sentences_tell_the_course(
    sentence: str, milestone: Milestone, day: date, until: date | None, approximate: bool
) -> None:
    assert (milestone, day, until, approximate) in _told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "MRI is planned for 05/20/2025.",
        "We will obtain an MRI in July.",
        "He denies any fall on 05/15/2025.",
        "Her mother had a stroke on 05/01/2025.",
        "The pain is 6/10 and strength 4/5.",
        "DOB: 03/11/1965, printed 05/01/2025.",
        "Follow-up in six weeks.",
        "Back to full shifts since 05/20/2025.",
    ],
)
def test_what_is_planned_denied_or_of_others_is_no_date_of_the_course(sentence: str) -> None:
    assert _told(sentence) == []


COURSES = [
    ("Knee pain since 3/2. On 5/15 he fell from a ladder.", ["onset 03-02", "new-injury 05-15"]),
    ("On 3/2 he fell from a ladder. On 5/15 he slipped again.", ["onset 03-02", "new-injury 05-15"]),
    ("Knee pain since 3/2. Since May 15 the foot is numb.", ["onset 03-02", "change 05-15"]),
    ("Knee pain since 3/2. Since May 15 he sleeps in a chair.", ["onset 03-02", "change 05-15"]),
    (
        "Knee pain since 3/2. Ten kept (start 04/08/25, last 05/12/25).",
        ["onset 03-02", "treatment 04-08"],
    ),
]


@pytest.mark.parametrize(("text", "course"), COURSES)
def test_a_course_begins_once_and_what_comes_later_is_a_change(text: str, course: list[str]) -> None:
    assert [f"{milestone} {day:%m-%d}" for milestone, day, _, _ in _told(text)] == course


def test_of_a_long_sentence_the_beginning_is_told_and_where_it_is_cut() -> None:
    filler = "as the nurse wrote down on the form that came with the chart of the other office"
    after = f"The back pain began on 04/28/2025 after a long drive, {filler}, {filler}."
    before = f"As far as {filler}, {filler}, the back pain began on 04/28/2025."
    front, end = (_found(_facts(f"HISTORY OF PRESENT ILLNESS\n{one}"))[0] for one in (after, before))
    assert front.what.startswith("The back pain began on 04/28/2025 after a long drive, as")
    assert front.what.endswith(" …")
    assert end.what.startswith("… ")
    assert end.what.endswith("the back pain began on 04/28/2025.")
    for told, sentence in ((front, after), (end, before)):
        assert told.what.strip("… ") in told.found.quote
        assert told.found.quote in sentence


def test_the_request_says_which_of_two_days_was_the_onset() -> None:
    text = "INTERVAL HISTORY\nSince 05/15/2025 he has cramps after meals. On 03/02/2025 a shelf gave in."
    facts = _facts(text)
    request = replace(REQUEST, onset_date=date(2025, 3, 2), change_date=date(2025, 5, 15))
    found = find_dates(CaseToSearch(request, (facts.page,)), (facts,), RULES.dates, RULES.statements)
    assert [(one.milestone, one.day) for one in found] == [
        (Milestone.ONSET, date(2025, 3, 2)),
        (Milestone.CHANGE, date(2025, 5, 15)),
    ]


def test_what_was_counted_back_changes_no_onset_that_is_known() -> None:
    assert _told("Knee pain since January 2025. A new ache of the hip for ten days.") == [
        (Milestone.ONSET, date(2025, 1, 1), None, True)
    ]


def test_what_was_stopped_on_a_day_did_not_begin_then() -> None:
    assert Milestone.ONSET not in {one[0] for one in _told("Stomach pain from the tablets, stopped 5/20.")}


def test_a_specimen_was_taken_when_it_was_collected() -> None:
    text = "SURGICAL PATHOLOGY\nCollected 03/06/2025 Reported 03/10/2025"
    found = _found(_facts(text, PaperType.PATHOLOGY, date(2025, 3, 10), title="SURGICAL PATHOLOGY"))
    assert [(one.milestone, one.day) for one in found] == [(Milestone.PROCEDURE, date(2025, 3, 6))]


def test_a_list_of_visits_is_a_treatment_from_the_first_to_the_last() -> None:
    rows = "\n".join(f"{number} 0{number + 2}/03/2025 bridges" for number in (1, 2, 3))
    found = _found(_facts(f"Attendance\n{rows}", PaperType.THERAPY_NOTE, date(2025, 5, 20)))
    assert [(one.milestone, one.day, one.until) for one in found] == [
        (Milestone.TREATMENT, date(2025, 3, 3), date(2025, 5, 3))
    ]


def test_days_without_a_year_in_a_paper_without_a_date_are_the_latest_before_the_request() -> None:
    found = _found(_facts("HPI\nThe pain began on 4/28, three weeks ago.", day=None))
    assert [(one.milestone, one.day) for one in found] == [(Milestone.ONSET, date(2025, 4, 28))]


def test_relief_without_a_day_is_counted_from_the_procedure_before_the_note() -> None:
    procedure = _facts(
        "PROCEDURE NOTE\nDate: 03/04/2025",
        PaperType.PROCEDURE_REPORT,
        date(2025, 3, 4),
        file="injection.pdf",
        title="PROCEDURE NOTE",
    )
    note = _facts("INTERVAL HISTORY\nShe had 75% relief for ten weeks.")
    relief = [one for one in _found(procedure, note) if one.milestone is Milestone.TREATMENT]
    assert [(one.day, one.until, one.approximate) for one in relief] == [
        (date(2025, 3, 4), date(2025, 5, 13), True)
    ]
    assert relief[0].found.quote == "She had 75% relief for ten weeks."


@pytest.mark.parametrize(
    ("kind", "title", "milestone"),
    [
        (PaperType.CONSULT_NOTE, "New Patient Consultation", Milestone.VISIT),
        (PaperType.OFFICE_NOTE, "Office Visit", Milestone.VISIT),
        (PaperType.HISTORY_PHYSICAL, "History and Physical", Milestone.VISIT),
        (PaperType.IMAGING_REPORT, "MRI LUMBAR SPINE", Milestone.IMAGING),
        (PaperType.PROCEDURE_REPORT, "Operative Report", Milestone.PROCEDURE),
        (PaperType.THERAPY_NOTE, "PT Daily Note", Milestone.TREATMENT),
        (PaperType.THERAPY_NOTE, "Physical Therapy Initial Evaluation", Milestone.VISIT),
        (PaperType.OTHER, "Discharge Summary", Milestone.VISIT),
        (PaperType.LABORATORY, "Laboratory Results", None),
        (PaperType.REQUEST_FORM, "Prior Authorization Request", None),
    ],
)
def test_papers_are_milestones_by_what_they_are(
    kind: PaperType, title: str, milestone: Milestone | None
) -> None:
    found = _found(_facts(f"{title}\nDate of Service: | 06/03/2025", kind, title=title))
    assert [(one.milestone, one.what, one.found.quote) for one in found] == (
        [(milestone, title, "Date of Service: 06/03/2025")] if milestone else []
    )


def test_what_several_pages_tell_is_told_once_and_by_the_paper_itself() -> None:
    report = _facts(
        "MRI LUMBAR SPINE\nExam date: 04/17/2025",
        PaperType.IMAGING_REPORT,
        date(2025, 4, 17),
        file="mri.pdf",
        title="MRI LUMBAR SPINE",
    )
    notes = [
        _facts(f"HPI\nThe MRI of 04/17/2025 was reviewed. Back pain began {told}.", file=f"{at}.pdf")
        for at, told in enumerate(("on 02/20/2025", "in February 2025", "about 15 weeks ago"))
    ]
    found = _found(*notes, report)
    assert [one.found.file for one in found if one.milestone is Milestone.IMAGING] == ["mri.pdf"]
    assert [(one.day, one.approximate) for one in found if one.milestone is Milestone.ONSET] == [
        (date(2025, 2, 20), False)
    ]


def test_pages_that_prove_nothing_tell_nothing() -> None:
    text = "HPI\nThe pain began on 04/28/2025."
    assert _found(_facts(text, usable=False)) == ()
    assert _found(_facts(text, PaperType.POLICY_EXCERPT)) == ()
    assert _found(_facts("HPI\nThe pain began on 04/28/2028.", day=None)) == ()
    copy = _facts(text, title="Office Visit")
    assert copy.segment is not None
    repeated = replace(copy, segment=replace(copy.segment, repeats=("note.pdf", 1)))
    assert [one.milestone for one in _found(repeated)] == [Milestone.ONSET]


def test_of_a_form_only_the_onset_is_told() -> None:
    form = _facts("Symptoms since 10/05/2024\nMRI of 03/20/2025 enclosed", PaperType.REQUEST_FORM, NOTE)
    assert [(one.milestone, one.day) for one in _found(form)] == [(Milestone.ONSET, date(2024, 10, 5))]


CAUSES = ("pain", "worse", "MRI", "injection", "relief", "fell", "therapy", "no", ".", ";", "\n")
TIMES = ("04/28/2025", "March", "2024", "4/28", "ten", "3", "weeks", "months", "ago", "began", "since", "for")


@given(st.lists(st.sampled_from((*CAUSES, *TIMES)), max_size=25))
@settings(deadline=None, max_examples=60)
def test_quotes_stand_on_their_page_and_dates_are_in_order(words: list[str]) -> None:
    facts = _facts(" ".join(words))
    found = _found(facts)
    whole = " ".join(line.text for line in facts.page.lines)
    assert all(one.found.quote in whole and one.what for one in found)
    assert [one.day for one in found] == sorted(one.day for one in found)
