"""A pack in which every field of the schema is used, and the shapes of the fixtures that make packs and
requests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reviewer_app.domain.request import Request

PackWriter = Callable[..., Path]
RequestMaker = Callable[..., Request]

FULL_PACK: dict[str, Any] = {
    "id": "knee-care",
    "version": "2024-03-01",
    "title": "Care of the knee",
    "kind": "guideline",
    "example": False,
    "source": {
        "title": "Guideline for the knee",
        "publisher": "A plan",
        "section": "Chapter 2",
        "effective": "2024-03-01",
    },
    "applies": {
        "lines_of_business": ["commercial", "exchange"],
        "payers": ["Plan of the North"],
        "disciplines": ["musculoskeletal"],
        "codes": ["27447", "G0289"],
        "code_ranges": [["29870", "29889"]],
        "every_request": False,
    },
    "effective_from": "2024-03-01",
    "effective_to": "2025-12-31",
    "elements": [
        {
            "id": "k1-status",
            "row": "S10",
            "title": "State of the knee",
            "short": "Knee",
            "question": "Is the state of the knee told?",
            "kind": "record",
            "requirement": "required",
            "section": "2.1",
            "parts": ["k2-weeks"],
            "linked": ["s10-diagnosis"],
            "arises": "always",
            "within_days": 60,
            "asks": "the note of that visit",
            "local_convention": "Sixty days is our choice.",
        },
        {
            "id": "k2-weeks",
            "row": "S12",
            "title": "Weeks of exercise",
            "short": "Weeks",
            "question": "Are there twelve weeks of exercise?",
            "kind": "criterion",
            "details": [
                {"id": "what", "label": "What", "kind": "text"},
                {"id": "grade", "label": "Grade", "kind": "choice", "choices": ["low", "high"]},
            ],
            "details_repeat": True,
        },
    ],
    "scope": [{"codes": ["27447"], "indications": ["M17"], "section": "1.1"}],
    "gates": [{"id": "k-gate", "row": "S20", "says": "Only for the knee.", "section": "2.2"}],
    "prompts": [{"id": "k-prompt", "row": "S26", "question": "What decides the case?"}],
    "statements": [{"id": "k-statement", "row": "S28", "says": "No advice on treatment."}],
    "legibility": {"cut": 0.6, "local_convention": "The plan wants pages that read well."},
}
