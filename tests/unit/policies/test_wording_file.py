"""Files of texts: the program's own are sound, the user's replace and add, and mistakes are named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reviewer_app.domain.errors import InputError
from reviewer_app.domain.request import Plan
from reviewer_app.domain.review import Outcome
from reviewer_app.policies.wording_file import load_rationale_wording, load_reconsideration_texts
from reviewer_app.resources_folder import resources_folder
from reviewer_app.rules.reconsideration import fitting_text


def own(folder: Path, name: str, text: str) -> Path:
    (folder / "wording").mkdir(exist_ok=True)
    (folder / "wording" / name).write_text(text, encoding="utf-8")
    return folder


def test_every_outcome_has_a_template(tmp_path: Path) -> None:
    wording = load_rationale_wording(resources_folder(), tmp_path)
    assert set(wording.templates) == set(Outcome)


@pytest.mark.parametrize("line", ["commercial", "exchange", "medicare", "medicare_advantage", "medicaid", ""])
@pytest.mark.parametrize("funding", ["fully_insured", "self_funded", ""])
def test_every_plan_has_a_text_on_reconsideration(tmp_path: Path, line: str, funding: str) -> None:
    texts = load_reconsideration_texts(resources_folder(), tmp_path)
    assert fitting_text(texts, Plan(line_of_business=line, funding=funding)) is not None


def test_the_users_templates_replace_and_the_acronyms_are_added(tmp_path: Path) -> None:
    own(tmp_path, "rationale.yaml", "templates:\n  approve: Good.\nacronyms:\n  XYZ: example\n")
    wording = load_rationale_wording(resources_folder(), tmp_path)
    assert wording.templates[Outcome.APPROVE] == "Good."
    assert "{reason}" in wording.templates[Outcome.DENY]
    assert wording.acronyms["XYZ"] == "example"
    assert "MRI" in wording.acronyms


def test_the_users_texts_come_first_and_take_the_place_of_those_with_their_id(tmp_path: Path) -> None:
    own(
        tmp_path,
        "reconsideration.yaml",
        "texts:\n  - id: any-plan\n    title: Ours\n    paragraphs: [Write to us.]\n",
    )
    texts = load_reconsideration_texts(resources_folder(), tmp_path)
    assert [text.title for text in texts if text.id == "any-plan"] == ["Ours"]
    assert texts[0].id == "any-plan"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("templates:\n  deny: Denied.\n", "templates.deny: {reason} is missing"),
        ("templates:\n  approve: For {whom}.\n", "templates.approve: {whom} is no name"),
        ("templates:\n  approve: For {service.\n", "templates.approve: braces stand around"),
        ("templates:\n  approve: For {service!r}.\n", "templates.approve: braces stand around"),
        ("templates:\n  approve: For {{service}}.\n", "templates.approve: braces stand around"),
        ("templates:\n  approve: For {{whom}}.\n", "templates.approve: {whom} is no name"),
        ("templates:\n  deny: For {reason:>9}.\n", "templates.deny: braces stand around"),
        ("templates:\n  maybe: Well.\n", "maybe"),
        ("template:\n  approve: Well.\n", "template: expected one of acronyms, templates"),
        ("templates: [", "expected YAML"),
        ("- a\n", "Expected `object`"),
    ],
)
def test_a_wrong_rationale_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    own(tmp_path, "rationale.yaml", text)
    with pytest.raises(InputError) as error:
        load_rationale_wording(resources_folder(), tmp_path)
    assert told in error.value.sentence
    assert "rationale.yaml" in error.value.sentence


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("texts:\n  - id: a\n    title: T\n    paragraphs: []\n", "texts[1]: a title and a paragraph"),
        ("texts:\n  - id: a\n    title: ''\n    paragraphs: [P]\n", "texts[1]: a title and a paragraph"),
        (
            "texts:\n  - id: a\n    title: T\n    paragraphs: [P]\n    funding: [x]\n",
            "texts[1].funding: expected",
        ),
        ("texts:\n  - title: T\n    paragraphs: [P]\n", "id"),
        (
            "texts:\n  - &t {id: a, title: T, paragraphs: [P]}\n  - {id: a, title: T, paragraphs: [P]}\n",
            "same id",
        ),
        ("a: 1\n", "a: expected one of texts"),
    ],
)
def test_a_wrong_reconsideration_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    own(tmp_path, "reconsideration.yaml", text)
    with pytest.raises(InputError) as error:
        load_reconsideration_texts(resources_folder(), tmp_path)
    assert told in error.value.sentence


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    own(tmp_path, "reconsideration.yaml", "")
    (tmp_path / "wording" / "reconsideration.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        load_reconsideration_texts(resources_folder(), tmp_path)


def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    own(tmp_path, "reconsideration.yaml", "")
    (tmp_path / "wording" / "reconsideration.yaml").unlink()
    os.mkfifo(tmp_path / "wording" / "reconsideration.yaml")
    with pytest.raises(InputError, match="is not a plain file"):
        load_reconsideration_texts(resources_folder(), tmp_path)
