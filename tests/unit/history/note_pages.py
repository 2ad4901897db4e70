"""The text of a page, that of the same form of another patient, and copies as they arrive."""

from __future__ import annotations

NOTE = """Orthopaedic follow-up visit of 03/14/2025
Patient Nadia Hollis, born 11/02/1961, member ZZ48213377-01
She reports right-sided low back pain radiating to the calf since 01/09/2025.
Naproxen 500 mg twice daily for six weeks brought no lasting relief.
Twelve visits of supervised physical therapy ended on 02/28/2025.
Straight leg raise is positive at 40 degrees, ankle reflex diminished.
Magnetic resonance imaging of 03/02/2025 shows a herniation at L4-L5.
Impression: lumbar radiculopathy, M54.16. Plan: injection 64483 on 04/02/2025.
Telephone (608) 555-0147, fax (608) 555-0148."""

OTHER_PATIENT = """Orthopaedic follow-up visit of 06/27/2024
Patient Ivo Castellano, born 05/19/1984, member ZZ10957462-02
She reports right-sided low back pain radiating to the calf since 02/21/2024.
Naproxen 250 mg twice daily for six weeks brought no lasting relief.
Twelve visits of supervised physical therapy ended on 05/13/2024.
Straight leg raise is positive at 65 degrees, ankle reflex diminished.
Magnetic resonance imaging of 06/18/2024 shows a herniation at L4-L5.
Impression: lumbar radiculopathy, M51.26. Plan: injection 62323 on 07/30/2024.
Telephone (414) 555-0190, fax (414) 555-0191."""


def misread(text: str) -> str:
    """Every fourteenth letter or digit is another one, as in a bad fax."""
    instead = str.maketrans("abcdefghijklmnopqrstuvwxyz0123456789", "eddclfgnljhlrmaqgntfvuvkyz8b5bhB6bq1")
    return "".join(
        letter.translate(instead) if place % 14 == 13 else letter for place, letter in enumerate(text)
    )


def typed_again(text: str) -> str:
    words = text.upper().split()
    return "\n".join(" ".join(words[start : start + 7]) for start in range(0, len(words), 7))
