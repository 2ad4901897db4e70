"""The questions that every determination answers (S26), with one field each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.policy import Prompt
from reviewer_app.gui.look import scaled
from reviewer_app.gui.panels.fields import TextField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import toned


class PromptSection(QFrame):
    """``entered`` carries a prompt's id and its new answer."""

    entered = Signal(str, str)
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._prompts: tuple[Prompt, ...] = ()
        self.answers: dict[str, TextField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scaled(8))
        self._column.addWidget(toned("WEIGHED FOR THIS DETERMINATION · S26", "heading", wrap=False))
        self._rows: list[FieldRow] = []

    def show_case(self, case: OpenCase) -> None:
        """Show the prompts of the governing packs and what was answered."""
        if case.checklist.prompts != self._prompts:
            self._build(case.checklist.prompts)
        answers = dict(case.review.answers)
        for prompt_id, field in self.answers.items():
            field.show_value(answers.get(prompt_id, ""))
            field.setReadOnly(case.review.read_only)
        self.setVisible(bool(self._prompts))

    def _build(self, prompts: tuple[Prompt, ...]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._prompts = prompts
        self._rows, self.answers = [], {}
        for prompt in prompts:
            field = TextField(prompt.question, placeholder="Answer in a sentence", least=1, most=5)
            field.committed.connect(lambda text, prompt_id=prompt.id: self.entered.emit(prompt_id, text))
            field.entered.connect(self.editing_done)
            field.cancelled.connect(self.editing_done)
            row = FieldRow(prompt.question, field)
            self._column.addWidget(row)
            self._rows.append(row)
            self.answers[prompt.id] = field
