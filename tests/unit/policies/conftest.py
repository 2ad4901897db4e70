"""Packs, folders and requests for the tests of the policy library."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from reviewer_app.domain.request import Diagnosis, Plan, Request, ServiceLine
from reviewer_app.policies.library import PolicyLibrary
from tests.unit.policies.packs import FULL_PACK, PackWriter, RequestMaker


@pytest.fixture
def full_pack() -> dict[str, Any]:
    """A valid pack in which every field of the schema is used."""
    return copy.deepcopy(FULL_PACK)


@pytest.fixture
def user_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "policies"
    folder.mkdir()
    return folder


@pytest.fixture
def write_pack(user_folder: Path) -> PackWriter:
    """Writes the full pack, changed by the keyword arguments, into the user's folder."""

    def write(name: str = "pack.yaml", **changes: Any) -> Path:
        path = user_folder / name
        content = {**copy.deepcopy(FULL_PACK), **changes}
        path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def shipped() -> PolicyLibrary:
    return PolicyLibrary.load()


@pytest.fixture
def make_request() -> RequestMaker:
    """A request for the codes given, on one date of service, for one plan."""

    def make(
        *codes: str,
        day: date | None = date(2025, 5, 20),
        business: str = "commercial",
        payer: str = "Plan of the North",
        trial: str = "",
    ) -> Request:
        return Request(
            plan=Plan(payer=payer, line_of_business=business),
            services=tuple(
                ServiceLine(line=number, code=code, requested_dos=day) for number, code in enumerate(codes, 1)
            ),
            diagnoses=(Diagnosis("M54.16"),),
            requested_dos=day,
            clinical_trial_number=trial,
        )

    return make
