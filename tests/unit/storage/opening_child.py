"""Opens the database of a folder in a process of its own; prints ``opened`` or the sentence that refuses it.

Run by root it first gives up root's power over file permissions, so that a read-only folder is one for it.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE = 1
CAP_DAC_READ_SEARCH = 2


def main() -> None:
    folder = Path(sys.argv[1])
    if os.geteuid() == 0 and len(sys.argv) == 2:
        libc = ctypes.CDLL(None, use_errno=True)
        for power in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if libc.prctl(PR_CAPBSET_DROP, power, 0, 0, 0) != 0:
                raise OSError(ctypes.get_errno(), "root's power over permissions could not be given up")
        # What was dropped is missing from the next program that is started.
        again = subprocess.run([sys.executable, *sys.argv, "as an ordinary user"], check=False)
        sys.exit(again.returncode)

    from reviewer_app.domain.errors import StoreError
    from tests.databases import open_store

    try:
        open_store(folder).close()
    except StoreError as error:
        sys.stdout.write(error.sentence)
    else:
        sys.stdout.write("opened")


if __name__ == "__main__":
    main()
