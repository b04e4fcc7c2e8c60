"""The step to version 3: frozen, as every released one."""

from __future__ import annotations

from typing import Any


def m0003_metrics(db: Any) -> None:
    """Add metrics, the numbers they are made of, what hangs on them, closed days, and files taken in."""
    for statement in _METRICS:
        db.execute(statement)


_METRICS = (
    """CREATE TABLE "metric_part" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "cadence" TEXT NOT NULL,
  "level" INTEGER NOT NULL,
  "active" INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "part_value" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "part" INTEGER REFERENCES "metric_part" (id) DEFERRABLE INITIALLY DEFERRED,
  "starts_on" TEXT,
  "value" INTEGER,
  "note" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "metric" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "key" INTEGER NOT NULL,
  "why" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "formula" TEXT NOT NULL,
  "first" INTEGER REFERENCES "metric_part" (id) DEFERRABLE INITIALLY DEFERRED,
  "second" INTEGER REFERENCES "metric_part" (id) DEFERRABLE INITIALLY DEFERRED,
  "third" INTEGER REFERENCES "metric_part" (id) DEFERRABLE INITIALLY DEFERRED,
  "cadence" TEXT NOT NULL,
  "direction" TEXT NOT NULL,
  "decimals" INTEGER,
  "unit" TEXT NOT NULL,
  "survey" INTEGER NOT NULL,
  "asked" INTEGER REFERENCES "metric_part" (id) DEFERRABLE INITIALLY DEFERRED,
  "all_asked" INTEGER NOT NULL,
  "nps" INTEGER NOT NULL,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "drivers" TEXT NOT NULL,
  "version" INTEGER,
  "defined_on" TEXT,
  "active" INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "metric_version" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "metric" INTEGER REFERENCES "metric" (id) DEFERRABLE INITIALLY DEFERRED,
  "version" INTEGER,
  "name" TEXT NOT NULL,
  "formula" TEXT NOT NULL,
  "first" INTEGER REFERENCES "metric_part" (id) DEFERRABLE INITIALLY DEFERRED,
  "second" INTEGER REFERENCES "metric_part" (id) DEFERRABLE INITIALLY DEFERRED,
  "third" INTEGER REFERENCES "metric_part" (id) DEFERRABLE INITIALLY DEFERRED,
  "cadence" TEXT NOT NULL,
  "from_on" TEXT,
  "until_on" TEXT,
  "why_changed" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "metric_target" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "metric" INTEGER REFERENCES "metric" (id) DEFERRABLE INITIALLY DEFERRED,
  "value" INTEGER,
  "from_on" TEXT,
  "by_on" TEXT,
  "reason" TEXT NOT NULL,
  "set_by" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "chart_note" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "happened_on" TEXT,
  "sort" TEXT NOT NULL,
  "metric" INTEGER REFERENCES "metric" (id) DEFERRABLE INITIALLY DEFERRED,
  "text" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "closed_day" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "from_on" TEXT,
  "until_on" TEXT,
  "why" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "person_result" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "metric" INTEGER REFERENCES "metric" (id) DEFERRABLE INITIALLY DEFERRED,
  "person" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "starts_on" TEXT,
  "first" INTEGER,
  "second" INTEGER,
  "third" INTEGER,
  "note" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE "import_batch" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "file" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "imported_at" TEXT NOT NULL,
  "operation" INTEGER,
  "added" INTEGER,
  "changed" INTEGER,
  "same" INTEGER,
  "refused" INTEGER,
  "undone_at" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT""",
)
