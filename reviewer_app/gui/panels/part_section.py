"""What of a service line is approved in part, beside what was requested, and where the provider agreed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.request import ServiceLine
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.dates import read_date
from reviewer_app.gui.panels.cited_rows import CitedRows
from reviewer_app.gui.panels.date_field import DateField
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import toned
from reviewer_app.rules.approved_part import requested_words

NOT_CITED = (
    "Not cited. Without it only a physician may approve in part: select the passage on its page and press E."
)
NO_NUMBER = "A whole number of units, such as 2."
NO_DAY = "A date such as 2025-05-08."


class PartSection(QFrame):
    """``entered`` carries the whole new part each time a field was committed; ``agreement_activated`` a
    passage to jump to, ``agreement_removed`` the id of one to take away."""

    entered = Signal(object)
    agreement_activated = Signal(object)
    agreement_removed = Signal(str)
    editing_done = Signal()

    def __init__(self, line: int, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ApprovedPart(line)
        self._read_only = False
        self._requested = toned("", "small")
        self.units = LineField(f"Approved units, line {line}", placeholder="As requested")
        self.codes = LineField(f"Approved codes, line {line}", placeholder="As requested")
        self.first_day = DateField(f"Approved from, line {line}")
        self.last_day = DateField(f"Approved until, line {line}")
        self.other = LineField(f"Otherwise approved, line {line}", placeholder="What else is different")
        self.agreement = CitedRows(f"Where the provider agreed, line {line}", look)
        self._uncited = toned(NOT_CITED, "small")
        self._rows = {
            "units": FieldRow("Units", self.units),
            "codes": FieldRow("Codes", self.codes),
            "first_day": FieldRow("From", self.first_day),
            "last_day": FieldRow("Until", self.last_day),
            "other": FieldRow("Otherwise", self.other),
        }
        self._lay_out()
        for field in (self.units, self.codes, self.first_day, self.last_day, self.other):
            field.committed.connect(lambda _text: self._commit())
            field.entered.connect(self.editing_done)
            field.cancelled.connect(self.editing_done)
        self.agreement.activated_evidence.connect(self.agreement_activated)
        self.agreement.removed.connect(self.agreement_removed)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(toned("APPROVED PART", "heading", wrap=False))
        column.addWidget(self._requested)
        for pair in (("units", "codes"), ("first_day", "last_day")):
            row = QHBoxLayout()
            row.setSpacing(scaled(12))
            for name in pair:
                row.addWidget(self._rows[name], stretch=1)
            column.addLayout(row)
        column.addWidget(self._rows["other"])
        column.addWidget(toned("The provider's written agreement", "small"))
        column.addWidget(self._uncited)
        column.addWidget(self.agreement)

    def set_look(self, look: Look) -> None:
        self.agreement.set_look(look)

    def show_part(self, part: ApprovedPart, line: ServiceLine, *, read_only: bool) -> None:
        """Show the part; a field that is being typed in keeps what was typed."""
        self._shown, self._read_only = part, read_only
        self._requested.say(f"Requested: {requested_words(line)}")
        self.units.show_value(str(part.units) if part.units is not None else "")
        self.codes.show_value(", ".join(part.codes))
        self.first_day.show_value(part.first_day.isoformat() if part.first_day else "")
        self.last_day.show_value(part.last_day.isoformat() if part.last_day else "")
        self.other.show_value(part.other)
        for field in (self.units, self.codes, self.first_day, self.last_day, self.other):
            field.setReadOnly(read_only)
        self.agreement.show_cited(part.cited)
        self._uncited.setVisible(not part.cited and not read_only)

    def field_of(self, name: str) -> QWidget | None:
        """The field of that name; the agreement's rows for ``agreement``."""
        if name == "agreement":
            return self.agreement if self._shown.cited else self.units
        return self._rows[name].field if name in self._rows else None

    def _commit(self) -> None:
        """Tell the part as the fields have it; a field that cannot be read says so and is left as it was."""
        units = self.units.value()
        readable = units.isdecimal() or not units
        self._rows["units"].show_problem("" if readable else NO_NUMBER)
        for name, field in (("first_day", self.first_day), ("last_day", self.last_day)):
            self._rows[name].show_problem(NO_DAY if field.unreadable else "")
        part = ApprovedPart(
            line=self._shown.line,
            codes=tuple(code.strip() for code in self.codes.value().split(",") if code.strip()),
            units=self._shown.units if not readable else int(units) if units else None,
            first_day=_day(self.first_day, self._shown.first_day),
            last_day=_day(self.last_day, self._shown.last_day),
            other=self.other.value(),
            cited=self._shown.cited,
        )
        if part != self._shown:
            self._shown = part
            self.entered.emit(part)


def _day(field: DateField, before: date | None) -> date | None:
    return before if field.unreadable else read_date(field.value())
