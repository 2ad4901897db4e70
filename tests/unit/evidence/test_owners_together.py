"""Whose pages they are, beside the others of their document and their file."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reviewer_app.domain.found import PageOwnership, PaperType, Segment
from reviewer_app.domain.page_reading import ReadLine, ReadPage, TextFrom
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.request import Member, Request
from reviewer_app.evidence.identity_rules import IdentityRules
from reviewer_app.evidence.owners_together import ownership_by_segment
from reviewer_app.evidence.whose_page import page_ownership
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder

REQUEST = Request(member=Member("GH4710233-01", "Stephen", "Radley", date(1965, 3, 11), "M"))
OWN = "Harbor Clinic\nPatient: Radley, Stephen DOB: 03/11/1965 MRN: 88-20417"
OTHER = "Harbor Clinic\nPatient: Kowal, Peter DOB: 04/12/1961 MRN: 90-11725"
NOBODY = "The examination goes on. Strength is full."
BLANK = ""


@cache
def rules() -> IdentityRules:
    return load_evidence_rules(resources_folder(), Path(__file__).parent).identity


def owners(pages: list[str], *bounds: tuple[int, int]) -> tuple[PageOwnership, ...]:
    """Ownership of the pages of one file, of which those from ``bounds`` are one document each."""
    read = [
        ReadPage(
            "a",
            "a.pdf",
            number,
            text_from=TextFrom.NATIVE if text else TextFrom.NONE,
            lines=tuple(
                ReadLine(line, Rect(72, 72 + 14 * row, 500, 84 + 14 * row))
                for row, line in enumerate(text.split("\n"))
                if line
            ),
            blank=not text,
        )
        for number, text in enumerate(pages, start=1)
    ]
    segments = [Segment("a", "a.pdf", first, last, PaperType.OFFICE_NOTE) for first, last in bounds]
    alone = [page_ownership(page, REQUEST, rules()) for page in read]
    return ownership_by_segment(read, alone, segments)


def suspects(pages: list[str], *bounds: tuple[int, int]) -> list[int]:
    return [number for number, one in enumerate(owners(pages, *bounds), start=1) if one.suspect]


@pytest.mark.parametrize(
    ("pages", "bounds", "suspect"),
    [
        ([OWN, NOBODY, NOBODY], [(1, 3)], []),
        ([OTHER, NOBODY, NOBODY], [(1, 3)], [1, 2, 3]),  # later pages of the other's document
        ([OWN, OTHER, NOBODY, OWN], [(1, 1), (2, 3), (4, 4)], [2, 3]),
        ([OWN, OTHER, NOBODY, OWN], [(1, 1), (2, 2), (3, 4)], [2]),  # it belongs to the next document
        ([OTHER, NOBODY, OTHER], [(1, 1), (2, 2), (3, 3)], [1, 2, 3]),  # between two pages of one patient
        ([OTHER, BLANK, OTHER], [(1, 1), (2, 2), (3, 3)], [1, 3]),
        ([OWN, NOBODY, OTHER], [(1, 1), (2, 2), (3, 3)], [3]),
        ([OTHER, NOBODY, OTHER.replace("Kowal, Peter", "Tran, Ann")], [], [1, 3]),
        ([OWN, OTHER, NOBODY], [(1, 3)], [2, 3]),  # whose the page before is
        ([NOBODY, NOBODY], [(1, 2)], []),
    ],
)
def test_pages_that_name_nobody(pages: list[str], bounds: list[tuple[int, int]], suspect: list[int]) -> None:
    assert suspects(pages, *bounds) == suspect


def test_the_reasons() -> None:
    of_document = owners([OTHER, NOBODY], (1, 2))[1]
    assert of_document.suspect == "is of one document with page 1, which is of Kowal, Peter"
    assert of_document.name == "Kowal, Peter"
    between = owners([OTHER, NOBODY, OTHER], (1, 1), (2, 2), (3, 3))[1]
    assert between.suspect == "stands between two pages of Kowal, Peter"


def test_record_numbers() -> None:
    own, other = "Chart note\nMRN: 88-20417", "Chart note\nMRN: 90-11725"
    pages = [OWN, OTHER, own, other]
    found = owners(pages, (1, 1), (2, 2), (3, 3), (4, 4))
    assert [bool(one.suspect) for one in found] == [False, True, False, True]
    assert found[3].suspect == "has a record number that stands on another patient's page of Kowal, Peter"
    assert [one.agrees for one in found[2].identifiers] == [True]
    assert [one.agrees for one in found[3].identifiers] == [False]


def test_the_same_practice_gives_a_patient_one_number() -> None:
    continued = "Harbor Clinic\nMRN: 97-55110\nExamination continued"
    elsewhere = "Lakeshore Imaging\nMRN: 3307781\nFindings"
    assert suspects([OWN, continued, elsewhere], (1, 1), (2, 2), (3, 3)) == [2]


def test_a_record_number_clears_a_name_that_is_only_another_one() -> None:
    maiden = "Harbor Clinic\nPatient: Moss, Stephen MRN: 88-20417"
    assert suspects([OWN, maiden], (1, 1), (2, 2)) == []
    assert suspects([OWN, maiden.replace("88-20417", "97-55110")], (1, 1), (2, 2)) == [2]
    born = maiden.replace("MRN", "DOB: 07/22/1981 MRN")
    assert suspects([OWN, born], (1, 1), (2, 2)) == [2]
