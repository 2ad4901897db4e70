"""Covers that count their pages, and pages that tell a password."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.found import PaperType, Segment
from reviewer_app.domain.request import Request
from reviewer_app.evidence.announced import missing_parts, offered_passwords
from reviewer_app.evidence.identity_rules import IdentityRules
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.unit.evidence.read_pages import read_page

LOCKED = Document("05_mri_knee.pdf", "l" * 64, 9, "application/pdf", DocumentStatus.ENCRYPTED)
SECOND = Document("07_labs.pdf", "m" * 64, 9, "application/pdf", DocumentStatus.ENCRYPTED)


@cache
def rules() -> IdentityRules:
    return load_evidence_rules(resources_folder(), Path(__file__).parent).identity


def pages_of(*texts: str, file: str = "fax.pdf") -> tuple[PageFacts, ...]:
    return tuple(
        PageFacts(read_page(text, file=file, page=number)) for number, text in enumerate(texts, start=1)
    )


def counted(*texts: str, file: str = "fax.pdf") -> list[tuple[str, str]]:
    case = CaseToSearch(Request(), ())
    return [(one.what, one.why) for one in missing_parts(case, pages_of(*texts, file=file), rules())]


def told(text: str, *documents: Document) -> list[tuple[str, str, str]]:
    case = CaseToSearch(Request(), (), documents or (LOCKED,))
    offers = offered_passwords(case, pages_of(text, file="cover.pdf"), rules())
    return [(one.password, one.file, one.found.quote) for one in offers]


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ("Pages incl. cover: 14", 12),
        ("Number of pages (including cover): 7", 5),
        ("TOTAL # OF PAGES INCLUDING COVER = 11", 9),
        ("No. of pages including cover sheet 9", 7),
        ("12 pages including this cover sheet", 10),
        ("Pages sent 8 with cover", 6),
        ("Pages (with this one): 9", 7),
        ("Total pages: 6", 4),
        ("Pages: 3", 1),
        ("Pages with this sheet: 7", 5),
        ("Total pages\n7 (seven) with this sheet", 5),
        ("23 pages in all", 21),
        ("This fax has 14 pages", 12),
        ("5 pages to follow", 4),
        ("Pages following: 3", 2),
        ("Pages: 4 (excluding cover)", 2),
        ("Pages including cover: 2", 0),
        ("1 page to follow", 0),
        ("Page 1 of 3", 0),
        ("Total pages:\n555-0117", 0),
        ("Total pages:\n10/12/2025", 0),
        ("Your pages will be kept for 7 years", 0),
        ("Please call 555-0117 if pages are missing", 0),
    ],
)
def test_covers_count_pages(words: str, lacking: int) -> None:
    found = counted(f"FAX COVER\nTo: Review\n{words}", "Office visit")
    assert [what for what, _why in found] == (
        [f"{lacking} {'page' if lacking == 1 else 'pages'} of fax.pdf"] if lacking else []
    )
    assert all(" ".join(words.split()) in why and "2 arrived" in why for _what, why in found)


def test_pages_up_to_the_next_cover_are_counted() -> None:
    cover = "FAX COVER\nPages including cover: {}"
    assert counted(cover.format(2), "Office visit", cover.format(3), "Imaging") == [
        (
            "1 page of fax.pdf",
            "The cover, page 3, announces 3 pages (“Pages including cover: 3”); 2 arrived.",
        )
    ]


def test_a_cover_that_is_a_file_of_its_own_counts_for_all() -> None:
    cover = pages_of("FAX COVER\nPages including cover: 3", file="01_cover.pdf")
    rest = pages_of("Office visit", "Imaging", file="02_records.pdf")
    case = CaseToSearch(Request(), ())
    assert missing_parts(case, (*cover, *rest), rules()) == ()
    assert [one.what for one in missing_parts(case, (*cover, *rest[:1]), rules())] == [
        "1 page of 01_cover.pdf"
    ]


HEADER = "OCT-10-2025 15:22  THISTLEWOOD FP  515-555-0140  P.{:02}/{:02}"


def sent(*places: tuple[int, int] | None) -> list[tuple[str, str]]:
    """What is told to be missing where a fax machine's lines say these numbers."""
    return counted(*(f"{HEADER.format(*place)}\nA page." if place else "A page." for place in places))


def test_pages_that_the_lines_of_the_fax_machine_count_and_that_did_not_come() -> None:
    why = "The lines of the fax machine count 7 pages; 5 arrived at most."
    assert sent((1, 7), (2, 7), (4, 7), (5, 7), None) == [("2 pages of fax.pdf", why)]


@pytest.mark.parametrize(
    "places",
    [
        [(1, 3), (2, 3), (3, 3)],
        [(3, 3), None, (1, 3)],
        [(1, 2), (2, 2), (1, 2), (2, 2)],
        [(2, 9), (1, 3), (2, 3), (3, 3)],
    ],
    ids=["complete", "one line is not read", "sent twice", "a count that is told once"],
)
def test_sendings_that_came_whole(places: list[tuple[int, int] | None]) -> None:
    assert sent(*places) == []


def test_what_a_cover_announces_is_not_told_again_by_the_lines_of_the_machine() -> None:
    cover = f"FAX\nPages with this sheet: 4\n{HEADER.format(1, 4)}"
    (told_once,) = counted(cover, HEADER.format(2, 4))
    assert "The cover, page 1, announces 4 pages" in told_once[1]


def test_only_covers_announce() -> None:
    assert counted("Office visit\nHe read all pages: 9 of them") == []
    note = Segment("f", "fax.pdf", 1, 1, PaperType.OFFICE_NOTE)
    page = PageFacts(read_page("By fax. Total pages: 6", file="fax.pdf"), segment=note)
    assert missing_parts(CaseToSearch(Request(), ()), (page,), rules()) == ()


def test_attachments_that_did_not_come() -> None:
    case = CaseToSearch(Request(), (), missing=("07_mri.pdf",))
    assert [one.what for one in missing_parts(case, (), rules())] == ["07_mri.pdf"]


@pytest.mark.parametrize(
    ("words", "password"),
    [
        ("Password: Harbor-2025", "Harbor-2025"),
        ("PASSWORD = QUARRY77", "QUARRY77"),
        ("The password for the MRI file is Quarry77.", "Quarry77"),
        ("pw: sunflower", "sunflower"),
        ("The attached PDF is protected with password LSI0425", "LSI0425"),
        ("It opens with the password “Mill Race 9”", "Mill Race 9"),
        ("Passcode for 05_mri_knee.pdf: 8841", "8841"),
        ("Unlock code: 77-19-KX", "77-19-KX"),
    ],
)
def test_passwords_that_are_told(words: str, password: str) -> None:
    assert told(f"Dear reviewer,\n{words}") == [(password, LOCKED.file, words)]


@pytest.mark.parametrize(
    "words",
    [
        "A password is required to open the file.",
        "The password will be sent separately.",
        "Your password is the member's date of birth.",
        "Password: please call 555-0117",
        "Passwords are never told on a cover.",
        "Strength is full.",
    ],
)
def test_words_that_tell_none(words: str) -> None:
    assert told(words) == []


def test_a_password_may_stand_on_the_next_line() -> None:
    assert told("The report is locked; the password is\nTern-4471") == [
        ("Tern-4471", LOCKED.file, "The report is locked; the password is Tern-4471")
    ]


def test_the_one_that_names_the_file_comes_first() -> None:
    text = "Password for the labs: Blue-1\nPassword for the knee MRI: Green-2"
    assert [(word, file) for word, file, _quote in told(text, LOCKED, SECOND)] == [
        ("Green-2", LOCKED.file),
        ("Blue-1", LOCKED.file),
        ("Blue-1", SECOND.file),
        ("Green-2", SECOND.file),
    ]


def test_without_a_locked_file_nothing_is_offered() -> None:
    case = CaseToSearch(Request(), ())
    assert offered_passwords(case, pages_of("Password: Harbor-2025"), rules()) == ()


def test_a_password_is_not_in_what_is_printed_of_an_offer() -> None:
    case = CaseToSearch(Request(), (), (LOCKED,))
    assert "Harbor-2025" not in repr(offered_passwords(case, pages_of("Password: Harbor-2025"), rules()))


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    assert all(one[0] for one in told(text))
    assert all(why for _what, why in counted(f"FAX\n{text}"))


@pytest.mark.parametrize("expression", ["(", "no group"])
def test_expressions_of_the_user_are_checked(tmp_path: Path, expression: str) -> None:
    own = tmp_path / "evidence"
    own.mkdir()
    (own / "identity.yaml").write_text(f"passwords: ['{expression}']\n", encoding="utf-8")
    with pytest.raises(InputError) as failed:
        load_evidence_rules(resources_folder(), tmp_path)
    assert "identity.yaml" in failed.value.sentence
    assert expression in failed.value.sentence
