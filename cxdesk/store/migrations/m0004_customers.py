"""The step to version 4: frozen, as every released one."""

from __future__ import annotations

from typing import Any


def m0004_customers(db: Any) -> None:
    """Add customers, what is known of them, secret service systems, erasures and kept mappings."""
    for statement in _CUSTOMERS:
        db.execute(statement)


_CUSTOMERS = (
    "ALTER TABLE shop ADD COLUMN keep_sensitive INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE shop ADD COLUMN keep_months INTEGER DEFAULT 24",
    "ALTER TABLE shop ADD COLUMN return_weeks INTEGER DEFAULT 8",
    """CREATE TABLE "customer" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "called" TEXT NOT NULL,
  "phones" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "number" TEXT NOT NULL,
  "birthday" TEXT NOT NULL,
  "since" TEXT,
  "first_visit" INTEGER NOT NULL,
  "tags" TEXT NOT NULL,
  "consent" TEXT NOT NULL,
  "consent_on" TEXT,
  "consent_text" TEXT NOT NULL,
  "consent_by" TEXT NOT NULL,
  "do_not_store" INTEGER NOT NULL,
  "note" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "more" TEXT NOT NULL,
  "followed_up_on" TEXT,
  "look_again_on" TEXT,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "preference" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "customer" INTEGER REFERENCES "customer" (id) DEFERRABLE INITIALLY DEFERRED,
  "sort" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "alert" TEXT NOT NULL,
  "person" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "seen_on" TEXT,
  "confirmed_on" TEXT,
  "review_on" TEXT,
  "off" INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "visit" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "customer" INTEGER REFERENCES "customer" (id) DEFERRABLE INITIALLY DEFERRED,
  "happens_on" TEXT,
  "at" TEXT,
  "state" TEXT NOT NULL,
  "person" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "service" TEXT NOT NULL,
  "ticket" INTEGER,
  "note" TEXT NOT NULL,
  "cues" TEXT NOT NULL,
  "kept" TEXT NOT NULL,
  "missed" TEXT NOT NULL,
  "number" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "secret_system" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "learnt" TEXT NOT NULL,
  "sort" TEXT NOT NULL,
  "learnt_at" INTEGER REFERENCES "stage" (id) DEFERRABLE INITIALLY DEFERRED,
  "kept_in" TEXT NOT NULL,
  "cue" INTEGER REFERENCES "cue" (id) DEFERRABLE INITIALLY DEFERRED,
  "role" INTEGER REFERENCES "role" (id) DEFERRABLE INITIALLY DEFERRED,
  "does" TEXT NOT NULL,
  "used_at" INTEGER REFERENCES "stage" (id) DEFERRABLE INITIALLY DEFERRED,
  "checked_on" TEXT,
  "active" INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "erasure" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "token" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "record" INTEGER,
  "erased_on" TEXT,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "import_mapping" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "columns" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
)
