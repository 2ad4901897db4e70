"""The pane below the checklist: what the current element asks for, what was found, where, and the inline
fields."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.domain.checklist import ChecklistElement
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.policy import Requirement
from reviewer_app.domain.review import Finding, FindingState
from reviewer_app.gui.commands.bindings import OWN_KEYS
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.evidence_model import EvidenceModel
from reviewer_app.gui.models.suggestions_model import SuggestionRow
from reviewer_app.gui.models.wording import STATE_WORDS, moment
from reviewer_app.gui.panels.checklist_rows import EvidenceDelegate
from reviewer_app.gui.panels.detail_forms import AddElementForm, DetailsForm, InlineForm
from reviewer_app.gui.panels.fields import LineField, TextField
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.lists import ChoiceList
from reviewer_app.gui.panels.suggestions import SuggestionsSection

REQUIREMENT_WORDS = {
    Requirement.REQUIRED: "required",
    Requirement.WHERE_RELEVANT: "where relevant",
    Requirement.OPTIONAL: "optional",
}


def standing(element: ChecklistElement, finding: Finding, reviewer: str) -> str:
    """When the element was marked, by whom if that was not ``reviewer``, its row and whether it is
    required."""
    parts = []
    if finding.marked_at is not None:
        by = f" by {finding.marked_by}" if finding.marked_by not in ("", reviewer) else ""
        parts.append(f"marked {moment(finding.marked_at)}{by}")
    if element.element.row:
        parts.append(f"row {element.element.row}")
    parts.append(REQUIREMENT_WORDS[element.element.requirement])
    return " · ".join(parts)


def entries_text(element: ChecklistElement, finding: Finding) -> str:
    """The structured entries of a finding, one a line."""
    labels = {detail.id: detail.label for detail in element.element.details}
    lines = (
        " · ".join(f"{labels.get(name, name)}: {value}" for name, value in entry) for entry in finding.details
    )
    return "\n".join(lines)


class ElementDetail(QScrollArea):
    """Shows one element with its finding. Every act goes out as a signal; the element it belongs to is
    told. With the keyboard on it, arrows and page keys scroll what is longer than its room."""

    note_entered = Signal(str, str)
    reason_entered = Signal(str, str)
    details_entered = Signal(str, object)
    element_added = Signal(str, bool)
    evidence_activated = Signal(object)
    evidence_removed = Signal(str, str)
    editing_done = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Current element")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(OWN_KEYS, "Up Down PgUp PgDown")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._element: ChecklistElement | None = None
        self._finding = Finding("")
        self._form: InlineForm | None = None
        self._build(look)

    def _build(self, look: Look) -> None:
        body = QWidget()
        body.setProperty("ground", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(12))
        self._column.setSpacing(scaled(6))
        head = QHBoxLayout()
        head.setSpacing(scaled(6))
        self._state = toned("", "title", wrap=False)
        self._standing = toned("", "small")
        head.addWidget(self._state, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._standing, stretch=1)
        self._column.addLayout(head)
        self._question = toned("", "")
        self._about = toned("", "caution")
        self._convention = toned("", "small")
        self._reason = toned("", "")
        self.reason_field = LineField(
            "Reason", placeholder="Why this does not apply · Enter marks, Esc gives up"
        )
        self.note_field = TextField(
            "Note", placeholder="Note · Enter saves, Shift+Enter starts a line", least=1, enter_commits=True
        )
        self._note = toned("", "")
        self._entries = toned("", "small")
        self.evidence_list = ChoiceList("Evidence of the current element")
        self.evidence_model = EvidenceModel(self)
        self.evidence_list.setModel(self.evidence_model)
        self.evidence_list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.evidence_rows = EvidenceDelegate(self.evidence_list, look)
        for widget in (
            self._question,
            self._about,
            self._convention,
            self._reason,
            self.reason_field,
            self._note,
            self.note_field,
            self._entries,
            self.evidence_list,
        ):
            self._column.addWidget(widget)
            widget.hide()
        self.suggestions = SuggestionsSection(look)
        self._column.addWidget(self.suggestions)
        self._column.addStretch()
        self.setWidget(body)
        self._connect()

    def _connect(self) -> None:
        self.evidence_list.chosen.connect(self._activate)
        self.evidence_rows.removal_asked.connect(self._remove)
        self.reason_field.entered.connect(self._reason_done)
        self.reason_field.cancelled.connect(self._reason_closed)
        self.note_field.committed.connect(self._note_done)
        self.note_field.entered.connect(self._note_closed)
        self.note_field.cancelled.connect(self._note_closed)

    def set_look(self, look: Look) -> None:
        self.evidence_rows.set_look(look)
        self.suggestions.set_look(look)

    @property
    def element_id(self) -> str:
        return self._element.id if self._element is not None else ""

    def show_element(
        self,
        element: ChecklistElement | None,
        finding: Finding,
        reviewer: str = "",
        overridden: str = "",
    ) -> None:
        """Show an element as it stands; another element than before ends what was being typed."""
        if element is None or self._element is None or element.id != self._element.id:
            self._end_typing()
            self.verticalScrollBar().setValue(0)
        self._element, self._finding = element, finding
        show_words(self._state, STATE_WORDS[finding.state].capitalize() if element is not None else "")
        words = standing(element, finding, reviewer) if element is not None else ""
        show_words(self._standing, f"{overridden} · {words}" if overridden else words)
        show_words(self._question, element.element.question if element is not None else "")
        convention = element.element.local_convention if element is not None else ""
        show_words(self._convention, f"Local convention: {convention}" if convention else "")
        not_applicable = finding.state is FindingState.NOT_APPLICABLE and bool(finding.reason)
        show_words(self._reason, f"Not applicable: {finding.reason}" if not_applicable else "")
        show_words(self._note, f"Note: {finding.note}" if finding.note and self.note_field.isHidden() else "")
        show_words(self._entries, entries_text(element, finding) if element is not None else "")
        kept = self.evidence_list.currentIndex().row()
        self.evidence_model.show_finding(finding)
        self.evidence_list.setVisible(bool(finding.evidence))
        self.evidence_list.fit()
        if finding.evidence and kept >= 0 and not self.evidence_list.currentIndex().isValid():
            self._select_evidence(min(kept, len(finding.evidence) - 1))

    def show_suggestion(self, row: SuggestionRow) -> None:
        """Let a suggestion stand out and scroll to it."""
        self.suggestions.make_current(row)
        QTimer.singleShot(0, self.suggestions, self._show_current_suggestion)

    def _show_current_suggestion(self) -> None:
        rows = self.suggestions.list
        place = rows.visualRect(rows.currentIndex())
        body = self.widget()
        if body is not None:
            place.translate(rows.viewport().mapTo(body, QPoint()))
        self.ensureVisible(0, place.bottom(), 0, scaled(12))
        self.ensureVisible(0, place.top(), 0, scaled(12))

    def show_about(self, words: str) -> None:
        """Say what else in the review the shown element is judged by."""
        show_words(self._about, words)

    def about_text(self) -> str:
        """What is said that the element is judged by."""
        return self._about.words()

    def _end_typing(self) -> None:
        """Commit a note that is being typed, drop an unfinished reason, close a form."""
        if not self.note_field.isHidden():
            self.note_field.commit()
            self.note_field.hide()
        self.reason_field.hide()
        self._close_form()
        self.evidence_list.setCurrentIndex(QModelIndex())

    def _select_evidence(self, row: int) -> None:
        self.evidence_list.setCurrentIndex(self.evidence_model.index(row))

    def current_evidence(self) -> Evidence | None:
        """The evidence that was jumped to last, or is selected; the first one otherwise."""
        rows = self.evidence_model.rows
        place = self.evidence_list.currentIndex().row()
        return rows[max(0, place)].evidence if rows else None

    def next_evidence(self) -> Evidence | None:
        """Select the first piece of evidence, and each time after that the next, around the end."""
        rows = self.evidence_model.rows
        if not rows:
            return None
        place = (self.evidence_list.currentIndex().row() + 1) % len(rows)
        self._select_evidence(place)
        return rows[place].evidence

    def remove_evidence(self) -> None:
        """Ask for the removal of the current evidence."""
        evidence = self.current_evidence()
        if evidence is not None:
            self._remove(evidence.id)

    def _remove(self, evidence_id: str) -> None:
        self.evidence_removed.emit(self.element_id, evidence_id)

    def _activate(self, index: QModelIndex) -> None:
        self.evidence_activated.emit(self.evidence_model.rows[index.row()].evidence)

    def edit_note(self) -> None:
        """Open the note for typing."""
        if self._element is None:
            return
        self._note.hide()
        self.note_field.show_value(self._finding.note)
        self._open(self.note_field)

    def ask_reason(self, state: FindingState) -> None:
        """Open the one-line field for the reason of a state, usually not applicable."""
        if self._element is None:
            return
        self.reason_field.setAccessibleName(f"Reason for {STATE_WORDS[state]}")
        self.reason_field.show_value(self._finding.reason)
        self._open(self.reason_field)
        self.reason_field.selectAll()

    def edit_details(self) -> None:
        """Open the element's structured entries for typing, where it has any."""
        if self._element is None or not self._element.element.details:
            return
        form = DetailsForm(
            self._element.element.details, self._finding.details, repeat=self._element.element.details_repeat
        )
        form.entered.connect(self._details_done)
        self._open_form(form)
        form.focus_first()

    def add_element(self) -> None:
        """Open the form for an element of the reviewer's own."""
        form = AddElementForm()
        form.entered.connect(self._addition_done)
        self._open_form(form)
        form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, field: QWidget) -> None:
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        # The field has its place only after the layout has run.
        QTimer.singleShot(0, field, lambda: self.ensureWidgetVisible(field, 0, scaled(12)))

    def _open_form(self, form: InlineForm) -> None:
        self._close_form()
        self._form = form
        form.closed.connect(self._form_closed)
        self._column.insertWidget(self._column.indexOf(self._reason), form)
        form.show()
        QTimer.singleShot(0, form, lambda: self.ensureWidgetVisible(form, 0, scaled(12)))

    def in_form(self, widget: QWidget) -> bool:
        """Whether the widget belongs to an open form, of entries or of a new element."""
        return self._form is not None and self._form.isAncestorOf(widget)

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None

    def _form_closed(self) -> None:
        self._close_form()
        self.editing_done.emit()

    def _details_done(self, entries: object) -> None:
        self._form_closed()
        self.details_entered.emit(self.element_id, entries)

    def _addition_done(self, title: str, required: bool) -> None:
        self._form_closed()
        self.element_added.emit(title, required)

    def _reason_done(self) -> None:
        if not self.reason_field.value():
            return
        self._reason_closed()
        self.reason_entered.emit(self.element_id, self.reason_field.value())

    def _reason_closed(self) -> None:
        self.reason_field.hide()
        self.editing_done.emit()

    def _note_done(self, text: str) -> None:
        self.note_entered.emit(self.element_id, text)

    def _note_closed(self) -> None:
        self.note_field.hide()
        show_words(self._note, f"Note: {self._finding.note}" if self._finding.note else "")
        self.editing_done.emit()
