"""Does something with copies of a data folder, and is gone at the first, second … act on the file system,
as at a power cut, until it is done.

Arguments: the folder, and either the recovery key of a new key or the backup to restore. The copies are
beside the folder, ``ended-000`` and so on, each with a copy of the keychain; with the last one it was done.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from reviewer_app.review.database_key import key_custody
from reviewer_app.review.keep_key import DATABASES
from reviewer_app.review.workspace import reviewer_in
from reviewer_app.storage.key_change import change_key
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.restore import restore
from tests.keychain import FOLDER_VARIABLE
from tests.unit.storage.values import START

ACTS = ("os.rename", "os.remove", "os.link", "sqlite3.connect", "os.chmod", "shutil.copyfile")
"""Python's names for what it is about to do; opening a file to write comes as well."""

GONE = 9
MOST_STEPS = 200


def keychain_of(copy: Path) -> Path:
    """The folder of the keychain that belongs to a copy."""
    return copy.with_name(f"keychain-of-{copy.name}")


def end_at(last: int) -> None:
    left = last

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in ACTS or (event == "open" and _opened_to_write(arguments[2])):
            left -= 1
            if left < 0:
                os._exit(GONE)

    sys.addaudithook(count)


def _opened_to_write(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def work(folder: Path, what: str) -> None:
    custody = key_custody(folder)
    databases = [folder / name for name in DATABASES]
    if Path(what).is_file():
        restore(databases[0], Path(what), custody.keys(), reviewer_in, START)
    else:
        change_key(folder, databases, custody, DatabaseKey.from_recovery_key(what))


def main() -> None:
    folder, what = Path(sys.argv[1]), sys.argv[2]
    for step in range(MOST_STEPS):
        copy = folder.with_name(f"ended-{step:03}")
        shutil.copytree(folder, copy)
        shutil.copytree(os.environ[FOLDER_VARIABLE], keychain_of(copy))
        process = os.fork()
        if process == 0:
            os.environ[FOLDER_VARIABLE] = str(keychain_of(copy))
            end_at(step)
            work(copy, what)
            os._exit(0)
        _, status = os.waitpid(process, 0)
        if os.waitstatus_to_exitcode(status) == 0:
            return
        if os.waitstatus_to_exitcode(status) != GONE:
            sys.exit("it failed")
    sys.exit("it never ended by itself")


if __name__ == "__main__":
    main()
