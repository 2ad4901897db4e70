"""The database: all SQL of the program, behind :class:`reviewer_app.storage.store.Store`."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Without(MetaPathFinder):
    """Finds that modules are not installed."""

    def __init__(self, *modules: str) -> None:
        self._modules = modules

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in self._modules:
            raise ModuleNotFoundError(f"{fullname} is not used here", name=fullname)
        return None


def _import_sqlite_utils() -> None:
    """Import sqlite-utils without what it imports only where that happens to be installed: types of columns
    that are not used here, for up to 0.4 s that the window's thread would feel, and 12 MB."""
    without = _Without("numpy", "pandas")
    sys.meta_path.insert(0, without)
    try:
        importlib.import_module("sqlite_utils")
    finally:
        sys.meta_path.remove(without)


_import_sqlite_utils()
