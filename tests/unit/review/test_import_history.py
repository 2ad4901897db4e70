"""Importing a file: what was read is kept, how far it is can be seen, and it can be stopped and repeated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reviewer_app.domain.errors import ExportError, InputError
from reviewer_app.domain.prior_request import BadRow, ImportCounts
from reviewer_app.review.prior_requests import (
    ROWS_AT_ONCE,
    ImportProgress,
    Matcher,
    compared_members,
    export_history,
    import_history,
)
from reviewer_app.review.workspace import Workspace, open_workspace
from tests.small_disk import files_at_most

ROWS = ROWS_AT_ONCE + 7


@dataclass
class Heard:
    """What an import told; it is stopped after the transaction of that number."""

    stop_after: int = 0
    bad: list[BadRow] = field(default_factory=list)
    progress: list[ImportProgress] = field(default_factory=list)

    def go_on(self, progress: ImportProgress) -> bool:
        self.progress.append(progress)
        return len(self.progress) != self.stop_after


@pytest.fixture
def workspace(data: Path) -> Iterator[Workspace]:
    with open_workspace(data) as opened:
        yield opened


def row(number: int, **fields: str) -> dict[str, str]:
    known = {
        "id": f"H-{number:06}",
        "member_id": f"TM{number // 4:07}",
        "code": "64483",
        "status": "approved",
    }
    return known | {"last_name": "Tull", "first_name": "Iris", "dob": "1960-05-09"} | fields


def file_of(tmp_path: Path, *rows: dict[str, str]) -> Path:
    file = tmp_path / "history.json"
    file.write_text(json.dumps(rows, indent=0), encoding="utf-8")
    return file


def take(workspace: Workspace, file: Path, heard: Heard) -> ImportCounts:
    return import_history(workspace.store, file, heard.bad.append, heard.go_on)


def test_it_tells_how_far_it_is(workspace: Workspace, tmp_path: Path) -> None:
    heard = Heard()
    file = file_of(tmp_path, *(row(number) for number in range(ROWS)))
    assert take(workspace, file, heard) == ImportCounts(new=ROWS)
    (progress,) = heard.progress
    assert progress.counts.new == ROWS_AT_ONCE
    assert 0 < progress.share <= 1


def test_what_was_taken_before_a_stop_is_kept_and_the_rest_comes_with_the_next_import(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = file_of(tmp_path, *(row(number) for number in range(ROWS)))
    assert take(workspace, file, Heard(stop_after=1)) == ImportCounts(new=ROWS_AT_ONCE)
    assert workspace.store.history.count() == ROWS_AT_ONCE
    rest = ROWS - ROWS_AT_ONCE
    assert take(workspace, file, Heard()) == ImportCounts(new=rest, unchanged=ROWS_AT_ONCE)


def test_good_rows_are_kept_and_bad_ones_told_each_time(workspace: Workspace, tmp_path: Path) -> None:
    contradiction = row(1, status="denied")
    file = file_of(tmp_path, row(1), row(2, status="maybe"), contradiction, row(3))
    first, again = Heard(), Heard()
    assert take(workspace, file, first) == ImportCounts(new=2, bad=2)
    assert take(workspace, file, again) == ImportCounts(unchanged=2, bad=2)
    assert first.bad == again.bad
    assert [bad.reason.split(";")[0] for bad in first.bad] == [
        "status is 'maybe'",
        "id H-000001 stands twice with different content",
    ]


def test_rows_before_a_break_are_kept(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "cut.json"
    file.write_text("[" + json.dumps(row(1)) + ",\n{", encoding="utf-8")
    with pytest.raises(InputError):
        take(workspace, file, Heard())
    assert workspace.store.history.count() == 1


def test_persons_are_found_after_an_import_that_was_stopped(workspace: Workspace, tmp_path: Path) -> None:
    file = file_of(tmp_path, *(row(number) for number in range(ROWS)))
    take(workspace, file, Heard(stop_after=1))
    request = workspace.store.history.get("H-000017")
    assert request is not None
    best, score = compared_members(workspace.store, request.member, Matcher.load(None).model)[0]
    assert best.member == request.member
    assert score.same


def test_an_export_that_fails_leaves_the_old_file_and_nothing_beside_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, file_of(tmp_path, *(row(number) for number in range(500))), Heard())
    target = tmp_path / "out" / "history.csv"
    target.parent.mkdir()
    target.write_text("old", encoding="utf-8")
    with files_at_most(1_000), pytest.raises(ExportError, match="no space left"):
        export_history(workspace.store, target)
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert target.read_text(encoding="utf-8") == "old"
    assert export_history(workspace.store, target) == 500
    assert list(target.parent.iterdir()) == [target]
    assert target.stat().st_mode & 0o777 == 0o600
