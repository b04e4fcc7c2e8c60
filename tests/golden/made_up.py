"""A made-up program with a past: two versions of its tables, and a step between them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from cxdesk.entities.shop import Shop
from cxdesk.i18n import N_
from cxdesk.schema.entity import entity, spec_of
from cxdesk.schema.fields import money, position, ref, tags, text
from cxdesk.schema.registry import Registry
from cxdesk.store import db
from cxdesk.store.layout import create_table, fingerprint
from cxdesk.store.model import Model

STORE_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), operation INTEGER NOT NULL,
  last_seen TEXT NOT NULL) STRICT;
CREATE TABLE total (kind TEXT PRIMARY KEY, rows INTEGER NOT NULL, revisions INTEGER NOT NULL) STRICT;
CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, operation INTEGER NOT NULL, at TEXT NOT NULL,
  who TEXT NOT NULL, label TEXT NOT NULL, act TEXT NOT NULL, kind TEXT NOT NULL, record INTEGER NOT NULL,
  field TEXT NOT NULL, old TEXT, new TEXT) STRICT
"""
OWN = "title_key TEXT NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL, revision INTEGER NOT NULL"


@entity(
    table="shelf", label=N_("Shelves"), one=N_("shelf"), icon="shop", title="name", order=2, position="place"
)
class Shelf:
    """Where things stand."""

    place: int = position(N_("Place"))
    name: str = text(N_("Name"), required=True, search=True)


@entity(
    table="item", label=N_("Items"), one=N_("item"), icon="shop", title="name", order=3, position="place",
    within=("shelf",),
)  # fmt: skip
class Item:
    """A thing on a shelf."""

    shelf: int | None = ref(N_("Shelf"), to="shelf", on_delete="cascade", required=True)
    place: int = position(N_("Place"))
    name: str = text(N_("Name"), required=True, search=True)
    price: int | None = money(N_("Price"), scale=2)
    words: tuple[str, ...] = tags(N_("Words"), search=True)


def m0001_shelves(database: Any) -> None:
    """Make the tables of the first version: no price yet, and words in one text."""
    for statement in STORE_TABLES.split(";"):
        database.execute(statement)
    database.execute("INSERT INTO state VALUES (1, 0, '2026-01-01T00:00:00Z')")
    database.execute(
        f"CREATE TABLE shop (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, {OWN}) STRICT"
    )
    database.execute(
        "CREATE TABLE shelf (id INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL,"
        f" name TEXT NOT NULL, {OWN}) STRICT"
    )
    database.execute(
        "CREATE TABLE item (id INTEGER PRIMARY KEY AUTOINCREMENT, shelf INTEGER REFERENCES shelf (id)"
        " DEFERRABLE INITIALLY DEFERRED, place INTEGER NOT NULL, name TEXT NOT NULL, words TEXT NOT NULL,"
        f" {OWN}) STRICT"
    )


def m0002_prices(database: Any) -> None:
    """Add the price, make a list of the words, and bring the shop to its fields of today."""
    database.execute("ALTER TABLE item ADD COLUMN price INTEGER")
    for item in list(database["item"].rows):
        database["item"].update(item["id"], {"words": json.dumps(item["words"].split())})
    old = list(database["shop"].rows)
    database.execute("DROP TABLE shop")
    database.execute(create_table(spec_of(Shop)))
    own = ("id", "title_key", "created_at", "changed_at", "revision")
    for row in old:
        values = spec_of(Shop).to_row(Shop(name=row["name"])) | {name: row[name] for name in own}
        database["shop"].insert(values)


STEPS = (m0001_shelves, m0002_prices)


@cache
def fingerprints(steps: tuple[Callable[[Any], None], ...] = STEPS) -> dict[int, str]:
    """Return the fingerprint after each step."""
    from cxdesk.store.migrate import _sqlite_utils

    connection = db.connect_memory()
    database = _sqlite_utils(connection)
    found = {}
    for version, step in enumerate(steps, 1):
        step(database)
        found[version] = fingerprint(connection)
    connection.close()
    return found


def model(*, second: Callable[[Any], None] = m0002_prices) -> Model:
    """Return the program of version 2, with its own or another second step."""
    registry = Registry([spec_of(Shop), spec_of(Shelf), spec_of(Item)])
    return Model(registry, (m0001_shelves, second), fingerprints())
