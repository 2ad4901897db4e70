"""Marks the current element and gives it evidence, in whichever panel it is the current one: the checklist,
or the prior requests with what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.review import FindingState
from reviewer_app.gui.page_controller import PageController
from reviewer_app.gui.panels.element_panel import ElementPanel
from reviewer_app.gui.panels.hint_line import HintLine
from reviewer_app.gui.review_page import Panels

if TYPE_CHECKING:
    # Imported for its types only: what it imports must wait for the database's thread.
    from reviewer_app.review.desk import Desk

Work = Callable[["Desk"], OpenCase]


class KeyedTab(Protocol):
    """A tab of the right side whose rows take the keys of the checklist while it is shown."""

    def current_element(self) -> str:
        """The id of the element that a mark means; empty where none is."""
        ...

    def move_current(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) row."""
        ...

    def next_evidence(self) -> Evidence | None:
        """The evidence to jump to, each time the next."""
        ...

    def remove_evidence(self) -> None:
        """Ask that the current evidence is taken away."""
        ...

    def edit_note(self) -> None:
        """Give the keyboard to the note."""
        ...

    def edit_details(self) -> None:
        """Give the keyboard to what else is typed."""
        ...


Cite = Callable[[tuple[Anchor, ...]], bool]
NO_PAGE = "There is no page to cite: choose a readable document first."
GUEST_PAGE = "This page is not of this case ({case}), so it cannot be evidence here. Cite the page beside it."
NO_ELEMENT = "A match is not marked itself: choose one of the things it asks for (J), or set it aside."


class ElementController(QObject):
    """The element that the marking keys mean."""

    def __init__(
        self,
        panels: Panels,
        pages: PageController,
        hint_line: HintLine,
        act: Callable[[Work], None],
        parent: QObject,
    ) -> None:
        """``act`` does something with the case on screen, on the database's thread."""
        super().__init__(parent)
        self._panels = panels
        self._pages = pages
        self._hint_line = hint_line
        self._act = act
        self._citing: dict[QWidget, Cite] = {}
        self._keyed: dict[QWidget, KeyedTab] = {}
        panels.checklist.element_changed.connect(pages.show_element)
        for panel in (panels.checklist, panels.prior_requests):
            self._connect_panel(panel)

    def _connect_panel(self, panel: ElementPanel) -> None:
        act = self._act
        panel.evidence_activated.connect(self.show_evidence)
        panel.note_entered.connect(lambda one, note: act(lambda desk: desk.write_note(one, note)))
        panel.reason_entered.connect(
            lambda one, why: act(lambda desk: desk.mark_finding(one, FindingState.NOT_APPLICABLE, why))
        )
        panel.details_entered.connect(lambda one, details: act(lambda desk: desk.enter_details(one, details)))
        panel.evidence_removed.connect(
            lambda one, evidence: act(lambda desk: desk.remove_evidence(one, evidence))
        )

    @property
    def panel(self) -> ElementPanel:
        """The panel whose current element is meant: the prior requests while there are some in front, else
        the checklist."""
        prior = self._panels.prior_requests
        in_front = self._panels.tabs.currentWidget() is prior and prior.current_match() is not None
        return prior if in_front else self._panels.checklist

    def shown_panel(self) -> ElementPanel:
        """The panel whose current element is meant, brought to the front before one types into it."""
        panel = self.panel
        self._panels.tabs.setCurrentWidget(panel)
        return panel

    def mark(self, state: FindingState) -> None:
        """Mark the current element; not applicable asks for its reason first."""
        element = self._element()
        if not element:
            return
        if state is FindingState.NOT_APPLICABLE:
            self.panel.select(element)
            self.shown_panel().ask_reason(state)
        else:
            self._act(lambda desk: desk.mark_finding(element, state))

    def add_keyed(self, tab: QWidget, keyed: KeyedTab) -> None:
        """Let a tab of the right side take the keys of the checklist while it is shown."""
        self._keyed[tab] = keyed

    @property
    def keyed(self) -> KeyedTab:
        """What the keys of the checklist mean now: the shown tab where it takes them itself, else the panel
        of the current element."""
        return self._keyed.get(self._panels.tabs.currentWidget(), self.panel)

    def edit_note(self) -> None:
        """Type the note on what is current."""
        self._brought_front().edit_note()

    def edit_details(self) -> None:
        """Type the entries of what is current."""
        self._brought_front().edit_details()

    def _brought_front(self) -> KeyedTab:
        """What the keys mean, on screen before one types into it."""
        keyed = self.keyed
        return keyed if keyed is not self.panel else self.shown_panel()

    def add_citing(self, tab: QWidget, cite: Cite) -> None:
        """Let a tab of the right side take what is attached while it is shown. ``cite`` answers whether it
        took the places; where not, the current element gets them."""
        self._citing[tab] = cite

    def attach(self) -> None:
        """Attach the selection, or the page, to what the shown tab is about, in one act for all its pages:
        to the current element, unless the tab takes evidence of its own."""
        own = self._citing.get(self._panels.tabs.currentWidget(), _takes_nothing)

        def attach_selected() -> None:
            anchors = self._pages.anchors()
            guest = self._pages.focused.guest
            if guest:
                self._hint_line.show_message(GUEST_PAGE.format(case=guest))
            elif not anchors:
                self._hint_line.show_message(NO_PAGE)
            elif not own(anchors):
                self._attach_to_element(anchors)

        self._pages.when_selected(attach_selected)

    def _attach_to_element(self, anchors: tuple[Anchor, ...]) -> None:
        element = self._element()
        if element:
            self._act(lambda desk: desk.attach_evidence(element, *anchors))

    def offer(self) -> None:
        """Offer the current element's evidence to the elements linked with it."""
        element = self._element()
        if element:
            self._act(lambda desk: desk.offer_evidence(element))

    def next_evidence(self) -> None:
        """Jump to the next piece of evidence of what is current."""
        evidence = self.keyed.next_evidence()
        if evidence is not None:
            self.show_evidence(evidence)

    def remove_evidence(self) -> None:
        """Take the current evidence of what is current away."""
        self.keyed.remove_evidence()

    def show_evidence(self, evidence: Evidence) -> None:
        """Jump to a cited passage."""
        if not self._pages.go_to_evidence(evidence):
            self._hint_line.show_message(
                f"The cited content of {evidence.file} is no longer in the folder; read it again (F5)."
            )

    def _element(self) -> str:
        """The element that is to be marked; says so where a match is current instead."""
        element = self.keyed.current_element()
        if not element and self.panel is self._panels.prior_requests:
            self._hint_line.show_message(NO_ELEMENT)
        return element


def _takes_nothing(_anchors: tuple[Anchor, ...]) -> bool:
    return False
