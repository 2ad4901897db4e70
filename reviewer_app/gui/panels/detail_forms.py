"""The small forms inside the checklist: an element's structured entries, and an element of the reviewer's
own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.domain.policy import DetailField
from reviewer_app.gui.icons import IconRole
from reviewer_app.gui.look import scaled
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.choice_fields import CheckField, ChoiceField
from reviewer_app.gui.panels.date_field import DateField
from reviewer_app.gui.panels.fields import ENTER_KEYS, LineField, with_control
from reviewer_app.gui.panels.labels import show_words, toned

Entry = tuple[tuple[str, str], ...]
YES_NO = (("", "not said"), ("yes", "yes"), ("no", "no"))


class InlineForm(QFrame):
    """A form inside a panel: Ctrl+Enter saves from any field, Esc gives up."""

    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("ground", "surface")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in ENTER_KEYS and with_control(event):
            self.save()
        else:
            event.ignore()

    def save(self) -> None:
        """Tell what was entered."""
        raise NotImplementedError


Field = LineField | ChoiceField


def made_field(detail: DetailField) -> Field:
    """The field for one part of a structured entry."""
    match detail.kind:
        case "date":
            return DateField(detail.label)
        case "yes-no":
            return ChoiceField(detail.label, YES_NO)
        case "choice":
            return ChoiceField(detail.label, (("", "not said"), *((word, word) for word in detail.choices)))
        case _:
            return LineField(detail.label)


class EntryForm(QFrame):
    """The fields of one structured entry, one below the other."""

    def __init__(self, details: tuple[DetailField, ...], entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, scaled(8))
        form.setSpacing(scaled(6))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        values = dict(entry)
        self._kept = tuple(pair for pair in entry if pair[0] not in {detail.id for detail in details})
        self.fields: dict[str, Field] = {}
        for detail in details:
            field = made_field(detail)
            field.show_value(values.get(detail.id, ""))
            label = toned(detail.label, "small", wrap=False)
            label.setBuddy(field)
            form.addRow(label, field)
            self.fields[detail.id] = field

    def entry(self) -> Entry:
        """What the fields say, empty ones left out; values of fields that the pack no longer has are kept."""
        typed = tuple((name, field.value()) for name, field in self.fields.items() if field.value())
        return (*typed, *self._kept) if typed else self._kept


class DetailsForm(InlineForm):
    """All structured entries of an element. ``entered`` carries those that are not empty."""

    entered = Signal(object)

    def __init__(
        self,
        details: tuple[DetailField, ...],
        entries: tuple[Entry, ...],
        *,
        repeat: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Entries of this element", parent)
        self._details = details
        self.entry_forms: list[EntryForm] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        self._entries = QVBoxLayout()
        column.addLayout(self._entries)
        self._problem = toned("", "problem")
        column.addWidget(self._problem)
        show_words(self._problem, "")
        column.addLayout(self._buttons(repeat=repeat))
        for entry in entries or ((),):
            self._add(entry)

    def _buttons(self, *, repeat: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Button("Save entries", self.save, kind="primary"))
        if repeat:
            row.addWidget(Button("Another entry", self.add_entry, role=IconRole.ADD))
        row.addWidget(Button("Cancel", self.closed.emit, kind="quiet"))
        row.addStretch()
        return row

    def _add(self, entry: Entry) -> EntryForm:
        form = EntryForm(self._details, entry, self)
        for field in form.fields.values():
            if isinstance(field, LineField):
                field.entered.connect(self.save)
                field.cancelled.connect(self.closed)
        self._entries.addWidget(form)
        self.entry_forms.append(form)
        return form

    def add_entry(self) -> None:
        """One more empty entry, with the typing in its first field."""
        form = self._add(())
        form.show()
        next(iter(form.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        next(iter(self.entry_forms[0].fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        wrong = self._unreadable_date()
        if wrong is not None:
            show_words(self._problem, f"“{wrong.text()}” is no date; write it like 2025-05-08.")
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.entered.emit(tuple(form.entry() for form in self.entry_forms if form.entry()))

    def _unreadable_date(self) -> DateField | None:
        for form in self.entry_forms:
            for field in form.fields.values():
                if isinstance(field, DateField) and field.unreadable:
                    return field
        return None


class AddElementForm(InlineForm):
    """Asks for the title of an element of the reviewer's own and whether the case cannot do without it."""

    entered = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("New element", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        column.addWidget(toned("New element of this case", "title"))
        self.title = LineField("Title of the new element", placeholder="What has to be found in the records")
        self.required = CheckField("Required: without it the request cannot be approved")
        self._problem = toned("", "problem")
        for widget in (self.title, self._problem, self.required):
            column.addWidget(widget)
        show_words(self._problem, "")
        row = QHBoxLayout()
        row.addWidget(Button("Add element", self.save, kind="primary"))
        row.addWidget(Button("Cancel", self.closed.emit, kind="quiet"))
        row.addStretch()
        column.addLayout(row)
        self.title.entered.connect(self.save)
        self.title.cancelled.connect(self.closed)

    def save(self) -> None:
        if not self.title.value():
            show_words(self._problem, "Give the element a title.")
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.entered.emit(self.title.value(), self.required.isChecked())
