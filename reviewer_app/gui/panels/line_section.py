"""The decision on one service line: the outcome, what that outcome has to say, and what blocks it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import LineReadiness
from reviewer_app.domain.request import ServiceLine
from reviewer_app.domain.review import LineDetermination, Outcome
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.blockers_model import BlockersModel, Fold, blocker_rows
from reviewer_app.gui.models.line_draft import TYPED, offered_criteria
from reviewer_app.gui.models.outcome_model import OutcomeModel, outcome_rows
from reviewer_app.gui.models.wording import OUTCOME_WORDS, counted, day
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.choice_fields import ChoiceField
from reviewer_app.gui.panels.decision_rows import BlockerDelegate, OutcomeDelegate
from reviewer_app.gui.panels.fields import LineField, TextField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.lists import ChoiceList
from reviewer_app.gui.panels.part_section import PartSection
from reviewer_app.rules.decision_rules import REASONED
from reviewer_app.rules.reconsideration import is_adverse


def line_title(service: ServiceLine) -> str:
    """Code, description and date of a service line."""
    dos = day(service.requested_dos) if service.requested_dos is not None else ""
    return " · ".join(part for part in (service.label, service.plain_description, dos) if part)


class LineSection(QFrame):
    """One service line. ``entered`` carries the whole new determination each time a part of it was
    committed, ``part_entered`` what is approved in part. ``rationale_wanted`` asks for a proposed rationale
    of the line."""

    entered = Signal(object)
    rationale_wanted = Signal(int)
    part_entered = Signal(object)
    agreement_removed = Signal(int, str)
    evidence_activated = Signal(object)
    blocker_activated = Signal(object)
    editing_done = Signal()

    def __init__(self, line: int, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setProperty("ground", "surface")
        self._shown = LineDetermination(line)
        self._readiness = LineReadiness(line, (), (), ())
        self._typing_criterion = False
        self._wants_part = False
        self._title = toned("", "title")
        self._summary = toned("", "small")
        self.blockers_model, self.outcomes_model = BlockersModel(self), OutcomeModel(self)
        self._case_id, self._unfolded = "", frozenset[str]()
        self._blocking = toned("", "heading", wrap=False)
        self.blockers = ChoiceList(f"What blocks line {line}", folds=True)
        self.blockers.setModel(self.blockers_model)
        self.blocker_rows = BlockerDelegate(self.blockers, look)
        self.outcomes = ChoiceList(f"Outcome of line {line}", digits=True)
        self.outcomes.setModel(self.outcomes_model)
        self.outcome_rows = OutcomeDelegate(self.outcomes, look)
        self._refusal = toned("", "problem")
        self.rationale = TextField(
            f"Rationale of line {line}", placeholder="Why, in words the provider understands"
        )
        self.reason = LineField(f"Specific reason, line {line}", placeholder="The specific reason")
        self.criterion = ChoiceField(f"Criterion, line {line}", ())
        self.source = LineField(
            f"Criterion and its source, line {line}", placeholder="Criterion, and where it stands"
        )
        self.missing = TextField(f"What is missing, line {line}", placeholder="One item a line", least=3)
        self.part = PartSection(line, look)
        self.propose_button = Button(
            "Propose a rationale", lambda: self.rationale_wanted.emit(self.line), kind="quiet"
        )
        self._old_part = toned("", "small")
        self._reconsideration = toned("", "small")
        self._rows = {
            "rationale": FieldRow("Rationale", self.rationale),
            "reason": FieldRow("Specific reason", self.reason),
            "criterion": FieldRow("Criterion", self.criterion),
            "source": FieldRow("Typed criterion, with its source", self.source),
            "missing": FieldRow("Missing, one item a line", self.missing),
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        top = (self._title, self._summary, self.outcomes, self._refusal)
        rows = self._rows
        fields = (rows["reason"], rows["criterion"], rows["source"], rows["missing"], rows["rationale"])
        words = (self.propose_button, self._reconsideration)
        for widget in (*top, self.part, self._old_part, *fields, *words, self._blocking, self.blockers):
            column.addWidget(widget)
        column.setAlignment(self.propose_button, Qt.AlignmentFlag.AlignLeft)
        for label in (self._refusal, self._old_part, self._reconsideration):
            show_words(label, "")

    def _connect(self) -> None:
        self.blockers.chosen.connect(self._activate_blocker)
        self.blockers.folded.connect(self._fold)
        self.blocker_rows.fold_asked.connect(self._turn_fold)
        self.part.entered.connect(self.part_entered)
        self.part.agreement_activated.connect(self.evidence_activated)
        self.part.agreement_removed.connect(lambda one: self.agreement_removed.emit(self.line, one))
        self.part.editing_done.connect(self.editing_done)
        self.outcomes.chosen.connect(self._choose_outcome)
        self.criterion.committed.connect(self._criterion_chosen)
        for field in (self.rationale, self.reason, self.source, self.missing):
            field.committed.connect(lambda _text: self._commit())
            field.entered.connect(self.editing_done)
            field.cancelled.connect(self.editing_done)

    def set_look(self, look: Look) -> None:
        self.blocker_rows.set_look(look)
        self.outcome_rows.set_look(look)
        self.part.set_look(look)

    def show_line(self, case: OpenCase, service: ServiceLine, readiness: LineReadiness) -> None:
        """Show the line as it stands in the case."""
        shown = case.review.determination(self.line)
        if shown.outcome is not self._shown.outcome:
            show_words(self._refusal, "")
            self._wants_part = False
        self._shown, self._readiness = shown, readiness
        if case.case_id != self._case_id:
            self._case_id, self._unfolded, self._wants_part = case.case_id, frozenset(), False
        self._title.say(line_title(service))
        self._summary.say(self._summary_words(read_only=case.review.read_only))
        self._show_blockers()
        self.outcomes_model.show(outcome_rows(readiness, shown.outcome))
        self.outcomes.fit()
        self.rationale.show_value(shown.rationale)
        self.reason.show_value(shown.reason)
        self.criterion.show_choices(offered_criteria(case, self.line, shown.criterion))
        typed = bool(shown.criterion_source) or (self._typing_criterion and not shown.criterion)
        self.criterion.show_value(TYPED if typed else shown.criterion)
        self.source.show_value(shown.criterion_source)
        self.missing.show_value("\n".join(shown.missing))
        self._show_part(case, service)
        self._show_needed_fields()
        self._set_read_only(read_only=case.review.read_only)

    def _show_part(self, case: OpenCase, service: ServiceLine) -> None:
        """Show what is approved in part, what reviews of before say of it in words, and which text goes along
        with an adverse decision."""
        part = case.review.approved_part(self.line)
        self.part.show_part(part, service, read_only=case.review.read_only)
        old = (
            ("Approved part", self._shown.modification),
            ("The provider's agreement", self._shown.agreement),
        )
        show_words(self._old_part, "\n".join(f"{what}: {words}" for what, words in old if words))
        text = case.reconsideration.text
        told = ""
        if text is not None and is_adverse(case.review, self.line):
            told = " · ".join(part for part in (f"Goes along: “{text.title}”", text.source) if part)
        show_words(self._reconsideration, told)

    def _show_blockers(self) -> None:
        """List what stands against outcomes; the current row stays the current one."""
        kept = self.blockers.currentIndex().row()
        readiness = self._readiness
        self.blockers_model.show(blocker_rows(readiness, self._shown.outcome, self._unfolded))
        rows = self.blockers_model.rows
        if kept >= 0 and rows and not self.blockers.currentIndex().isValid():
            self.blockers.setCurrentIndex(self.blockers_model.index(min(kept, len(rows) - 1)))
        self._blocking.say(f"WHAT BLOCKS · {len(readiness.blockers)}" if readiness.blockers else "TO KNOW")
        self.blockers.fit()

    def _fold(self, closed: bool) -> None:
        """List the members of the row that stands for several, or hide them: of the current row, or of the
        one that the current row is a member of."""
        rows = self.blockers_model.rows
        here = max(0, self.blockers.currentIndex().row())
        heads = [place for place, row in enumerate(rows[: here + 1]) if row.folds]
        if not heads or (heads[-1] != here and rows[here].fold is not Fold.MEMBER):
            return
        if closed:
            self.blockers.setCurrentIndex(self.blockers_model.index(heads[-1]))
        code = rows[heads[-1]].code
        self._unfolded = self._unfolded - {code} if closed else self._unfolded | {code}
        self._show_blockers()

    def _turn_fold(self, row: int) -> None:
        """Fold or unfold the row that was pressed."""
        self._unfolded = self._unfolded ^ {self.blockers_model.rows[row].code}
        self._show_blockers()

    def _summary_words(self, *, read_only: bool) -> str:
        against = counted(len(self._readiness.blockers_of(Outcome.APPROVE)), "blocker")
        decided = OUTCOME_WORDS[self._shown.outcome] if self._shown.outcome is not None else "not decided"
        return f"{decided} · {against} to approval" if self._readiness.blockers and not read_only else decided

    def _show_needed_fields(self) -> None:
        outcome = self._shown.outcome
        needed = {
            "rationale": outcome is not None,
            "reason": outcome in REASONED,
            "criterion": outcome in REASONED,
            "source": outcome in REASONED and self.criterion.value() == TYPED,
            "missing": outcome is Outcome.PEND,
        }
        for name, row in self._rows.items():
            row.setVisible(needed[name])
        self.part.setVisible(self.asks_part)

    @property
    def asks_part(self) -> bool:
        """Whether it is asked what is approved in part: that outcome is chosen, or was tried and needs the
        provider's agreement."""
        return self._shown.outcome is Outcome.APPROVE_IN_PART or self._wants_part

    def refusal_text(self) -> str:
        """Why the outcome that was tried last is blocked."""
        return self._refusal.words()

    def field_of(self, name: str) -> QWidget | None:
        """The field of that name; the outcomes for ``outcome``, what blocks them for ``blockers``."""
        if name in ("outcome", "blockers"):
            return self.outcomes if name == "outcome" else self.blockers
        return self._rows[name].field if name in self._rows else self.part.field_of(name)

    def needed_fields(self) -> tuple[str, ...]:
        """Names of the fields that the outcome asks for."""
        return tuple(name for name, row in self._rows.items() if not row.isHidden())

    def _set_read_only(self, *, read_only: bool) -> None:
        """A signed line is only read; what was left empty is not shown then."""
        for widget in (self.outcomes, self.criterion):
            widget.setEnabled(not read_only)
        for field in (self.reason, self.source):
            field.setReadOnly(read_only)
        self.propose_button.setVisible(self._shown.outcome is not None and not read_only)
        for text in (self.rationale, self.missing):
            text.setReadOnly(read_only)
        for part in (self._blocking, self.blockers):
            part.setVisible(bool(self.blockers_model.rows) and not read_only)
        self.outcomes.setVisible(not read_only)
        filled = {
            "reason": self._shown.reason,
            "criterion": self._shown.criterion,
            "source": self._shown.criterion_source,
            "missing": self._shown.missing,
        }
        for name, value in filled.items():
            if read_only and not value:
                self._rows[name].hide()

    def _activate_blocker(self, index: QModelIndex) -> None:
        spot = self.blockers_model.rows[index.row()].spot
        if spot is not None:
            self.blocker_activated.emit(spot)

    def _choose_outcome(self, index: QModelIndex) -> None:
        row = self.outcomes_model.rows[index.row()]
        if not row.allowed:
            self._wants_part = row.outcome is Outcome.APPROVE_IN_PART
            self._show_needed_fields()
            show_words(self._refusal, f"{row.text} is blocked: {row.why}")
            return
        show_words(self._refusal, "")
        self._wants_part = False
        self._tell(replace(self._current(), outcome=row.outcome))

    def _criterion_chosen(self, value: str) -> None:
        self._typing_criterion = value == TYPED
        self._show_needed_fields()
        if value == TYPED:
            self.source.setFocus()
        self._commit()

    def _current(self) -> LineDetermination:
        """The determination as the fields have it now."""
        typed = self.criterion.value() == TYPED
        return replace(
            self._shown,
            rationale=self.rationale.value(),
            reason=self.reason.value(),
            criterion="" if typed else self.criterion.value(),
            criterion_source=self.source.value() if typed else "",
            missing=tuple(item.strip() for item in self.missing.value().splitlines() if item.strip()),
        )

    def _commit(self) -> None:
        self._tell(self._current())

    def _tell(self, determination: LineDetermination) -> None:
        if determination != self._shown:
            self._shown = determination
            self.entered.emit(determination)
