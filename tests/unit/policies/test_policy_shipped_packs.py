"""The packs that come with the program: complete, well-formed, and worded by ourselves."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from reviewer_app.domain.policy import (
    Arises,
    Element,
    ElementKind,
    PackKind,
    PolicyPack,
    Requirement,
)
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.policies.pack_file import load_pack_file, read_pack_text
from reviewer_app.resources_folder import resources_folder

POLICIES = resources_folder() / "policies"
NO_PACKS = {"code-families.yaml", "disciplines.yaml"}
PACK_FILES = sorted(path for path in POLICIES.glob("*.yaml") if path.name not in NO_PACKS)
REPOSITORY = Path(__file__).resolve().parents[3]
SOURCES = sorted((REPOSITORY / ".." / "shared" / "policy-sources").glob("*.txt"))

CLINICAL, PREFACE = "clinical-information", "musculoskeletal-preface"

ROWS = {
    CLINICAL: (1, 2, 3, 4, 5, 6, 7, 8, 26, 27, 28),
    PREFACE: (*range(9, 26), 26, 27, 28),
}
ELEMENTS = {
    CLINICAL: (
        "s2-current-status",
        "s3-evaluation",
        "s3a-history",
        "s3b-examination",
        "s4-laboratory",
        "s5-imaging",
        "s6-pathology",
        "s7-procedures",
        "s8-other-providers",
    ),
    PREFACE: (
        "s9-recent-consultation",
        "s10-diagnosis",
        "s11-history-examination",
        "s12-treatment-response",
        "s13-independent-radiology",
        "s14-discrepancies",
        "s15-specialist-reports",
        "s16-exception",
        "s17-not-performed",
        "s17-both-needed",
        "s18-together",
        "s19-benefit",
        "s19-lapse",
        "s21-plan-document",
        "s24-trial",
    ),
}


def pack_of(library: PolicyLibrary, pack_id: str) -> PolicyPack:
    (pack,) = library.versions(pack_id)
    return pack


def element_of(library: PolicyLibrary, element_id: str) -> Element:
    (found,) = (element for pack in library.packs for element in pack.elements if element.id == element_id)
    return found


@pytest.mark.parametrize("path", PACK_FILES, ids=lambda path: path.stem)
def test_a_shipped_pack_has_no_problem(path: Path, shipped: PolicyLibrary) -> None:
    loaded = load_pack_file(path, shipped.known)
    assert loaded.problems == ()
    assert loaded.pack is not None
    assert loaded.pack in shipped.packs
    assert path.stem == f"{loaded.pack.id}-{loaded.pack.version}"


@pytest.mark.parametrize("path", PACK_FILES, ids=lambda path: path.stem)
def test_a_shipped_pack_reads_the_same_with_any_yaml_reader(path: Path) -> None:
    assert stripped(yaml.safe_load(path.read_text("utf-8"))) == read_pack_text(path).plain.value


def stripped(value: object) -> object:
    if isinstance(value, dict):
        return {name: stripped(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [stripped(inner) for inner in value]
    return value.strip() if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("pack_id", "row"), [(pack_id, f"S{row}") for pack_id, rows in ROWS.items() for row in rows]
)
def test_row_is_in_its_pack(pack_id: str, row: str, shipped: PolicyLibrary) -> None:
    pack = pack_of(shipped, pack_id)
    said = {element.row for element in pack.elements} | {prompt.row for prompt in pack.prompts}
    said |= {gate.row for gate in (*pack.gates, *pack.statements)}
    assert row in said


def test_the_two_packs_hold_all_rows_and_no_other() -> None:
    assert {row for rows in ROWS.values() for row in rows} == set(range(1, 29))


@pytest.mark.parametrize("pack_id", ELEMENTS)
def test_elements_have_the_agreed_ids_in_order(pack_id: str, shipped: PolicyLibrary) -> None:
    pack = pack_of(shipped, pack_id)
    assert tuple(element.id for element in pack.elements) == ELEMENTS[pack_id]
    for element in pack.elements:
        assert re.split(r"[a-z]?-", element.id)[0] == element.row.lower()


@pytest.mark.parametrize("pack_id", ELEMENTS)
def test_every_demand_is_cited_by_section(pack_id: str, shipped: PolicyLibrary) -> None:
    pack = pack_of(shipped, pack_id)
    assert pack.source.effective == pack.effective_from
    assert str(pack.effective_from) == pack.version
    assert all(element.section for element in pack.elements)
    assert all(gate.section for gate in (*pack.gates, *pack.statements))


@pytest.mark.parametrize(
    ("element_id", "parts"),
    [
        ("s3-evaluation", ("s3a-history", "s3b-examination")),
        (
            "s10-diagnosis",
            (
                "s11-history-examination",
                "s12-treatment-response",
                "s13-independent-radiology",
                "s14-discrepancies",
                "s15-specialist-reports",
            ),
        ),
    ],
)
def test_parts(element_id: str, parts: tuple[str, ...], shipped: PolicyLibrary) -> None:
    assert element_of(shipped, element_id).parts == parts
    assert {element_of(shipped, part).parent for part in parts} == {element_id}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("s3-evaluation", "s9-recent-consultation"),
        ("s3-evaluation", "s11-history-examination"),
        ("s9-recent-consultation", "s11-history-examination"),
        ("s5-imaging", "s13-independent-radiology"),
        ("s8-other-providers", "s15-specialist-reports"),
    ],
)
def test_elements_that_ask_for_the_same_are_linked_both_ways(
    one: str, other: str, shipped: PolicyLibrary
) -> None:
    assert other in element_of(shipped, one).linked
    assert one in element_of(shipped, other).linked


@pytest.mark.parametrize(
    ("element_id", "arises"),
    [
        ("s14-discrepancies", Arises.ALWAYS),
        ("s16-exception", Arises.OUTSIDE_CRITERIA),
        ("s17-not-performed", Arises.MATCH_DUPLICATE),
        ("s17-both-needed", Arises.MATCH_DUPLICATE),
        ("s18-together", Arises.MATCH_SIMILAR),
        ("s19-benefit", Arises.MATCH_SEQUENTIAL),
        ("s19-lapse", Arises.MATCH_SEQUENTIAL),
        ("s21-plan-document", Arises.PLAN_DOCUMENT),
        ("s24-trial", Arises.TRIAL_NUMBER),
    ],
)
def test_what_makes_an_element_arise(element_id: str, arises: Arises, shipped: PolicyLibrary) -> None:
    assert element_of(shipped, element_id).arises is arises


@pytest.mark.parametrize("row", ["S4", "S5", "S6", "S7", "S8", "S15"])
def test_records_that_the_source_calls_common_are_where_relevant_by_convention(
    row: str, shipped: PolicyLibrary
) -> None:
    (element,) = (
        element
        for pack in shipped.packs
        for element in pack.elements
        if element.row == row and element.kind is ElementKind.RECORD
    )
    assert element.requirement is Requirement.WHERE_RELEVANT
    assert element.local_convention


@pytest.mark.parametrize(
    "element_id",
    [
        "s9-recent-consultation",
        "s13-independent-radiology",
        "s16-exception",
        "s17-not-performed",
        "s17-both-needed",
        "s18-together",
        "s19-benefit",
        "s19-lapse",
    ],
)
def test_what_the_source_leaves_open_is_called_a_local_convention(
    element_id: str, shipped: PolicyLibrary
) -> None:
    assert element_of(shipped, element_id).local_convention


def test_recent_is_a_number_of_days_and_said_to_be_ours(shipped: PolicyLibrary) -> None:
    visit = element_of(shipped, "s9-recent-consultation")
    assert f"{visit.within_days} days" in visit.local_convention


def test_entries_of_treatments_and_studies(shipped: PolicyLibrary) -> None:
    treatments = element_of(shipped, "s12-treatment-response")
    assert [field.id for field in treatments.details] == ["what", "from", "to", "response"]
    assert treatments.details_repeat
    studies = element_of(shipped, "s13-independent-radiology")
    assert {field.id: field.kind for field in studies.details} == {
        "study": "text",
        "reader": "text",
        "independent": "yes-no",
        "report_status": "choice",
        "request_rests_on": "yes-no",
    }
    (status,) = (field for field in studies.details if field.kind == "choice")
    assert status.choices == ("preliminary", "final", "addendum")


def test_both_policies_ask_the_same_four_questions_of_a_determination(shipped: PolicyLibrary) -> None:
    clinical, preface = pack_of(shipped, CLINICAL), pack_of(shipped, PREFACE)
    assert len(clinical.prompts) == 4
    assert clinical.prompts == preface.prompts
    assert [(item.id, item.says) for item in clinical.statements] == [
        (item.id, item.says) for item in preface.statements
    ]


def test_the_exception_is_the_only_one_of_its_kind(shipped: PolicyLibrary) -> None:
    kinds = [
        element.id
        for pack in shipped.packs
        for element in pack.elements
        if element.kind is ElementKind.EXCEPTION
    ]
    assert kinds == ["s16-exception"]


def test_the_example_is_marked_and_bound_to_made_up_payers(shipped: PolicyLibrary) -> None:
    (example,) = (pack for pack in shipped.packs if pack.kind is PackKind.GUIDELINE)
    assert example.example
    assert example.applies.payers
    assert "example" in example.title.lower()
    assert all(element.kind is ElementKind.CRITERION for element in example.elements)


def our_texts(value: object) -> Iterator[str]:
    """All texts of a pack but the names by which the source is cited."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"source", "section"}:
                yield from our_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from our_texts(inner)
    elif isinstance(value, str):
        yield value


def word_runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.parametrize("path", PACK_FILES, ids=lambda path: path.stem)
def test_no_eight_words_in_a_row_are_a_source_s(path: Path) -> None:
    ours = {run for text in our_texts(read_pack_text(path).plain.value) for run in word_runs(text, 8)}
    assert len(ours) > 50
    for source in SOURCES:
        assert ours & word_runs(source.read_text("utf-8"), 8) == set()


def test_the_program_s_own_packs_load_without_the_schema_library() -> None:
    script = (
        "import sys; from reviewer_app.policies.library import PolicyLibrary; "
        "assert 'yaml' not in sys.modules and 'msgspec' not in sys.modules; "
        "assert len(PolicyLibrary.load().packs) >= 3; assert 'jsonschema' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
