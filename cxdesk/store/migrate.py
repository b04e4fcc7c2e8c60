"""Bring a file up to the version of this program, or leave it as it was."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from cxdesk.errors import FileDamaged
from cxdesk.i18n import _
from cxdesk.store import db, derived, totals
from cxdesk.store.db import Connection
from cxdesk.store.layout import fingerprint
from cxdesk.store.model import Model


def version_of(connection: Connection) -> int:
    """Return the file's `user_version`."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Connection, model: Model, path: Path) -> None:
    """Apply the steps that are missing, all in one transaction, and rebuild the derived objects.

    The caller has made a verified backup. Raises FileDamaged when the result is not what this version
    should look like; the file is as before then.
    """
    start = version_of(connection)
    if start >= model.version:
        return
    database = _sqlite_utils(connection)
    # SQLite ignores this pragma inside a transaction.
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        with db.write(connection, path):
            for step in model.migrations[start:]:
                step(database)
            if connection.execute("PRAGMA foreign_key_check").fetchall():
                raise FileDamaged(
                    _("Some records refer to others that are not there; the file was left as it was.")
                )
            totals.rebuild(connection, totals.counted_tables(connection))
            derived.rebuild(connection, model.specs.values())
            connection.execute(f"PRAGMA user_version={model.version}")
            connection.execute(f"PRAGMA application_id={db.APPLICATION_ID}")
            if fingerprint(connection) != model.fingerprints[model.version]:
                raise FileDamaged(
                    _("The tables of this file are not as they should be; it was left as it was.")
                )
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _sqlite_utils(connection: Connection) -> Any:
    """Wrap the connection; sqlite-utils must see our engine's exception classes, not the stdlib's."""
    import sqlcipher3
    import sqlcipher3.dbapi2

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
    import sqlite_utils

    return sqlite_utils.Database(connection, execute_plugins=False)
