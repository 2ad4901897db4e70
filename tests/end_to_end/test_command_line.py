"""The command line as a shell sees it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reviewer_app import __version__
from reviewer_app.domain.review import Outcome
from reviewer_app.review.desk import Desk
from reviewer_app.review.workspace import open_workspace
from reviewer_app.storage.key_record import RECORD_NAME
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import open_store
from tests.end_to_end.program import SECONDS, Done, Program
from tests.keychain import FOLDER_VARIABLE
from tests.unit.documents import files
from tests.unit.review.desks import (
    LUMBAR,
    NURSE,
    ROOT,
    SAMPLES,
    SHOULDER,
    Clock,
    decide_all,
    lumbar_request,
    mark_all_present,
    tree,
)

SCHEMA = json.loads((ROOT / "resources" / "schemas" / "screening.schema.json").read_text(encoding="utf-8"))
PROGRAM = (sys.executable, "-m", "reviewer_app")
KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "TMPDIR", "PYTHON_KEYRING_BACKEND", FOLDER_VARIABLE)
"""What a shell brings along, and the tests' keychain."""


class Shell:
    """Runs the program in a home folder and a working folder of its own, without a display."""

    def __init__(self, home: Path, program: Program) -> None:
        self.home = home
        self.program = program
        kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        self.environment = {
            **kept,
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "share"),
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
        }

    def __call__(self, *arguments: str | Path, **environment: str) -> Done:
        variables = {**self.environment, **environment}
        return self.program.run(*arguments, folder=self.home, variables=variables)

    def started_anew(self, *arguments: str | Path, **environment: str) -> Done:
        """As a shell starts it: what Python itself takes from the environment counts."""
        return subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            cwd=self.home,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )

    def through_sh(self, script: str, *arguments: str | Path) -> Done:
        """Run ``"$@"``, the program with its arguments, inside a script."""
        return subprocess.run(
            ["sh", "-c", script, "sh", *PROGRAM, *map(str, arguments)],
            cwd=self.home,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )


@pytest.fixture
def shell(tmp_path: Path, program: Program) -> Shell:
    home = tmp_path / "home"
    home.mkdir()
    return Shell(home, program)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small case, and a data folder in which it is signed."""
    place = tmp_path_factory.mktemp("signed")
    folder = place / "case"
    folder.mkdir()
    (folder / "note.txt").write_text("A visit note.", encoding="utf-8")
    (folder / "request.json").write_text(json.dumps(lumbar_request()), encoding="utf-8")
    with open_workspace(place / "data", Clock()) as workspace:
        workspace.remember_reviewer(NURSE)
        desk = Desk(workspace)
        desk.open(folder)
        mark_all_present(desk)
        decide_all(desk, Outcome.APPROVE)
        desk.sign("")
    return folder, place / "data"


def refused(done: Done, code: int, *words: str) -> None:
    """The exit code, nothing on standard output, and one line on standard error with the words in it."""
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("reviewer-app: ")
    for word in words:
        assert word in line


def test_the_version(shell: Shell) -> None:
    done = shell.started_anew("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"reviewer-app {__version__}\n", "")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ((), ("demo", "screen", "export", "policy", "doctor", "--data-dir", "Exit codes", "[CASE]")),
        (("demo",), ("--headless DIR",)),
        (("screen",), ("CASE", "--json", "--data-dir")),
        (
            ("export",),
            ("CASE...", "--format", "pdf|html|docx|json|csv", "--output FILE", "--root", "--redact"),
        ),
        (("policy",), ("list", "show", "check")),
        (("policy", "list"), ("--data-dir",)),
        (("policy", "show"), ("ID", "--data-dir")),
        (("policy", "check"), ("FILE", "--data-dir")),
        (("doctor",), ("--data-dir",)),
    ],
)
def test_every_command_explains_itself(
    shell: Shell, command: tuple[str, ...], words: tuple[str, ...]
) -> None:
    done = shell(*command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    for word in words:
        assert word in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("screen",), ("CASE",)),
        (("screen", ""), ("empty",)),
        (("screen", "a", "b"), ("b",)),
        (("screen", "--fast", "a"), ("--fast",)),
        (("nonsense", "a"), ("nonsense",)),
        (("--data-dir",), ("--data-dir",)),
        (("policy",), ("command",)),
        (("policy", "show", "no-such-pack"), ("no-such-pack", "clinical-information")),
        (("policy", "show", "clinical-information 1999-01-01"), ("1999-01-01", "2025-02-01")),
        (("export", "a"), ("--format",)),
        (("export", "a", "-f", "odt", "-o", "b"), ("odt", "pdf, html, docx, json, csv")),
        (("export", "a", "-f", "csv", "--document", "letter", "-o", "b"), ("letter", "pdf, html, docx")),
        (("export", "-f", "pdf", "-o", "b"), ("--root",)),
        (("--data-dir", "d", "demo", "--headless", "out"), ("--data-dir",)),
    ],
)
def test_wrong_usage(shell: Shell, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    refused(shell(*arguments), 2, *words)
    assert list(shell.home.iterdir()) == []


def test_screening_a_sample_as_json(shell: Shell) -> None:
    """The one with scans, which are read as well."""
    before = tree(SAMPLES)
    done = shell("screen", SAMPLES / SHOULDER, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert list(Draft202012Validator(SCHEMA).iter_errors(found)) == []
    assert tree(SAMPLES) == before
    assert list(shell.home.iterdir()) == []


def test_screening_a_sample_as_text(shell: Shell) -> None:
    before = tree(SAMPLES / LUMBAR)
    done = shell("screen", SAMPLES / LUMBAR)
    assert (done.returncode, done.stderr) == (0, "")
    for file in before:
        if file.endswith(".pdf"):
            assert f"{file}: ok" in done.stdout
    assert tree(SAMPLES / LUMBAR) == before
    assert list(shell.home.iterdir()) == []


def test_a_case_that_is_not_there(shell: Shell) -> None:
    refused(shell("screen", "nowhere", "--json"), 3, "nowhere", "No such file")
    refused(shell("export", "nowhere", "-f", "pdf", "-o", "out.pdf"), 3, "nowhere", "No such file")
    assert not (shell.home / "out.pdf").exists()


REFUSED_NAME = "x" * 300
"""A name longer than file systems take: the system refuses even to look at it."""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("screen", REFUSED_NAME), 3),
        (("policy", "check", REFUSED_NAME), 3),
        (("export", REFUSED_NAME, "-f", "html", "-o", "out.html"), 3),
        (("export", str(SAMPLES / LUMBAR), "-f", "html", "-o", "a", "--data-dir", REFUSED_NAME), 5),
    ],
)
def test_a_path_that_the_system_refuses(shell: Shell, arguments: tuple[str, ...], code: int) -> None:
    refused(shell(*arguments), code, REFUSED_NAME, "too long")


def test_a_data_folder_that_the_system_refuses_holds_no_packs(shell: Shell) -> None:
    done = shell("policy", "list", "--data-dir", REFUSED_NAME)
    assert done.returncode == 0
    assert "clinical-information" in done.stdout
    assert "too long" in done.stderr
    done = shell("doctor", "--data-dir", REFUSED_NAME, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stderr) == (3, "")
    assert {name for name, (state, _) in doctor_lines(done).items() if state == "NOT"} == {
        "data folder",
        "policy packs",
    }


def test_a_name_with_a_line_break_still_is_one_line(shell: Shell) -> None:
    refused(shell("screen", "no\nwhere\x1b[2J"), 3, "no\\nwhere\\x1b[2J")


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("empty.pdf", b"", "empty"),
        ("broken.pdf", b"%PDF-1.7\nnothing that follows", "damaged"),
        ("page.pdf", b"<!doctype html><html>Log in</html>", "unsupported"),
    ],
)
def test_a_case_that_is_one_unreadable_document(
    shell: Shell, tmp_path: Path, name: str, content: bytes, status: str
) -> None:
    """The findings are printed even so; the line on standard error names the file and what is wrong."""
    (tmp_path / name).write_bytes(content)
    done = shell("screen", tmp_path / name, "--json")
    assert done.returncode == 3
    assert [document["status"] for document in json.loads(done.stdout)["documents"]] == [status]
    (line,) = done.stderr.splitlines()
    assert name in line


def test_in_a_folder_an_unreadable_document_is_a_finding(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing that follows")
    done = shell("screen", tmp_path / "case")
    assert (done.returncode, done.stderr) == (0, "")
    assert "broken.pdf: damaged" in done.stdout


def test_output_is_utf8_whatever_the_locale(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "Überweisung – Knie.txt").write_text("Text.", encoding="utf-8")
    (folder / os.fsdecode(b"no-text-\xff.txt")).write_text("Text.", encoding="utf-8")
    foreign = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    found = json.loads(shell("screen", folder, "--json").stdout)
    names = {document["file"] for document in found["documents"]}
    assert names == {"Überweisung – Knie.txt", "no-text-\udcff.txt"}
    for options in (("--json",), ()):
        done = shell.started_anew("screen", folder, *options, **foreign)
        assert done.returncode == 0, done.stderr
        assert done.stdout == shell("screen", folder, *options).stdout
    assert "–" in shell.started_anew("policy", "list", **foreign).stdout
    refused(shell.started_anew("screen", "Überall", **foreign), 3, "Überall")


def pack(version: str) -> str:
    """The shipped example pack as another version."""
    (shipped,) = (ROOT / "resources" / "policies").glob("example-*.yaml")
    return shipped.read_text(encoding="utf-8").replace("2025-01-01", version)


@pytest.fixture
def with_packs(tmp_path: Path) -> tuple[Path, Path]:
    """Two data folders, each with a version of its own of one pack."""
    folders = tmp_path / "one", tmp_path / "two"
    for folder, version in zip(folders, ("2031-01-01", "2032-01-01"), strict=True):
        (folder / "policies").mkdir(parents=True)
        (folder / "policies" / "own.yaml").write_text(pack(version), encoding="utf-8")
    return folders


def test_the_data_folder_after_the_command_before_it_and_from_the_environment(
    shell: Shell, with_packs: tuple[Path, Path]
) -> None:
    one, two = map(str, with_packs)
    for done in (
        shell("policy", "list", "--data-dir", one),
        shell("--data-dir", one, "policy", "list"),
        shell(f"--data-dir={one}", "policy", "list"),
        shell("policy", "list", REVIEWER_APP_DATA_DIR=one),
        shell("--data-dir", two, "policy", "list", "--data-dir", one),
        shell("--data-dir", one, "policy", "list", REVIEWER_APP_DATA_DIR=two),
        shell("policy", "list", "--data-dir", one, REVIEWER_APP_DATA_DIR=two),
    ):
        assert (done.returncode, done.stderr) == (0, "")
        assert "2031-01-01" in done.stdout
        assert "2032-01-01" not in done.stdout
    assert "2031" not in shell("policy", "list", REVIEWER_APP_DATA_DIR="").stdout


def test_a_broken_pack_is_told_and_the_others_are_used(shell: Shell, with_packs: tuple[Path, Path]) -> None:
    broken = with_packs[0] / "policies" / "broken.yaml"
    broken.write_text(pack("2033-01-01").replace("kind: guideline", "kind: rumour"), encoding="utf-8")
    done = shell("policy", "list", "--data-dir", with_packs[0])
    assert done.returncode == 0
    assert "2031-01-01" in done.stdout
    assert "2033-01-01" not in done.stdout
    (line,) = done.stderr.splitlines()
    assert f"{broken}:" in line
    assert "kind" in line


def test_a_pack_is_checked(shell: Shell, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(pack("2031-01-01"), encoding="utf-8")
    done = shell("policy", "check", good)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{good}: a good policy pack\n", "")
    bad.write_text(
        pack("2031-01-01").replace("kind: guideline", "kind: rumour").replace("example: true", "example: 7"),
        encoding="utf-8",
    )
    done = shell("policy", "check", bad)
    assert (done.returncode, done.stdout) == (3, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"reviewer-app: {bad}:") for line in lines)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"a: [", b"- 1\n- 2\n", b"&a [*a]"])
def test_a_file_that_is_no_pack(shell: Shell, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "pack.yaml"
    if content is not None:
        file.write_bytes(content)
    done = shell("policy", "check", file)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr
    assert all(str(file) in line for line in done.stderr.splitlines())


def test_a_pack_is_shown(shell: Shell) -> None:
    done = shell("policy", "show", "clinical-information")
    assert (done.returncode, done.stderr) == (0, "")
    assert "s2-current-status" in done.stdout


@pytest.mark.parametrize("name", ["pdf", "html", "json"])
def test_a_signed_review_is_exported(shell: Shell, signed: tuple[Path, Path], name: str) -> None:
    folder, data = signed
    before = tree(folder)
    done = shell("export", folder, "-f", name, "-o", f"out.{name}", "--data-dir", data)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"out.{name}\n", "")
    assert (shell.home / f"out.{name}").read_bytes().startswith((b"%PDF-", b"<!", b"{"))
    assert [path.name for path in shell.home.iterdir()] == [f"out.{name}"]
    assert tree(folder) == before


def test_an_unsigned_review_is_not_exported(shell: Shell, tmp_path: Path) -> None:
    done = shell("export", SAMPLES / LUMBAR, "-f", "pdf", "-o", "out.pdf", "--data-dir", tmp_path / "data")
    refused(done, 4, LUMBAR, "not signed")
    assert list(shell.home.iterdir()) == []


@pytest.mark.parametrize("place", ["missing/out.html", "CASE/out.html"])
def test_a_place_that_cannot_be_written(shell: Shell, signed: tuple[Path, Path], place: str) -> None:
    folder, data = signed
    target = place.replace("CASE", str(folder))
    refused(shell("export", folder, "-f", "html", "-o", target, "--data-dir", data), 3)
    assert list(shell.home.iterdir()) == []


def test_a_folder_takes_a_file_of_a_name_of_its_own(shell: Shell, signed: tuple[Path, Path]) -> None:
    folder, data = signed
    done = shell("export", folder, "-f", "html", "-o", ".", "--data-dir", data)
    (written,) = shell.home.iterdir()
    assert (done.returncode, done.stdout) == (0, f"{written.name}\n")


def test_a_database_in_use(shell: Shell, signed: tuple[Path, Path], tmp_path: Path) -> None:
    case, data = signed[0], tmp_path / "data"
    with open_store(data):
        for command in (
            ("export", case, "-f", "pdf", "-o", "out.pdf"),
            ("screen", case),
            # Told before the pages are read, which may take minutes, and so before the folder is looked at.
            ("screen", tmp_path / "no such case"),
        ):
            refused(shell(*command, "--data-dir", data), 5, str(data), "in use")
    assert shell("screen", case, "--data-dir", data).returncode == 0


@pytest.mark.parametrize("start", [0, 60_000])
def test_a_spoilt_database(shell: Shell, signed: tuple[Path, Path], tmp_path: Path, start: int) -> None:
    """Other bytes at the beginning, or in the middle, of the file: it is left as it is."""
    content = bytearray((signed[1] / DATABASE_NAME).read_bytes())
    content[start : start + 20_000] = b"\x5a" * 20_000
    (tmp_path / DATABASE_NAME).write_bytes(content)
    (tmp_path / RECORD_NAME).write_bytes((signed[1] / RECORD_NAME).read_bytes())
    done = shell("export", signed[0], "-f", "pdf", "-o", "out.pdf", "--data-dir", tmp_path)
    refused(done, 5, str(tmp_path / DATABASE_NAME), "is damaged")
    assert (tmp_path / DATABASE_NAME).read_bytes() == content


def test_a_data_folder_that_cannot_be_one(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        done = shell("export", SAMPLES / LUMBAR, "-f", "pdf", "-o", "out.pdf", "--data-dir", place)
        refused(done, 5, str(place))


def test_a_data_folder_in_the_home_of_nobody(shell: Shell) -> None:
    place = "~nobody-of-that-name/data"
    for arguments in (("policy", "list"), ("doctor",), ("screen", str(SAMPLES / LUMBAR))):
        refused(shell(*arguments, "--data-dir", place), 2, place)
    refused(shell("policy", "list", REVIEWER_APP_DATA_DIR=place), 2, place)
    refused(shell("--data-dir", place, QT_QPA_PLATFORM="offscreen"), 2, place)


def test_an_empty_path_is_no_call_of_the_window(shell: Shell) -> None:
    for arguments in (("",), ("--data-dir=",)):
        done = shell(*arguments, QT_QPA_PLATFORM="offscreen")
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1


def test_one_thing_that_is_no_file_is_bad_input(shell: Shell) -> None:
    assert shell("screen", os.devnull).returncode == 3


def test_a_reader_that_ends_early(shell: Shell) -> None:
    """As ``| head`` does: quiet, and the exit code of a broken pipe."""
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(
        [*PROGRAM, "policy", "show", "clinical-information"],
        cwd=shell.home,
        env=shell.environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        os.close(writing)
        _, complaint = process.communicate(timeout=SECONDS)
    assert (process.returncode, complaint) == (141, "")


@pytest.mark.parametrize("script", ['"$@" >&-', '"$@" >/dev/full'])
def test_output_that_cannot_be_written(shell: Shell, signed: tuple[Path, Path], script: str) -> None:
    """One JSON object, or lines of text."""
    refused(shell.through_sh(script, "screen", signed[0], "--json"), 3, "output")
    refused(shell.through_sh(script, "policy", "list"), 3, "output")


def test_a_closed_standard_error(shell: Shell) -> None:
    done = shell.through_sh('"$@" 2>&-', "screen", "nowhere")
    assert (done.returncode, done.stdout) == (3, "")


def test_progress_on_a_terminal_and_ctrl_c(shell: Shell, tmp_path: Path) -> None:
    """Interrupted while it waits for a page that never comes: 130, no traceback, no process left."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "endless.pdf").write_bytes(files.endless_pdf())
    terminal, other_side = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, "screen", folder],
        cwd=shell.home,
        env=shell.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=other_side,
        start_new_session=True,
    ) as process:
        os.close(other_side)
        shown = b""
        while b"page 1 of 1" not in shown:
            shown += os.read(terminal, 1000)
        os.killpg(process.pid, signal.SIGINT)
        output, _ = process.communicate(timeout=SECONDS)
    rest = b"".join(read_to_end(terminal))
    assert (process.returncode, output) == (130, b"")
    assert b"reading endless.pdf" in shown
    assert rest.strip() == b""
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def read_to_end(terminal: int) -> Iterator[bytes]:
    """What is left to read of a terminal that nobody writes to any more."""
    try:
        while block := os.read(terminal, 1000):
            yield block
    except OSError:
        # Linux ends the reading of a terminal without a writer with an error.
        pass
    finally:
        os.close(terminal)


def test_a_defect_of_the_program(shell: Shell, tmp_path: Path) -> None:
    """It is told in one line, and its report holds places in the program and nothing of what was read."""
    code = (
        "import sys\n"
        "class SEKRETMARKER: pass\n"
        "sys.argv = ['reviewer-app', SEKRETMARKER()]\n"
        "from reviewer_app.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=shell.home,
        env={**shell.environment, "TMPDIR": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert (done.returncode, done.stdout) == (70, "")
    (line,) = done.stderr.splitlines()
    (report,) = tmp_path.glob("reviewer-app-defect-*.txt")
    assert str(report) in line
    text = report.read_text(encoding="utf-8")
    assert "window_call.py" in text
    assert "AttributeError" in text
    assert "SEKRETMARKER" not in text + line


def doctor_lines(done: Done) -> dict[str, list[Any]]:
    """State and words of each part."""
    return {line[4:24].strip(): [line[:4].strip(), line[24:]] for line in done.stdout.splitlines()}


def test_doctor_where_all_works(shell: Shell, tmp_path: Path) -> None:
    done = shell("doctor", "--data-dir", tmp_path / "data", QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stderr) == (0, "")
    parts = doctor_lines(done)
    assert "offscreen" in parts["window"][1]
    assert "3 installed" in parts["policy packs"][1]
    assert not (tmp_path / "data").exists()


def test_doctor_finds_a_broken_pack_a_spoilt_database_and_that_there_is_no_display(
    shell: Shell, with_packs: tuple[Path, Path]
) -> None:
    data = with_packs[0]
    (data / "policies" / "broken.yaml").write_text("a: [", encoding="utf-8")
    (data / DATABASE_NAME).write_bytes(b"something else")
    done = shell("doctor", "--data-dir", data)
    assert (done.returncode, done.stderr) == (3, "")
    parts = doctor_lines(done)
    broken = {name for name, (state, _) in parts.items() if state == "NOT"}
    assert broken == {"policy packs", "data folder", "window"}
    assert "display" in parts["window"][1] or "libraries" in parts["window"][1]
