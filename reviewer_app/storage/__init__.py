"""The database: all SQL of the program, behind :class:`reviewer_app.storage.store.Store`."""

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

# sqlite-utils takes the SQL library of this name where there is one. Without it, it would catch the
# exceptions of Python's own library, which SQLCipher never raises.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
