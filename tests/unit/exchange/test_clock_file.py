"""The clock rules as they are shipped, and what is said about a spoilt file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reviewer_app.domain.clock import ClockExtension
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.request import Plan, Request
from reviewer_app.exchange.clock_file import MOST_BYTES, USER_CLOCKS, clocks_with, load_clocks, read_clocks
from reviewer_app.rules.clocks import due
from reviewer_app.rules.identifiers import FUNDINGS, LINES_OF_BUSINESS, URGENCIES

RULE = """
[[rule]]
id = "one"
lines_of_business = ["commercial"]
urgency = "standard"
amount = 15
unit = "calendar-days"
effective_from = 2003-01-01
pend_stops = true
source = "A source"
"""


def limit(line_of_business: str, urgency: str, year: int) -> timedelta | None:
    received = datetime(year, 6, 2, 9, tzinfo=UTC)
    request = Request(received=received, urgency=urgency, plan=Plan(line_of_business=line_of_business))
    at = due(load_clocks(), request)
    return None if at is None else at - received


@pytest.mark.parametrize(
    ("line_of_business", "urgency", "year", "expected"),
    [
        ("medicare_advantage", "expedited", 2025, timedelta(hours=72)),
        ("medicare_advantage", "standard", 2025, timedelta(days=14)),
        ("medicare_advantage", "standard", 2026, timedelta(days=7)),
        ("medicaid", "expedited", 2026, timedelta(hours=72)),
        ("medicaid", "standard", 2026, timedelta(days=7)),
        ("commercial", "expedited", 2025, timedelta(hours=72)),
        ("commercial", "standard", 2026, timedelta(days=15)),
        ("exchange", "standard", 2026, timedelta(days=15)),
        ("medicare", "standard", 2026, None),
    ],
)
def test_shipped_rules(line_of_business: str, urgency: str, year: int, expected: timedelta | None) -> None:
    assert limit(line_of_business, urgency, year) == expected


def test_shipped_rules_use_the_words_of_the_request_and_name_their_source() -> None:
    for rule in load_clocks():
        assert set(rule.lines_of_business) <= set(LINES_OF_BUSINESS)
        assert set(rule.fundings) <= set(FUNDINGS)
        assert rule.urgency in URGENCIES
        assert rule.source


def test_a_pend_stops_no_medicare_advantage_clock() -> None:
    rules = [rule for rule in load_clocks() if "medicare_advantage" in rule.lines_of_business]
    assert rules
    assert not any(rule.pend_stops for rule in rules)


def test_a_users_own_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE + 'fundings = ["self_funded"]\neffective_to = 2030-12-31\nnote = "Ours."\n')
    (rule,) = read_clocks(path)
    assert (rule.id, rule.amount, rule.fundings, rule.note) == ("one", 15, ("self_funded",), "Ours.")
    assert replace(rule, id="two") != rule


@pytest.mark.parametrize(
    "change",
    [
        ("amount = 15", "amount = 1"),
        ("amount = 15", "amount = 10000"),
        ("pend", "effective_to = 2003-01-01\npend"),
    ],
)
def test_the_outermost_values_of_a_rule_are_accepted(tmp_path: Path, change: tuple[str, str]) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE.replace(*change))
    assert len(read_clocks(path)) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("amount = 15", 'amount = "15"'), "amount should be a whole number"),
        (("amount = 15", "amount = 0"), "amount should be a whole number"),
        (("amount = 15", "amount = true"), "amount should be a whole number"),
        (('"calendar-days"', '"weeks"'), "unit should be hours or calendar-days"),
        (('["commercial"]', '"commercial"'), "lines_of_business should be a list"),
        (('["commercial"]', "[]"), "lines_of_business should be a list"),
        (('["commercial"]', "[1]"), "lines_of_business should be a list"),
        (("pend_stops = true", 'pend_stops = "yes"'), "pend_stops should be true or false"),
        (("2003-01-01", '"2003-01-01"'), "effective_from should be a date"),
        (("2003-01-01", "2003-01-01T10:00:00"), "effective_from should be a date"),
        (("pend_stops", "effective_to = 2002-01-01\npend_stops"), "effective_to is before"),
        (('source = "A source"', ""), "source should be a text"),
        (("source =", 'sauce = "x"\nsource ='), "sauce is no field"),
        (('id = "one"', 'id = " "'), "id should be a text"),
        (("pend_stops", 'states = "WI"\npend_stops'), "states should be a list"),
        (("pend_stops", "extension = 14\npend_stops"), "extension should be a table"),
    ],
)
def test_a_wrong_rule_names_file_rule_and_field(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE.replace('id = "one"', 'id = "zero"') + RULE.replace(*change))
    with pytest.raises(InputError) as caught:
        read_clocks(path)
    assert caught.value.sentence.startswith(f"mine.toml, rule 2: {told}")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"rule = 3", "nothing but"),
        (b"rules = []", "nothing but"),
        (b"rule = [1]", "nothing but"),
        (b"[[rule", "not valid TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (RULE.encode() * 2, "two rules with the id one"),
        (b"rule = " + b"[" * 100_000 + b"]" * 100_000, "too deep"),
        (b"#" * (MOST_BYTES + 1), "too large"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(data)
    with pytest.raises(InputError, match=told):
        read_clocks(path)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("days = 0, source = 'x'", "days should be a whole number"),
        ("days = 367, source = 'x'", "days should be a whole number"),
        ("days = 14", "source should be a text"),
        ("days = 14, source = 'x', times = 0", "times should be a whole number"),
        ("days = 14, source = 'x', notice = 1", "notice should be true or false"),
        ("days = 14, source = 'x', weeks = 2", "weeks is no field of an extension"),
    ],
)
def test_a_wrong_extension_is_named(tmp_path: Path, fields: str, told: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{RULE}extension = {{ {fields} }}")
    with pytest.raises(InputError) as caught:
        read_clocks(path)
    assert caught.value.sentence.startswith(f"mine.toml, rule 1, extension: {told}")


def test_an_extension_is_read_with_its_defaults(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{RULE}states = ['wi']\nextension = {{ days = 10, source = 'A statute' }}")
    (rule,) = read_clocks(path)
    assert rule.states == ("WI",)
    assert rule.extension == ClockExtension(10, "A statute", times=1, notice=True)


def test_the_users_rules_replace_shipped_ones_by_id_and_add_others(tmp_path: Path) -> None:
    assert clocks_with(tmp_path) == load_clocks()
    mine = RULE.replace('"one"', '"ma-standard"') + RULE
    (tmp_path / USER_CLOCKS).write_text(mine)
    rules = clocks_with(tmp_path)
    assert [rule.id for rule in rules] == [*(rule.id for rule in load_clocks()), "one"]
    assert next(rule for rule in rules if rule.id == "ma-standard").amount == 15


def test_a_wrong_rule_of_the_user_is_named(tmp_path: Path) -> None:
    (tmp_path / USER_CLOCKS).write_text(RULE.replace("amount = 15", "amount = -1"))
    with pytest.raises(InputError, match=r"clocks\.toml, rule 1: amount"):
        clocks_with(tmp_path)


@pytest.mark.parametrize("line_of_business", ["medicare_advantage", "medicaid", "commercial", "exchange"])
def test_shipped_extensions_are_noticed_and_have_a_source(line_of_business: str) -> None:
    rules = [rule for rule in load_clocks() if line_of_business in rule.lines_of_business and rule.extension]
    assert rules
    for rule in rules:
        extension = rule.extension
        assert extension is not None
        assert extension.notice
        assert extension.source
        assert extension.days == (15 if line_of_business in ("commercial", "exchange") else 14)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.toml can't be read"):
        read_clocks(tmp_path / "gone.toml")


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a plain file"):
        read_clocks(tmp_path)
