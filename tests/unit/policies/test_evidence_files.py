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
