"""One match in detail: why it is one, both requests and both records of the person side by side, and the
field for the reason of setting it aside."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.domain.match_decision import MatchVerdict, SettledMatch
from reviewer_app.gui.commands.bindings import OWN_KEYS
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.prior_requests_model import (
    KIND_WORDS,
    VERDICT_WORDS,
    ComparedModel,
    ComparedRow,
    compared_members,
    compared_requests,
    decision_words,
)
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.lists import ChoiceList
from reviewer_app.gui.panels.prior_request_rows import ComparedDelegate

COLUMNS = ComparedRow("columns", "", "This request", "Earlier request", None, "")


class MatchDetail(QScrollArea):
    """Shows one match. ``reason_entered`` carries the verdict and why; ``editing_done`` says that the field
    for it closed. With the keyboard on it, arrows and page keys scroll."""

    reason_entered = Signal(object, str)
    editing_done = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Current match")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(OWN_KEYS, "Up Down PgUp PgDown")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[int, str] | None = None
        self._verdict = MatchVerdict.NOT_RELATED
        self._title = toned("", "title")
        self._decision = toned("", "caution")
        self._reasons = toned("", "")
        self._keys = toned("", "small")
        self._settling_keys = self._taking_back_key = ""
        self._asked = toned("", "title")
        self.reason_field = LineField("Reason")
        self._requests_heading = toned("Both requests", "heading")
        self.requests = ComparedModel(self)
        self._members_heading = toned("", "heading")
        self.members = ComparedModel(self)
        self._lists = (
            _compared_list("Both requests, field by field", self.requests),
            _compared_list("Both records of the person, field by field", self.members),
        )
        self._delegates = tuple(ComparedDelegate(one, look) for one in self._lists)
        self._lay_out()
        self.reason_field.entered.connect(self._reason_done)
        self.reason_field.cancelled.connect(self._reason_closed)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("ground", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        column.setSpacing(scaled(8))
        requests, members = self._lists
        for widget in (
            self._title,
            self._decision,
            self._asked,
            self.reason_field,
            self._reasons,
            self._keys,
            self._requests_heading,
            requests,
            self._members_heading,
            members,
        ):
            column.addWidget(widget)
        column.addStretch()
        self._hide_field()
        self.setWidget(body)

    def set_look(self, look: Look) -> None:
        for delegate in self._delegates:
            delegate.set_look(look)

    def show_keys(self, person: str, related: str, back: str) -> None:
        """Name the keys that settle a match, and the one that lets it count again."""
        self._settling_keys = f"{person} not the same person · {related} not related"
        self._taking_back_key = f"{back} take back"

    def show_match(self, one: SettledMatch) -> None:
        """Show a match as it stands; another one than before ends what was being typed."""
        if one.key != self._shown:
            self._hide_field()
            self.verticalScrollBar().setValue(0)
        self._shown = one.key
        relation, prior = one.match.relation, one.match.prior
        auth = f", authorization {prior.auth}" if prior.auth else ""
        show_words(self._title, f"{KIND_WORDS[one.kind]}: line {relation.line} and {prior.id}{auth}")
        show_words(self._decision, decision_words(one))
        show_words(self._keys, self._taking_back_key if one.set_aside else self._settling_keys)
        show_words(self._reasons, " ".join(relation.reasons))
        self.requests.show((COLUMNS, *compared_requests(one)))
        sure = round(100 * one.match.member.probability)
        show_words(self._members_heading, f"The same person: {sure} % sure")
        self.members.show((COLUMNS, *compared_members(one)))
        for view in self._lists:
            view.fit()

    def ask_reason(self, verdict: MatchVerdict) -> None:
        """Open the field for why the match is set aside."""
        self._verdict = verdict
        words = VERDICT_WORDS[verdict]
        self.reason_field.setAccessibleName(f"Why it is {words}")
        self.reason_field.setPlaceholderText("Why · Enter sets it aside, Esc gives up")
        show_words(self._asked, f"{words.capitalize()}: why?")
        self.reason_field.show_value("")
        self.reason_field.clear()
        self.reason_field.show()
        self.reason_field.setFocus(Qt.FocusReason.OtherFocusReason)
        # The field has its place only after the layout has run.
        QTimer.singleShot(
            0, self.reason_field, lambda: self.ensureWidgetVisible(self.reason_field, 0, scaled(12))
        )

    def _hide_field(self) -> None:
        self._asked.hide()
        self.reason_field.hide()

    def _reason_done(self) -> None:
        reason = self.reason_field.value()
        if not reason:
            return
        self._reason_closed()
        self.reason_entered.emit(self._verdict, reason)

    def _reason_closed(self) -> None:
        self._hide_field()
        self.editing_done.emit()


def _compared_list(name: str, model: ComparedModel) -> ChoiceList:
    """A list as high as its rows, which is only read."""
    shown = ChoiceList(name)
    shown.setModel(model)
    shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return shown
