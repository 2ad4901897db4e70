"""Draws or checks the made-up cases: `python packaging/samples/cases/make.py build|check …`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .case_file import HALVES, HERE, CaseFileError, as_text, case_files, read_case
from .checks import shortcomings
from .files import case_folder
from .truth import readable_words, truth


def build(target: Path, half: str, names: tuple[str, ...], root: Path, *, text: bool) -> int:
    """Write each case of the half to `target`/half/name: its folder, and beside it truth.json and words.json,
    what a perfect reader would read of each page. `text`: pages that can be read are no scans."""
    for path in case_files(half, names, root):
        case = read_case(path)
        wrong = shortcomings(case, path)
        if wrong:
            return _told(path, wrong)
        if text:
            case = as_text(case)
        place = target / half / case.name
        folder = place / "folder"
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        files = dict(case_folder(case))
        for name, content in files.items():
            (folder / name).write_bytes(content)
        for name, told in (("truth.json", truth(case, files)), ("words.json", readable_words(case))):
            written = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
            (place / name).write_text(written, encoding="utf-8")
        print(f"{half}/{case.name}: {len(files)} files, {sum(map(len, files.values()))} bytes")
    return 0


def check(names: tuple[str, ...], root: Path) -> int:
    """Tell what is wrong with the cases' files; 1 if anything is."""
    wrong = 0
    for half in HALVES:
        for path in case_files(half, names, root):
            try:
                wrong += _told(path, shortcomings(read_case(path), path))
            except CaseFileError as error:
                print(error)
                wrong += 1
    return 1 if wrong else 0


def _told(path: Path, wrong: list[str]) -> int:
    for each in wrong:
        print(f"{path.parent.name}/{path.name}: {each}")
    return 1 if wrong else 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Draw or check the made-up cases.")
    parser.add_argument("--from", dest="root", type=Path, default=HERE, help="where the halves' folders are")
    acts = parser.add_subparsers(dest="act", required=True)
    builder = acts.add_parser("build", help="write the case folders and their truth")
    builder.add_argument("folder", type=Path)
    builder.add_argument("--half", choices=HALVES, default="development")
    builder.add_argument("--text", action="store_true", help="pages that can be read are no scans")
    builder.add_argument("names", nargs="*")
    checker = acts.add_parser("check", help="tell what is wrong with the YAML files")
    checker.add_argument("names", nargs="*")
    chosen = parser.parse_args(arguments)
    names = tuple(chosen.names)
    if chosen.act == "check":
        return check(names, chosen.root)
    try:
        return build(chosen.folder, chosen.half, names, chosen.root, text=chosen.text)
    except CaseFileError as error:
        print(error)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
