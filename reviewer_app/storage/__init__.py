"""The database: all SQL of the program, behind :class:`reviewer_app.storage.store.Store`."""
