"""A record kind shaped like a customer, and a model of the program's kinds with this one added.

The window under test opens files of this model (`tests.bench.window`), so this module imports nothing
that the program's own start does not.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from cxdesk.entities import default_registry
from cxdesk.i18n import N_
from cxdesk.schema.entity import entity, spec_of
from cxdesk.schema.fields import choice, day, integer, lines, long_text, tags, text
from cxdesk.schema.registry import Registry
from cxdesk.store.model import Model, default_model

LANGUAGES = tuple((code, code) for code in "en de fr es pt pl cs tr vi el ru ar he hi zh ja".split())


@entity(table="patron", label=N_("Patrons"), one=N_("patron"), icon="person", title="name", order=900)
class Patron:
    """Somebody who comes again."""

    name: str = text(N_("Name"), required=True, search=True, in_list=True)
    called: str = text(N_("Called"), search=True)
    phones: tuple[str, ...] = lines(N_("Phones"), search=True, in_list=True)
    email: str = text(N_("E-mail"), search=True)
    birthday: date | None = day(N_("Birthday"))
    city: str = text(N_("City"), search=True, in_list=True)
    language: str = choice(N_("Language"), LANGUAGES)
    preferences: str = long_text(N_("Preferences"), search=True, in_list=True)
    allergies: tuple[str, ...] = tags(N_("Allergies"), search=True)
    notes: str = long_text(N_("Notes"), search=True)
    since: date | None = day(N_("Since"))
    last_visit: date | None = day(N_("Last visit"), in_list=True)
    visits: int | None = integer(N_("Visits"), low=0)


TABLE = """CREATE TABLE "patron" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "called" TEXT NOT NULL,
  "phones" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "birthday" TEXT,
  "city" TEXT NOT NULL,
  "language" TEXT NOT NULL,
  "preferences" TEXT NOT NULL,
  "allergies" TEXT NOT NULL,
  "notes" TEXT NOT NULL,
  "since" TEXT,
  "last_visit" TEXT,
  "visits" INTEGER,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT"""


def add_patrons(database: Any) -> None:
    """Make the table: the migration of this kind."""
    database.execute(TABLE)


def model_with_patrons(fingerprint: str) -> Model:
    """Return the program's model with the kind added; `fingerprint` is that of its base schema."""
    own = default_model()
    return Model(
        Registry([*default_registry(), spec_of(Patron)]),
        (*own.migrations, add_patrons),
        {**own.fingerprints, own.version + 1: fingerprint},
    )
