"""How well the program finds what is in a case, measured on case folders whose truth is known.

python -m tests.benchmarks.findings [--half HALF] [--cases FOLDER…] [--only NAME…] [--why] [--peers]

Made-up cases are drawn from `packaging/samples/cases` (one YAML file each) where they changed; the kept half
was never looked at while the search was built, so that the difference between the halves is what was fitted
to the first. `--cases` names further folders of case folders with a truth.json in each; without it those of
../shared/cases are taken, where they exist. Each case is screened by the command line (`screen --json`) with
a data folder in the work folder (`--work`), which keeps what was read of scans for the next run. All measures
are defined at their functions in `findings_measures.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.benchmarks.findings_data import Judged, read_screening, read_truth
from tests.benchmarks.findings_measures import (
    LESS_IS_BETTER,
    MEASURES,
    calibration,
    illegible_auc,
)
from tests.benchmarks.findings_peers import bm25
from tests.benchmarks.findings_tally import Tally
from tests.benchmarks.findings_why import faults

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "cases"
MAKER = ROOT / "packaging" / "samples" / "cases" / "make.py"
PASSPHRASE = Path(__file__).with_name("passphrase.txt")
HALVES = ("development", "kept")
COMPARED = ("recall@3 of true pages", "recall@3 of true papers", "first right", "alarms", "traps")
"""What is measured of the simple means: it finds nothing else."""


def build(half: str, work: Path, names: Sequence[str], *, text: bool) -> Path:
    """Draw the cases of one half that changed since they were drawn; the folder that then holds them."""
    target = work / ("cases-as-text" if text else "cases")
    sources = {path.stem: path for path in (MAKER.parent / half).glob("*.yaml")}
    makers = max(path.stat().st_mtime for path in MAKER.parents[1].rglob("*.py"))
    stale = [
        name
        for name, path in sources.items()
        if (not names or name in names)
        and not _drawn_after(target / half / name / "words.json", max(makers, path.stat().st_mtime))
    ]
    if stale:
        options = ["--half", half, *(["--text"] if text else [])]
        command = [sys.executable, str(MAKER), "build", *options, str(target), *stale]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for place in (target / half).glob("*"):
        if place.name not in sources:
            shutil.rmtree(place)
    return target / half


def _drawn_after(last: Path, moment: float) -> bool:
    """Whether a case's last file was written after its sources were."""
    return last.exists() and last.stat().st_mtime > moment


def cases_in(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    """Folders with a truth.json and the case's folder in them, by name."""
    for truth in sorted(folder.glob("*/truth.json")):
        if not names or truth.parent.name in names:
            yield truth.parent


def judged(group: str, place: Path, work: Path) -> Judged:
    """Screen one case by the command line and set it beside its truth."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "REVIEWER_APP_PASSPHRASE_FILE": str(PASSPHRASE),
    }
    start = time.perf_counter()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "reviewer_app",
            "screen",
            "--json",
            "--data-dir",
            str(work / "data"),
            str(place / "folder"),
        ],
        check=True,
        stdout=subprocess.PIPE,
        env=environment,
    )
    seconds = time.perf_counter() - start
    return Judged(group, read_truth(place / "truth.json"), read_screening(done.stdout), seconds)


def summed(cases: Iterable[Judged]) -> dict[str, Tally]:
    """Every measure over some cases, hits and of how many added up."""
    every = list(cases)
    return {name: sum((measure(case) for case in every), Tally()) for name, measure in MEASURES.items()}


def figures(cases: Sequence[Judged]) -> dict[str, float | None]:
    """The shares of all measures, with F1 and AUC of illegible pages."""
    tallies = summed(cases)
    shares = {name: tally.share for name, tally in tallies.items()}
    precision, recall = shares["illegible precision"], shares["illegible recall"]
    shares["illegible F1"] = (
        2 * precision * recall / (precision + recall)
        if precision and recall
        else 0.0
        if recall is not None
        else None
    )
    shares["illegible AUC"] = illegible_auc(cases)
    return shares


def table(columns: Mapping[str, Sequence[Judged]]) -> Iterator[str]:
    """All measures, one column a group of cases, with how many were counted."""
    tallies = {group: summed(cases) for group, cases in columns.items()}
    yield f"{'':26}" + "".join(f"{group:>22}" for group in columns)
    for name in MEASURES:
        sign = " (less is better)" if name in LESS_IS_BETTER else ""
        cells = "".join(f"{_cell(tallies[group][name]):>22}" for group in columns)
        yield f"{name:26}{cells}{sign}"
    for name in ("illegible F1", "illegible AUC"):
        shares = (figures(cases)[name] for cases in columns.values())
        yield f"{name:26}" + "".join(f"{'-' if one is None else f'{one:.3f}':>22}" for one in shares)
    pages = {group: sum(len(case.truth.pages) for case in cases) for group, cases in columns.items()}
    yield f"{'cases, pages':26}" + "".join(f"{f'{len(columns[one])}, {pages[one]}':>22}" for one in columns)
    seconds = (sum(case.seconds for case in cases) for cases in columns.values())
    yield f"{'seconds':26}" + "".join(f"{one:>22.1f}" for one in seconds)


def _cell(tally: Tally) -> str:
    return "-" if tally.share is None else f"{tally.share:.3f}  {tally.hits:g}/{tally.of:g}"


def by_case(cases: Iterable[Judged]) -> Iterator[str]:
    """The chief measures of each case, one line each."""
    names = ("recall@3 of true pages", "first right", "alarms", "traps", "document type", "document date")
    yield f"{'case':36}" + "".join(f"{name.split(' of ')[0]:>16}" for name in names)
    for case in cases:
        cells = (MEASURES[name](case) for name in names)
        yield f"{case.group[:4]} {case.name:31}" + "".join(
            f"{f'{one.hits:g}/{one.of:g}':>16}" for one in cells
        )


def calibrated(columns: Mapping[str, Sequence[Judged]]) -> Iterator[str]:
    """How many of the suggestions of each score are right."""
    bins = {group: calibration(cases) for group, cases in columns.items()}
    yield f"{'score':26}" + "".join(f"{group:>22}" for group in columns)
    for name in calibration(()):
        yield f"{name:26}" + "".join(f"{_cell(bins[group][name]):>22}" for group in columns)


def peers(cases: Sequence[Judged], places: Mapping[str, Path]) -> Iterator[str]:
    """The program beside keywords with BM25 on the same cases."""
    simple = [one for case in cases if (one := bm25(case, places[case.name])) is not None]
    same = [case for case in cases if case.name in {one.name for one in simple}]
    ours, theirs = summed(same), summed(simple)
    yield f"{f'on {len(same)} cases':26}{'program':>22}{'keywords, BM25':>22}"
    for name in COMPARED:
        yield f"{name:26}{_cell(ours[name]):>22}{_cell(theirs[name]):>22}"


def listed(cases: Iterable[Judged]) -> Iterator[str]:
    """Each fault of the cases that may be looked at: never of the kept half."""
    for case in cases:
        if case.group == "kept":
            continue
        for fault in faults(case):
            yield f"{case.name}: {fault.what}: {fault.where}: {fault.detail}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--cases", type=Path, nargs="*", help="folders of case folders; default ../shared/cases"
    )
    parser.add_argument("--half", choices=HALVES, action="append", help="default: development")
    parser.add_argument("--work", type=Path, help="keeps drawn cases and what was read of scans")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    parser.add_argument("--text", action="store_true", help="made-up cases without scans: what reading costs")
    parser.add_argument("--why", action="store_true", help="list every fault; never those of the kept half")
    parser.add_argument("--peers", action="store_true", help="keywords with BM25 beside it")
    parser.add_argument("--only", dest="names", nargs="+", default=(), help="names of cases")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = chosen.work or Path(temporary)
        folders = [
            (half, build(half, work, chosen.names, text=chosen.text)) for half in chosen.half or HALVES[:1]
        ]
        shared = chosen.cases if chosen.cases is not None else [SHARED]
        folders += [("shared", folder) for folder in shared if folder.is_dir()]
        places = {
            (group, place.name): place
            for group, folder in folders
            for place in cases_in(folder, chosen.names)
        }
        cases = []
        for (group, name), place in places.items():
            print(f"screening {name}", file=sys.stderr)
            cases.append(judged(group, place, work))
        columns = {
            group: [case for case in cases if case.group == group]
            for group in dict.fromkeys(g for g, _ in folders)
        }
        columns = {group: found for group, found in columns.items() if found}
        if chosen.why:
            print("\n".join(listed(cases)), end="\n\n")
        print("\n".join((*table(columns), "", *by_case(cases), "", *calibrated(columns))))
        if chosen.peers:
            print("\n".join(("", *peers(cases, {name: place for (_, name), place in places.items()}))))
    if chosen.json:
        told = {group: figures(found) for group, found in columns.items()}
        chosen.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
