"""Asks for a few lines below the pages, and gives the keyboard back to them."""

from __future__ import annotations

from reviewer_app.gui.panels.ask_bar import AskBar, Question
from reviewer_app.gui.review_page import ReviewPage
from reviewer_app.gui.window_focus import WindowFocus


class Asking:
    """One bar for all questions; it is made when the first is asked."""

    def __init__(self, review_page: ReviewPage, focus: WindowFocus) -> None:
        self._review_page = review_page
        self._focus = focus
        self.bar: AskBar | None = None

    def ask(self, question: Question) -> None:
        """Show the bar and start typing into its first line."""
        if self.bar is None:
            self.bar = AskBar()
            self._review_page.add_bar(self.bar)
            self.bar.editing_done.connect(self._done)
        self._review_page.show_bar(self.bar)
        self.bar.ask(question)

    def _done(self) -> None:
        self._review_page.show_bar(None)
        self._focus.focus_pages()
