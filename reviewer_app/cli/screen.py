"""``screen``: what the program finds in a case by itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from reviewer_app.review.consult_policies import InstalledPolicies
from reviewer_app.review.screen_case import screen_case
from reviewer_app.review.workspace import data_folder


def run_screen(case: Path, *, as_json: bool, data_dir: Path | None) -> None:
    """Print the findings, as one JSON object or as text; progress goes to a terminal's stderr only."""
    library = InstalledPolicies(data_folder(data_dir)).library
    found = screen_case(library, case, _progress if sys.stderr.isatty() else _silent)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print("\n".join(screen_text(found)))


def screen_text(found: dict[str, Any]) -> list[str]:
    """The findings as lines of text for a person at a terminal."""
    lines = [f"{found['case']['folder']}: {len(found['documents'])} documents, {len(found['pages'])} pages"]
    for document in found["documents"]:
        what = f"{document['pages']} pages" if document["status"] == "ok" else document["error"]
        lines.append(f"  {document['file']}: {document['status']}, {what}")
    lines += [f"  missing: {item['what']} ({item['why']})" for item in found["missing"]]
    lines += [f"  {problem['field']}: {problem['message']}" for problem in found["case"]["problems"]]
    for policy in found["policies"]:
        verb = "governs" if policy["governs"] else "does not govern"
        lines.append(f"{policy['id']} {policy['version']} {verb}: {policy['why']}")
    lines += [
        f"  {element['row'] or '-'} {element['title']}" for element in found["elements"] if element["applies"]
    ]
    for line in found["readiness"]:
        lines.append(f"Line {line['line']} {line['service']}: may be {', '.join(line['allowed_outcomes'])}")
        lines += [f"  {blocker['code']}: {blocker['message']}" for blocker in line["blockers"]]
    return lines


def _progress(file: str) -> None:
    print(f"reading {file}", file=sys.stderr)


def _silent(_file: str) -> None:
    return
