"""Frozen steps from one file version to the next. A released step is never edited.

Each takes a `sqlite_utils.Database` inside the transaction that `cxdesk.store.migrate` opened, with
foreign keys off. It imports nothing of ours: what the records look like today does not matter here.
"""

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

MIGRATIONS = (m0001_foundation, m0002_team_and_paper, m0003_metrics, m0004_customers)

# The sha256 of the base schema of each version (`cxdesk.store.layout.fingerprint`).
FINGERPRINTS = {
    1: "970ac1b561d67a2ea34c64975f83a647afb06bf71d1f9046c2dc4e3d88232299",
    2: "da8229d91ee5bc3924718eb5ee610aa08ea89288b93654f93e51a7642eaa0a3b",
    3: "8a3130b33b69f4e3386775e8f8019ef8543def9a6c31da6245d046a82c2fa521",
    4: "07f5bb5fedf01d5210f4fb30f40c0c6542e962a40ab9a5d8aed3fbca649ec8b0",
}
