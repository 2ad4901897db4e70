"""What the commands print, and what is said when it cannot be printed."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from reviewer_app.cli.output import ReaderGoneError, complain, one_line, output, say, use_utf8
from reviewer_app.domain.errors import ExportError


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain – and Ü", "plain – and Ü"),
        ("two\nlines\r\t", "two\\nlines\\r\\t"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\u202eb", "a\\u202eb"),
        ("\udcff", "\\udcff"),
        ("", ""),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_say_and_complain(capsys: pytest.CaptureFixture[str]) -> None:
    say("Ü\nsecond line")
    complain("no\nsuch file")
    printed = capsys.readouterr()
    assert printed.out == "Ü\nsecond line\n"
    assert printed.err == "reviewer-app: no\\nsuch file\n"


def test_utf8_whatever_the_stream_was(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    use_utf8()
    say("– \udcff")
    assert raw.getvalue() == "– \\udcff\n".encode()


def test_no_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(ExportError, match="closed"):
        say("anything")


def test_no_standard_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    complain("anything")
    assert capsys.readouterr().out == ""


def test_a_reader_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told once; what is still buffered then goes nowhere when the stream is closed."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(ReaderGoneError), output() as out:
            out.write("x" * 100_000)


def test_a_stream_that_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(ExportError, match="No space left"):
            say("anything")
