"""The strip of known dates below the pages: onset, change, receipt, when it is due, date of service.

Distances follow the calendar as far as the labels leave room: neighbours that are too close are pushed apart,
and where the strip is too narrow for all labels the less weighty ones are hidden, never their dots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.clock import ClockAct
from reviewer_app.domain.found import FoundDate
from reviewer_app.domain.timeline_entry import timeline_id
from reviewer_app.gui.look import Look, scaled, small_font
from reviewer_app.gui.models.wording import day
from reviewer_app.gui.panels.painting import draw_text
from reviewer_app.rules.milestone_words import MILESTONE_WORDS
from reviewer_app.rules.timeline_rules import TELLS

NOTHING = "No dates are known yet: complete the request."
LOGGED = {
    ClockAct.PENDED: "pended",
    ClockAct.RESUMED: "review went on",
    ClockAct.EXTENDED: "extended",
    ClockAct.DECIDED: "decided",
}
"""What of the clock's log has a date of its own on the strip."""

EDGE = 24
GAP = 16


class TimelineEvent(NamedTuple):
    """A date with its name. ``role`` is the colour role of its dot; a larger ``weight`` keeps its label
    longer. ``offered`` is one that was found and not confirmed, ``approximate`` one that is not told to the
    day."""

    what: str
    on: date
    role: str
    weight: int
    offered: bool = False
    approximate: bool = False

    @property
    def day(self) -> str:
        """The day in words."""
        return f"{'about ' if self.approximate else ''}{day(self.on)}"


class PlacedEvent(NamedTuple):
    """Where an event is drawn: the dot's centre in pixels from the left, and whether its label is shown."""

    event: TimelineEvent
    x: float
    labelled: bool


def case_events(case: OpenCase, found: Sequence[FoundDate] = ()) -> tuple[TimelineEvent, ...]:
    """The dates that the request and its clock tell, those that were confirmed, and those that are offered,
    in order."""
    request, due = case.request, case.clock.due
    received = request.received.date() if request.received is not None else None
    known = (
        ("onset", request.onset_date, "insufficient", 1),
        ("change", request.change_date, "insufficient", 2),
        ("received", received, "not_applicable", 3),
        ("requested date of service", request.requested_dos, "absent", 4),
        ("due", due.astimezone().date() if due is not None else None, "accent", 3),
        *(
            (LOGGED[event.act], event.at.astimezone().date(), "not_applicable", 2)
            for event in case.review.clock_events
            if event.act in LOGGED
        ),
    )
    events = (TimelineEvent(what, on, role, weight) for what, on, role, weight in known if on is not None)
    return tuple(sorted((*events, *_course_events(case, found)), key=lambda event: event.on))


def _course_events(case: OpenCase, found: Sequence[FoundDate]) -> Iterator[TimelineEvent]:
    """Dates of the complaint's course; none that was rejected, and no onset or change that the request
    tells."""
    said = {entry.id for entry in case.review.timeline}
    for entry in case.review.timeline:
        if entry.confirmed:
            what = MILESTONE_WORDS[entry.milestone]
            yield TimelineEvent(what, entry.day, "present", 1, approximate=entry.approximate)
    told = {case.request.onset_date, case.request.change_date}
    for one in found:
        if timeline_id(one) not in said and not (one.milestone in TELLS and one.day in told):
            what = MILESTONE_WORDS[one.milestone]
            yield TimelineEvent(what, one.day, "accent", 0, offered=True, approximate=one.approximate)


def place_events(
    events: Sequence[TimelineEvent], widths: Sequence[float], left: float, right: float, gap: float
) -> tuple[PlacedEvent, ...]:
    """Places of the events between ``left`` and ``right``, all in pixels.

    ``widths`` are the widths of the labels, which stand centred on their dots and keep ``gap`` between them.
    """
    if not events:
        return ()
    shown = set(range(len(events)))
    while len(shown) > 1 and sum(widths[number] + gap for number in shown) - gap > right - left:
        shown.discard(min(shown, key=lambda number: events[number].weight))
    first, last = events[0].on, events[-1].on
    days = max(1, (last - first).days)
    halves = [widths[number] / 2 if number in shown else 0.0 for number in range(len(events))]
    start, end = left + halves[0], right - halves[-1]
    places = [start + (end - start) * (event.on - first).days / days for event in events]
    _push_apart(places, halves, sorted(shown), gap, left, right)
    return tuple(PlacedEvent(event, places[number], number in shown) for number, event in enumerate(events))


def _push_apart(
    places: list[float], halves: list[float], shown: list[int], gap: float, left: float, right: float
) -> None:
    """Move labelled dots to the right until no label touches another, then back to the left at the end; dots
    without a label stay between their labelled neighbours."""
    edge = left
    for number in shown:
        places[number] = max(places[number], edge + halves[number])
        edge = places[number] + halves[number] + gap
    edge = right
    for number in reversed(shown):
        places[number] = min(places[number], edge - halves[number])
        edge = places[number] - halves[number] - gap
    for number in set(range(len(places))).difference(shown):
        before = max((places[other] for other in shown if other < number), default=left)
        after = min((places[other] for other in shown if other > number), default=right)
        places[number] = min(max(places[number], before), after)


class TimelineStrip(QWidget):
    """Paints the dates of a case. It takes no focus; its accessible description and its tool tip tell all
    dates."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._events: tuple[TimelineEvent, ...] = ()
        self._found: tuple[FoundDate, ...] = ()
        self._nothing = ""
        self.setAccessibleName("Timeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    def show_case(self, case: OpenCase, found: Sequence[FoundDate] | None = None) -> None:
        """Show the dates of a case, with those that were ``found`` in its records; where that is not given,
        with those that were found before."""
        if found is not None:
            self._found = tuple(found)
        self.show_events(case_events(case, self._found))

    def show_events(self, events: tuple[TimelineEvent, ...]) -> None:
        """Show these dates, which are in order; before that nothing is told, of missing dates neither."""
        if events == self._events and self._nothing:
            return
        self._events, self._nothing = events, NOTHING
        told = ", ".join(f"{event.what} {event.day}{_offered(event)}" for event in events)
        self.setAccessibleDescription(told or NOTHING)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(320), scaled(60))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(160), scaled(60))

    def placed(self) -> tuple[PlacedEvent, ...]:
        """The events as they stand at the strip's present width."""
        metrics = QFontMetrics(small_font())
        widths = [
            max(metrics.horizontalAdvance(event.what), metrics.horizontalAdvance(event.day)) + 2
            for event in self._events
        ]
        return place_events(self._events, widths, scaled(EDGE), self.width() - scaled(EDGE), scaled(GAP))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            near = min(self.placed(), key=lambda item: abs(item.x - event.pos().x()), default=None)
            if near is not None:
                QToolTip.showText(
                    event.globalPos(), f"{near.event.what} · {near.event.day}{_offered(near.event)}", self
                )
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._look.surface)
        painter.fillRect(QRect(0, 0, self.width(), 1), self._look.line)
        font = small_font()
        if not self._events:
            box = self.rect().adjusted(scaled(16), 0, -scaled(16), 0)
            draw_text(painter, box, self._nothing, font, self._look.muted)
            painter.end()
            return
        middle = self.height() / 2
        track = QRect(scaled(EDGE), round(middle) - 1, self.width() - 2 * scaled(EDGE), scaled(2))
        painter.fillRect(track, self._look.line)
        for item in self.placed():
            self._paint_event(painter, item, middle)
        painter.end()

    def _paint_event(self, painter: QPainter, item: PlacedEvent, middle: float) -> None:
        colour: QColor = getattr(self._look, item.event.role)
        painter.setPen(QPen(colour, scaled(2)) if item.event.offered else QPen(self._look.surface))
        painter.setBrush(self._look.surface if item.event.offered else colour)
        radius = scaled(4) + (0 if item.event.offered else 1)
        painter.drawEllipse(QPointF(item.x, middle), radius, radius)
        if not item.labelled:
            return
        font = small_font()
        metrics = QFontMetrics(font)
        half = (
            max(metrics.horizontalAdvance(item.event.what), metrics.horizontalAdvance(item.event.day)) / 2 + 2
        )
        height = scaled(18)
        above = QRect(round(item.x - half), round(middle) - height - scaled(6), round(2 * half), height)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, above, item.event.what, font, self._look.text, align=centre)
        below = above.translated(0, height + 2 * scaled(6))
        draw_text(painter, below, item.event.day, font, self._look.muted, align=centre)


def _offered(event: TimelineEvent) -> str:
    return ", offered" if event.offered else ""
