"""The strip above a review: whose case, which service, when it is due, and what still blocks it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.clock import ClockStanding
from reviewer_app.domain.review import Outcome
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.clock_words import clock_chip, clock_sentences
from reviewer_app.gui.models.version_words import in_force, status_word
from reviewer_app.gui.models.wording import counted, day
from reviewer_app.gui.panels.labels import Squeezed, set_property

NARROW = 900
"""A strip narrower than this, in pixels at 100 %, says less in its chips."""

LEAST_NAME, LEAST_MEMBER, LEAST_CODE = 130, 80, 72
"""What is kept of the member's name, the date of birth and the service's code, in pixels at 100 %, while the
rest gives way."""


def member_words(case: OpenCase) -> tuple[str, str]:
    """The member's name, and birth date, id and plan."""
    member, plan = case.request.member, case.request.plan
    name = ", ".join(part for part in (member.last_name, member.first_name) if part) or "Member not known"
    born = day(member.dob) if member.dob is not None else "date of birth not known"
    return name, " · ".join(part for part in (born, member.member_id, plan.plan_name or plan.payer) if part)


def service_words(case: OpenCase) -> tuple[str, str]:
    """The first service line's code, and its description and date; further lines are counted."""
    services = case.request.services
    if not services:
        return "No service line", ""
    first = services[0]
    dos = day(first.requested_dos) if first.requested_dos is not None else "date of service not known"
    more = f"+{counted(len(services) - 1, 'line')}" if len(services) > 1 else ""
    return first.label, " · ".join(part for part in (first.plain_description, dos, more) if part)


def readiness_words(case: OpenCase, *, brief: bool = False) -> tuple[str, str]:
    """What the readiness chip says, in the fewest words where ``brief``, and its kind (good, bad, warning,
    plain)."""
    if case.review.read_only:
        return status_word(case.review), "good" if in_force(case.review) else "plain"
    if not case.readiness:
        return "no service line", "warning"
    blockers = {
        (blocker.code, blocker.element_id, blocker.message)
        for line in case.readiness
        for blocker in line.blockers_of(Outcome.APPROVE)
    }
    if blockers:
        return counted(len(blockers), "blocker") + ("" if brief else " to approval"), "bad"
    return "ready" if brief else "ready to approve", "good"


class CaseStrip(QFrame):
    """A view over the open case; ``show_clock`` tells it what time it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Case")
        self.setProperty("ground", "surface")
        self._name = Squeezed("title", LEAST_NAME)
        self._case: OpenCase | None = None
        self._member = Squeezed("muted", LEAST_MEMBER)
        self._code = Squeezed("title", LEAST_CODE)
        self._service = Squeezed("muted")
        self._due, self._readiness = QLabel(), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(8))
        row.setSpacing(scaled(8))
        row.addWidget(self._name)
        row.addSpacing(scaled(8))
        row.addWidget(self._member, stretch=2)
        row.addSpacing(scaled(12))
        row.addWidget(self._code)
        row.addWidget(self._service, stretch=3)
        row.addStretch(1)
        for chip in (self._due, self._readiness):
            chip.setProperty("chip", "plain")
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            chip.hide()
            row.addWidget(chip)

    def show_case(self, case: OpenCase) -> None:
        """Show whose case it is and what blocks it."""
        name, member = member_words(case)
        code, service = service_words(case)
        self._name.say(name)
        self._member.say(member)
        self._code.say(code)
        self._service.say(service)
        self._case = case
        self._show_readiness()

    def _show_readiness(self) -> None:
        if self._case is not None:
            brief = self.width() < scaled(NARROW)
            self._show_chip(self._readiness, "Readiness", *readiness_words(self._case, brief=brief))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_readiness()

    def show_clock(self, clock: ClockStanding, now: datetime) -> None:
        """Show how long is left, with the rule and its source to be read in full; nothing where no rule
        names an instant."""
        words, kind = clock_chip(clock, now)
        if not words:
            self._due.hide()
            return
        self._show_chip(self._due, "Due", words, kind)
        told = clock_sentences(clock)
        self._due.setToolTip("\n".join(told))
        self._due.setAccessibleDescription(" ".join(told))

    def _show_chip(self, chip: QLabel, what: str, words: str, kind: str) -> None:
        chip.setText(words)
        chip.setAccessibleName(f"{what}: {words}")
        set_property(chip, "chip", kind)
        chip.show()
