"""Recognizes the calls that open a window, without the cost of the full command line.

``reviewer-app [CASE] [--data-dir DIR] [--passphrase-file FILE]`` opens the window; everything else belongs to
the command line proper, which also explains wrong usage.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

COMMANDS = frozenset(("demo", "screen", "export", "handover", "history", "key", "policy", "doctor"))
"""Words that are commands and not case folders; a folder of such a name is opened as ``./demo``."""

OPTIONS = ("--data-dir", "--passphrase-file")
"""Each is followed by a path."""

FIRST_PAGE_WIDTH = 720
"""Pixels wide that the first page is drawn before the window knows its own width; fits a laptop."""


@dataclass(frozen=True, slots=True)
class WindowCall:
    """A call that opens the window.

    ``case`` is the case folder to open, ``root`` the folder of the worklist, ``data_dir`` the data folder;
    each ``None`` where the last used or the default one is meant. ``headless_instead`` are the arguments to
    go on with when no window can be shown; ``data_dir`` is thrown away then. ``passphrase_file`` holds what
    opens the database, ``None`` where the environment may name it. ``throw_away``: the data folder, and so
    the key of its database, are gone when the window closes.
    """

    case: Path | None = None
    root: Path | None = None
    data_dir: Path | None = None
    headless_instead: tuple[str, ...] | None = None
    passphrase_file: Path | None = None
    throw_away: bool = False


def window_call(arguments: list[str]) -> WindowCall | None:
    """What to open, or ``None`` when the arguments are not a plain call of the window.

    An empty path is a mistake of a script and not the current folder; the command line says so.
    """
    if "" in arguments or any(f"{option}=" in arguments for option in OPTIONS):
        return None
    case: Path | None = None
    named: dict[str, Path] = {}
    rest = iter(arguments)
    for argument in rest:
        option, equals, value = argument.partition("=")
        if option in OPTIONS:
            given = value if equals else next(rest, None)
            if given is None:
                return None
            named[option] = Path(given)
        elif argument.startswith("-") or argument in COMMANDS or case is not None:
            return None
        else:
            case = Path(argument)
    return WindowCall(
        case=case, data_dir=named.get("--data-dir"), passphrase_file=named.get("--passphrase-file")
    )
