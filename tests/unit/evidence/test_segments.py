from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.domain.found import AuthorRole, PageLegibility, PaperType, Segment
from reviewer_app.domain.page_reading import ReadLine, ReadPage, TextFrom
from reviewer_app.domain.pages import VIEW_ROTATIONS, Rect, ViewRotation
from reviewer_app.domain.request import Member, Provider, Request
from reviewer_app.evidence.segments import find_segments, without_anothers
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.unit.evidence.read_pages import read_page

EVIDENCE = load_evidence_rules(resources_folder(), Path("no data folder"))
RULES, WORDS = EVIDENCE.papers, EVIDENCE.type_words
REQUEST = Request(
    member=Member(first_name="Stephen", last_name="Radley", dob=date(1965, 3, 11)),
    received=datetime(2025, 6, 1, tzinfo=UTC),
    ordering_provider=Provider(name="Ada Marsh, MD"),
    servicing_provider=Provider(name="Otto Lind, MD"),
)
HEAD = "{practice}\nPatient: Radley, Stephen | DOB: {born}\n{title} | Date of Service: {day}\n\n"
PROSE = "He walks two blocks and the pain is seven of ten on most days of the week.\n" * 6

LETTER = "Ada Marsh, MD\nApril 17, 2025\nRE: Stephen Radley\nDear Dr. Lind,\n" + PROSE


def _note(
    title: str = "Office Visit",
    day: str = "04/17/2025",
    foot: str = "",
    *,
    practice: str = "Lakeshore Spine Institute",
    born: str = "03/11/1965",
    signed: str = "",
    text: str = PROSE,
) -> str:
    signature = f"\nElectronically signed by: {signed} {day} 5:03 PM" if signed else ""
    return HEAD.format(practice=practice, born=born, title=title, day=day) + text + signature + f"\n{foot}"


def _segments(
    *texts: str, file: str = "fax.pdf", illegible: Sequence[int] = (), request: Request = REQUEST
) -> tuple[Segment, ...]:
    pages = tuple(_page(text, file, number) for number, text in enumerate(texts, 1))
    legibility = [PageLegibility(legible=False if page.page in illegible else None) for page in pages]
    return find_segments(pages, legibility, request, RULES, WORDS)


def _page(text: str, file: str, number: int) -> ReadPage:
    page = read_page(text, file=file, page=number)
    return page if text else replace(page, lines=(), blank=True, text_from=TextFrom.NONE)


def _spans(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    return [(one.first_page, one.last_page) for one in segments]


@pytest.mark.parametrize(
    ("pages", "spans"),
    [
        # pages that the paper counts stay together, whatever the fax counts
        (
            [
                "05/08/2025 10:14 FROM: SPINE 608-555-0133 PAGE 5/14\n" + _note(foot="Page 1 of 2"),
                "05/08/2025 10:14 FROM: SPINE 608-555-0133 PAGE 6/14\n" + _note(foot="Page 2 of 2"),
                "05/08/2025 10:14 FROM: SPINE 608-555-0133 PAGE 7/14\n"
                + _note("Procedure Note", "03/01/2025", "Page 1 of 1"),
            ],
            [(1, 2), (3, 3)],
        ),
        # a page without head goes on
        ([_note(foot="- 1 -"), PROSE + "\n- 2 -"], [(1, 2)]),
        ([_note(), "Continued from previous page\n" + PROSE], [(1, 2)]),
        # the same title with another day is another visit
        ([_note(day="04/17/2025"), _note(day="05/02/2025")], [(1, 1), (2, 2)]),
        # another title, another practice
        ([_note(), _note("MRI LUMBAR SPINE WITHOUT CONTRAST")], [(1, 1), (2, 2)]),
        ([_note(), _note(practice="Cedar Hollow Family Medicine")], [(1, 1), (2, 2)]),
        # the same head on each page is a running head
        ([_note(), _note(text=PROSE.replace("seven", "six"))], [(1, 2)]),
        # what amends a report is no page of it
        (
            [
                _note("RADIOLOGY REPORT", text="FINDINGS: No fracture.\n" + PROSE),
                _note("ADDENDUM TO RADIOLOGY REPORT", text="ADDENDUM: There is a loose body.\n" + PROSE),
            ],
            [(1, 1), (2, 2)],
        ),
        # another patient's page of the same practice and day
        ([_note(), _note(born="09/27/1978")], [(1, 1), (2, 2)]),
        # a letter begins a paper, its second page does not
        ([_note(), LETTER], [(1, 1), (2, 2)]),
        ([LETTER, "Re: Stephen Radley | April 17, 2025 | page 2\n" + PROSE], [(1, 2)]),
        # a finished paper does not go on
        ([_note(foot="Page 2 of 2"), PROSE], [(1, 1), (2, 2)]),
        # a blank page stands by itself, or inside what goes on behind it
        ([_note(), "", _note("Procedure Note")], [(1, 1), (2, 2), (3, 3)]),
        ([_note(foot="Page 1 of 2"), "", _note(foot="Page 2 of 2")], [(1, 3)]),
        # a page is missing
        ([_note(foot="Page 1 of 3"), _note(foot="Page 3 of 3")], [(1, 2)]),
        ([_note(foot="Page L of 3"), _note(foot="PAGE \u0130 OF |")], [(1, 1), (2, 2)]),
        # a cover is one page
        (
            ["FAX COVER SHEET\nTO: Plan\nFROM: Clinic\nPAGES: 3\nThis facsimile is for the reader.", PROSE],
            [(1, 1), (2, 2)],
        ),
        # copies of one page are not one paper
        ([_note(foot="Page 1 of 1"), _note(foot="Page 1 of 1")], [(1, 1), (2, 2)]),
    ],
)
def test_pages_become_papers(pages: list[str], spans: list[tuple[int, int]]) -> None:
    assert _spans(_segments(*pages)) == spans


def test_an_illegible_page_belongs_to_what_announces_it_else_it_stands_alone() -> None:
    announced = _segments(_note(foot="Page 1 of 2"), "gr ay", illegible=[2])
    assert _spans(announced) == [(1, 2)]
    alone = _segments(_note(foot="Page 1 of 1"), "gr ay", illegible=[2])
    assert [(one.first_page, one.type) for one in alone] == [
        (1, PaperType.OFFICE_NOTE),
        (2, PaperType.OTHER),
    ]


def test_a_paper_that_came_twice_says_of_what_it_is_the_copy() -> None:
    first, other, again = _segments(
        _note(foot="Page 1 of 1"), _note("Procedure Note", "03/01/2025"), _note(foot="Page 1 of 1")
    )
    assert (first.repeats, other.repeats, again.repeats) == (None, None, ("fax.pdf", 1))


def test_the_same_form_with_other_numbers_is_no_copy() -> None:
    table = "Creatinine {0}\nPotassium {1}\nSodium {2}\nGlucose {3}\nHemoglobin {4}\n"
    one = _note("Laboratory Results", foot="Page 1 of 1", text=table.format(1.0, 4.1, 139, 98, 13.4))
    other = _note("Laboratory Results", foot="Page 1 of 1", text=table.format(1.4, 5.2, 131, 204, 9.9))
    assert [segment.repeats for segment in _segments(one, other)] == [None, None]


def test_pages_that_the_case_holds_twice_are_copies() -> None:
    page = _page(_note(), "a.pdf", 1)
    copy = replace(_page(_note(), "b.pdf", 1), same_as=("a.pdf", 1))
    _, second = find_segments((page, copy), [PageLegibility()] * 2, REQUEST, RULES, WORDS)
    assert second.repeats == ("a.pdf", 1)


@pytest.mark.parametrize(
    ("text", "author", "role"),
    [
        (_note(signed="Ada Marsh, MD"), "Ada Marsh, MD", AuthorRole.ORDERING_PROVIDER),
        (_note(signed="A. Marsh, MD"), "A. Marsh, MD", AuthorRole.ORDERING_PROVIDER),
        (_note(signed="Otto Lind, MD"), "Otto Lind, MD", AuthorRole.SERVICING_PROVIDER),
        (_note(signed="Imani Goldfarb, MD"), "Imani Goldfarb, MD", AuthorRole.OTHER_PROVIDER),
        (
            _note() + "\nFern Abascal, PA-C, for Ada Marsh, MD",
            "Fern Abascal, PA-C",
            AuthorRole.ORDERING_PROVIDER,
        ),
        (
            _note(
                "MRI LUMBAR SPINE", text="Referring: Ada Marsh, MD\n" + PROSE, signed="Wen Li, MD, Radiology"
            ),
            "Wen Li, MD",
            AuthorRole.RADIOLOGIST,
        ),
        (
            _note("X-RAY LUMBAR SPINE 2 VIEWS", signed="Ada Marsh, MD"),
            "Ada Marsh, MD",
            AuthorRole.ORDERING_PROVIDER,
        ),
        (_note("Surgical Pathology Report", signed="Bo Ek, MD"), "Bo Ek, MD", AuthorRole.PATHOLOGIST),
        (
            _note("PT Daily Note") + "\nTobias Renquist, PT, DPT",
            "Tobias Renquist, PT, DPT",
            AuthorRole.THERAPIST,
        ),
        (
            _note("Laboratory Results", practice="Quarry Laboratory"),
            "Quarry Laboratory",
            AuthorRole.OTHER_PROVIDER,
        ),
        ("Headache Diary\n" + PROSE, "", AuthorRole.PATIENT),
        ("Granite Health Plan\nMedical Coverage Policy\n" + PROSE, "Granite Health Plan", AuthorRole.PLAN),
        ("Office Visit\n" + PROSE + "/s/ Ada Marsh, MD", "Ada Marsh, MD", AuthorRole.ORDERING_PROVIDER),
        ("Office Visit\n" + PROSE + "Dictated by: Bo Ek, MD", "Bo Ek, MD", AuthorRole.OTHER_PROVIDER),
        ("Office Visit\nReferred by: Bo Ek, MD\n" + PROSE, "", AuthorRole.UNKNOWN),
    ],
)
def test_who_wrote_a_paper_is_told_by_its_signature(text: str, author: str, role: AuthorRole) -> None:
    (segment,) = _segments(text)
    assert (segment.author, segment.role) == (author, role)


def test_notes_of_the_ordering_providers_practice_are_its_own() -> None:
    own, nurse, other = _segments(
        _note(signed="Ada Marsh, MD"),
        _note("Telephone Encounter", "05/02/2025", signed="Lena Quist, RN"),
        _note(day="05/03/2025", practice="Cedar Hollow Family Medicine", signed="Bo Ek, MD"),
    )
    assert own.role is nurse.role is AuthorRole.ORDERING_PROVIDER
    assert other.role is AuthorRole.OTHER_PROVIDER


def test_a_segment_says_what_it_is_and_whether_it_matters() -> None:
    (note,) = _segments(_note(signed="Ada Marsh, MD"))
    assert (note.type, note.title, note.date, note.pertinent) == (
        PaperType.OFFICE_NOTE,
        "Office Visit",
        date(2025, 4, 17),
        True,
    )
    for text in ("", "FAX COVER SHEET\nTO: A\nFROM: B\nPAGES: 3\nfor you and nobody else at all"):
        assert not _segments(text)[0].pertinent
    assert not _segments("Clinical Guideline\n" + PROSE)[0].pertinent


def test_a_document_that_is_all_another_patients_is_not_pertinent() -> None:
    segments = _segments(_note(foot="Page 1 of 2"), _note(foot="Page 2 of 2"))
    sha = segments[0].sha256
    assert not without_anothers(segments, {(sha, 1), (sha, 2)})[0].pertinent
    assert without_anothers(segments, {(sha, 1)})[0].pertinent


LINES = st.lists(
    st.text(alphabet="abcdeMRI Page 12/of:.,\u00e9\u4e2d|-()[]*+?^$\\", max_size=40), max_size=8
).map(
    lambda texts: tuple(
        ReadLine(text, Rect(50, 40 + 14 * at, 300, 52 + 14 * at)) for at, text in enumerate(texts)
    )
)
PAGES = st.lists(
    st.tuples(LINES, st.sampled_from(("a.pdf", "b.pdf")), st.booleans(), st.sampled_from(VIEW_ROTATIONS)),
    max_size=8,
)


@given(PAGES)
@settings(deadline=None, max_examples=60)
def test_every_page_is_in_exactly_one_segment_in_the_order_of_its_file(
    drawn: list[tuple[tuple[ReadLine, ...], str, bool, ViewRotation]],
) -> None:
    counts = {"a.pdf": 0, "b.pdf": 0}
    pages: list[ReadPage] = []
    for lines, file, blank, turned in sorted(drawn, key=lambda one: one[1]):
        counts[file] += 1
        pages.append(
            ReadPage(file, file, counts[file], lines=() if blank else lines, blank=blank, turned=turned)
        )
    segments = find_segments(pages, [PageLegibility()] * len(pages), REQUEST, RULES, WORDS)
    covered = [(one.file, page) for one in segments for page in range(one.first_page, one.last_page + 1)]
    assert covered == [(page.file, page.page) for page in pages]


@pytest.mark.parametrize(
    ("last", "role"),
    [
        ("A. Marsh 04/17/25", AuthorRole.ORDERING_PROVIDER),
        ("MD: A. Marsh Closed 04/17/2025 18:40", AuthorRole.ORDERING_PROVIDER),
        ("DICTATED A MARSH 17-APR-2025", AuthorRole.ORDERING_PROVIDER),
        ("AM/rt D: 04/17/25", AuthorRole.ORDERING_PROVIDER),
        ("AM 4/17/25", AuthorRole.ORDERING_PROVIDER),
        ("Back to A. Marsh in May", AuthorRole.OTHER_PROVIDER),
        ("AMBULATES 40 FEET", AuthorRole.OTHER_PROVIDER),
        ("Hold PT until the scan", AuthorRole.OTHER_PROVIDER),
    ],
)
def test_short_signatures_are_the_ordering_providers(last: str, role: AuthorRole) -> None:
    (segment,) = _segments(_note(text=PROSE + last + "\n"))
    assert segment.role is role


@pytest.mark.parametrize(
    ("specialty", "practice", "role"),
    [
        ("Pain medicine", "Lakeshore Pain Center", AuthorRole.ORDERING_PROVIDER),
        ("Orthopaedic surgery", "Lakeshore Orthopedics", AuthorRole.ORDERING_PROVIDER),
        ("Orthopaedic surgery", "Lakeshore Family Medicine", AuthorRole.OTHER_PROVIDER),
        ("General surgery", "Lakeshore Oral Surgery", AuthorRole.OTHER_PROVIDER),
    ],
)
def test_whose_a_note_is_that_nobody_signed(specialty: str, practice: str, role: AuthorRole) -> None:
    request = replace(REQUEST, ordering_provider=Provider(name="Ada Marsh, MD", specialty=specialty))
    (segment,) = _segments(_note(practice=practice), request=request)
    assert segment.role is role


def test_a_study_that_a_cardiologist_read_was_read_by_no_radiologist() -> None:
    report = _note(
        "Transthoracic echocardiogram", text="Findings: ejection fraction 55 %.\nImpression: normal.\n"
    )
    (segment,) = _segments(report + "Interpreted by: Jo Vale, MD, FACC, cardiologist")
    assert (segment.type, segment.role) == (PaperType.IMAGING_REPORT, AuthorRole.OTHER_PROVIDER)


@pytest.mark.parametrize(
    ("before", "after", "repeats"),
    [
        ("The left knee has a tear.", "The left knee has a tear.", True),
        ("The left knee has a tear.", "The right knee has a tear.", False),
        ("The left knee has a tear.", "The left knee has no tear.", False),
        ("Preliminary. The left knee has a tear.", "Final. The left knee has a tear.", False),
    ],
)
def test_papers_of_one_template_that_say_something_else_are_no_copies(
    before: str, after: str, *, repeats: bool
) -> None:
    pages = (_page(_note(text=PROSE + before), "a.pdf", 1), _page(_note(text=PROSE + after), "b.pdf", 1))
    _, second = find_segments(pages, [PageLegibility()] * 2, REQUEST, RULES, WORDS)
    assert (second.repeats == ("a.pdf", 1)) is repeats
