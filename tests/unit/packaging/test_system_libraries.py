"""The list of Qt's system libraries is what the installed Qt needs; the script installs what is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer_app.gui.display import library_packages
from tests.unit.packaging.elf import needed_libraries

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "packaging" / "system-libraries"

PARTS = (
    *("QtCore.abi3.so", "QtGui.abi3.so", "QtWidgets.abi3.so", "QtSvg.abi3.so"),
    *(f"Qt/lib/libQt6{name}.so.6" for name in ("Core", "Gui", "Widgets", "DBus", "Svg", "XcbQpa", "OpenGL")),
    *("Qt/plugins/platforms/libqxcb.so", "Qt/plugins/platforms/libqoffscreen.so"),
    *("Qt/plugins/xcbglintegrations/libqxcb-egl-integration.so", "Qt/plugins/iconengines/libqsvgicon.so"),
    "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
)
"""What a window of the program loads of Qt."""

BROUGHT_ALONG = ("libQt6", "libicu", "libpyside6", "libshiboken6")
ON_EVERY_SYSTEM = {
    *("libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "libz.so.1", "libzstd.so.1"),
    *("libdl.so.2", "libpthread.so.0", "librt.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"),
}
SAME_PACKAGE = {"libgthread-2.0.so.0": "libglib-2.0.so.0"}


def qt_folders() -> list[Path]:
    """Where Qt is installed, on a system whose libraries are ELF files."""
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None or not sys.platform.startswith("linux"):
        return []
    return [Path(found.origin).parent]


@pytest.mark.parametrize("folder", qt_folders(), ids=["installed Qt"] * len(qt_folders()))
def test_the_list_is_what_the_installed_qt_needs(folder: Path) -> None:
    needed = frozenset[str]().union(*(needed_libraries(folder / part) for part in PARTS))
    outside = {name for name in needed if not name.startswith(BROUGHT_ALONG)} - ON_EVERY_SYSTEM
    assert {SAME_PACKAGE.get(name, name) for name in outside} == set(library_packages())


def program(folder: Path, name: str, body: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """Programs that stand for a bare system: nothing is installed, apt-get writes down its calls."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "env", "dirname", "cat"):
        (folder / name).symlink_to(str(shutil.which(name)))
    program(folder, "ldconfig", ":")
    program(folder, "id", "echo 1000")
    program(folder, "apt-get", f'echo "$*" >> {tmp_path}/calls')
    return folder


def run(system: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(SCRIPT), *arguments],
        env={"PATH": str(system)},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def calls(system: Path) -> list[str]:
    file = system.parent / "calls"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def test_without_root_and_sudo_the_one_line_to_type_is_printed(system: Path) -> None:
    done = run(system, "Xvfb=xvfb")
    packages = " ".join((*library_packages().values(), "fonts-dejavu-core", "xvfb"))
    assert done.returncode == 1
    assert done.stderr == f"Missing on this system. Please type:  sudo apt-get install {packages}\n"
    assert calls(system) == []


def test_a_sudo_that_asks_for_a_password_is_not_used(system: Path) -> None:
    program(system, "sudo", "exit 1")
    assert run(system).returncode == 1


@pytest.mark.parametrize("way", ["root", "sudo"])
def test_as_root_or_with_sudo_everything_missing_is_installed(system: Path, way: str) -> None:
    if way == "root":
        program(system, "id", "echo 0")
    else:
        program(system, "sudo", '[ "$1" = -n ] && exit 0\nexec "$@"')
    done = run(system)
    update, install = calls(system)
    assert (done.returncode, update) == (0, "update -qq")
    assert install.startswith("install -y ")
    assert {*library_packages().values(), "fonts-dejavu-core"} <= set(install.split())


def test_what_is_there_is_not_installed_again(system: Path) -> None:
    lines = "\n".join(f"\t{library} (libc6,x86-64) => /lib/{library}" for library in library_packages())
    program(system, "ldconfig", f"cat <<'END'\n{lines}\nEND")
    program(system, "Xvfb", ":")
    done = run(system, "Xvfb=xvfb")
    assert (done.returncode, done.stderr, calls(system)) == (0, "", [])


def test_a_system_without_apt_is_left_alone(system: Path) -> None:
    (system / "apt-get").unlink()
    done = run(system)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["run", "test", "environment", "system-libraries", "pin", "../.ci/run"])
def test_scripts_are_posix_shell_and_may_be_started(name: str) -> None:
    script = ROOT / "packaging" / name
    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert os.access(script, os.X_OK)
    subprocess.run(["sh", "-n", str(script)], check=True)
