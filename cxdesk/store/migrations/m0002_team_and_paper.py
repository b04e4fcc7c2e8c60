"""The step to version 2: frozen, as every released one."""

from __future__ import annotations

from typing import Any


def m0002_team_and_paper(db: Any) -> None:
    """Add what people do for the customer, cues, huddle topics, sign-offs and forms on paper."""
    for statement in _TEAM_AND_PAPER:
        db.execute(statement)


_TEAM_AND_PAPER = (
    "ALTER TABLE person ADD COLUMN department TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE person ADD COLUMN works TEXT NOT NULL DEFAULT 'front'",
    "ALTER TABLE person ADD COLUMN champion INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE person ADD COLUMN agent INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE person ADD COLUMN committee INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE person ADD COLUMN trainer INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE person ADD COLUMN sponsor INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE "cue" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "meaning" TEXT NOT NULL,
  "do" TEXT NOT NULL,
  "active" INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "negative_cue" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "shows" TEXT NOT NULL,
  "sort" TEXT NOT NULL,
  "place" TEXT NOT NULL,
  "stage" INTEGER REFERENCES "stage" (id) DEFERRABLE INITIALLY DEFERRED,
  "photo" BLOB,
  "tells" TEXT NOT NULL,
  "replaced_by" TEXT NOT NULL,
  "found_on" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "done_on" TEXT,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "huddle_topic" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "topic" TEXT NOT NULL,
  "ask" TEXT NOT NULL,
  "standard" INTEGER REFERENCES "standard" (id) DEFERRABLE INITIALLY DEFERRED,
  "active" INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "sign_off" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "person" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "standard" INTEGER REFERENCES "standard" (id) DEFERRABLE INITIALLY DEFERRED,
  "vision" INTEGER REFERENCES "vision" (id) DEFERRABLE INITIALLY DEFERRED,
  "version" INTEGER,
  "item" TEXT NOT NULL,
  "shown_on" TEXT,
  "seen_on" TEXT,
  "trainer" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "form" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "paper_form" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "number" TEXT NOT NULL,
  "sheet" TEXT NOT NULL,
  "about" TEXT NOT NULL,
  "version" INTEGER,
  "mark" TEXT NOT NULL,
  "paper" TEXT NOT NULL,
  "pages" INTEGER,
  "printed_at" TEXT NOT NULL,
  "print_record" INTEGER REFERENCES "print_record" (id) DEFERRABLE INITIALLY DEFERRED,
  "places" TEXT NOT NULL,
  "keyed_on" TEXT,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
)
