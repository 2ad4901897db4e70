import pytest

from reviewer_app.evidence.phrases import Phrases

LISTS = Phrases(
    {
        "tear": ["tear", "full thickness tear"],
        "full": ["full thickness"],
        "mri": ["MRI", "mr imaging"],
        "motion": ["hypokines*", "wall motion abnormalit*"],
        "scan": ["mri"],
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A full-thickness\ntear of the cuff", [("tear", "full-thickness\ntear"), ("tear", "tear")]),
        ("Full  thickness loss", [("full", "Full  thickness")]),
        ("tears, teardrop, untorn", []),
        ("MRI and MR imaging", [("mri", "MRI"), ("scan", "MRI"), ("mri", "MR imaging")]),
        (
            "Hypokinesis; wall-motion abnormalities",
            [("motion", "Hypokinesis"), ("motion", "wall-motion abnormalities")],
        ),
        ("wall motion", []),
        ("wall motion normal", []),
        ("", []),
    ],
)
def test_phrases_are_found_as_words(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.name, text[one.start : one.end]) for one in LISTS.found(text)] == found


def test_names_of_lists() -> None:
    assert LISTS.names("An MRI shows a tear") == {"mri", "scan", "tear"}
