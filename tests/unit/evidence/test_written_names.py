import pytest

from reviewer_app.evidence.written_names import WrittenName, name_at_start, same_person

LETTERS = frozenset(("MD", "DO", "PT", "DPT", "PA-C", "NP", "RN", "FACC"))


@pytest.mark.parametrize(
    ("text", "name", "credentials"),
    [
        ("Wen-Li Castellane, MD, Diagnostic Radiology", "Wen-Li Castellane", ("MD",)),
        ("Tobias Renquist, PT, DPT", "Tobias Renquist", ("PT", "DPT")),
        ("S. PENNINGTON MD HOSPITALIST 08/30/2025", "S. PENNINGTON", ("MD",)),
        ("Ferreira, Anselm, DO", "Anselm Ferreira", ("DO",)),
        ("Dr. Ana de la Cruz, M.D. 5:02 PM", "Ana de la Cruz", ("MD",)),
        ("Everett Kimball-Osei, MD, FACC. Signed", "Everett Kimball-Osei", ("MD", "FACC")),
        ("Imani Goldfarb on 03/31/2025", "Imani Goldfarb", ()),
        ("O'Brien, RN", "O'Brien", ("RN",)),
    ],
)
def test_a_name_is_read_with_the_letters_behind_it(
    text: str, name: str, credentials: tuple[str, ...]
) -> None:
    found = name_at_start(text, LETTERS)
    assert found is not None
    assert (found.text, found.credentials) == (name, credentials)


@pytest.mark.parametrize("text", ["", "the patient was seen", "04/17/2025", "Goldfarb", "(none)", "A. MD"])
def test_what_is_no_name_is_none(text: str) -> None:
    assert name_at_start(text, LETTERS) is None


def _named(text: str) -> WrittenName:
    found = name_at_start(text, LETTERS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Amara Delacroix-Obi, MD", "A. Delacroix-Obi, MD", True),
        ("Rosalind Achterberg, MD", "ROSALIND ACHTERBERC MD", True),
        ("Rosalind Achterberg, MD", "Martin Achterberg, MD", False),
        ("Rosalind Achterberg, MD", "Rosalind Goldfarb, MD", False),
        ("Achterberg, MD", "Rosalind Achterberg, MD", True),
    ],
)
def test_names_of_one_person_are_known_again(one: str, other: str, same: bool) -> None:
    assert same_person(_named(one), _named(other)) is same
