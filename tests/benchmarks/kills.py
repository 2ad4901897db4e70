"""Kill the writing program again and again, and look for marks that it had acknowledged and lost.

python -m tests.benchmarks.kills [--kills 300]
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

from tests.end_to_end.test_kill import (
    Acknowledged,
    check_that_nothing_is_half_saved,
    check_that_nothing_is_lost,
    killed_while_writing,
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kills", type=int, default=300)
    kills = arguments.parse_args().kills
    chance = random.SystemRandom()
    acknowledged: list[Acknowledged] = []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        for _ in range(kills):
            acknowledged += killed_while_writing(data, chance)
            check_that_nothing_is_lost(data, acknowledged)
        check_that_nothing_is_half_saved(data)
    print(f"{kills} kills, {len(acknowledged)} acknowledged marks, none lost")


if __name__ == "__main__":
    main()
