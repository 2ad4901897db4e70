"""A defect report helps to find the defect and holds nothing of what was being read."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from reviewer_app import __version__
from reviewer_app.defect_report import MOST_PLACES, report, sentence, write_report

MARKER = "HALVORSEN-19710822"
"""Stands for a member's name in a file name, a member's name, or a passage of a record."""

AT = datetime.fromisoformat("2025-09-05T09:00:00-05:00")


def open_a_file_that_is_not_there() -> None:
    Path(f"/nowhere/{MARKER}.pdf").read_bytes()


def look_up_a_member() -> None:
    members: dict[str, int] = {}
    members[MARKER] += 1


def raise_with_a_cause() -> None:
    try:
        look_up_a_member()
    except KeyError as error:
        raise ValueError(f"no member {MARKER}") from error


def raise_while_handling() -> None:
    try:
        look_up_a_member()
    except KeyError:
        open_a_file_that_is_not_there()


def raise_with_a_note() -> None:
    error = ValueError(MARKER)
    error.add_note(f"while reading {MARKER}")
    raise error


def raise_several() -> None:
    raise ExceptionGroup(MARKER, [ValueError(MARKER), caught(look_up_a_member, KeyError)])


def decode_a_record() -> None:
    MARKER.encode().decode("utf-16-be", "strict").encode("ascii")


def caught(act: Callable[[], None], kind: type[Exception]) -> Exception:
    with pytest.raises(kind) as raised:
        act()
    return raised.value


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        (open_a_file_that_is_not_there, [FileNotFoundError]),
        (look_up_a_member, [KeyError]),
        (raise_with_a_cause, [ValueError, KeyError]),
        (raise_while_handling, [FileNotFoundError, KeyError]),
        (raise_with_a_note, [ValueError]),
        (raise_several, [ExceptionGroup, ValueError, KeyError]),
        (decode_a_record, [UnicodeEncodeError]),
    ],
)
def test_types_and_places_stand_in_the_report_and_no_record(
    act: Callable[[], None], kinds: list[type[Exception]]
) -> None:
    text = report(caught(act, kinds[0]), AT)
    assert MARKER not in text
    assert "19710822" not in text
    assert [line for line in text.splitlines() if line.startswith("builtins.")] == [
        f"builtins.{kind.__name__}" for kind in kinds
    ]
    assert f" {act.__name__}\n" in text
    assert f"reviewer-app {__version__}" in text
    assert "at 2025-09-05T09:00:00-05:00" in text


def test_a_chain_that_leads_back_to_itself_ends() -> None:
    first, second = ValueError(MARKER), KeyError(MARKER)
    first.__cause__, second.__cause__ = second, first
    assert report(first, AT).count("builtins.") == 2


def test_an_endless_recursion_stays_short() -> None:
    def again() -> None:
        again()

    text = report(caught(again, RecursionError), AT)
    assert text.count("again") == MOST_PLACES


def test_the_report_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = write_report(caught(look_up_a_member, KeyError))
    assert path is not None
    assert path.parent == tmp_path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "KeyError" in path.read_text(encoding="utf-8")
    assert str(path) in sentence(path)


def test_a_report_that_cannot_be_written_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert write_report(caught(look_up_a_member, KeyError)) is None
    assert "No report" in sentence(None)
