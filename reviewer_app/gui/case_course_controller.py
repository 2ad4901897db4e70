"""The course of a case: its versions, and its clock. Joins what the reviewer asks for with the use cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.clock import ClockPhase
from reviewer_app.domain.version_row import VersionRow
from reviewer_app.gui.asking import Asking
from reviewer_app.gui.element_controller import Work
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.clock_words import clock_sentences
from reviewer_app.gui.models.dates import read_date, read_instant
from reviewer_app.gui.models.version_words import version_lines
from reviewer_app.gui.models.wording import OUTCOME_WORDS
from reviewer_app.gui.panels.ask_bar import Asked, Question
from reviewer_app.gui.panels.clock_card import ClockCard
from reviewer_app.gui.panels.versions import VersionsCard
from reviewer_app.gui.review_controller import ReviewController

NOT_SIGNED = "This version is not signed yet; it can still be changed as it is."
WRONG_DAYS = "Give the days of the extension as a whole number."
WRONG_DAY = "Give the day on which the member was told, for example 2026-05-08."
WRONG_TIME = "Give day and time at which it came, for example 2026-05-08 14:30."
NO_REASON = "Say why."


class CaseCourseController(QObject):
    """Amend, withdraw, void; look at an earlier version; read, extend and correct the clock."""

    def __init__(self, review: ReviewController, asking: Asking, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._review = review
        self._asking = asking
        self._look = look
        self._window = window
        self.versions_card: VersionsCard | None = None
        self.clock_card: ClockCard | None = None
        self._clock_keys = ("", "")

    def set_look(self, look: Look) -> None:
        """Paint with other colours."""
        self._look = look
        if self.versions_card is not None:
            self.versions_card.set_look(look)

    def show_clock_keys(self, extend: str, came: str) -> None:
        """The keys that extend the clock, and that say when information came."""
        self._clock_keys = (extend, came)

    def amend(self) -> None:
        """Ask why a new version is needed, and begin it."""
        if self._signed() is not None:
            self._ask_reason(
                "Amend",
                "The signed version stays in force until the new one is signed.",
                "Begin a new version",
                lambda why: lambda desk: desk.amend(why),
            )

    def withdraw(self) -> None:
        """Ask how the provider withdrew the request."""
        if self._review.case is not None:
            self._ask_reason(
                "Withdrawn by the provider",
                "Every line becomes withdrawn; sign it then. Say how and when the provider withdrew it.",
                "Withdraw",
                lambda why: lambda desk: desk.withdraw(why),
            )

    def void(self) -> None:
        """Ask why the determination was recorded in error."""
        case = self._signed()
        if case is not None:
            outcomes = dict.fromkeys(one.outcome for one in case.review.determinations if one.outcome)
            decided = ", ".join(OUTCOME_WORDS[outcome].lower() for outcome in outcomes)
            self._ask_reason(
                "Void this determination",
                f"Nothing is in force from then on ({decided}). This is signed at once, with your name.",
                "Void",
                lambda why: lambda desk: desk.void(why),
            )

    def show_versions(self) -> None:
        """Lay the list of all versions over the window."""
        self._review.ask(lambda desk: desk.versions(), self._versions_read)

    def show_clock(self) -> None:
        """Lay the clock's rule and log over the window."""
        if self._review.case is None:
            return
        if self.clock_card is None:
            self.clock_card = ClockCard(self._window)
        self.clock_card.show_keys(*self._clock_keys)
        self.clock_card.show_case(self._review.case)

    def extend_clock(self) -> None:
        """Ask for the days of an extension, the day of its notice and its reason."""
        case = self._review.case
        if case is None:
            return
        rule = case.clock.rule
        if case.clock.problem or rule is None:
            self._review.hint_line.show_message(clock_sentences(case.clock)[0])
            return
        allowed = rule.extension
        if allowed is None:
            self._review.hint_line.show_message(f"The rule {rule.id} ({rule.source}) allows no extension.")
            return
        days = Asked("Days", str(allowed.days), width=72)
        told = Asked("Member told on", placeholder="Member told on (2026-05-08)", width=220)
        self._asking.ask(
            Question(
                "Extend the clock",
                f"At most {allowed.days} days ({allowed.source}).",
                "Extend",
                (days, told, Asked("Reason")),
                self._extend,
            )
        )

    def information_came(self) -> None:
        """Ask when information came, and what."""
        case = self._review.case
        if case is None:
            return
        when = Asked("Came on", placeholder="Came on (2026-05-08 14:30)", width=240)
        self._asking.ask(
            Question(
                "Information came",
                "The clock goes on from that time."
                if case.clock.phase is ClockPhase.STOPPED
                else "Corrects from when on the clock goes on again.",
                "Save",
                (when, Asked("What came, and how")),
                self._came,
            )
        )

    def _signed(self) -> OpenCase | None:
        """The case where it is signed; else it is said that it is not."""
        case = self._review.case
        if case is not None and not case.review.read_only:
            self._review.hint_line.show_message(NOT_SIGNED)
            return None
        return case

    def _ask_reason(self, title: str, sentence: str, act: str, work: Callable[[str], Work]) -> None:
        def answered(lines: tuple[str, ...]) -> str:
            (why,) = lines
            if not why:
                return NO_REASON
            self._review.act(work(why))
            return ""

        self._asking.ask(Question(title, sentence, act, (Asked("Reason"),), answered))

    def _extend(self, lines: tuple[str, ...]) -> str:
        days, told, why = lines
        if not (days.isdecimal() and len(days) <= 3):
            return WRONG_DAYS
        noticed = read_date(told)
        if told and noticed is None:
            return WRONG_DAY
        self._review.act(lambda desk: desk.extend_clock(int(days), noticed, why))
        return ""

    def _came(self, lines: tuple[str, ...]) -> str:
        when, why = lines
        at: datetime | None = read_instant(when)
        if at is None:
            return WRONG_TIME
        self._review.act(lambda desk: desk.information_came(at, why))
        return ""

    def _versions_read(self, rows: tuple[VersionRow, ...]) -> None:
        if self._review.case is None:
            return
        if self.versions_card is None:
            self.versions_card = VersionsCard(self._look, self._window)
            self.versions_card.version_chosen.connect(self._show_version)
        self.versions_card.show_versions(version_lines(rows, self._review.case.review.version))

    def _show_version(self, version: int) -> None:
        case = self._review.case
        if case is not None and case.review.version != version:
            self._review.settle()
            self._review.act(lambda desk: desk.show_version(version))
