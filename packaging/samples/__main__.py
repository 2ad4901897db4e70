"""Makes the sample cases: `python packaging/samples/make.py [--check]`.

Without an option it writes `resources/samples`; with `--check` it writes nothing and tells what there differs
from what would be made (exit code 1 if anything does).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from . import knee, lumbar, paper, shoulder
from .compare import differences
from .readme import readme

ROOT = Path(__file__).resolve().parents[2] / "resources" / "samples"


def make() -> dict[str, bytes]:
    """Every file of the samples by its path below `resources/samples`."""
    paper.use_vera()
    cases = (lumbar.case(), shoulder.case(), knee.case())
    truth = {"cases": {case.name: case.as_json() for case in cases}}
    made = {f"{case.name}/{name}": content for case in cases for name, content in case.files.items()}
    made["prior-requests.json"] = _json(knee.PRIOR)
    made["truth.json"] = _json(truth)
    made["README.md"] = readme(cases).encode()
    return made


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Make the sample cases in resources/samples.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; tell what differs from what would be made"
    )
    check = parser.parse_args(arguments).check
    made = make()
    if check:
        found = differences(made, ROOT, beside=frozenset({".gitattributes"}))
        print("\n".join(found) or f"{len(made)} files are as made")
        return 1 if found else 0
    for name, content in made.items():
        target = ROOT / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"{len(made)} files, {sum(map(len, made.values()))} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
