"""Prior-request files: read row by row, bad rows told apart, written so that reading gives the same."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.errors import InputError
from reviewer_app.domain.prior_request import BadRow, Performance, Period, PriorRequest, PriorStatus
from reviewer_app.domain.request import Member
from reviewer_app.exchange.prior_request_file import PriorRequestFile, csv_pieces, json_pieces

SHARED = Path(__file__).resolve().parents[4] / "shared" / "cases" / "request_history.json"
LEAST = {"id": "H-1", "member_id": "M-1", "code": "64483", "status": "approved"}


def rows(tmp_path: Path, text: str | bytes) -> list[PriorRequest | BadRow]:
    file = tmp_path / "history"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(PriorRequestFile(file))


def only_good(tmp_path: Path, **fields: object) -> PriorRequest:
    (row,) = rows(tmp_path, json.dumps([LEAST | fields]))
    assert isinstance(row, PriorRequest)
    return row


def reason(tmp_path: Path, **fields: object) -> str:
    (row,) = rows(tmp_path, json.dumps([LEAST | fields]))
    assert isinstance(row, BadRow)
    return row.reason


def test_four_fields_are_enough(tmp_path: Path) -> None:
    row = only_good(tmp_path)
    assert row == PriorRequest("H-1", Member("M-1"), ("64483",), PriorStatus.APPROVED)
    assert row.performance is Performance.UNKNOWN


def test_lists_may_be_texts(tmp_path: Path) -> None:
    row = only_good(tmp_path, code="20611+j7325", modifiers="lt; 50", dx="M17.12;M25.562")
    assert (row.codes, row.modifiers) == (("20611", "J7325"), ("LT", "50"))
    assert row.diagnoses == ("M17.12", "M25.562")


def test_performed_is_a_day_a_period_or_never(tmp_path: Path) -> None:
    assert only_good(tmp_path, performed="2025-01-02").performed == Period(*2 * (date(2025, 1, 2),))
    spell = only_good(tmp_path, performed="2025-01-02..2025-02-03").performed
    assert spell == Period(date(2025, 1, 2), date(2025, 2, 3))
    assert only_good(tmp_path, performed="no").performance is Performance.NO


@pytest.mark.parametrize(
    ("performed", "expected"),
    [
        (False, Performance.NO),
        ("FALSE", Performance.NO),
        ("unknown", Performance.UNKNOWN),
        ("Unknown", Performance.UNKNOWN),
        (None, Performance.UNKNOWN),
        (True, Performance.YES),
        ("Yes", Performance.YES),
    ],
)
def test_performed_may_be_said_in_a_word(tmp_path: Path, performed: object, expected: Performance) -> None:
    row = only_good(tmp_path, dos="2025-01-02", performed=performed)
    assert row.performance is expected
    assert row.performed == (row.dos if expected is Performance.YES else None)


def test_performed_without_any_day_is_not_read_as_unknown(tmp_path: Path) -> None:
    assert "dos is missing" in reason(tmp_path, performed="yes")


@pytest.mark.parametrize("name", ["id", "member_id", "code", "status"])
def test_a_row_without_a_required_field_is_left_out(tmp_path: Path, name: str) -> None:
    assert reason(tmp_path, **{name: ""}) == f"{name} is missing"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"status": "maybe"}, "status is 'maybe'"),
        ({"dob": "03/11/1965"}, "dob is '03/11/1965'"),
        ({"dob": "1965-02-30"}, "dob is '1965-02-30'"),
        ({"dos": "2025-05-02..2025-05-01"}, "dos ends before it begins"),
        ({"valid_from": "2025-05-02", "valid_to": "2025-05-01"}, "valid_to is before valid_from"),
        ({"code": "knee!"}, "no procedure code"),
        ({"region": {"a": 1}}, "region is no text"),
        ({"laterality": ["left"]}, "laterality is no text"),
        ({"id": [1]}, "id is no text"),
        ({"member_id": ["M-1"]}, "member_id is no text"),
        ({"auth": "x" * 3000}, "auth is longer"),
    ],
)
def test_a_field_that_means_nothing_costs_the_row(
    tmp_path: Path, fields: dict[str, object], told: str
) -> None:
    assert told in reason(tmp_path, **fields)


def test_bad_rows_have_their_line_and_the_others_are_kept(tmp_path: Path) -> None:
    text = "id,member_id,code,status\nH-1,M-1,64483,approved\n\nH-2,M-1,,approved\nH-3,M-2,72148,denied\n"
    found = rows(tmp_path, text)
    assert [row.id for row in found if isinstance(row, PriorRequest)] == ["H-1", "H-3"]
    assert [row for row in found if isinstance(row, BadRow)] == [BadRow(4, "code is missing")]


def test_lines_of_json_rows_are_those_of_the_file(tmp_path: Path) -> None:
    found = rows(tmp_path, "[\n" + json.dumps(LEAST) + ',\n\n"what"\n]\n')
    assert found[1] == BadRow(4, "expected an object with the fields of a request")


def test_semicolons_may_separate_cells_and_a_mark_may_begin_the_file(tmp_path: Path) -> None:
    found = rows(tmp_path, "\ufeffID;Member_ID;code;status\r\nH-1;M-1;64483;approved\r\n")
    assert [type(row) for row in found] == [PriorRequest]


def test_empty_lines_before_the_names_of_the_columns_are_passed_over(tmp_path: Path) -> None:
    found = rows(
        tmp_path, "\r\n;;;\r\nid;member_id;code;status\r\nH-1;M-1;64483;approved\r\nH-2;;72148;denied\r\n"
    )
    assert isinstance(found[0], PriorRequest)
    assert found[1] == BadRow(5, "member_id is missing")


def test_an_id_that_stands_twice_with_other_content_is_bad(tmp_path: Path) -> None:
    found = rows(tmp_path, json.dumps([LEAST, LEAST, LEAST | {"code": "72148"}]))
    assert [type(row) for row in found] == [PriorRequest, PriorRequest, BadRow]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"not a table", b"x" * 200_000, b"\xff\xfe\x00", b"[1, 2", b"[{]", b'{"a": 1} trailing'],
    ids=["empty", "blank", "words", "one long word", "not UTF-8", "cut off", "broken", "more after it"],
)
def test_what_is_no_such_file_is_said_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        rows(tmp_path, content)
    assert "\n" not in caught.value.sentence


def test_rows_before_a_break_are_given_out(tmp_path: Path) -> None:
    file = tmp_path / "cut.json"
    file.write_text("[" + json.dumps(LEAST) + ",\n{", encoding="utf-8")
    reading = iter(PriorRequestFile(file))
    assert isinstance(next(reading), PriorRequest)
    with pytest.raises(InputError, match="line 2"):
        next(reading)


DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12).map(str.strip)
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
REQUESTS = st.builds(
    PriorRequest,
    id=TEXTS.filter(bool),
    member=st.builds(
        Member, TEXTS.filter(bool), TEXTS, TEXTS, st.none() | DAYS, st.sampled_from(("", "F", "M"))
    ),
    codes=st.lists(st.sampled_from(("64483", "J7325", "72148")), min_size=1, max_size=3).map(tuple),
    status=st.sampled_from(PriorStatus),
    region=TEXTS,
    modifiers=st.lists(st.sampled_from(("LT", "50")), max_size=2).map(tuple),
    diagnoses=st.lists(st.sampled_from(("M54.16", "M51.16")), max_size=2).map(tuple),
    decided=st.none() | DAYS,
    dos=st.none() | PERIODS,
    performed=st.none() | PERIODS,
    auth=TEXTS,
    case=st.sampled_from(("", "=1+1", "'", "+", "@case")),
)


@given(st.lists(REQUESTS, max_size=5, unique_by=lambda one: one.id))
def test_what_is_written_is_read_again(requests: list[PriorRequest]) -> None:
    with TemporaryDirectory() as folder:
        for pieces in (json_pieces, csv_pieces):
            file = Path(folder) / "out"
            file.write_text("".join(pieces(requests)), encoding="utf-8", newline="")
            assert list(PriorRequestFile(file)) == requests


def test_no_cell_of_a_csv_file_begins_a_formula() -> None:
    request = PriorRequest("H-1", Member("-1"), ("64483",), PriorStatus.APPROVED, auth="=cmd()")
    cells = "".join(csv_pieces([request])).splitlines()[1].split(",")
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("file", [SHARED] if SHARED.exists() else [])
def test_the_shared_history_is_read_whole(file: Path) -> None:
    found = list(PriorRequestFile(file))
    assert len(found) == 4
    assert all(isinstance(row, PriorRequest) for row in found)
