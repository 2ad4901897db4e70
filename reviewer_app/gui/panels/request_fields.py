"""The fields of the request form in their groups, each with the place where its problem is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reviewer_app.domain.request import FieldProblem
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.request_draft import (
    FUNDINGS,
    LATERALITIES,
    LINES_OF_BUSINESS,
    SEXES,
    SYSTEMS,
    URGENCIES,
)
from reviewer_app.gui.panels.choice_fields import ChoiceField
from reviewer_app.gui.panels.date_field import DateField
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import toned

Choices = tuple[tuple[str, str], ...]


class FieldSpec(NamedTuple):
    """A field: its path below the group, its label, and its choices where it has some. ``span`` counts
    columns of the group's grid of four."""

    path: str
    label: str
    kind: str = "text"
    choices: Choices = ()
    span: int = 1
    placeholder: str = ""


class GroupSpec(NamedTuple):
    """Fields under one heading."""

    heading: str
    fields: tuple[FieldSpec, ...]


def _provider(name: str) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(f"{name}.name", "Name", span=2),
        FieldSpec(f"{name}.npi", "NPI"),
        FieldSpec(f"{name}.specialty", "Specialty"),
    )


GROUPS = (
    GroupSpec(
        "MEMBER",
        (
            FieldSpec("member.last_name", "Last name"),
            FieldSpec("member.first_name", "First name"),
            FieldSpec("member.dob", "Date of birth", "date"),
            FieldSpec("member.sex", "Sex", "choice", SEXES),
            FieldSpec("member.member_id", "Member id", span=2),
        ),
    ),
    GroupSpec(
        "REQUEST",
        (
            FieldSpec("request_id", "Request id"),
            FieldSpec("received", "Received", placeholder="YYYY-MM-DD HH:MM"),
            FieldSpec("urgency", "Urgency", "choice", URGENCIES),
            FieldSpec("requested_dos", "Date of service", "date"),
            FieldSpec("body_region", "Body region"),
            FieldSpec("laterality", "Side", "choice", LATERALITIES),
            FieldSpec("level", "Level"),
            FieldSpec("place_of_service", "Place of service"),
            FieldSpec("onset_date", "Onset", "date"),
            FieldSpec("change_date", "Change in symptoms", "date"),
            FieldSpec("clinical_trial_number", "Clinical trial", placeholder="NCT and 8 digits"),
        ),
    ),
    GroupSpec(
        "PLAN",
        (
            FieldSpec("plan.payer", "Payer", span=2),
            FieldSpec("plan.plan_name", "Plan", span=2),
            FieldSpec("plan.line_of_business", "Line of business", "choice", LINES_OF_BUSINESS),
            FieldSpec("plan.funding", "Funding", "choice", FUNDINGS),
            FieldSpec("plan.group_number", "Group number"),
            FieldSpec("plan.state", "State", placeholder="WI"),
        ),
    ),
    GroupSpec("ORDERING PROVIDER", _provider("ordering_provider")),
    GroupSpec("SERVICING PROVIDER", _provider("servicing_provider")),
    GroupSpec(
        "SUBMITTER",
        (
            FieldSpec("submitter_note", "Note of the submitter", span=4),
            FieldSpec("attachments", "Attachments that the submitter names, separated by commas", span=4),
        ),
    ),
)

AS_REQUESTED = "as the request"
"""What an empty field of a service line means."""

SERVICE = (
    FieldSpec("code", "Code"),
    FieldSpec("system", "System", "choice", SYSTEMS),
    FieldSpec("modifiers", "Modifiers"),
    FieldSpec("units", "Units"),
    FieldSpec("plain_description", "Description", span=4),
    FieldSpec("body_region", "Region", placeholder=AS_REQUESTED),
    FieldSpec("laterality", "Side", "choice", (("", AS_REQUESTED), *LATERALITIES[1:])),
    FieldSpec("level", "Level", placeholder=AS_REQUESTED),
    FieldSpec("requested_dos", "Date of service", "date"),
)
DIAGNOSIS = (FieldSpec("code", "ICD-10-CM code", span=2),)


class FieldGroup(QWidget):
    """Fields in a grid of four columns, or of fewer where there is little room.

    ``prefix`` stands before each field's path; ``changed`` is called when something was typed or chosen,
    ``confirmed`` on Ctrl+Enter in a text field.
    """

    def __init__(
        self,
        heading: str,
        specs: tuple[FieldSpec, ...],
        prefix: str,
        changed: Callable[[], None],
        confirmed: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.fields: dict[str, LineField | ChoiceField] = {}
        self._rows: dict[str, FieldRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        if heading:
            column.addWidget(toned(heading, "heading", wrap=False))
        self._specs = specs
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(scaled(12))
        self._grid.setVerticalSpacing(scaled(8))
        for spec in specs:
            field = self._made(spec, heading, changed)
            if isinstance(field, LineField):
                field.confirmed.connect(confirmed)
            self.fields[prefix + spec.path] = field
            self._rows[prefix + spec.path] = FieldRow(spec.label, field)
        column.addLayout(self._grid)
        self._columns = 0
        self.set_columns(4)

    def set_columns(self, columns: int) -> None:
        """Lay the fields out in so many columns; none is wider than the grid."""
        if columns == self._columns:
            return
        self._columns = columns
        place = 0
        for spec, row in zip(self._specs, self._rows.values(), strict=True):
            span = min(spec.span, columns)
            if place % columns + span > columns:
                place += columns - place % columns
            self._grid.addWidget(row, place // columns, place % columns, 1, span, Qt.AlignmentFlag.AlignTop)
            place += span
        for number in range(4):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def _made(self, spec: FieldSpec, heading: str, changed: Callable[[], None]) -> LineField | ChoiceField:
        name = f"{heading.capitalize()}: {spec.label}" if heading else spec.label
        if spec.kind == "choice":
            choice = ChoiceField(name, spec.choices)
            choice.committed.connect(lambda _value: changed())
            return choice
        field = DateField(name) if spec.kind == "date" else LineField(name, placeholder=spec.placeholder)
        field.textEdited.connect(lambda _text: changed())
        return field

    def show_values(self, values: Mapping[str, str]) -> None:
        for path, field in self.fields.items():
            field.show_value(values.get(path, ""))

    def values(self) -> dict[str, str]:
        return {path: field.value() for path, field in self.fields.items()}

    def problem(self, path: str) -> str:
        """What is said beside the field of that path."""
        return self._rows[path].problem()

    def show_problems(self, problems: tuple[FieldProblem, ...]) -> set[str]:
        """Say each problem beside its field; the paths that were found here."""
        said = {problem.path: problem.message for problem in problems}
        for path, row in self._rows.items():
            row.show_problem(said.get(path, ""))
        return set(said) & set(self._rows)
