"""Details of the tab Authority that take a choice or a reason: whose rules come first, an investigational
service (S23), a condition that the policy does not review (S20)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.authority import LadderKind
from reviewer_app.domain.case import OpenCase
from reviewer_app.gui.look import Look
from reviewer_app.gui.panels.authority_detail import AuthorityDetail
from reviewer_app.gui.panels.fields import TextField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.numbered_choice import NumberedChoice
from reviewer_app.rules.authority_ladders import LADDER_WORDS
from reviewer_app.rules.facts import is_licensed_physician
from reviewer_app.rules.scope import out_of_scope

LADDER_MEANING = (
    "The order of the sources follows from the line of business and the funding. Complete the request (tab "
    "Request) where it leaves them empty; choose here where what it says is not known."
)
INVESTIGATIONAL_MEANING = (
    "A service whose effect has not been shown by the evidence that the payor asks for. Approval is closed "
    "until a source requires its coverage, or a physician clears it with grounds."
)
SCOPE_MEANING = (
    "The policy reviews this code for the conditions that it lists. Requests for others go to the health "
    "plan, which is not a denial. A nurse or a physician may say why it is reviewed here all the same."
)
CHOICES = tuple((kind.value, words) for kind, words in LADDER_WORDS.items())


class LadderDetail(AuthorityDetail):
    """``picked`` carries the ladder that the reviewer chose."""

    picked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("Whose rules come first", parent)
        self.ladders = NumberedChoice("Whose rules come first", CHOICES, look)
        self.lay_out((self.ladders,))
        self.ladders.picked.connect(lambda value: self.picked.emit(LadderKind(value)))

    def set_look(self, look: Look) -> None:
        self.ladders.rows.set_look(look)

    def show_case(self, case: OpenCase) -> None:
        """Show what is missing, and what was chosen."""
        choice = case.review.ladder
        missing = next((one.missing for one in case.authority if one.missing), "")
        self.say("Whose rules come first?", LADDER_MEANING, "", missing)
        self.ladders.show_chosen(choice.ladder.value if choice is not None else "")
        self.ladders.setEnabled(not case.review.read_only)

    def focus_first(self) -> None:
        self.ladders.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, number: int) -> None:
        if self.ladders.isEnabled() and 1 <= number <= len(CHOICES):
            self.picked.emit(LadderKind(CHOICES[number - 1][0]))


class InvestigationalDetail(AuthorityDetail):
    """``flagged`` carries the grounds, empty to take the flag away; ``cleared`` why a physician clears it."""

    flagged = Signal(str)
    cleared = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Investigational service", parent)
        self.grounds = TextField("Grounds", placeholder="Enter saves", least=1, enter_commits=True)
        self.because = TextField("Cleared because", placeholder="Enter saves", least=1, enter_commits=True)
        self._because_row = FieldRow("Cleared by a physician, on these grounds", self.because)
        self.lay_out(
            (
                FieldRow("Grounds on which it is held to be investigational; empty: it is not", self.grounds),
                self._because_row,
            )
        )
        self.grounds.committed.connect(self.flagged)
        self.because.committed.connect(self.cleared)

    def show_line(self, case: OpenCase, line: int) -> None:
        """Show the flag of a line; only a physician has the field that clears it."""
        flag = case.review.investigational_flag(line)
        read_only = case.review.read_only
        self.say("Experimental, investigational, unproven · S23", INVESTIGATIONAL_MEANING, "")
        self.grounds.show_value(flag.grounds if flag is not None else "")
        self.because.show_value(flag.cleared_because if flag is not None else "")
        self._because_row.setVisible(flag is not None and (flag.cleared or _may_clear(case)))
        self.grounds.setReadOnly(read_only)
        self.because.setReadOnly(read_only or not _may_clear(case))

    def focus_first(self) -> None:
        self.grounds.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, number: int) -> None:
        fields = (self.grounds, self.because)
        if 1 <= number <= len(fields) and fields[number - 1].isVisibleTo(self):
            fields[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)


class ScopeDetail(AuthorityDetail):
    """``reasoned`` carries why the line is reviewed here; empty takes that back."""

    reasoned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Condition that the policy reviews", parent)
        self.reason = TextField("Reason", placeholder="Enter saves", least=1, enter_commits=True)
        self.lay_out((FieldRow("Why it is reviewed here; empty: it is not", self.reason),))
        self.reason.committed.connect(self.reasoned)

    def show_line(self, case: OpenCase, line: int) -> None:
        """Show why the line is out of scope, and why it is reviewed all the same."""
        service = next(one for one in case.request.services if one.line == line)
        outside = out_of_scope(case.checklist.packs, service, case.request.diagnoses)
        override = case.review.scope_override(line)
        self.say(
            "Condition that the policy reviews · S20",
            SCOPE_MEANING,
            outside.why if outside is not None else "",
        )
        self.reason.show_value(override.reason if override is not None else "")
        self.reason.setReadOnly(case.review.read_only)

    def focus_first(self) -> None:
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, number: int) -> None:
        if number == 1:
            self.focus_first()


def _may_clear(case: OpenCase) -> bool:
    return not case.review.read_only and is_licensed_physician(case.reviewer)
