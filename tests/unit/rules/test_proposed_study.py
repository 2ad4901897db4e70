"""What of a study is proposed from the request and from the names of the files."""

from __future__ import annotations

from datetime import date

import pytest

from reviewer_app.domain.discrepancy import Study
from reviewer_app.domain.request import Request
from reviewer_app.rules.proposed_study import proposed_study

REQUEST = Request(body_region="shoulder", laterality="right", level="")


@pytest.mark.parametrize(
    ("files", "modality", "side", "day"),
    [
        (("03_mri_right_shoulder_2025-09-09.pdf", "02_visit.pdf"), "MRI", "right", date(2025, 9, 9)),
        (("imaging/05 MRI-left-shoulder.PDF",), "MRI", "left", None),
        (("ct myelogram lumbar.pdf",), "CT myelogram", "right", None),
        (("visit_2025-09-24.pdf", "MR_2025-09-09.pdf"), "MRI", "right", date(2025, 9, 9)),
        (("X-ray report (bilateral).tif",), "X-ray", "bilateral", None),
        (("us_shoulder.pdf",), "Ultrasound", "right", None),
        (("bus_ticket.pdf", "mristory.pdf", "doctor_2025-01-01.pdf"), "", "right", None),
        ((), "", "right", None),
    ],
)
def test_the_study_is_proposed(files: tuple[str, ...], modality: str, side: str, day: date | None) -> None:
    assert proposed_study(REQUEST, files) == Study(modality, "shoulder", laterality=side, date=day)
