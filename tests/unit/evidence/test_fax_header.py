import pytest

from reviewer_app.evidence.fax_header import is_fax_header, place_in_sending


@pytest.mark.parametrize(
    "line",
    [
        "05/08/2025 10:14 FROM: SPINE CLINIC 608-555-0133 PAGE 3/14",
        "Oct 02 2025 15:58 Harbor Ortho (555) 201-7781 p.4",
        "FROM: 5555550100 TO: 18005550122 PAGE: 003 OF 014",
        "2025-10-02 15:58:12 (GMT) Fax Server 3 of 9",
        "10/02/2025 3:58 PM FAX 6085550133 -> 8005550111 P 5/14",
        "OCT-02-2025 15:58 From:HARBOR ORTHO 5552017781 To:8005550122 Page:4/14",
        "Received by fax 10/02/2025 08:12",
        "10/02/2025 09:34 HARBOR ORTHO > PLAIN UM 008/027",
        "APR 02 2025 16:20 ST HARBOR EP 7/7",
    ],
)
def test_a_line_of_the_sending_is_known(line: str) -> None:
    assert is_fax_header(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Page 2 of 3",
        "Phone (608) 555-0133 Fax (608) 555-0134",
        "Signed 05/08/2025 10:14 Page 2 of 3",
        "Printed 05/08/2025 10:14 Page 2 of 3",
        "05/08/2025, 10:14 Riverside | chart viewer 2/3",
        "Collected 05/08/2025 10:14",
        "05/08/2025 10:14 pain 7/10",
        "05/08/2025 MOTOR 5/5",
        "Patient: Example, Eva DOB: 05/08/1961 MRN: 0123456789",
        "Seen 05/08/2025 at 10:14, pain went from 7/10 to 2/10",
        "She walked from 10:15 to 10:40 without pain and rested then for a while; the pain came back",
    ],
)
def test_lines_of_the_paper_are_not_taken_for_it(line: str) -> None:
    assert not is_fax_header(line)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("OCT-10-2025 15:22  THISTLEWOOD FP  515-555-0140  P.01/07", (1, 7)),
        ("CBMC HIM   10-10-2025 08:11   504-555-0177   PG 2 OF 3", (2, 3)),
        ("08/15/25 11:20 BAY FAMILY PHYS 989-555-0147 6/7", (6, 7)),
        ("03/20/25 14:03 AVH HEALTH INFO MGMT   P.006", None),
        ("OCT-10-2025 15:22  THISTLEWOOD FP  515-555-0140  P.09/07", None),
        ("Page 2 of 3", None),
    ],
)
def test_the_place_in_a_sending(line: str, place: tuple[int, int] | None) -> None:
    assert place_in_sending(line) == place
