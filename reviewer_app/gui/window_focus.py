"""Where the keyboard is in the window, and how it gets from the pages to the tabs beside them and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.commands.bindings import is_text_field
from reviewer_app.gui.front import Front
from reviewer_app.gui.main_window import MainWindow
from reviewer_app.gui.models.hints import Place
from reviewer_app.gui.panels.element_detail import ElementDetail
from reviewer_app.gui.panels.lists import ChoiceList
from reviewer_app.gui.panels.same_pages import SamePagesSection
from reviewer_app.gui.panels.worklist import WorklistPage
from reviewer_app.gui.review_page import ReviewPage


@dataclass(frozen=True, slots=True)
class TabWay:
    """How the keyboard works with one tab of the right side.

    ``focus`` gives it to what one works with there. ``reading``: it stays with the pages when the tab is
    shown, because one marks while one reads; ``beside`` tells which keys matter then. ``place`` says which
    matter at a widget inside the tab; ``None`` where it has nothing of its own to say.
    """

    focus: Callable[[], None]
    reading: bool = False
    beside: Callable[[], Place] = lambda: Place.READING
    place: Callable[[QWidget], Place | None] = lambda _focused: None


class WindowFocus:
    """Moves the keyboard about the window and says where it is.

    A tab that is not named in :meth:`add_tab` takes no keyboard.
    """

    def __init__(
        self, window: MainWindow, review_page: ReviewPage, worklist: WorklistPage, front: Front
    ) -> None:
        self._window = window
        self._review_page = review_page
        self._worklist = worklist
        self._front = front
        self._ways: dict[QWidget, TabWay] = {}

    def add_tab(self, tab: QWidget, way: TabWay) -> None:
        """Make the keyboard know a tab of the right side."""
        self._ways[tab] = way

    def remove_tab(self, tab: QWidget) -> None:
        """Forget a tab that is there no more."""
        self._ways.pop(tab, None)

    def add_first_tabs(self, same_pages: SamePagesSection) -> None:
        """The tabs that the review page has from the beginning; ``same_pages`` stands among the prior
        requests and has the keyboard where those have nothing."""
        panels = self._review_page.panels

        def rows_of(own: QWidget) -> Callable[[], None]:
            def focus() -> None:
                rows = same_pages.list if own.isHidden() or not own.isVisible() else own
                rows.setFocus(Qt.FocusReason.TabFocusReason)

            return focus

        def deciding(focused: QWidget) -> Place:
            if isinstance(focused, ChoiceList):
                return Place.OUTCOMES if focused.takes_digits else Place.BLOCKERS
            return Place.DECISION

        def in_form(detail: ElementDetail) -> Callable[[QWidget], Place | None]:
            return lambda focused: Place.FORM if detail.in_form(focused) else None

        for marking, beside in ((panels.checklist, Place.READING), (panels.prior_requests, Place.MATCHES)):
            place = in_form(marking.detail)
            way = TabWay(rows_of(marking.list), reading=True, beside=_always(beside), place=place)
            self.add_tab(marking, way)
        self.add_tab(panels.determination, TabWay(panels.determination.focus_first, place=deciding))
        request = panels.request
        self.add_tab(
            request,
            TabWay(
                request.focus_first,
                place=lambda _focused: Place.REQUEST if request.editing else Place.READING,
            ),
        )

    @property
    def shows_review(self) -> bool:
        return self._window.page is self._review_page

    def focus_pages(self) -> None:
        """Give the keyboard to the pages."""
        if not self._front.shut:
            self._review_page.pane.view.setFocus()

    def focus_cases(self) -> None:
        """Give the keyboard to the cases of the worklist where that is shown."""
        if self._window.page is self._worklist:
            self._worklist.focus_cases()

    def show_tab(self, tab: QWidget) -> None:
        """Turn to a tab of the right side and give it the keyboard; marking works without it."""
        self._review_page.panels.tabs.setCurrentWidget(tab)
        if tab in self._ways and self._ways[tab].reading:
            self.focus_pages()
        else:
            self._focus_tab(tab)

    def step(self, step: int) -> None:
        """Give the keyboard to the next (+1) or previous (-1) of documents, panes and tab."""
        if not self.shows_review:
            self._worklist.focus_cases()
            return
        panels, panes = self._review_page.panels, self._review_page.panes
        tab = panels.tabs.currentWidget()
        ways: dict[QWidget, Callable[[], None]] = {
            panels.documents: panels.documents.focus_list,
            **{pane: partial(pane.view.setFocus, Qt.FocusReason.TabFocusReason) for pane in panes.shown},
            tab: lambda: self._focus_tab(tab),
        }
        places = [place for place in ways if place.isVisible()]
        focused = self._window.focusWidget()
        here = (at for at, place in enumerate(places) if _holds(place, focused))
        at = next(here, places.index(panes.focused) - step)
        ways[places[(at + step) % len(places)]]()

    def _focus_tab(self, tab: QWidget) -> None:
        """Give the keyboard to what one works with in a tab of the right side."""
        if tab in self._ways:
            self._ways[tab].focus()

    def place(self) -> Place:
        """Where the keyboard is, as far as it changes which keys matter."""
        panels, focused = self._review_page.panels, self._window.focusWidget()
        if focused in (self._worklist.filter, panels.documents.filter):
            return Place.FILTER
        if focused is panels.search.field:
            return Place.SEARCH
        if focused is panels.thumbnails:
            return Place.OVERVIEW
        if focused is not None and self.shows_review:
            for tab, way in self._ways.items():
                place = way.place(focused) if _holds(tab, focused) else None
                if place is not None:
                    return place
        if focused is not None and is_text_field(focused):
            return Place.ONE_LINE
        beside = self._ways.get(panels.tabs.currentWidget()) if self.shows_review else None
        return beside.beside() if beside is not None else Place.READING


def _always(place: Place) -> Callable[[], Place]:
    return lambda: place


def _holds(place: QWidget, focused: QWidget | None) -> bool:
    return focused is place or (focused is not None and place.isAncestorOf(focused))
