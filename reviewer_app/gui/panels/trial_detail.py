"""The clinical trial in detail (S24)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.authority import LadderKind, TrialRecord
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.evidence import Evidence
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.dates import read_date
from reviewer_app.gui.panels.authority_detail import AuthorityDetail
from reviewer_app.gui.panels.cited_rows import CitedRows
from reviewer_app.gui.panels.date_field import DateField
from reviewer_app.gui.panels.fields import LineField, TextField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import toned
from reviewer_app.gui.panels.numbered_choice import NumberedChoice
from reviewer_app.rules.identifiers import check_nct
from reviewer_app.rules.trial import required_by_medicare, trial_lacks, trial_number

MEANING = (
    "A service in a clinical trial is held against the plan's terms for trials. Medicare covers it where CMS "
    "approved the trial for coverage with evidence development."
)
APPROVED = {"yes": True, "no": False, "": None}
CHOICES = (
    ("yes", "On CMS's list of approved trials"),
    ("no", "Not on that list"),
    ("", "Not looked up"),
)


class TrialDetail(AuthorityDetail):
    """``written`` carries the whole record as it was typed."""

    written = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("Clinical trial", parent)
        self._record = TrialRecord()
        self._requested = ""
        self.number = LineField("Trial number", placeholder="NCT and eight digits")
        self.approved = NumberedChoice("Approved by CMS", CHOICES, look)
        self.list_version = LineField("Version of the list")
        self.list_date = DateField("Date of the list")
        self.cited = CitedRows("Papers of the trial", look)
        self.note = TextField("Note", least=1)
        self.number_row = FieldRow("Trial number", self.number)
        self._approved_label = toned("Coverage with evidence development", "small")
        self._list_rows = (
            FieldRow("Version of the list", self.list_version),
            FieldRow("Date of the list", self.list_date),
        )
        self.cite_hint = toned("", "small")
        self.lay_out(
            (
                self.number_row,
                self._approved_label,
                self.approved,
                *self._list_rows,
                toned("PAPERS", "heading", wrap=False),
                self.cited,
                self.cite_hint,
                FieldRow("Note", self.note),
            )
        )
        self.approved.picked.connect(self._approve)
        for field in (self.number, self.list_version, self.list_date, self.note):
            field.committed.connect(lambda _text: self._commit(self._record.approved))
        self.cited.activated_evidence.connect(self.evidence_activated)
        self.cited.removed.connect(self.evidence_removed)

    def set_look(self, look: Look) -> None:
        self.approved.rows.set_look(look)
        self.cited.set_look(look)

    def show_keys(self, cite: str) -> None:
        """Name the key that cites."""
        self.cite_hint.say(f"{cite} cites the selection, or the page. Delete takes a citation away.")

    def show_trial(self, case: OpenCase) -> None:
        """Show the record; the number that the request names is shown where none was recorded."""
        review, self._requested = case.review, case.request.clinical_trial_number
        self._record = record = review.trial or TrialRecord()
        number = trial_number(review, self._requested)
        ladder = next((one.ladder for one in case.authority), None)
        lacks = " ".join(trial_lacks(review, self._requested, ladder))
        standing = required_by_medicare(review, self._requested, ladder)
        if not standing:
            standing = "" if number else "The request names no clinical trial."
        self.say("Clinical trial · S24", MEANING, standing, lacks)
        self.number.show_value(number)
        self.number_row.show_problem((check_nct(number) or "") if number else "")
        chosen = next(value for value, approved in APPROVED.items() if approved is record.approved)
        self.approved.show_chosen(chosen)
        self.list_version.show_value(record.list_version)
        self.list_date.show_value(record.list_date.isoformat() if record.list_date else "")
        self.cited.show_cited(record.cited)
        self.note.show_value(record.note)
        medicare = ladder is LadderKind.MEDICARE
        for widget in (self._approved_label, self.approved, *self._list_rows):
            widget.setVisible(medicare)
        self.approved.setEnabled(not review.read_only)
        for field in (self.number, self.list_version, self.list_date, self.note):
            field.setReadOnly(review.read_only)

    def choose(self, number: int) -> None:
        if self.approved.isVisibleTo(self) and self.approved.isEnabled() and 1 <= number <= len(CHOICES):
            self._approve(CHOICES[number - 1][0])

    def focus_first(self) -> None:
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_evidence(self) -> Evidence | None:
        """The next passage that is cited for the trial."""
        return self.cited.next_evidence()

    def current_citation(self) -> str | None:
        """The id of the passage to take away; ``None`` without one."""
        evidence = self.cited.current_evidence()
        return evidence.id if evidence is not None else None

    def _approve(self, value: str) -> None:
        self._commit(APPROVED[value])

    def _commit(self, approved: bool | None) -> None:
        if self.list_date.unreadable:
            return
        number = self.number.value()
        self.written.emit(
            TrialRecord(
                number="" if number == self._requested.strip() else number,
                approved=approved,
                list_version=self.list_version.value(),
                list_date=read_date(self.list_date.text()),
                note=self.note.value(),
            )
        )
