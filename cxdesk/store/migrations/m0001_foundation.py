"""The step to version 1: frozen, as every released one."""

from __future__ import annotations

from typing import Any


def m0001_foundation(db: Any) -> None:
    """Make the tables of the first version."""
    for statement in _FOUNDATION:
        db.execute(statement)


_FOUNDATION = (
    """CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT""",
    """CREATE TABLE state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  operation INTEGER NOT NULL,
  last_seen TEXT NOT NULL
) STRICT""",
    "INSERT INTO state (id, operation, last_seen) VALUES (1, 0, '2026-01-01T00:00:00Z')",
    """CREATE TABLE total (
  kind TEXT PRIMARY KEY,
  rows INTEGER NOT NULL,
  revisions INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  operation INTEGER NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  label TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('add', 'change', 'remove')),
  kind TEXT NOT NULL,
  record INTEGER NOT NULL,
  field TEXT NOT NULL,
  old TEXT,
  new TEXT
) STRICT""",
    """CREATE TABLE "shop" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "trade" TEXT NOT NULL,
  "logo" BLOB,
  "brand_colour" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "products" TEXT NOT NULL,
  "customer_one" TEXT NOT NULL,
  "customer_many" TEXT NOT NULL,
  "staff_one" TEXT NOT NULL,
  "staff_many" TEXT NOT NULL,
  "visit_one" TEXT NOT NULL,
  "visit_many" TEXT NOT NULL,
  "language" TEXT NOT NULL,
  "currency" TEXT NOT NULL,
  "paper" TEXT NOT NULL,
  "first_weekday" TEXT NOT NULL,
  "opening_days" TEXT NOT NULL,
  "sample" INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "vision" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "statement" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "version" INTEGER,
  "status" TEXT NOT NULL,
  "adopted_on" TEXT,
  "adopted_by" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "pillar" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "vision" INTEGER REFERENCES "vision" (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "meaning" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "stage" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "wants" TEXT NOT NULL,
  "aim" TEXT NOT NULL,
  "practise" TEXT NOT NULL,
  "active" INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "standard" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "stage" INTEGER REFERENCES "stage" (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "why" TEXT NOT NULL,
  "sounds_like" TEXT NOT NULL,
  "how_we_know" TEXT NOT NULL,
  "non_negotiable" INTEGER NOT NULL,
  "owner" INTEGER REFERENCES "role" (id) DEFERRABLE INITIALLY DEFERRED,
  "roles" TEXT NOT NULL,
  "pillar" INTEGER REFERENCES "pillar" (id) DEFERRABLE INITIALLY DEFERRED,
  "seconds" INTEGER,
  "cost" INTEGER,
  "status" TEXT NOT NULL,
  "review_on" TEXT,
  "version" INTEGER,
  "retired_why" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "standard_version" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "standard" INTEGER REFERENCES "standard" (id) DEFERRABLE INITIALLY DEFERRED,
  "version" INTEGER,
  "kind" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "why" TEXT NOT NULL,
  "sounds_like" TEXT NOT NULL,
  "how_we_know" TEXT NOT NULL,
  "non_negotiable" INTEGER NOT NULL,
  "seconds" INTEGER,
  "cost" INTEGER,
  "from_on" TEXT,
  "until_on" TEXT,
  "why_changed" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "never_always" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "side" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "why" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "role" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "in_my_job" TEXT NOT NULL,
  "examples" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "person" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "role" INTEGER REFERENCES "role" (id) DEFERRABLE INITIALLY DEFERRED,
  "joined_on" TEXT,
  "left_on" TEXT,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "print_record" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "sheet" TEXT NOT NULL,
  "about" TEXT NOT NULL,
  "version" INTEGER,
  "mark" TEXT NOT NULL,
  "paper" TEXT NOT NULL,
  "copies" INTEGER,
  "printed_at" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "target" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
)
