"""What is found in a case as a whole: one step on the other."""

from __future__ import annotations

from dataclasses import replace

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
