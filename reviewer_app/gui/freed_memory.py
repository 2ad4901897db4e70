"""Pictures that are dropped give their memory back to the system."""

from __future__ import annotations

import sys

M_MMAP_THRESHOLD = -3
"""The number of that setting in glibc's malloc.h."""

LARGE_BYTES = 128 * 1024
"""glibc's own value at the start. It grows with the first picture that is freed, after which pictures lie
among the small things of the heap, which then hardly ever shrinks."""


def return_freed_pictures() -> None:
    """Keep pictures out of the heap, where the C library can be told so; elsewhere do nothing."""
    if sys.platform != "linux":
        return
    import ctypes

    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
