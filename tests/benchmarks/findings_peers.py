"""What a simple means reaches on the same cases: keywords and BM25 over the words of each page.

It is given what a perfect reader reads of every legible page, so that no fault of an OCR counts against it.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import msgspec

from tests.benchmarks.findings_data import ELEMENTS, FoundElement, Judged, Suggestion

KEYWORDS = {
    "clinical_evaluation": "history exam examination physical visit complains "
    "pain tender strength vitals assessment plan",
    "laboratory_studies": "laboratory result reference range hemoglobin "
    "creatinine glucose collected specimen flag",
    "imaging_studies": "mri ct radiograph xray imaging "
    "technique findings impression contrast comparison views",
    "pathology_reports": "pathology specimen diagnosis microscopic gross biopsy stains adenocarcinoma cells",
    "procedure_reports": "procedure operation anesthesia complications "
    "needle fluoroscopy preoperative postoperative injected",
    "other_provider_reports": "therapy discharge referral consult primary "
    "care dear visits therapist emergency",
    "independent_radiologist_interpretation": "radiologist radiology impression "
    "findings interpreted signed technique",
    "treatment_response": "relief helped improved therapy injection medication percent response weeks better",
    "discrepancy_reconciliation": "addendum agree reviewed again discrepancy reconciled over-read amended",
    "duplicate_or_similar_justification": "duplicate repeat never performed cancelled both same service",
    "sequential_benefit_and_lapse": "relief percent weeks months returned wore off previous injection repeat",
    "exception_rationale": "exception criteria reason outside request medical director ask",
    "plan_document": "plan benefit covered coverage member pays exclusions booklet",
    "clinical_trial_documents": "trial study nct protocol consent eligibility sponsor randomized",
}
SATURATION, LENGTH = 1.2, 0.75
HALF_AT = 2.5
"""The BM25 sum that counts as a score of .5: of those tried on the development half, the one with the fewest
alarms among those with the most recall."""


def bm25(case: Judged, place: Path) -> Judged | None:
    """The case with what BM25 suggests in place of what was found; ``None`` where the words are not known.

    ``place``: the folder that holds words.json.
    """
    file = place / "words.json"
    if not file.exists():
        return None
    texts: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    pages = {
        (name, number): Counter(re.findall(r"[a-z-]+", text.lower()))
        for name, every in texts.items()
        for number, text in enumerate(every, start=1)
    }
    usual = sum(page.total() for page in pages.values()) / max(1, len(pages))
    elements = []
    for name, ids in ELEMENTS.items():
        found = []
        for (page_file, number), words in pages.items():
            total = sum(
                _rareness(len(pages), sum(word in page for page in pages.values()))
                * words[word]
                * (SATURATION + 1)
                / (words[word] + SATURATION * (1 - LENGTH + LENGTH * words.total() / usual))
                for word in KEYWORDS[name].split()
                if words[word]
            )
            score = total / (total + HALF_AT)
            if score >= 0.5:
                found.append(Suggestion(page_file, number, "", score))
        found.sort(key=lambda one: -one.score)
        asked = {one.id for one in case.found.elements}
        elements += [FoundElement(each, tuple(found)) for each in ids[:1] if each in asked]
    return replace(case, found=msgspec.structs.replace(case.found, elements=tuple(elements)))


def _rareness(pages: int, holding: int) -> float:
    return math.log(1 + (pages - holding + 0.5) / (holding + 0.5))
