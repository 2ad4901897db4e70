"""What of a study is proposed from the request and from the names of the files."""

from __future__ import annotations

import pytest

from reviewer_app.domain.discrepancy import Study
from reviewer_app.domain.request import Request
from reviewer_app.rules.proposed_study import proposed_study

REQUEST = Request(body_region="shoulder", laterality="right", level="")


@pytest.mark.parametrize(
    ("files", "modality", "side"),
    [
        (("03_mri_right_shoulder_2025-09-09.pdf", "02_visit.pdf"), "MRI", "right"),
        (("imaging/05 MRI-left-shoulder.PDF",), "MRI", "left"),
        (("ct myelogram lumbar.pdf",), "CT myelogram", "right"),
        (("report.pdf", "MR_2025.pdf"), "MRI", "right"),
        (("X-ray report (bilateral).tif",), "X-ray", "bilateral"),
        (("us_shoulder.pdf",), "Ultrasound", "right"),
        (("bus_ticket.pdf", "mristory.pdf", "doctor.pdf"), "", "right"),
        ((), "", "right"),
    ],
)
def test_the_study_is_proposed(files: tuple[str, ...], modality: str, side: str) -> None:
    assert proposed_study(REQUEST, files) == Study(modality, "shoulder", laterality=side)
