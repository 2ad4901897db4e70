"""Peer-to-peer conversations: with whom, when and how, what was said, and what of it is new."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.peer_to_peer import Channel, PeerToPeerNote
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.dates import read_date
from reviewer_app.gui.models.wording import moment
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.choice_fields import ChoiceField
from reviewer_app.gui.panels.date_field import DateField
from reviewer_app.gui.panels.fields import LineField, TextField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import toned

CHANNEL_WORDS = {
    Channel.TELEPHONE: "by telephone",
    Channel.VIDEO: "by video",
    Channel.IN_PERSON: "in person",
    Channel.WRITING: "in writing",
}


class ConversationForm(QFrame):
    """One note. ``entered`` carries the whole new note each time a field was committed, ``removed`` its
    id."""

    entered = Signal(object)
    removed = Signal(str)
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = PeerToPeerNote("")
        self.day = DateField("Day of the conversation")
        self.time = LineField("Time of the conversation", placeholder="14:30")
        self.partner = LineField("With whom", placeholder="Name of the ordering provider")
        self.channel = ChoiceField("How", tuple((one.value, CHANNEL_WORDS[one]) for one in Channel))
        self.said = TextField("What was said", placeholder="What each side said")
        self.new = TextField("New information", placeholder="What the submitted records do not have", least=1)
        self._recorded = toned("", "small")
        self._remove = Button("Take this note away", self._ask_removal, kind="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        for pair in (
            (FieldRow("Day", self.day), FieldRow("Time", self.time)),
            (FieldRow("With", self.partner), FieldRow("How", self.channel)),
        ):
            row = QHBoxLayout()
            row.setSpacing(scaled(12))
            for widget in pair:
                row.addWidget(widget, stretch=1)
            column.addLayout(row)
        column.addWidget(FieldRow("What was said", self.said))
        column.addWidget(FieldRow("New information", self.new))
        column.addWidget(self._recorded)
        column.addWidget(self._remove, alignment=Qt.AlignmentFlag.AlignLeft)
        for field in (self.day, self.time, self.partner, self.said, self.new):
            field.committed.connect(lambda _text: self._commit())
            field.entered.connect(self.editing_done)
            field.cancelled.connect(self.editing_done)
        self.channel.committed.connect(lambda _value: self._commit())

    def show_note(self, note: PeerToPeerNote, *, read_only: bool) -> None:
        """Show a note; a field that is being typed in keeps what was typed."""
        self._shown = note
        self.day.show_value(note.held_on.isoformat() if note.held_on is not None else "")
        self.time.show_value(note.held_at)
        self.partner.show_value(note.partner)
        self.channel.show_value(note.channel.value)
        self.said.show_value(note.said)
        self.new.show_value(note.new_information)
        at = f", {moment(note.recorded_at)}" if note.recorded_at is not None else ""
        self._recorded.say(f"Recorded by {note.recorded_by or 'nobody named'}{at}")
        for field in (self.day, self.time, self.partner):
            field.setReadOnly(read_only)
        for text in (self.said, self.new):
            text.setReadOnly(read_only)
        self.channel.setEnabled(not read_only)
        self._remove.setVisible(not read_only)

    def _ask_removal(self) -> None:
        self.removed.emit(self._shown.id)

    def _commit(self) -> None:
        note = replace(
            self._shown,
            held_on=self._shown.held_on if self.day.unreadable else read_date(self.day.value()),
            held_at=self.time.value(),
            partner=self.partner.value(),
            channel=Channel(self.channel.value()),
            said=self.said.value(),
            new_information=self.new.value(),
        )
        if note != self._shown:
            self._shown = note
            self.entered.emit(note)


class ConversationSection(QFrame):
    """The notes of a review, one form each; ``begun`` asks for a new one."""

    begun = Signal()
    entered = Signal(object)
    removed = Signal(str)
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.forms: list[ConversationForm] = []
        self.begin_button = Button("Add a conversation", self.begun.emit, kind="quiet")
        self._forms = QVBoxLayout()
        self._forms.setSpacing(scaled(16))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(toned("PEER-TO-PEER", "heading", wrap=False))
        column.addLayout(self._forms)
        column.addWidget(self.begin_button, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_case(self, case: OpenCase) -> None:
        """Show the conversations; a signed review without any has no such section."""
        notes, read_only = case.review.conversations, case.review.read_only
        while len(self.forms) > len(notes):
            form = self.forms.pop()
            self._forms.removeWidget(form)
            form.deleteLater()
        while len(self.forms) < len(notes):
            form = ConversationForm()
            form.entered.connect(self.entered)
            form.removed.connect(self.removed)
            form.editing_done.connect(self.editing_done)
            self._forms.addWidget(form)
            self.forms.append(form)
        for form, note in zip(self.forms, notes, strict=True):
            form.show_note(note, read_only=read_only)
        self.begin_button.setVisible(not read_only)
        self.setVisible(bool(notes) or not read_only)
