from pathlib import Path

import pytest

from reviewer_app.domain.errors import InputError
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder


def _own(folder: Path, name: str, text: str) -> Path:
    path = folder / "evidence" / name
    path.parent.mkdir()
    path.write_text(text)
    return path


def test_the_rules_that_come_with_the_program_can_be_used(tmp_path: Path) -> None:
    load_evidence_rules(resources_folder(), tmp_path)


def test_an_unknown_field_is_refused_by_its_name(tmp_path: Path) -> None:
    path = _own(tmp_path, "dates.yaml", "onsett: [began]\n")
    with pytest.raises(InputError, match="onsett: expected one of") as refused:
        load_evidence_rules(resources_folder(), tmp_path)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize("content", [b"\xff", b"a: [\n", b"- a list\n"])
def test_a_file_that_is_no_rules_is_refused_by_its_name(tmp_path: Path, content: bytes) -> None:
    path = _own(tmp_path, "papers.yaml", "")
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"papers\.yaml"):
        load_evidence_rules(resources_folder(), tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "elements.yaml",
            "elements: {s4-laboratory: {cues: [{weigth: 1}]}}",
            r"s4-laboratory\.cues\[0\]\.weigth",
        ),
        ("elements.yaml", "elements: {x: {like: y}}", "elements.x.like: there is no element y"),
        ("elements.yaml", "elements: {x: {cues: [{weight: 1, words: [$none]}]}}", "there is no list none"),
        ("elements.yaml", "elements: {x: {cues: [{weight: 1, words: ['~ a']}]}}", "no phrase"),
        ("elements.yaml", "elements: {x: {cues: [{weight: 1}]}}", "neither words nor sections"),
        ("elements.yaml", "elements: {x: {types: {dream: 1}}}", "dream"),
        ("dates.yaml", "onset: ['(']", "onset: '\\(' is no phrase"),
        ("readings.yaml", "findings: {tear: {denied: ['~']}}", "findings.tear: '~' is no phrase"),
        (
            "readings.yaml",
            "findings: {tear: {same: [dream]}}",
            "findings.tear.same: there is no finding dream",
        ),
        (
            "readings.yaml",
            "findings: {tear: {excludes: [dream]}}",
            "tear.excludes: there is no finding dream",
        ),
        ("readings.yaml", "weighty: [dream]", "weighty: there is no finding dream"),
        ("readings.yaml", "structures: {knee: {words: ['~']}}", "structures.knee: '~' is no phrase"),
        ("readings.yaml", "structures: {knee: {of: dream}}", "there is no structure dream"),
        ("readings.yaml", "scales: {x: [{words: ['~']}]}", "scales.x: '~' is no phrase"),
        ("readings.yaml", "modalities: {mri: ['~']}", "modalities.mri: '~' is no phrase"),
        ("readings.yaml", "reconciled: {addendum: ['~']}", "reconciled.addendum: '~' is no phrase"),
        ("readings.yaml", "own_reading: ['~']", "own_reading: '~' is no phrase"),
        ("readings.yaml", "told_reading: ['~']", "told_reading: '~' is no phrase"),
        ("readings.yaml", "agreement: ['~']", "agreement: '~' is no phrase"),
        ("readings.yaml", "settles_nothing: ['~']", "settles_nothing: '~' is no phrase"),
        ("elements.yaml", "lists: {treatments: ['()']}", r"treatments: '\(\)' is no phrase"),
        (
            "statements.yaml",
            "cues: [{says: denied, reach: ahead, words: ['']}]",
            "cues.denied: '' is no phrase",
        ),
    ],
)
def test_rules_that_cannot_be_used_name_file_and_field(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    path = _own(tmp_path, name, text)
    with pytest.raises(InputError, match=told) as refused:
        load_evidence_rules(resources_folder(), tmp_path)
    assert str(path) in str(refused.value)


def test_a_users_cues_are_added_to_those_of_an_element(tmp_path: Path) -> None:
    own = "elements: {s4-laboratory: {cues: [{weight: 2, words: [calprotectin]}]}}"
    _own(tmp_path, "elements.yaml", own)
    plain = load_evidence_rules(resources_folder(), None).elements.rule("s4-laboratory")
    added = load_evidence_rules(resources_folder(), tmp_path).elements.rule("s4-laboratory")
    assert added.cues[:-1] == plain.cues
    assert added.cues[-1].words == ("calprotectin",)
    assert added.types == plain.types
