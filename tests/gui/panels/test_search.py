"""The search panel: what it says, which keys it keeps, and how one moves from hit to hit."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.search import DocumentHits, Hit, IndexProgress, SearchResult, Snippet, Unsearched
from reviewer_app.gui.look import Look, text_font
from reviewer_app.gui.models.search_model import Destination
from reviewer_app.gui.panels.search import SearchPanel
from reviewer_app.gui.panels.search_rows import SNIPPET_LINES, laid_out, shown_snippet
from tests.gui.panels.keys import MARKING, focus, press, shown

WIDTH = 240


@pytest.fixture
def panel(light: Look, case: OpenCase) -> SearchPanel:
    made = SearchPanel(light)
    made.show_case(case)
    return made


@pytest.fixture
def destinations(panel: SearchPanel) -> list[Destination]:
    """The places that the panel showed, in order."""
    seen: list[Destination] = []
    panel.destination_shown.connect(seen.append)
    return seen


def found(case: OpenCase, *pages: int, progress: IndexProgress | None = None) -> SearchResult:
    """Hits on these pages of the first document, and one on the first page of the second."""
    first, second = (document.sha256 for document in case.documents[:2])

    def hit(document: str, page: int) -> Hit:
        return Hit(document, page, (Rect(1, 2, 3, 4),), Snippet("an", "epidural", "injection"))

    groups = (
        DocumentHits(first, tuple(hit(first, page) for page in pages)),
        DocumentHits(second, (hit(second, 1),)),
    )
    return SearchResult("epidural", groups if pages else (), (), False, progress or IndexProgress(10, 10), ())


def test_it_says_what_to_type_before_one_types(panel: SearchPanel) -> None:
    told = panel.told()
    assert told is not None
    assert told.title == "Search the whole case"
    assert panel.heading.words() == "SEARCH"


def test_keys_move_over_headings_and_show_each_place(
    qtbot: QtBot, panel: SearchPanel, case: OpenCase, destinations: list[Destination]
) -> None:
    window = shown(qtbot, panel, width=WIDTH)
    panel.rows_stepped.connect(panel.step)
    panel.show_result(found(case, 1, 3))
    focus(qtbot, panel.field)
    for key in ("Down", "Down", "Down", "Down", "Up", "PgUp"):
        press(panel.field, key)
    first, second = (document.sha256 for document in case.documents[:2])
    places = [(there.document, there.page) for there in destinations]
    assert places == [(first, 1), (first, 3), (second, 1), (second, 1), (first, 3), (first, 1)]
    assert panel.field.hasFocus()
    assert window.run == []
    assert panel.told() is None


def test_stepping_through_hits_goes_around_the_ends_and_says_so(
    panel: SearchPanel, case: OpenCase, destinations: list[Destination]
) -> None:
    panel.show_result(found(case, 1))
    assert [panel.step_hit(+1) for _ in range(3)] == [False, False, True]
    assert panel.step_hit(-1) is True
    assert [there.page for there in destinations] == [1, 1, 1, 1]
    panel.show_result(found(case))
    assert panel.step_hit(+1) is False


def test_the_only_hit_is_shown_again_when_it_is_asked_for_again(
    panel: SearchPanel, case: OpenCase, destinations: list[Destination]
) -> None:
    one = found(case, 1)
    panel.show_result(SearchResult(one.query, one.documents[:1], (), False, one.progress))
    panel.step_hit(+1)
    panel.step_hit(+1)
    assert len(destinations) == 2


def test_the_current_hit_stays_while_more_is_found_and_nothing_moves(
    panel: SearchPanel, case: OpenCase, destinations: list[Destination]
) -> None:
    panel.show_result(found(case, 3))
    panel.step(1)
    destinations.clear()
    panel.show_result(found(case, 1, 2, 3))
    current = panel.current_destination()
    assert current is not None
    assert current.page == 3
    assert destinations == []
    panel.show_result(found(case, 1))
    assert panel.current_destination() is None


def test_enter_chooses_the_current_hit_or_the_first(qtbot: QtBot, panel: SearchPanel, case: OpenCase) -> None:
    shown(qtbot, panel, width=WIDTH)
    panel.entered.connect(panel.choose_current)
    panel.show_result(found(case, 2, 4))
    focus(qtbot, panel.field)
    with qtbot.waitSignal(panel.destination_chosen) as chosen:
        press(panel.field, "Return")
    assert chosen.args is not None
    assert chosen.args[0].page == 2
    focus(qtbot, panel.list)
    press(panel.list, "Down")
    with qtbot.waitSignal(panel.destination_chosen) as chosen:
        press(panel.list, "Return")
    assert chosen.args is not None
    assert chosen.args[0].page == 4


def test_escape_leaves_and_letters_are_typed(qtbot: QtBot, panel: SearchPanel) -> None:
    window = shown(qtbot, panel, width=WIDTH)
    focus(qtbot, panel.field)
    QTest.keyClicks(panel.field, "".join(MARKING).lower())
    assert panel.query() == "".join(MARKING).lower()
    with qtbot.waitSignal(panel.left):
        press(panel.field, "Esc")
    assert window.run == []


def test_in_the_list_marking_keys_stay_the_windows(qtbot: QtBot, panel: SearchPanel, case: OpenCase) -> None:
    window = shown(qtbot, panel, width=WIDTH)
    panel.show_result(found(case, 1))
    focus(qtbot, panel.list)
    for key in MARKING:
        press(panel.list, key)
    assert window.run == list(MARKING)


def test_pages_without_text_are_told_and_can_be_gone_to(
    panel: SearchPanel, case: OpenCase, destinations: list[Destination]
) -> None:
    scan = case.documents[1].sha256
    progress = IndexProgress(8, 10, unreadable=2, wordless=3)
    nothing = SearchResult("epidural", (), (), False, progress, (Unsearched(scan, (5, 6), (1, 2, 3)),))
    panel.show_result(nothing)
    told = panel.told()
    assert told is not None
    assert told.title == "Nothing found in the text"
    closed = sum(not document.readable for document in case.documents)
    assert panel.unsearched.words() == (
        f"Not searched: 3 pages without text, 2 pages that could not be read and {closed} files that "
        "cannot be opened"
    )
    panel.step(1)
    panel.step(1)
    assert [there[:3] for there in destinations] == [(scan, 5, ()), (scan, 1, ())]


def test_a_problem_takes_the_place_of_hits_and_progress_says_why_it_stopped(
    panel: SearchPanel, case: OpenCase
) -> None:
    panel.show_result(found(case, 1, progress=IndexProgress(5, 10)))
    assert panel.progress.words() == "Searching 5 of 10 pages …"
    panel.show_index_problem("The disk is full.")
    assert panel.progress.words() == "Only 5 of 10 pages can be searched. The disk is full."
    panel.show_problem("The folder cannot be written.")
    told = panel.told()
    assert told is not None
    assert told.sentence == "The folder cannot be written."
    assert panel.model.rows == ()


def test_clearing_forgets_what_was_typed_without_searching_for_nothing(
    qtbot: QtBot, panel: SearchPanel, case: OpenCase
) -> None:
    panel.field.setText("epidural")
    panel.show_result(found(case, 1))
    with qtbot.assertNotEmitted(panel.query_changed):
        panel.clear()
    assert panel.query() == ""
    assert panel.model.rows == ()


def test_everything_that_takes_the_keyboard_has_a_name(panel: SearchPanel, case: OpenCase) -> None:
    panel.show_result(found(case, 1))
    assert panel.accessibleName() == "Search"
    assert panel.field.accessibleName() == "Search the whole case"
    assert panel.list.accessibleName() == "Search hits"
    assert panel.heading.accessibleName() == "2 HITS IN 2 DOCUMENTS"
    closed = sum(not document.readable for document in case.documents)
    assert panel.field.accessibleDescription() == (
        f"2 HITS IN 2 DOCUMENTS. Not searched: {closed} files that cannot be opened"
    )


@pytest.mark.parametrize("width", [60, 140, 170, 320])
@pytest.mark.parametrize(
    "snippet",
    [
        Snippet("", "pain", ""),
        Snippet("the third of three lumbar transforaminal", "epidural injection", "was given on 4 May " * 5),
        Snippet("word " * 40, "epidural steroid injection with fluoroscopic guidance of both sides", "x"),
        Snippet("", "w" * 300, "after"),
    ],
)
def test_a_snippet_fits_its_lines_and_shows_the_hit_on_the_first(
    light: Look, snippet: Snippet, width: int
) -> None:
    font = text_font()
    cut = shown_snippet(snippet, font.toString(), tuple(font.families()), width)
    layout = laid_out(cut, font, width)
    assert layout.lineCount() <= SNIPPET_LINES
    assert cut.text[cut.start : cut.start + cut.length].startswith(snippet.match[:3])
    assert cut.start < layout.lineAt(0).textLength() or width < 100
    assert light.name == "light"


def test_the_hit_is_set_in_bold(light: Look) -> None:
    font = text_font()
    cut = shown_snippet(Snippet("an", "epidural", "injection"), font.toString(), tuple(font.families()), 300)
    (bold,) = laid_out(cut, font, 300).formats()
    assert (cut.text[bold.start : bold.start + bold.length], bold.format.fontWeight()) == ("epidural", 700)
    assert light.name == "light"


def test_rows_are_painted_in_both_looks(look: Look, case: OpenCase, qtbot: QtBot) -> None:
    panel = SearchPanel(look)
    panel.show_case(case)
    scan = case.documents[1].sha256
    result = found(case, 1, 2)
    panel.show_result(
        SearchResult("q", result.documents, (), False, result.progress, (Unsearched(scan, (), (1,)),))
    )
    shown(qtbot, panel, width=WIDTH)
    panel.step(1)
    picture = panel.list.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, WIDTH - 40, 2) for y in range(0, 260, 2)}
    assert look.accent_ground.name() in colours
    assert len(colours) > 4
