"""Which pages of a case are in the index: a model of sets beside the bytes that are kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.review.index_coverage import IndexCoverage, PageState

SIZES = {"b": 3, "a": 5, "none": 0}
PAGES = [(document, page) for document, pages in SIZES.items() for page in range(1, pages + 1)]


@given(st.dictionaries(st.sampled_from(PAGES), st.sampled_from(PageState)), st.integers(0, 9))
def test_pages_are_counted_and_listed(states: dict[tuple[str, int], PageState], count: int) -> None:
    pages = IndexCoverage(tuple(SIZES.items()))
    for page, state in states.items():
        pages.put(*page, state)

    def those(wanted: PageState) -> list[tuple[str, int]]:
        return [page for page in PAGES if states.get(page, PageState.MISSING) is wanted]

    progress = pages.progress()
    assert pages.missing(count) == tuple(those(PageState.MISSING)[:count])
    assert progress.pages == len(PAGES)
    assert progress.indexed == len(those(PageState.INDEXED)) + len(those(PageState.WORDLESS))
    assert progress.wordless == len(those(PageState.WORDLESS))
    assert progress.unreadable == len(those(PageState.UNREADABLE))
    assert progress.complete == (not those(PageState.MISSING))
    told = [(found.document, number) for found in pages.unsearched() for number in found.unreadable]
    assert told == those(PageState.UNREADABLE)
    told = [(found.document, number) for found in pages.unsearched() for number in found.wordless]
    assert told == those(PageState.WORDLESS)


def test_pages_of_another_case_have_no_state() -> None:
    pages = IndexCoverage(tuple(SIZES.items()))
    assert pages.state("b", 1) is PageState.MISSING
    assert [pages.state("b", 0), pages.state("b", 4), pages.state("c", 1)] == [None] * 3
