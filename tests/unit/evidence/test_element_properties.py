"""What holds for every suggestion, whatever the pages say."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.found import AuthorRole, PaperType, Segment
from reviewer_app.evidence.element_search import search_elements
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from tests.unit.evidence.papers import REQUEST, RULES
from tests.unit.evidence.read_pages import read_page

ELEMENTS = tuple(RULES.elements.elements)

PIECES = (
    "HISTORY OF PRESENT ILLNESS",
    "PHYSICAL EXAMINATION",
    "IMPRESSION:",
    "Labs: none today.",
    "Pain began in March, 7/10, worse on stairs.",
    "Straight leg raise positive, reflexes 2+,",
    "strength 4/5 on the left.",
    "Six weeks of therapy gave no relief.",
    "MRI LUMBAR SPINE",
    "Hemoglobin | 13.9 | g/dL | 13-17",
    "Electronically signed by Ada Marsh, MD",
    "I ask for an exception to your criteria.",
    "NCT01234567",
    "\u2022 1.",
    "...",
    "\u00bd % # ~ $",
    "",
)

texts = st.lists(st.sampled_from(PIECES) | st.text("aN1. :-|%\u2019", max_size=30), max_size=12).map(
    "\n".join
)
pages = st.lists(
    st.tuples(texts, st.sampled_from(PaperType), st.sampled_from(AuthorRole), st.booleans(), st.booleans()),
    max_size=4,
)


@given(pages)
def test_suggestions_quote_usable_pages_and_score_from_0_to_1(
    written: list[tuple[str, PaperType, AuthorRole, bool, bool]],
) -> None:
    facts: list[PageFacts] = []
    for number, (text, kind, role, usable, known) in enumerate(written, 1):
        page = read_page(" \n".join(text.split("\n")), page=number, sha256="a" * 64)
        segment = Segment("a" * 64, page.file, number, number, kind, date=date(2025, 6, 3), role=role)
        facts.append(PageFacts(page, segment=segment if known else None, usable=usable and bool(page.lines)))
    case = CaseToSearch(REQUEST, tuple(one.page for one in facts), elements=ELEMENTS)
    found = search_elements(case, facts, RULES.elements, RULES.statements)
    usable_pages = {one.page.key: one.page for one in facts if one.usable}
    for element, search in found.items():
        assert search.element_id == element
        assert search.pages == len(usable_pages)
        for one in search.suggestions:
            page = usable_pages[one.found.key]
            assert one.found.quote
            assert one.found.quote in " ".join(line.text for line in page.lines)
            assert 0 <= one.score <= 1
            assert one.why
    assert found == search_elements(case, facts, RULES.elements, RULES.statements)
