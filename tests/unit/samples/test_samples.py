"""The sample cases are what their makers make, and what they say about themselves is so."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "resources" / "samples"
LIMIT = 1_500_000
STATUSES = {"present", "absent", "insufficient", "not-applicable"}
TRUTH = json.loads((SAMPLES / "truth.json").read_text("utf-8"))["cases"]
NAMES = sorted(TRUTH)


def _quotes(value: object) -> Iterator[dict[str, object]]:
    """Every quote anywhere in a part of the truth."""
    if isinstance(value, dict):
        if {"file", "page", "quote"} <= set(value):
            yield value
        for part in value.values():
            yield from _quotes(part)
    elif isinstance(value, list):
        for part in value:
            yield from _quotes(part)


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _pages(path: Path) -> list[str]:
    """The words that the file itself holds, a text for each page."""
    if path.suffix == ".txt":
        return [_words(path.read_text("utf-8"))]
    document = pymupdf.Document(stream=path.read_bytes(), filetype=path.suffix)
    shapes = [document.load_page(number).get_displaylist() for number in range(document.page_count)]
    return [
        " ".join(word[4] for word in pymupdf.TextPage(each.get_textpage(0)).extractWORDS()) for each in shapes
    ]


def _luhn(number: str) -> bool:
    """The check digit of a national provider identifier, computed over the prefix 80840 and the number."""
    total = 0
    for place, digit in enumerate(reversed("80840" + number)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _requests() -> dict[str, dict[str, object]]:
    """The request of each case: its file, or what the truth says a person would type in."""
    found = {}
    for name in NAMES:
        file = SAMPLES / name / "request.json"
        found[name] = json.loads(file.read_text("utf-8")) if file.exists() else TRUTH[name]["request"]
    return found


def test_the_files_are_what_the_makers_make() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "samples" / "make.py"), "--check"],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < LIMIT


def test_the_cases_show_what_they_are_for() -> None:
    assert [name for name in NAMES if not (SAMPLES / name / "request.json").exists()] == [
        "knee-injection-repeat"
    ]
    assert [name for name in NAMES if TRUTH[name]["discrepancy"]["exists"]] == ["shoulder-repair-discrepancy"]
    assert [name for name in NAMES if any(not page["legible"] for page in TRUTH[name]["pages"])] == [
        "shoulder-repair-discrepancy"
    ]
    assert [
        name
        for name in NAMES
        if any(prior["kind"] == "sequential" for prior in TRUTH[name]["prior_requests"])
    ] == ["knee-injection-repeat"]
    assert {element["status"] for element in TRUTH["lumbar-injection-complete"]["elements"].values()} == {
        "present",
        "not-applicable",
    }
    kinds = {path.suffix for name in NAMES for path in (SAMPLES / name).rglob("*") if path.is_file()}
    assert kinds == {".json", ".pdf", ".tif", ".jpg", ".png", ".txt"}


@pytest.mark.parametrize("name", NAMES)
def test_every_native_quote_stands_on_its_page(name: str) -> None:
    quotes = list(_quotes(TRUTH[name]))
    assert quotes
    for quote in quotes:
        text = _pages(SAMPLES / name / str(quote["file"]))[int(str(quote["page"])) - 1]
        if quote["text"] == "native":
            assert _words(str(quote["quote"])) in text, quote
        else:
            assert not text.strip(), f"{quote['file']} has words in the file though the truth calls it a scan"


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_described_once(name: str) -> None:
    described = [(page["file"], page["page"]) for page in TRUTH[name]["pages"]]
    there = []
    for path in sorted((SAMPLES / name).rglob("*")):
        if path.is_file() and path.name != "request.json":
            count = len(_pages(path))
            there += [(path.relative_to(SAMPLES / name).as_posix(), number + 1) for number in range(count)]
    assert sorted(described) == sorted(there)


@pytest.mark.parametrize("name", NAMES)
def test_statuses_agree_with_their_evidence(name: str) -> None:
    for element, fact in TRUTH[name]["elements"].items():
        assert fact["status"] in STATUSES, element
        if fact["status"] in {"present", "insufficient"}:
            assert fact["evidence"], element
        if fact["status"] in {"absent", "not-applicable"}:
            assert fact["note"], element


@pytest.mark.parametrize("name", NAMES)
def test_the_requests_identifiers_are_valid(name: str) -> None:
    request = json.loads(json.dumps(_requests()[name]))
    for role in ("ordering_provider", "servicing_provider"):
        npi = request[role]["npi"]
        assert re.fullmatch(r"[12][0-9]{9}", npi)
        assert _luhn(npi), npi
    for service in request["services"]:
        form = r"[0-9]{5}|[0-9]{4}[AFMTU]" if service["system"] == "CPT" else r"[A-V][0-9]{4}"
        assert re.fullmatch(form, service["code"])
    for diagnosis in request["diagnoses"]:
        assert re.fullmatch(r"[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?", diagnosis["code"])
    if request["plan"]["line_of_business"] == "medicare_advantage":
        letter = "[AC-HJKMNP-RT-Y]"
        either = "[0-9AC-HJKMNP-RT-Y]"
        assert re.fullmatch(
            f"[1-9]{letter}{either}[0-9]{letter}{either}[0-9]{letter}{letter}[0-9][0-9]",
            request["member"]["member_id"],
        )


@pytest.mark.parametrize("name", [name for name in NAMES if (SAMPLES / name / "request.json").exists()])
def test_attachments_are_the_files_of_the_folder(name: str) -> None:
    there = {
        path.relative_to(SAMPLES / name).as_posix() for path in (SAMPLES / name).rglob("*") if path.is_file()
    }
    assert {
        *json.loads((SAMPLES / name / "request.json").read_text("utf-8"))["attachments"],
        "request.json",
    } == there


def test_prior_requests_hold_the_repeated_one_and_an_unrelated_one() -> None:
    priors = {
        prior["id"]: prior for prior in json.loads((SAMPLES / "prior-requests.json").read_text("utf-8"))
    }
    asked = TRUTH["knee-injection-repeat"]["request"]
    told = {fact["id"]: fact["kind"] for fact in TRUTH["knee-injection-repeat"]["prior_requests"]}
    assert set(told) == set(priors)
    for identifier, kind in told.items():
        prior = priors[identifier]
        assert prior["member_id"] == asked["member"]["member_id"]
        assert _luhn(prior["ordering_npi"])
        assert _luhn(prior["servicing_npi"])
        assert (prior["region"] == asked["body_region"]) == (kind == "sequential")
        assert prior["performed"] < asked["requested_dos"]
