"""The same question to splink: one member against the rows of a history, in DuckDB."""

from __future__ import annotations

import importlib
import logging
import statistics
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from os import getpid
from typing import Any

from reviewer_app.domain.request import Member
from tests.benchmarks.made_up_members import LEVELS
from tests.benchmarks.processes import pss_megabytes

FIELDS = ("id", "first", "last", "born", "id6", "year")
QUESTIONS, FIRST_LEFT_OUT = 40, 5
LEAST_WEIGHT = -200
"""So low that nothing that its rules find is dropped: the best is to be seen, however unsure."""


def ask_splink(members: Sequence[Member], questions: Sequence[Iterable[tuple[Member, Member]]]) -> None:
    """Print recall, times and memory for each level of errors. ``members`` has one for each row."""
    logging.disable(logging.WARNING)
    splink: Any = importlib.import_module("splink")
    duckdb: Any = importlib.import_module("duckdb")
    backend: Any = importlib.import_module("splink.backends.duckdb")
    start = time.perf_counter()
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    database = backend.DuckDBAPI(connection=connection)
    history = database.register(_table(range(len(members)), members))
    linker = _trained(splink, history, len(members))
    print(f"splink: loaded and trained in {time.perf_counter() - start:.0f} s", flush=True)
    number = len(members)
    for name, asked in zip(LEVELS, questions, strict=True):
        seconds, first = [], 0
        for truth, written in islice(asked, QUESTIONS):
            number += 1
            record = _table([number], [written])
            start = time.perf_counter()
            new = database.register(record)
            found = linker.inference.predict_between(history, new, threshold_match_weight=LEAST_WEIGHT)
            relation = found.as_duckdbpyrelation()
            best = relation.order("match_weight desc").limit(1).fetchnumpy()
            seconds.append(time.perf_counter() - start)
            ids = {int(value) for side in ("l", "r") for value in best[f"unique_id_{side}"]} - {number}
            first += any(members[place] == truth for place in ids if place < len(members))
        rest = sorted(seconds[FIRST_LEFT_OUT:])
        print(
            f"{name:60} recall@1 {first / len(seconds):.3f}  p50 {1_000 * statistics.median(rest):.0f} ms  "
            f"p95 {1_000 * rest[int(0.95 * len(rest))]:.0f} ms  PSS {pss_megabytes(getpid()):.0f} MB",
            flush=True,
        )


def _table(numbers: Iterable[int], members: Sequence[Member]) -> Any:
    arrow: Any = importlib.import_module("pyarrow")
    born = [member.dob.strftime("%Y%m%d") if member.dob else "" for member in members]
    columns = {
        "id": [member.member_id for member in members],
        "first": [member.first_name.lower() for member in members],
        "last": [member.last_name.lower() for member in members],
        "born": born,
        "id6": [member.member_id[:6] for member in members],
        "year": [day[:4] for day in born],
    }
    filled = {name: [value or None for value in values] for name, values in columns.items()}
    return arrow.table({"unique_id": list(numbers), **filled})


def _trained(splink: Any, history: Any, rows: int) -> Any:
    """Its model, trained without labels, with the blocking rules that its documentation recommends."""
    comparisons: Any = importlib.import_module("splink.comparison_library")
    block = splink.block_on
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block("id"),
            block("last", "born"),
            block("first", "born"),
            block("id6", "year"),
            block("last", "first", "year"),
        ],
        comparisons=[
            comparisons.NameComparison("first"),
            comparisons.NameComparison("last"),
            comparisons.DateOfBirthComparison(
                "born", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True
            ),
            comparisons.DamerauLevenshteinAtThresholds("id", [1, 2]),
        ],
        retain_matching_columns=False,
        probability_two_random_records_match=3 / rows,
    )
    linker = splink.Linker(history, settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block("last", "born"), block("first", "year")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, fix_probability_two_random_records_match=True, record_sample_proportion=1.0
        )
    return linker
