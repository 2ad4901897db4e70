"""Case folders for tests, which only the test itself may change, and what is done at a desk over and over."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from reviewer_app.domain.authority import Speaks
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import FindingState, LineDetermination, Outcome, Reviewer, Role
from reviewer_app.exchange.request_file import parse_request
from reviewer_app.review.desk import Desk

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "resources" / "samples"
LUMBAR = "lumbar-injection-complete"
SHOULDER = "shoulder-repair-discrepancy"
KNEE = "knee-injection-repeat"
SAMPLE_NAMES = (LUMBAR, SHOULDER, KNEE)

NURSE = Reviewer("Ines Marlow", Role.NURSE)
PHYSICIAN = Reviewer("Tobias Reyne", Role.PHYSICIAN, "MD 2207 WI")
START = datetime(2025, 10, 6, 9, 0, tzinfo=timezone(timedelta(hours=-5)))


def truth() -> dict[str, Any]:
    """What the samples hold, by case."""
    cases: dict[str, Any] = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))["cases"]
    return cases


def knee_request() -> Request:
    """The request of the sample without request.json, as a person would type it."""
    request = parse_request(json.dumps(truth()[KNEE]["request"]).encode()).request
    assert request is not None
    return request


@dataclass
class Clock:
    """Each look at it is a minute later."""

    now: datetime = START

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def tree(root: Path) -> dict[str, tuple[int, str]]:
    """Every file and folder below the root with its time of change in nanoseconds and its content's hash."""
    return {
        path.relative_to(root).as_posix(): (
            path.lstat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in (root, *sorted(root.rglob("*")))
    }


@dataclass
class WatchedCases:
    """A folder of case folders. What the test changes through this object is expected, all else is not."""

    root: Path
    _expected: dict[str, tuple[int, str]] = field(default_factory=dict)

    def sample(self, name: str, to: str = "") -> Path:
        """A copy of a sample case."""
        self.check()
        folder = self.root / (to or name)
        shutil.copytree(SAMPLES / name, folder)
        return self._known(folder)

    def made(self, name: str, request: dict[str, Any] | None = None, **texts: str) -> Path:
        """A small case: plain text documents, each keyword an ``a.txt``, and perhaps a request."""
        self.check()
        folder = self.root / name
        folder.mkdir(exist_ok=True)
        for stem, text in texts.items():
            (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
        if request is not None:
            (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        return self._known(folder)

    def write(self, path: Path, content: bytes) -> Path:
        self.check()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return self._known(path)

    def remove(self, path: Path) -> None:
        self.check()
        path.unlink()
        self._known(path)

    def move(self, path: Path, to: Path) -> Path:
        self.check()
        path.rename(to)
        return self._known(to)

    def changed(self, change: Callable[[], object]) -> None:
        """Any other change of the test's own."""
        self.check()
        change()
        self._expected = tree(self.root)

    def check(self) -> None:
        """Fail when anything but this object changed the folder."""
        if self._expected:
            assert tree(self.root) == self._expected

    def _known(self, path: Path) -> Path:
        self._expected = tree(self.root)
        return path


def lumbar_request(**changes: Any) -> dict[str, Any]:
    """The request of the complete sample, as JSON, with fields replaced; ``None`` leaves a field out."""
    request = json.loads((SAMPLES / LUMBAR / "request.json").read_text(encoding="utf-8"))
    request.pop("attachments")
    request.update(changes)
    return {name: value for name, value in request.items() if value is not None}


def sha_of(case: OpenCase, file: str) -> str:
    return next(document.sha256 for document in case.documents if document.file == file)


def page_of(case: OpenCase, file: str, page: int = 1) -> Anchor:
    """A whole page as evidence."""
    return Anchor(sha_of(case, file), page)


def ids(case: OpenCase) -> tuple[str, ...]:
    return tuple(element.id for element in case.checklist.elements)


def codes(case: OpenCase) -> set[str]:
    """The codes of all blockers of all lines."""
    return {blocker.code for line in case.readiness for blocker in line.blockers}


def mark_all_present(desk: Desk) -> OpenCase:
    """Every element present, and every rung above the policy silent; the exception of S16 set aside, since
    nothing is outside the criteria."""
    case = desk.case
    assert case is not None
    for element in ids(case):
        if element == "s16-exception":
            desk.mark_finding(element, FindingState.NOT_APPLICABLE, "Nothing is outside the criteria.")
        else:
            desk.mark_finding(element, FindingState.PRESENT)
    return check_all_rungs(desk)


def check_all_rungs(desk: Desk) -> OpenCase:
    """Every rung that comes before the coverage policy is checked, and silent."""
    case = desk.case
    assert case is not None
    for ladder in case.authority:
        for rung in ladder.left:
            case = desk.mark_rung(ladder.line, rung.rung, Speaks.SILENT)
    return case


def decide_all(desk: Desk, outcome: Outcome, **more: Any) -> OpenCase:
    """One outcome for every line, with a rationale, and an answer to every prompt."""
    case = desk.case
    assert case is not None
    rationale = f"{more.get('reason', '')} The records support this.".strip()
    for line in case.request.services:
        desk.enter_determination(LineDetermination(line.line, outcome, rationale=rationale, **more))
    for prompt in case.checklist.prompts:
        case = desk.answer_prompt(prompt.id, "Weighed; nothing speaks against it.")
    return case


def children() -> set[str]:
    """Process ids of this process's children (Linux)."""
    return {pid for found in Path("/proc/self/task").glob("*/children") for pid in found.read_text().split()}
