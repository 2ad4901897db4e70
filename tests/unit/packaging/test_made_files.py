"""Files that are made from others are what their makers make."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@pytest.mark.parametrize("maker", ["history_weights.py", "key_table.py", "third_party.py"])
def test_a_made_file_is_true(maker: str) -> None:
    command = [sys.executable, str(ROOT / "packaging" / maker), "--check"]
    done = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "packaging" / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=\S)", text)
    assert pins(name)
    assert all(PIN.match(entry) and HASH.search(entry) for entry in entries if entry)
    assert "://" not in text


def test_tests_and_program_run_with_the_same_versions() -> None:
    program, tests = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: tests.get(name) for name in program} == program
