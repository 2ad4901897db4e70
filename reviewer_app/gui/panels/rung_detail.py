"""One rung of the ladder in detail: what to look for, what it says, its citation, dates, and what it
overrides."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.authority import SPEAKING, RungFinding, RungKind, Speaks
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.evidence import Evidence
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.authority_model import SPEAKS_WORDS, proposal_words
from reviewer_app.gui.models.dates import read_date
from reviewer_app.gui.models.wording import moment
from reviewer_app.gui.panels.authority_detail import AuthorityDetail
from reviewer_app.gui.panels.cited_rows import CitedRows
from reviewer_app.gui.panels.date_field import DateField
from reviewer_app.gui.panels.fields import TextField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.numbered_choice import NumberedChoice
from reviewer_app.rules.authority import may_be_overridden
from reviewer_app.rules.authority_ladders import RUNG_WORDS

CHOICES = tuple((speaks.value, words.capitalize()) for speaks, words in SPEAKS_WORDS.items())
SILENT_RUNG_WORDS = "It is what the policy packs hold. It is not checked here but element by element."


ALL = "*"
"""The choice that stands for all elements; no element has it for its id."""


class RungDetail(AuthorityDetail):
    """``spoken`` carries what the reviewer says that the rung says, ``written`` the whole finding with what
    was typed."""

    spoken = Signal(object)
    written = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("Current rung", parent)
        self._finding = RungFinding(0, RungKind.FEDERAL_LAW)
        self._offered: tuple[str, ...] = ()
        self._confirm_key = ""
        self.speaks = NumberedChoice("What it says", CHOICES, look)
        self.entry = toned("", "")
        self.cited = CitedRows("What is cited for it", look)
        self.cite_hint = toned("", "small")
        self.effective_from = DateField("In effect from")
        self.effective_to = DateField("In effect until")
        self.note = TextField("Note", least=1)
        self.instruction = TextField("Payor's written instruction", least=1)
        self.overrides = NumberedChoice("Elements that it overrides", (), look, several=True)
        self._by = toned("", "small")
        self._heading = toned("CITATION", "heading", wrap=False)
        self._override_heading = toned("ELEMENTS THAT IT OVERRIDES", "heading", wrap=False)
        self._rows = (
            FieldRow("In effect from", self.effective_from),
            FieldRow("In effect until", self.effective_to),
        )
        self._note_row = FieldRow("Note", self.note)
        self._instruction_row = FieldRow(
            "Payor's written instruction to the provider, for the letter", self.instruction
        )
        self.lay_out(
            (
                self.speaks,
                self._by,
                self._heading,
                self.entry,
                self.cited,
                self.cite_hint,
                *self._rows,
                self._override_heading,
                self.overrides,
                self._note_row,
                self._instruction_row,
            )
        )
        self._connect()

    def _connect(self) -> None:
        self.speaks.picked.connect(lambda value: self.spoken.emit(Speaks(value)))
        self.overrides.picked.connect(self._toggle)
        for field in (self.effective_from, self.effective_to, self.note, self.instruction):
            field.committed.connect(lambda _text: self._commit())
        self.cited.activated_evidence.connect(self.evidence_activated)
        self.cited.removed.connect(self.evidence_removed)

    def set_look(self, look: Look) -> None:
        for rows in (self.speaks.rows, self.overrides.rows):
            rows.set_look(look)
        self.cited.set_look(look)

    def show_keys(self, cite: str, confirm: str) -> None:
        """Name the keys that cite, and that confirm what the library proposes."""
        self.cite_hint.say(f"{cite} cites the selection, or the page. Delete takes a citation away.")
        self._confirm_key = confirm

    def show_rung(self, case: OpenCase, line: int, rung: RungKind) -> None:
        """Show a rung of a line as it stands."""
        ladder = next(one for one in case.authority if one.line == line)
        standing = ladder.standing(rung)
        self._finding = finding = case.review.rung(line, rung)
        words = RUNG_WORDS[rung]
        why = standing.why if standing is not None else ""
        by_packs = standing is not None and standing.by_packs
        proposal = proposal_words(case, line, rung)
        asked = f"{proposal} {self._confirm_key} confirms all proposals of this line." if proposal else ""
        meaning = f"{words.look_for} {SILENT_RUNG_WORDS}" if by_packs else words.look_for
        self.say(f"{words.title} · {words.row}", meaning, why, asked)
        self.speaks.show_chosen(finding.speaks.value)
        by = f" by {finding.checked_by}" if finding.checked_by else ""
        show_words(self._by, f"Checked {moment(finding.checked_at)}{by}" if finding.checked_at else "")
        show_words(self.entry, f"Library: {finding.entry.words}" if finding.entry is not None else "")
        self.cited.show_cited(finding.cited)
        speaking = finding.speaks in SPEAKING or (standing is not None and standing.speaks in SPEAKING)
        self._show_fields(case, finding, speaking=speaking)
        for widget in (self.speaks, self._heading, self.cite_hint, self._note_row):
            widget.setVisible(not by_packs)

    def _show_fields(self, case: OpenCase, finding: RungFinding, *, speaking: bool) -> None:
        read_only = case.review.read_only
        for widget in (self.speaks, self.overrides):
            widget.setEnabled(not read_only)
        dated = finding.speaks in SPEAKING and finding.entry is None
        for row in self._rows:
            row.setVisible(dated)
        first, last = finding.effective_from, finding.effective_to
        self.effective_from.show_value(first.isoformat() if first else "")
        self.effective_to.show_value(last.isoformat() if last else "")
        self.note.show_value(finding.note)
        self.instruction.show_value(finding.instruction)
        self._instruction_row.setVisible(finding.rung is RungKind.PLAN_DOCUMENT)
        for field in (self.effective_from, self.effective_to, self.note, self.instruction):
            field.setReadOnly(read_only)
        offered = tuple(
            (one.id, one.element.title)
            for one in case.checklist.elements
            if may_be_overridden(one) and (not one.lines or finding.line in one.lines)
        )
        self._offered = tuple(element_id for element_id, _title in offered)
        everything = set(self._offered) <= set(finding.overrides)
        self.overrides.show_choices(((ALL, "All of them"), *offered))
        self.overrides.show_chosen(*((ALL,) if everything else ()), *finding.overrides)
        self._override_heading.setVisible(speaking and bool(offered))
        self.overrides.setVisible(speaking and bool(offered))

    def choose(self, number: int) -> None:
        if self.speaks.isVisibleTo(self) and self.speaks.isEnabled() and 1 <= number <= len(CHOICES):
            self.spoken.emit(Speaks(CHOICES[number - 1][0]))

    def focus_first(self) -> None:
        first = (self.effective_from, self.note)
        shown = next((field for field in first if field.isVisibleTo(self)), self.speaks)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_evidence(self) -> Evidence | None:
        """The next passage that is cited for the rung."""
        return self.cited.next_evidence()

    def current_citation(self) -> str | None:
        """The id of the passage to take away; empty for the library's rule, ``None`` without a citation."""
        evidence = self.cited.current_evidence()
        if evidence is not None:
            return evidence.id
        return "" if self._finding.entry is not None else None

    def _toggle(self, element_id: str) -> None:
        chosen = self._finding.overrides
        if element_id == ALL:
            everything = set(self._offered) <= set(chosen)
            self.written.emit(replace(self._finding, overrides=() if everything else self._offered))
            return
        kept = tuple(one for one in chosen if one != element_id)
        after = kept if element_id in chosen else (*chosen, element_id)
        self.written.emit(replace(self._finding, overrides=after))

    def _commit(self) -> None:
        if self.effective_from.unreadable or self.effective_to.unreadable:
            return
        self.written.emit(
            replace(
                self._finding,
                effective_from=read_date(self.effective_from.text()),
                effective_to=read_date(self.effective_to.text()),
                note=self.note.value(),
                instruction=self.instruction.value(),
            )
        )
