"""No image of the memory is left when the program crashes: patient data and the key would be in it."""

from __future__ import annotations

import sys


def leave_no_image() -> None:
    """Forbid core dumps for this process and those that it starts, where the system has such."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
