"""A request.json may be anything: the window opens, and what is wrong is said beside its field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import FindingState
from reviewer_app.gui.panels.labels import Words
from tests.end_to_end.folders import sample_request
from tests.end_to_end.keyboard import Keyboard, window

Place = tuple[str | int, ...]
WRONG: tuple[object, ...] = (None, True, -1, 1e300, "", "x\x00\ud800\u202e<b>", [], {}, [None], {"a": [1]})
SAMPLE = sample_request()
UNUSABLE = {
    "empty": b"",
    "cut off": json.dumps(SAMPLE).encode()[:-20],
    "a list": b"[]",
    "no text": b"\xff\xfe\xfa",
    "too deep": b'{"member":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
}
USABLE = {
    "byte order mark": b"\xef\xbb\xbf" + json.dumps(SAMPLE).encode(),
    "not a number": json.dumps(SAMPLE | {"services": [{"code": "64483", "units": float("nan")}]}).encode(),
    "many services": json.dumps(SAMPLE | {"services": [{"code": "64483"}] * 60}).encode(),
    "huge unknown field": json.dumps(SAMPLE | {"other": "y" * 2_000_000}).encode(),
    "nested unknown field": json.dumps(SAMPLE | {"other": {"a": [{"b": [1, 2, {"c": None}]}]}}).encode(),
}


def changed(value: object, wanted: Callable[[Place, object], bool], new: object, place: Place = ()) -> object:
    """The JSON value with another value at every place that is wanted."""
    if wanted(place, value):
        return new
    if isinstance(value, dict):
        return {key: changed(inner, wanted, new, (*place, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [changed(inner, wanted, new, (*place, at)) for at, inner in enumerate(value)]
    return value


def containers(value: object, place: Place = ()) -> Iterator[Place]:
    """The place of every object and list."""
    if isinstance(value, dict):
        yield place
        for key, inner in value.items():
            yield from containers(inner, (*place, key))
    elif isinstance(value, list):
        yield place
        for at, inner in enumerate(value):
            yield from containers(inner, (*place, at))


def is_leaf(_place: Place, value: object) -> bool:
    return not isinstance(value, dict | list)


def is_at(wanted: Place, place: Place, _value: object) -> bool:
    return place == wanted


def every_wrong_request() -> Iterator[object]:
    """Every field at once in each wrong type, then each object and list in one of some."""
    for wrong in WRONG:
        yield changed(SAMPLE, is_leaf, wrong)
    for wrong, place in zip(cycle((None, "x", [True])), containers(SAMPLE), strict=False):
        yield changed(SAMPLE, partial(is_at, place), wrong)


def case_with(root: Path, number: int, request: bytes, note: str = "A note about the visit.") -> Path:
    """A case of one document with these bytes as its request.json."""
    case = root / f"{number:03}"
    case.mkdir(parents=True)
    (case / "note.txt").write_text(note, encoding="utf-8")
    (case / "request.json").write_bytes(request)
    return case


def said(keyboard: Keyboard) -> str:
    """Everything that the request's panel says."""
    labels = keyboard.review.panels.request.findChildren(Words)
    return "\n".join(label.words() for label in labels if label.isVisible())


def all_problems_said(keyboard: Keyboard) -> bool:
    words = said(keyboard)
    return all(problem.message in words for problem in keyboard.case.problems)


def open_case(keyboard: Keyboard, case: Path) -> None:
    keyboard.controller.case_wanted.emit(case)
    keyboard.settle()
    assert keyboard.case.folder == case


def test_wrong_types_in_every_field(qapp: QApplication, tmp_path: Path) -> None:
    requests = [json.dumps(request).encode() for request in every_wrong_request()]
    with window(qapp, tmp_path / "data", case=case_with(tmp_path, 999, b"{}")) as keyboard:
        for number, request in enumerate(requests):
            open_case(keyboard, case_with(tmp_path, number, request))
            keyboard.press("Ctrl+6")
            keyboard.wait(lambda: all_problems_said(keyboard))
        assert keyboard.review.hint_line.messages.sentences == ()


def test_unusable_requests_leave_the_form(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=case_with(tmp_path, 999, b"{}")) as keyboard:
        for number, (name, request) in enumerate(UNUSABLE.items()):
            open_case(keyboard, case_with(tmp_path, number, request, name))
            keyboard.press("Ctrl+6")
            assert not keyboard.case.request_from_file
            assert keyboard.review.panels.request.editing
            assert keyboard.case.problems
            keyboard.wait(lambda: all_problems_said(keyboard))


def test_unusual_requests_are_used(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=case_with(tmp_path, 999, b"{}")) as keyboard:
        for number, request in enumerate(USABLE.values()):
            open_case(keyboard, case_with(tmp_path, number, request))
            keyboard.press("Ctrl+6", "Ctrl+5", "Ctrl+1", "P")
            assert keyboard.case.request_from_file
            marked = keyboard.case.review.findings.values()
            assert [finding.state for finding in marked] == [FindingState.PRESENT]


def test_a_worklist_of_bad_requests(qapp: QApplication, tmp_path: Path) -> None:
    root = tmp_path / "root"
    for number, request in enumerate((*UNUSABLE.values(), *USABLE.values())):
        case_with(root, number, request)
    with window(qapp, tmp_path / "data", root=root) as keyboard:
        rows = {row.folder.name: row for row in keyboard.controller.worklist.model.rows}
        assert sorted(rows) == [f"{number:03}" for number in range(len(UNUSABLE) + len(USABLE))]
        assert all(rows[f"{number:03}"].problem for number in range(len(UNUSABLE)))
        for _ in rows:
            keyboard.press("J")
        assert keyboard.review.hint_line.messages.sentences == ()
