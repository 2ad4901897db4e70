"""What is found in a case as a whole: one step on the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.found import CaseFindings, FoundQuote
from reviewer_app.domain.request import Member
from reviewer_app.evidence.find import find_in_case
from reviewer_app.evidence.page_facts import CaseToSearch
from tests.unit.evidence.papers import REQUEST, RULES
from tests.unit.evidence.read_pages import read_page

NOTE = """Office Visit Note
Date of service: 06/03/2025
Patient: Mara Quill
HISTORY OF PRESENT ILLNESS: Six weeks of pain in the left knee after a fall on the stairs.
PHYSICAL EXAMINATION: The left knee is swollen, with tenderness along the medial joint line.
ASSESSMENT: Tear of the medial meniscus is likely.
Electronically signed by Ada Marsh, MD 06/03/2025"""

REPORT = """Radiology Report
MRI Left Knee Without Contrast
Date of exam: 05/20/2025
FINDINGS: There is a complex tear of the medial meniscus. The ligaments are intact.
IMPRESSION: Complex tear of the medial meniscus.
Electronically signed by Ivo Brandt, MD, Radiologist 05/20/2025"""

OWN_READING = """Office Visit Note
Date of service: 06/03/2025
IMAGING: I reviewed the MRI of the left knee of 05/20/2025 myself. The medial
meniscus is intact, without a tear.
PLAN: Physical therapy.
Electronically signed by Ada Marsh, MD 06/03/2025"""

ADDENDUM = """Radiology Report Addendum
MRI Left Knee Without Contrast
Date of exam: 05/20/2025
ADDENDUM 06/10/2025: After a second look the medial meniscus is
intact; what was called a tear is an artifact.
Electronically signed by Ivo Brandt, MD, Radiologist 06/10/2025"""

PIECES = (
    NOTE,
    REPORT,
    OWN_READING,
    ADDENDUM,
    "MRI Left Knee Without Contrast",
    "Radiology Report",
    "Office Visit Note",
    "Fax Cover Sheet",
    "Date of service: 06/03/2025",
    "Date of exam: 05/20/2025",
    "Patient: Mara Quill  DOB: 03/11/1965",
    "IMPRESSION: Complex tear of the medial meniscus. No fracture.",
    "ADDENDUM: On review the meniscus is intact.",
    "I reviewed the MRI of the left knee myself: the medial",
    "meniscus is intact, without a tear.",
    "The pain began in March 2025 and became",
    "much worse three weeks ago after a fall.",
    "The injection of 04/17/2025 gave 75% relief for ten weeks.",
    "Pages including cover: 12",
    "The password is Heron-44 for the locked file.",
    "Electronically signed by Ada Marsh, MD",
    "Electronically signed by Ivo Brandt, MD, Radiologist",
    "",
)
"""Papers, and lines of notes, reports and covers that belong together, or run on."""

LOCKED = Document(
    "locked.pdf", "c" * 64, 1, "application/pdf", DocumentStatus.ENCRYPTED, error="It needs a password."
)

ELEMENTS = ("s3-evaluation", "s3a-history", "s3b-examination")


def test_a_file_that_came_twice_is_searched_like_one() -> None:
    page = read_page(NOTE, file="a.pdf", sha256="5" * 64)
    again = replace(page, file="b.pdf", same_as=("a.pdf", 1))
    once = find_in_case(CaseToSearch(REQUEST, (page,), elements=ELEMENTS), RULES)
    twice = find_in_case(CaseToSearch(REQUEST, (page, again), elements=ELEMENTS), RULES)
    assert [one.repeats for one in twice.segments] == [None, ("a.pdf", 1)]
    assert once.timeline
    assert twice.timeline == once.timeline
    assert once.searched["s3-evaluation"].shown
    assert [one.found for one in twice.searched["s3-evaluation"].shown] == [
        one.found for one in once.searched["s3-evaluation"].shown
    ]


def test_searching_again_finds_the_same() -> None:
    case = CaseToSearch(REQUEST, (read_page(NOTE),), elements=ELEMENTS)
    assert find_in_case(case, RULES) == find_in_case(case, RULES)


def _quotes(found: CaseFindings) -> Iterator[FoundQuote]:
    yield from (one.found for search in found.searched.values() for one in search.suggestions)
    yield from (one.found for one in found.timeline)
    yield from (one.found for one in found.passwords)
    for candidate in found.candidates:
        yield from (candidate.ordering, candidate.radiologist)
        yield from (one.found for one in candidate.reconciliation)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8), min_size=1, max_size=5))
@example([[REPORT], [OWN_READING], [ADDENDUM]])
def test_whatever_is_found_is_quoted_as_it_stands_on_its_page(written: list[list[str]]) -> None:
    pages = tuple(
        read_page("\n".join(lines), page=number, sha256="5" * 64) for number, lines in enumerate(written, 1)
    )
    request = replace(REQUEST, member=Member("M-1", "Mara", "Quill", date(1965, 3, 11)))
    found = find_in_case(CaseToSearch(request, pages, (LOCKED,), ELEMENTS), RULES)
    said = {page.key: " ".join(line.text for line in page.lines) for page in pages}
    for one in _quotes(found):
        assert one.quote
        assert one.quote in said[one.key]
    covered = sorted(n for one in found.segments for n in range(one.first_page, one.last_page + 1))
    assert covered == [page.page for page in pages]


def test_what_is_said_of_other_ligaments_hides_no_difference() -> None:
    pages = tuple(
        read_page(text, page=number, sha256="5" * 64)
        for number, text in enumerate((REPORT, OWN_READING, ADDENDUM), 1)
    )
    (found,) = find_in_case(CaseToSearch(REQUEST, pages), RULES).candidates
    assert (found.ordering.page, found.radiologist.page) == (2, 1)
    assert [one.found.page for one in found.reconciliation] == [3]
