"""Kill the writing program again and again, and look for what it had acknowledged and lost.

python -m tests.benchmarks.kills [--kills 300]
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from reviewer_app.domain.errors import StoreError
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import open_store
from tests.end_to_end.test_kill import (
    Acknowledged,
    check_backups,
    check_that_nothing_is_half_saved,
    check_that_nothing_is_lost,
    killed_while_writing,
    reviewers_to_kill,
)
from tests.keychain import FOLDER_VARIABLE

KILLS_BETWEEN_DAMAGES = 10
DAMAGED_BYTES = 64


@dataclass(slots=True)
class Damages:
    """What became of copies of the database into which other bytes were written: ``refused`` with a sentence,
    ``told`` by a check, ``whole`` with nothing lost, or ``silent`` with something missing."""

    refused: int = 0
    told: int = 0
    whole: int = 0
    silent: int = 0
    sentences: set[str] = field(default_factory=set)


def damage(data: Path, acknowledged: Acknowledged, chance: random.Random, found: Damages) -> None:
    """Write other bytes somewhere into a copy of the database, and into one of its log, and open them."""
    for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal"):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "data")
            shutil.copytree(data, copy)
            path = copy / name
            content = bytearray(path.read_bytes()) if path.exists() else bytearray()
            if not content:
                continue
            start = chance.randrange(len(content))
            end = min(start + DAMAGED_BYTES, len(content))
            content[start:end] = chance.randbytes(end - start)
            path.write_bytes(content)
            open_damaged(copy, acknowledged, found)


def open_damaged(copy: Path, acknowledged: Acknowledged, found: Damages) -> None:
    try:
        with open_store(copy) as store:
            problems = store.check()
    except StoreError as error:
        found.refused += 1
        found.sentences.add(_without_numbers(error.sentence.replace(str(copy), "DATA")))
        return
    if problems:
        found.told += 1
        found.sentences.update(map(_without_numbers, problems))
        return
    try:
        check_that_nothing_is_lost(copy, acknowledged)
    except (AssertionError, KeyError):
        found.silent += 1
    else:
        found.whole += 1


def _without_numbers(sentence: str) -> str:
    """The same for every case of its kind."""
    return re.sub(r"\d+", "N", sentence)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kills", type=int, default=300)
    kills = arguments.parse_args().kills
    chance = random.SystemRandom()
    acknowledged, damages = Acknowledged(), Damages()
    with tempfile.TemporaryDirectory() as folder:
        # The key of a database that is thrown away has no place in the user's keychain.
        os.environ["PYTHON_KEYRING_BACKEND"] = "tests.keychain.FileKeychain"
        os.environ[FOLDER_VARIABLE] = folder
        data = Path(folder, "data")
        with reviewers_to_kill() as reviewers:
            for number in range(kills):
                acknowledged += killed_while_writing(data, reviewers, chance)
                if number % KILLS_BETWEEN_DAMAGES == 0:
                    damage(data, acknowledged, chance, damages)
                check_that_nothing_is_lost(data, acknowledged)
        check_that_nothing_is_half_saved(data)
        check_backups(data)
    one = acknowledged
    print(
        f"{kills} kills. Acknowledged, and all of it there: {len(one.marks)} marks, "
        f"{len(one.imported)} imports, {len(one.signed)} signatures, "
        f"{len(one.purged)} purged cases, {len(one.copied)} backups, {len(one.rekeyed)} new keys."
    )
    print(
        f"Damaged copies: {damages.refused} refused, {damages.told} told by the check, "
        f"{damages.whole} whole, {damages.silent} with something missing and nothing said."
    )
    for sentence in sorted(damages.sentences):
        print(f"  {sentence}")


if __name__ == "__main__":
    main()
