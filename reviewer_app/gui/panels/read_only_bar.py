"""Says above the right side that a review can only be read, and how a new version is begun."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.review import ReviewStatus
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.version_words import status_word
from reviewer_app.gui.models.wording import moment
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.labels import Squeezed

SUPERSEDED = "read-only, superseded"


def read_only_words(case: OpenCase) -> str:
    """Why the review of a case can only be read; empty where it is open."""
    if not case.review.read_only:
        return ""
    if case.review.status is ReviewStatus.SUPERSEDED:
        return f"Version {case.review.version} · {SUPERSEDED}"
    signature = case.review.signature
    when = f" {moment(signature.signed_at)}" if signature is not None else ""
    return f"Read-only · {status_word(case.review)}{when}"


class ReadOnlyBar(QFrame):
    """A quiet bar; ``amend_requested`` asks for a new version, ``versions_requested`` for the list of all,
    from where the newest is found again."""

    amend_requested = Signal()
    versions_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Read-only")
        self.setProperty("ground", "done")
        self._words = Squeezed("done")
        self.amend_button = Button("Amend", self.amend_requested.emit, kind="quiet")
        self.versions_button = Button("Versions", self.versions_requested.emit, kind="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(16), scaled(2), scaled(8), scaled(2))
        row.setSpacing(scaled(8))
        row.addWidget(self._words, stretch=1)
        row.addWidget(self.versions_button)
        row.addWidget(self.amend_button)
        self.hide()

    def show_case(self, case: OpenCase) -> None:
        """Show the bar where the review of the case can only be read."""
        words = read_only_words(case)
        self._words.say(words)
        self.setVisible(bool(words))
        superseded = case.review.status is ReviewStatus.SUPERSEDED
        self.versions_button.setVisible(superseded)
        self.amend_button.setVisible(not superseded)

    def show_keys(self, amend: str, versions: str) -> None:
        """Name the key that begins a new version, and the one that lists all."""
        self.amend_button.setText(f"Amend · {amend}" if amend else "Amend")
        self.versions_button.setText(f"Versions · {versions}" if versions else "Versions")

    def words(self) -> str:
        """What is said now."""
        return self._words.words()
