"""What a reviewer does on the pages about the key."""

from __future__ import annotations

from reviewer_app.gui.panels.passphrase import NewPassphrasePage, UnlockPage
from reviewer_app.gui.panels.recovery_key import ConfirmKeyPage, ShowKeyPage
from tests.end_to_end.keyboard import Keyboard

WORDS = "correct horse battery"
OTHER_WORDS = "staple of another stable"


def shown_key(keyboard: Keyboard) -> tuple[str, ...]:
    """The groups of the recovery key, as they are read from the page and written down."""
    assert isinstance(keyboard.gate, ShowKeyPage)
    return keyboard.gate.groups()


def answer(keyboard: Keyboard, groups: tuple[str, ...]) -> None:
    """Type the groups that are asked back from what was written down."""
    page = keyboard.gate
    assert isinstance(page, ConfirmKeyPage)
    for number in page.numbers:
        keyboard.type(groups[number - 1].lower())
        keyboard.press("Return")


def write_down(keyboard: Keyboard) -> tuple[str, ...]:
    """Write the recovery key down and type what is asked back. Returns its groups."""
    groups = shown_key(keyboard)
    keyboard.press("Return")
    answer(keyboard, groups)
    return groups


def choose(keyboard: Keyboard, passphrase: str) -> None:
    """Type a new passphrase twice."""
    assert isinstance(keyboard.gate, NewPassphrasePage)
    for _ in range(2):
        keyboard.type(passphrase)
        keyboard.press("Return")


def unlock(keyboard: Keyboard, passphrase: str) -> None:
    """Type the passphrase."""
    assert isinstance(keyboard.gate, UnlockPage)
    keyboard.type(passphrase)
    keyboard.press("Return")
