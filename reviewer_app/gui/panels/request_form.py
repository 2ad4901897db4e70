"""The request: asked for where the case folder has no request.json, read where it has one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.request_draft import read_request, request_values
from reviewer_app.gui.panels.fields import ENTER_KEYS, Button, LineField, with_control
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.request_fields import DIAGNOSIS, GROUPS, SERVICE, FieldGroup, FieldSpec
from reviewer_app.gui.panels.request_view import RequestView

MOST_WIDTH = 920
ASKED = "The case folder has no request.json. What you enter is kept in the program's own database."
COMPLETED = "The folder's request.json is not changed. What you add is kept in the program's own database."


class RepeatedGroup(QWidget):
    """Groups of the same fields, as many as are needed; there is always one to type into."""

    def __init__(
        self, heading: str, name: str, specs: tuple[FieldSpec, ...], add: str, changed: Callable[[], None]
    ) -> None:
        super().__init__()
        self._name, self._specs, self._changed = name, specs, changed
        self._heading = heading
        self.groups: list[FieldGroup] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        self._column = QVBoxLayout()
        self._column.setSpacing(scaled(12))
        column.addLayout(self._column)
        column.addWidget(Button(add, self.add_group), alignment=Qt.AlignmentFlag.AlignLeft)

    def _fit(self, count: int) -> None:
        while len(self.groups) > max(1, count):
            group = self.groups.pop()
            self._column.removeWidget(group)
            group.deleteLater()
        while len(self.groups) < max(1, count):
            number = len(self.groups)
            group = FieldGroup(
                f"{self._heading} {number + 1}", self._specs, f"{self._name}[{number}].", self._changed
            )
            self._column.addWidget(group)
            self.groups.append(group)

    def add_group(self) -> None:
        """One more, with the typing in its first field."""
        self._fit(len(self.groups) + 1)
        self.groups[-1].show()
        next(iter(self.groups[-1].fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_values(self, values: dict[str, str], count: int) -> None:
        self._fit(count)
        for group in self.groups:
            group.show_values(values)


class RequestForm(QFrame):
    """A view over the request of a case. ``request_entered`` carries the whole new request.

    ``problems`` checks a request's identifiers; what it says appears beside the fields while one types.
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
        self._base = Request()
        self._shown: Request | None = None
        self._case_id = ""
        self.view = RequestView()
        self.view.complete_asked.connect(self.edit)
        self._intro = toned(ASKED, "muted")
        self._sum = toned("", "problem")
        self.services = RepeatedGroup("SERVICE", "services", SERVICE, "Another service line", self._check)
        self.diagnoses = RepeatedGroup("DIAGNOSIS", "diagnoses", DIAGNOSIS, "Another diagnosis", self._check)
        self.groups = [FieldGroup(group.heading, group.fields, "", self._check) for group in GROUPS]
        self._stack = QStackedLayout(self)
        self._form = self._built_form()
        self._stack.addWidget(self._form)
        self._stack.addWidget(self.view)

    def _built_form(self) -> QScrollArea:
        body = QWidget()
        body.setProperty("ground", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body.setMaximumWidth(scaled(MOST_WIDTH))
        column = QVBoxLayout(body)
        column.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(24))
        column.setSpacing(scaled(20))
        column.addWidget(toned("The request", "title"))
        column.addWidget(self._intro)
        member, request, *others = self.groups
        for widget in (member, self.services, self.diagnoses, request, *others):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(Button("Save the request", self.save, kind="primary"))
        foot.addWidget(toned("Ctrl+Enter saves · a problem never keeps you from saving", "small", wrap=False))
        foot.addStretch()
        column.addWidget(self._sum)
        show_words(self._sum, "")
        column.addLayout(foot)
        column.addStretch()
        area = QScrollArea()
        area.setAccessibleName("Fields of the request")
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        return area

    def show_case(self, case: OpenCase) -> None:
        """Show the request of a case: to read where it came from a file, to type where it did not."""
        self.view.show_request(case.request, case.problems)
        another = case.case_id != self._case_id
        self._case_id = case.case_id
        if another:
            self._stack.setCurrentWidget(self.view if case.request_from_file else self._form)
        if another or case.request != self._shown:
            self._intro.say(COMPLETED if case.request_from_file else ASKED)
            self._show_request(case.request)

    @property
    def editing(self) -> bool:
        """Whether the fields are shown, and not the read view."""
        return self._stack.currentWidget() is self._form

    def edit(self) -> None:
        """Show the fields, with the typing in the first."""
        self._stack.setCurrentWidget(self._form)
        self.focus_first()

    def focus_first(self) -> None:
        next(iter(self.groups[0].fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_request(self, request: Request) -> None:
        self._base = self._shown = request
        values = request_values(request)
        for group in self.groups:
            group.show_values(values)
        self.services.show_values(values, len(request.services))
        self.diagnoses.show_values(values, len(request.diagnoses))
        self._check()

    def _all_groups(self) -> list[FieldGroup]:
        return [*self.groups, *self.services.groups, *self.diagnoses.groups]

    def field(self, path: str) -> QWidget | None:
        """The field of that path, for example ``services[0].code``."""
        return next((group.fields[path] for group in self._all_groups() if path in group.fields), None)

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
        show_words(self._sum, "\n".join(elsewhere))

    def save(self) -> None:
        """Tell the request as typed, without what could not be read; its problems stay beside the fields."""
        for group in self._all_groups():
            for field in group.fields.values():
                if isinstance(field, LineField):
                    field.commit()
        request, _problems = self._read()
        self._check()
        self._shown = request
        self.request_entered.emit(request)
        self.editing_done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and with_control(event) and self.editing:
            self.save()
        else:
            event.ignore()
