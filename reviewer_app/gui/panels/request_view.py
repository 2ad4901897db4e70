"""The request as it came: every field, what is wrong with some, and fields that the program does not know."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.gui.icons import IconRole
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.request_draft import request_values, unknown_fields
from reviewer_app.gui.models.wording import counted
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.labels import toned
from reviewer_app.gui.panels.request_fields import DIAGNOSIS, GROUPS, SERVICE, FieldSpec

MOST_CHARACTERS = 4000
"""Of one value. A longer one would take the window seconds to lay out; it is whole in request.json."""

Line = tuple[str, str, str]
"""Label, value and problem."""


def shown_lines(
    specs: tuple[FieldSpec, ...], prefix: str, values: dict[str, str], problems: dict[str, str]
) -> tuple[Line, ...]:
    """The fields that have a value or a problem, worded."""
    lines = []
    for spec in specs:
        value = values.get(prefix + spec.path, "")
        words = dict(spec.choices).get(value, value) if value else ""
        problem = problems.get(prefix + spec.path, "")
        if words or problem:
            lines.append((spec.label, fitting(words) or "not given", problem))
    return tuple(lines)


def fitting(text: str) -> str:
    """A text that can be laid out, with the length of what is left out."""
    left_out = len(text) - MOST_CHARACTERS
    return f"{text[:MOST_CHARACTERS]} … ({counted(left_out, 'more character')})" if left_out > 0 else text


def sections(
    request: Request, problems: tuple[FieldProblem, ...]
) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Headings with their lines, empty ones left out; problems without a field and unknown fields come
    last."""
    values = request_values(request)
    said = {problem.path: problem.message for problem in problems}
    made: list[tuple[str, tuple[Line, ...]]] = []
    repeated = (
        ("SERVICE", "services", SERVICE, request.services),
        ("DIAGNOSIS", "diagnoses", DIAGNOSIS, request.diagnoses),
    )
    for group in GROUPS:
        made.append((group.heading, shown_lines(group.fields, "", values, said)))
        if group.heading == "MEMBER":
            for heading, name, specs, items in repeated:
                for number in range(len(items)):
                    lines = shown_lines(specs, f"{name}[{number}].", values, said)
                    made.append((f"{heading} {number + 1}", lines))
    elsewhere = tuple(
        (problem.path, "", problem.message) for problem in problems if problem.path not in values
    )
    made.append(("OTHER PROBLEMS", elsewhere))
    unknown = tuple((fitting(name), fitting(value), "") for name, value in unknown_fields(request))
    made.append(("FIELDS THE PROGRAM DOES NOT KNOW", unknown))
    return tuple((heading, lines) for heading, lines in made if lines)


class RequestView(QScrollArea):
    """Shows a request to read. ``complete_asked`` says that the person wants to add or correct something."""

    complete_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("The request as received")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[tuple[str, tuple[Line, ...]], ...] = ()
        self.complete_button = Button(
            "Complete or correct the request", self.complete_asked.emit, role=IconRole.EDIT
        )
        body = QWidget()
        body.setProperty("ground", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(16))
        column.setSpacing(scaled(12))
        self._table = QWidget()
        self._column = column
        column.addWidget(self._table)
        column.addWidget(self.complete_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.setWidget(body)

    def show_request(self, request: Request, problems: tuple[FieldProblem, ...]) -> None:
        """Show a request with the problems of its fields."""
        shown = sections(request, problems)
        if shown == self._shown:
            return
        self._shown = shown
        table = self._built_table(shown)
        self._column.replaceWidget(self._table, table)
        self._table.deleteLater()
        self._table = table

    def _built_table(self, shown: tuple[tuple[str, tuple[Line, ...]], ...]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(4))
        grid.setColumnStretch(1, 1)
        row = 0
        for heading, lines in shown:
            title = toned(heading, "heading")
            title.setContentsMargins(0, scaled(10) if row else 0, 0, scaled(2))
            grid.addWidget(title, row, 0, 1, 2)
            row += 1
            for label, value, problem in lines:
                grid.addWidget(toned(label, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(toned(value, ""), row, 1)
                row += 1
                if problem:
                    grid.addWidget(toned(problem, "problem"), row, 1)
                    row += 1
        grid.setColumnMinimumWidth(0, scaled(110))
        return table
