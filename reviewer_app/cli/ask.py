"""Questions at the terminal, before something is done that somebody has to want."""

from __future__ import annotations

import sys

from reviewer_app.domain.errors import UsageError


def need_somebody(otherwise: str) -> None:
    """Raises :class:`UsageError`, which says ``otherwise``, where nobody is at the terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(otherwise)


def ask(question: str) -> str:
    """What is typed after a question, which is put on standard error."""
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def confirmed(question: str, word: str) -> bool:
    """Whether the word is typed after the question.

    Raises :class:`UsageError` where nobody can be asked.
    """
    need_somebody("Nobody is there to confirm it: add --yes.")
    return ask(question) == word
