"""SQLite with encryption; its driver is the module of Python's own."""
