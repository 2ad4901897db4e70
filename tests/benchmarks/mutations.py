"""Spoil the rules one at a time and name the tests that notice it.

Each row of the tables of readiness and signing is removed, each judgement is made always true, always false
or always empty, each rung, element, question and statement is taken away. For every such mutation the tests
of the rows (``tests/unit/rules/test_rows.py``) are run; where none of them fails, the other tests of the
rules.

python -m tests.benchmarks.mutations [WORD]    only the mutations whose name has that word

The exit code is 1 when a mutation was noticed by no test.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import re
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reviewer_app.domain.authority import LadderKind, RungKind
from reviewer_app.domain.policy import PolicyPack
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.rules import authority_ladders, readiness, signing

RULE_TESTS = Path(__file__).parents[1] / "unit" / "rules"
ROW_TESTS = RULE_TESTS / "test_rows.py"
PROPERTIES = (RULE_TESTS / "test_random_reviews.py", RULE_TESTS / "test_readiness_properties.py")
"""They take the longest, and longer where they fail: each failure is made as small as can be."""

JUDGEMENTS = (
    "facts",
    "match_standing",
    "authority",
    "authority_ladders",
    "scope",
    "trial",
    "discrepancy_rules",
    "reconciliation",
    "radiology_rules",
    "counted_evidence",
    "approved_part",
    "decision_rules",
)
"""Modules of ``reviewer_app.rules`` whose functions say yes or no, or what is wrong, about a case."""

CONSTANTS: dict[str, tuple[object, ...]] = {
    "bool": (True, False),
    "str": ("",),
    "tuple": ((),),
    "OutOfScope | None": (None,),
}
"""What a judgement is made to answer always, by the beginning of its return type."""

TABLE = "{:<58} {:<5} {}"
NAMED_TESTS = 3


@dataclass(frozen=True, slots=True)
class Mutation:
    """``name`` says what is spoilt, ``row`` the policy row it belongs to, if any; ``spoil`` is a context in
    which it is."""

    name: str
    row: str
    spoil: Callable[[], contextlib.AbstractContextManager[None]]


class Failures:
    """A pytest plugin that keeps the names of the tests that failed."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.names.append(report.nodeid.rpartition("::")[2])


@contextlib.contextmanager
def attribute(module: object, name: str, value: object) -> Iterator[None]:
    """Another value in the place of a module's, everywhere in the rules where the module's was imported."""
    old = getattr(module, name)
    places = [
        (other, key)
        for other in tuple(sys.modules.values())
        if isinstance(other, types.ModuleType) and other.__name__.startswith(("reviewer_app.", "tests."))
        for key, found in tuple(vars(other).items())
        if found is old
    ]
    for other, key in places:
        setattr(other, key, value)
    try:
        yield
    finally:
        for other, key in places:
            setattr(other, key, old)


def of_readiness() -> Iterator[Mutation]:
    """Each row of the tables of blockers and cautions, removed."""
    for table in ("RULES", "CAUTIONS"):
        rules = getattr(readiness, table)
        for rule in rules:
            kept = tuple(one for one in rules if one is not rule)
            blocked = "/".join(sorted(outcome.value for outcome in rule.blocks)[:2])
            yield Mutation(
                f"{table}: no {rule.code} by {rule.find.__name__} {blocked}".rstrip(),
                rule.row,
                partial(attribute, readiness, table, kept),
            )


def of_signing() -> Iterator[Mutation]:
    """Each kind of problem that stops signing, never told."""
    codes = dict.fromkeys(
        re.findall(r'SigningProblem\(\s*"([\w-]+)",\s*(?:"(S\d+)")?', inspect.getsource(signing))
    )
    judged = signing.signing_problems
    for code, row in codes:

        def without(facts: Any, code: str = code) -> Any:
            return tuple(problem for problem in judged(facts) if problem.code != code)

        yield Mutation(
            f"signing: no {code}",
            row,
            partial(attribute, signing, "signing_problems", without),
        )


def of_judgements() -> Iterator[Mutation]:
    """Each function that judges, with an answer that is always the same."""
    for name in JUDGEMENTS:
        module = importlib.import_module(f"reviewer_app.rules.{name}")
        for function, judge in inspect.getmembers(module, inspect.isfunction):
            if judge.__module__ != module.__name__:
                continue
            returned = str(judge.__annotations__.get("return", ""))
            if returned == "str" and "empty" not in (judge.__doc__ or ""):
                continue  # it words something and judges nothing
            for start, answers in CONSTANTS.items():
                for answer in answers if returned.startswith(start) else ():
                    found = re.search(r"\b(S\d+)\b", judge.__doc__ or "")
                    yield Mutation(
                        f"{name}.{function} always {answer!r}",
                        found[1] if found else "",
                        partial(attribute, module, function, _always(answer)),
                    )


def _always(answer: object) -> Callable[..., object]:
    return lambda *_arguments, **_named: answer


def of_ladders() -> Iterator[Mutation]:
    """Each rung taken off its ladder."""
    for ladder, rungs in authority_ladders.LADDERS.items():
        for rung in rungs:
            if rung not in authority_ladders.BY_PACKS:
                yield Mutation(
                    f"ladder {ladder.value}: no {rung.value}",
                    authority_ladders.RUNG_WORDS[rung].row,
                    partial(_without_rung, ladder, rung),
                )


def _without_rung(ladder: LadderKind, rung: RungKind) -> contextlib.AbstractContextManager[None]:
    table = authority_ladders.LADDERS
    kept = {**table, ladder: tuple(one for one in table[ladder] if one is not rung)}
    return attribute(authority_ladders, "LADDERS", types.MappingProxyType(kept))


def of_packs() -> Iterator[Mutation]:
    """Each element, question and statement of the policies' packs, left out; the example guideline is no row
    of theirs."""
    for pack in (one for one in PolicyLibrary.load().packs if not one.example):
        for kind in ("elements", "prompts", "statements"):
            for part in getattr(pack, kind):
                left: dict[str, Any] = {kind: tuple(one for one in getattr(pack, kind) if one is not part)}
                kept = replace(pack, **left)
                yield Mutation(f"{pack.id[:20]}: no {part.id}", part.row, partial(_with_pack, kept))


@contextlib.contextmanager
def _with_pack(changed: PolicyPack) -> Iterator[None]:
    from tests.unit.rules import test_rows

    loaded = PolicyLibrary.load()
    packs = tuple(changed if one.reference == changed.reference else one for one in loaded.packs)
    with attribute(test_rows, "library", lambda: replace(loaded, packs=packs)):
        yield


def failing(*arguments: str) -> list[str]:
    """The tests that fail, by name.

    :raises RuntimeError: the tests could not be run at all.
    """
    failures = Failures()
    quiet = ("-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xvfb", "-p", "no:randomly", "-n0")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([*quiet, *arguments], plugins=[failures])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and not failures.names:
        raise RuntimeError(f"pytest could not run {arguments}: {code!r}")
    return failures.names


def ignored(*files: Path) -> tuple[str, ...]:
    return tuple(f"--ignore={file}" for file in files)


def noticed_by(mutation: Mutation) -> list[str]:
    """The tests that notice it: of its row first, then of other rows, else of the rules."""
    with mutation.spoil():
        found = failing(str(ROW_TESTS))
        if not found:
            found = failing("-x", *ignored(ROW_TESTS, *PROPERTIES), str(RULE_TESTS))
        if not found:
            found = failing("-x", *map(str, PROPERTIES))
    own = f"test_{mutation.row.lower()}_"
    return sorted(dict.fromkeys(found), key=lambda name: not (mutation.row and name.startswith(own)))


def mutations() -> Iterator[Mutation]:
    for kind in (of_readiness, of_signing, of_judgements, of_ladders, of_packs):
        yield from kind()


def main() -> int:
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    unspoilt = failing(str(RULE_TESTS))
    if unspoilt:
        print("The tests fail without any mutation:", *unspoilt)
        return 1
    print(TABLE.format("spoilt", "row", "noticed by"), flush=True)
    survivors = total = 0
    for mutation in mutations():
        if word not in mutation.name:
            continue
        total += 1
        found = noticed_by(mutation)
        more = f" and {len(found) - NAMED_TESTS} more" if len(found) > NAMED_TESTS else ""
        names = ", ".join(found[:NAMED_TESTS]) + more if found else "NOBODY"
        survivors += not found
        print(TABLE.format(mutation.name, mutation.row or "-", names), flush=True)
    print(f"{total} mutations, {total - survivors} noticed")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
