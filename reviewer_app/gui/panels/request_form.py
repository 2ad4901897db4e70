"""The request: asked for where the case folder has no request.json, read where it has one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.gui.commands.bindings import GIVEN_KEYS
from reviewer_app.gui.icons import IconRole
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.request_draft import read_request, request_values
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.choice_fields import ChoiceField
from reviewer_app.gui.panels.fields import ENTER_KEYS, LineField, with_control
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.request_fields import DIAGNOSIS, GROUPS, SERVICE, FieldGroup, FieldSpec
from reviewer_app.gui.panels.request_view import RequestView

MOST_WIDTH = 920
WIDE_COLUMNS, NARROW_COLUMNS = 4, 2
WIDE_FROM = 640
"""From this width on, in pixels at 100 %, the fields stand in four columns."""

KEPT = "What you enter is kept in the program's own database."
ASKED = f"The case folder has no request.json. {KEPT}"
COMPLETED = "The folder's request.json is not changed. What you add is kept in the program's own database."


def intro(case: OpenCase) -> str:
    """Why the fields are asked for: there is no request.json, it cannot be used, or it leaves some open."""
    of_the_file = [problem.message for problem in case.problems if not problem.path]
    if case.request_from_file:
        return " ".join((*of_the_file, COMPLETED))
    return " ".join((*of_the_file, KEPT)) if of_the_file else ASKED


class RepeatedGroup(QWidget):
    """Groups of the same fields, as many as are needed; there is always one to type into."""

    def __init__(
        self,
        heading: str,
        name: str,
        specs: tuple[FieldSpec, ...],
        add: str,
        changed: Callable[[], None],
        confirmed: Callable[[], None],
    ) -> None:
        super().__init__()
        self._name, self._specs = name, specs
        self._changed, self._confirmed = changed, confirmed
        self._heading = heading
        self._columns = WIDE_COLUMNS
        self.groups: list[FieldGroup] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        self._column = QVBoxLayout()
        self._column.setSpacing(scaled(12))
        column.addLayout(self._column)
        column.addWidget(Button(add, self.add_group, role=IconRole.ADD), alignment=Qt.AlignmentFlag.AlignLeft)

    def _fit(self, count: int) -> None:
        while len(self.groups) > max(1, count):
            group = self.groups.pop()
            self._column.removeWidget(group)
            group.deleteLater()
        while len(self.groups) < max(1, count):
            number = len(self.groups)
            group = FieldGroup(
                f"{self._heading} {number + 1}",
                self._specs,
                f"{self._name}[{number}].",
                self._changed,
                self._confirmed,
            )
            group.set_columns(self._columns)
            self._column.addWidget(group)
            self.groups.append(group)

    def set_columns(self, columns: int) -> None:
        """Lay out every group in so many columns, those that come later too."""
        self._columns = columns
        for group in self.groups:
            group.set_columns(columns)

    def add_group(self) -> None:
        """One more, with the typing in its first field."""
        self._fit(len(self.groups) + 1)
        self.groups[-1].show()
        next(iter(self.groups[-1].fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_values(self, values: dict[str, str], count: int) -> None:
        self._fit(count)
        for group in self.groups:
            group.show_values(values)


class RequestFields(QScrollArea):
    """All fields of a request. ``saved`` carries the request as typed."""

    saved = Signal(object)

    def __init__(
        self, problems: Callable[[Request], tuple[FieldProblem, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Fields of the request")
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._problems = problems
        self._base = Request()
        self._shown: Request | None = None
        self._intro = toned(ASKED, "muted")
        self._elsewhere = toned("", "problem")
        self.services = RepeatedGroup(
            "SERVICE", "services", SERVICE, "Another service line", self._check, self.save
        )
        self.diagnoses = RepeatedGroup(
            "DIAGNOSIS", "diagnoses", DIAGNOSIS, "Another diagnosis", self._check, self.save
        )
        self.groups = [
            FieldGroup(group.heading, group.fields, "", self._check, self.save) for group in GROUPS
        ]
        body = QWidget()
        body.setProperty("ground", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body.setMaximumWidth(scaled(MOST_WIDTH))
        column = QVBoxLayout(body)
        column.setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(20))
        column.setSpacing(scaled(20))
        column.addWidget(toned("The request", "title"))
        column.addWidget(self._intro)
        member, request, *others = self.groups
        for widget in (member, self.services, self.diagnoses, request, *others):
            column.addWidget(widget)
        column.addWidget(self._elsewhere)
        show_words(self._elsewhere, "")
        column.addLayout(self._foot())
        column.addStretch()
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        columns = WIDE_COLUMNS if self.viewport().width() >= scaled(WIDE_FROM) else NARROW_COLUMNS
        self.services.set_columns(columns)
        self.diagnoses.set_columns(columns)
        for group in self.groups:
            group.set_columns(columns)
        super().resizeEvent(event)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(Button("Save the request", self.save, kind="primary"))
        foot.addWidget(toned("Ctrl+Enter saves · a problem never keeps you from saving", "small"))
        return foot

    def show_request(self, request: Request, intro: str) -> None:
        """Show a request for typing, unless it is the one that is shown or was saved last."""
        self._intro.say(intro)
        if request == self._shown:
            return
        self._base = self._shown = request
        values = request_values(request)
        for group in self.groups:
            group.show_values(values)
        self.services.show_values(values, len(request.services))
        self.diagnoses.show_values(values, len(request.diagnoses))
        self._check()

    def _all_groups(self) -> list[FieldGroup]:
        return [*self.groups, *self.services.groups, *self.diagnoses.groups]

    def field(self, path: str) -> LineField | ChoiceField | None:
        """The field of that path, for example ``services[0].code``."""
        return next((group.fields[path] for group in self._all_groups() if path in group.fields), None)

    def problem(self, path: str) -> str:
        """What is said beside the field of that path."""
        return next((group.problem(path) for group in self._all_groups() if path in group.fields), "")

    def focus_first(self) -> None:
        next(iter(self.groups[0].fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> tuple[Request, tuple[FieldProblem, ...]]:
        """The request as typed, with everything that is wrong with it."""
        values: dict[str, str] = {}
        for group in self._all_groups():
            values |= group.values()
        request, unread = read_request(values, self._base)
        told = {problem.path for problem in unread}
        return request, (*unread, *(item for item in self._problems(request) if item.path not in told))

    def _check(self) -> None:
        """Say what is wrong beside each field, and at the foot what belongs to no field."""
        _request, problems = self._read()
        placed: set[str] = set()
        for group in self._all_groups():
            placed |= group.show_problems(problems)
        elsewhere = [f"{item.path}: {item.message}" for item in problems if item.path not in placed]
        show_words(self._elsewhere, "\n".join(elsewhere))

    def save(self) -> None:
        """Tell the request as typed, without what could not be read; its problems stay beside the fields."""
        for group in self._all_groups():
            for field in group.fields.values():
                if isinstance(field, LineField):
                    field.commit()
        request, _problems = self._read()
        self._check()
        self._shown = request
        self.saved.emit(request)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and with_control(event):
            self.save()
        else:
            event.ignore()


class RequestForm(QFrame):
    """A view over the request of a case. ``request_entered`` carries the whole new request.

    ``problems`` checks a request's identifiers; what it says appears beside the fields while one types. While
    the panel is hidden nothing is made or refreshed: it takes up the last case when it is shown.
    """

    request_entered = Signal(object)
    editing_done = Signal()

    def __init__(
        self, problems: Callable[[Request], tuple[FieldProblem, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Request")
        self.setProperty("ground", "surface")
        self._problems = problems
        self._case: OpenCase | None = None
        self._editing = False
        self._fields: RequestFields | None = None
        self._view: RequestView | None = None
        self._stack = QStackedLayout(self)

    @property
    def editing(self) -> bool:
        """Whether the fields are shown, and not the read view."""
        return self._editing

    @property
    def fields(self) -> RequestFields:
        """The fields, made on first use."""
        if self._fields is None:
            self._fields = RequestFields(self._problems)
            self._fields.saved.connect(self._saved)
            self._stack.addWidget(self._fields)
        return self._fields

    @property
    def view(self) -> RequestView:
        """The read view, made on first use."""
        if self._view is None:
            self._view = RequestView()
            self._view.setProperty(GIVEN_KEYS, "Ctrl+Return Ctrl+Enter")
            self._view.complete_asked.connect(self.edit)
            self._stack.addWidget(self._view)
        return self._view

    def show_case(self, case: OpenCase) -> None:
        """Show the request of a case: to read where it came from a file, to type where it did not."""
        if self._case is None or case.case_id != self._case.case_id:
            self._editing = not case.request_from_file
        self._case = case
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self._case is None:
            return
        if self._editing:
            self.fields.show_request(self._case.request, intro(self._case))
            self._stack.setCurrentWidget(self.fields)
        else:
            self.view.show_request(self._case.request, self._case.problems)
            self._stack.setCurrentWidget(self.view)

    def edit(self) -> None:
        """Show the fields, with the typing in the first."""
        self._editing = True
        self._refresh()
        self.focus_first()

    def focus_first(self) -> None:
        """Give the keyboard to the first field, or to the way to the fields."""
        if self._editing:
            self.fields.focus_first()
        else:
            self.view.complete_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc where no field wants it: back to the pages."""
        if event.key() == Qt.Key.Key_Escape:
            self.editing_done.emit()
        else:
            event.ignore()

    def _saved(self, request: Request) -> None:
        self.request_entered.emit(request)
        self.editing_done.emit()
