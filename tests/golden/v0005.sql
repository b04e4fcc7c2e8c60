PRAGMA application_id=1129858131;
PRAGMA user_version=5;
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  operation INTEGER NOT NULL,
  last_seen TEXT NOT NULL
) STRICT;
CREATE TABLE total (
  kind TEXT PRIMARY KEY,
  rows INTEGER NOT NULL,
  revisions INTEGER NOT NULL
) STRICT;
CREATE TABLE history (
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
) STRICT;
CREATE TABLE "shop" (
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
, keep_sensitive INTEGER NOT NULL DEFAULT 0, keep_months INTEGER DEFAULT 24, return_weeks INTEGER DEFAULT 8, give_month INTEGER, repeat_days INTEGER DEFAULT 60) STRICT;
CREATE TABLE "vision" (
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
) STRICT;
CREATE TABLE "pillar" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "vision" INTEGER REFERENCES "vision" (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "meaning" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "stage" (
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
) STRICT;
CREATE TABLE "standard" (
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
, was_for TEXT NOT NULL DEFAULT '', likelihood INTEGER, severity INTEGER, prevention TEXT NOT NULL DEFAULT '', signs TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE "standard_version" (
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
) STRICT;
CREATE TABLE "never_always" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "side" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "why" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "role" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "in_my_job" TEXT NOT NULL,
  "examples" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
, may_give INTEGER) STRICT;
CREATE TABLE "person" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "role" INTEGER REFERENCES "role" (id) DEFERRABLE INITIALLY DEFERRED,
  "joined_on" TEXT,
  "left_on" TEXT,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
, department TEXT NOT NULL DEFAULT '', works TEXT NOT NULL DEFAULT 'front', champion INTEGER NOT NULL DEFAULT 0, agent INTEGER NOT NULL DEFAULT 0, committee INTEGER NOT NULL DEFAULT 0, trainer INTEGER NOT NULL DEFAULT 0, sponsor INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE "print_record" (
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
) STRICT;
CREATE TABLE "cue" (
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
) STRICT;
CREATE TABLE "negative_cue" (
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
) STRICT;
CREATE TABLE "huddle_topic" (
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
) STRICT;
CREATE TABLE "sign_off" (
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
) STRICT;
CREATE TABLE "paper_form" (
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
) STRICT;
CREATE TABLE "metric_part" (
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
, taken_from TEXT NOT NULL DEFAULT '', within_weeks INTEGER) STRICT;
CREATE TABLE "part_value" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "part" INTEGER REFERENCES "metric_part" (id) DEFERRABLE INITIALLY DEFERRED,
  "starts_on" TEXT,
  "value" INTEGER,
  "note" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "metric" (
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
) STRICT;
CREATE TABLE "metric_version" (
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
) STRICT;
CREATE TABLE "metric_target" (
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
) STRICT;
CREATE TABLE "chart_note" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "happened_on" TEXT,
  "sort" TEXT NOT NULL,
  "metric" INTEGER REFERENCES "metric" (id) DEFERRABLE INITIALLY DEFERRED,
  "text" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "closed_day" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "from_on" TEXT,
  "until_on" TEXT,
  "why" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "person_result" (
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
) STRICT;
CREATE TABLE "import_batch" (
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
) STRICT;
CREATE TABLE "customer" (
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
) STRICT;
CREATE TABLE "preference" (
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
) STRICT;
CREATE TABLE "visit" (
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
) STRICT;
CREATE TABLE "secret_system" (
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
) STRICT;
CREATE TABLE "erasure" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "token" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "record" INTEGER,
  "erased_on" TEXT,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "import_mapping" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "columns" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "opening_hours" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "weekday" TEXT NOT NULL,
  "opens" TEXT,
  "closes" TEXT,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "recovery_protocol" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "defects" TEXT NOT NULL,
  "model" TEXT NOT NULL,
  "words" TEXT NOT NULL,
  "never_say" TEXT NOT NULL,
  "acknowledge_minutes" INTEGER,
  "resolve_minutes" INTEGER,
  "follow_up_days" INTEGER,
  "state" TEXT NOT NULL,
  "version" INTEGER,
  "review_on" TEXT,
  "note" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "protocol_step" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "protocol" INTEGER REFERENCES "recovery_protocol" (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "does" TEXT NOT NULL,
  "words" TEXT NOT NULL,
  "role" INTEGER REFERENCES "role" (id) DEFERRABLE INITIALLY DEFERRED,
  "within_minutes" INTEGER,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "protocol_version" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "protocol" INTEGER REFERENCES "recovery_protocol" (id) DEFERRABLE INITIALLY DEFERRED,
  "version" INTEGER,
  "name" TEXT NOT NULL,
  "said" TEXT NOT NULL,
  "from_on" TEXT,
  "until_on" TEXT,
  "why_changed" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "make_good" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "cost" INTEGER,
  "protocols" TEXT NOT NULL,
  "active" INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "yes_step" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "position" INTEGER NOT NULL,
  "person" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "phone" TEXT NOT NULL,
  "hours" TEXT NOT NULL,
  "up_to" INTEGER,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy_phone" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "incident" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "happened_on" TEXT,
  "at" TEXT,
  "customer" INTEGER REFERENCES "customer" (id) DEFERRABLE INITIALLY DEFERRED,
  "who" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "stage" INTEGER REFERENCES "stage" (id) DEFERRABLE INITIALLY DEFERRED,
  "defect" INTEGER REFERENCES "standard" (id) DEFERRABLE INITIALLY DEFERRED,
  "severity" INTEGER,
  "happened" TEXT NOT NULL,
  "words" TEXT NOT NULL,
  "taken_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "protocol" INTEGER REFERENCES "recovery_protocol" (id) DEFERRABLE INITIALLY DEFERRED,
  "protocol_version" INTEGER,
  "acknowledge_by" TEXT NOT NULL,
  "acknowledged_at" TEXT NOT NULL,
  "resolve_by" TEXT NOT NULL,
  "resolved_at" TEXT NOT NULL,
  "follow_up_on" TEXT,
  "followed_up_at" TEXT NOT NULL,
  "gave" TEXT NOT NULL,
  "gave_more" TEXT NOT NULL,
  "cost" INTEGER,
  "gave_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "approved_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "outcome" TEXT NOT NULL,
  "outcome_note" TEXT NOT NULL,
  "cause" TEXT NOT NULL,
  "cause_note" TEXT NOT NULL,
  "closed_at" TEXT NOT NULL,
  "escalated" INTEGER NOT NULL,
  "bypassed" TEXT NOT NULL,
  "anyone" TEXT NOT NULL,
  "number" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "incident_step" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "incident" INTEGER REFERENCES "incident" (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "does" TEXT NOT NULL,
  "words" TEXT NOT NULL,
  "role" INTEGER REFERENCES "role" (id) DEFERRABLE INITIALLY DEFERRED,
  "due_at" TEXT NOT NULL,
  "done_at" TEXT NOT NULL,
  "done_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "promise" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "what" TEXT NOT NULL,
  "customer" INTEGER REFERENCES "customer" (id) DEFERRABLE INITIALLY DEFERRED,
  "whom" TEXT NOT NULL,
  "incident" INTEGER REFERENCES "incident" (id) DEFERRABLE INITIALLY DEFERRED,
  "person" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "promised_on" TEXT,
  "due_on" TEXT,
  "due_at" TEXT,
  "kept_at" TEXT NOT NULL,
  "let_go_on" TEXT,
  "let_go_why" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "five_whys" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "problem" TEXT NOT NULL,
  "incident" INTEGER REFERENCES "incident" (id) DEFERRABLE INITIALLY DEFERRED,
  "defect" INTEGER REFERENCES "standard" (id) DEFERRABLE INITIALLY DEFERRED,
  "asked_on" TEXT,
  "team" TEXT NOT NULL,
  "root" TEXT NOT NULL,
  "rule_was_for" TEXT NOT NULL,
  "countermeasure" TEXT NOT NULL,
  "standard" INTEGER REFERENCES "standard" (id) DEFERRABLE INITIALLY DEFERRED,
  "standard_version" INTEGER,
  "protocol" INTEGER REFERENCES "recovery_protocol" (id) DEFERRABLE INITIALLY DEFERRED,
  "protocol_version" INTEGER,
  "number" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "why" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "five_whys" INTEGER REFERENCES "five_whys" (id) DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "evidence" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE "action" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  "what" TEXT NOT NULL,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "due_on" TEXT,
  "done_on" TEXT,
  "done_note" TEXT NOT NULL,
  "dropped_why" TEXT NOT NULL,
  "from_kind" TEXT NOT NULL,
  "from_record" INTEGER,
  "metric" INTEGER REFERENCES "metric" (id) DEFERRABLE INITIALLY DEFERRED,
  "check_days" INTEGER,
  "worked" TEXT NOT NULL,
  "worked_on" TEXT,
  "worked_note" TEXT NOT NULL,
  title_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
INSERT INTO "meta" VALUES ('workspace', '00000000-0000-0000-0000-000000000007');
INSERT INTO "meta" VALUES ('made_with', '0.1.0');
INSERT INTO "meta" VALUES ('made_at', '2026-01-14T10:00:01Z');
INSERT INTO "state" VALUES (1, 4, '2026-01-14T10:00:05Z');
INSERT INTO "total" VALUES ('action', 1, 2);
INSERT INTO "total" VALUES ('chart_note', 1, 2);
INSERT INTO "total" VALUES ('closed_day', 1, 2);
INSERT INTO "total" VALUES ('cue', 1, 2);
INSERT INTO "total" VALUES ('customer', 1, 2);
INSERT INTO "total" VALUES ('erasure', 1, 2);
INSERT INTO "total" VALUES ('five_whys', 1, 2);
INSERT INTO "total" VALUES ('huddle_topic', 1, 2);
INSERT INTO "total" VALUES ('import_batch', 1, 2);
INSERT INTO "total" VALUES ('import_mapping', 1, 2);
INSERT INTO "total" VALUES ('incident', 1, 2);
INSERT INTO "total" VALUES ('incident_step', 1, 2);
INSERT INTO "total" VALUES ('make_good', 1, 2);
INSERT INTO "total" VALUES ('metric', 1, 2);
INSERT INTO "total" VALUES ('metric_part', 2, 4);
INSERT INTO "total" VALUES ('metric_target', 1, 2);
INSERT INTO "total" VALUES ('metric_version', 1, 2);
INSERT INTO "total" VALUES ('negative_cue', 1, 2);
INSERT INTO "total" VALUES ('never_always', 1, 2);
INSERT INTO "total" VALUES ('opening_hours', 1, 2);
INSERT INTO "total" VALUES ('paper_form', 1, 2);
INSERT INTO "total" VALUES ('part_value', 2, 4);
INSERT INTO "total" VALUES ('person', 1, 2);
INSERT INTO "total" VALUES ('person_result', 1, 2);
INSERT INTO "total" VALUES ('pillar', 1, 2);
INSERT INTO "total" VALUES ('preference', 2, 4);
INSERT INTO "total" VALUES ('print_record', 0, 0);
INSERT INTO "total" VALUES ('promise', 1, 2);
INSERT INTO "total" VALUES ('protocol_step', 1, 2);
INSERT INTO "total" VALUES ('protocol_version', 1, 2);
INSERT INTO "total" VALUES ('recovery_protocol', 1, 2);
INSERT INTO "total" VALUES ('role', 1, 2);
INSERT INTO "total" VALUES ('secret_system', 1, 2);
INSERT INTO "total" VALUES ('shop', 1, 1);
INSERT INTO "total" VALUES ('sign_off', 1, 2);
INSERT INTO "total" VALUES ('stage', 3, 7);
INSERT INTO "total" VALUES ('standard', 8, 16);
INSERT INTO "total" VALUES ('standard_version', 1, 2);
INSERT INTO "total" VALUES ('vision', 1, 2);
INSERT INTO "total" VALUES ('visit', 1, 2);
INSERT INTO "total" VALUES ('why', 1, 2);
INSERT INTO "total" VALUES ('yes_step', 1, 2);
INSERT INTO "total" VALUES ('history', 56, 114);
INSERT INTO "history" VALUES (1, 1, '2026-01-14T10:00:02Z', 'Maya', 'start the workspace', 'add', 'shop', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (2, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'vision', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (3, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'pillar', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (4, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'role', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (5, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'person', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (6, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'cue', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (7, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'negative_cue', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (8, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'huddle_topic', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (9, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'never_always', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (10, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'stage', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (11, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'standard', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (12, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'standard', 2, '', NULL, NULL);
INSERT INTO "history" VALUES (13, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'standard', 3, '', NULL, NULL);
INSERT INTO "history" VALUES (14, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'stage', 2, '', NULL, NULL);
INSERT INTO "history" VALUES (15, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'standard', 4, '', NULL, NULL);
INSERT INTO "history" VALUES (16, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'standard', 5, '', NULL, NULL);
INSERT INTO "history" VALUES (17, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'standard', 6, '', NULL, NULL);
INSERT INTO "history" VALUES (18, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'stage', 3, '', NULL, NULL);
INSERT INTO "history" VALUES (19, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'standard', 7, '', NULL, NULL);
INSERT INTO "history" VALUES (20, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'standard', 8, '', NULL, NULL);
INSERT INTO "history" VALUES (21, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'standard', 9, '', NULL, NULL);
INSERT INTO "history" VALUES (22, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'standard_version', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (23, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'sign_off', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (24, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'paper_form', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (25, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'metric_part', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (26, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'metric_part', 2, '', NULL, NULL);
INSERT INTO "history" VALUES (27, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'part_value', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (28, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'part_value', 2, '', NULL, NULL);
INSERT INTO "history" VALUES (29, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'metric', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (30, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'metric_version', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (31, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'metric_target', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (32, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'chart_note', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (33, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'closed_day', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (34, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'person_result', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (35, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'import_batch', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (36, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'customer', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (37, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'preference', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (38, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'preference', 2, '', NULL, NULL);
INSERT INTO "history" VALUES (39, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'visit', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (40, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'secret_system', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (41, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'erasure', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (42, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'import_mapping', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (43, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'recovery_protocol', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (44, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'protocol_step', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (45, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'protocol_version', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (46, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'make_good', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (47, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'yes_step', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (48, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'opening_hours', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (49, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'incident', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (50, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'incident_step', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (51, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'promise', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (52, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'five_whys', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (53, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'why', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (54, 2, '2026-01-14T10:00:03Z', 'Maya', 'fill', 'add', 'action', 1, '', NULL, NULL);
INSERT INTO "history" VALUES (55, 3, '2026-01-14T10:00:04Z', 'Maya', 'change stage', 'change', 'stage', 1, 'name', 'Book', 'Book a chair');
INSERT INTO "history" VALUES (56, 4, '2026-01-14T10:00:05Z', 'Maya', 'remove standard', 'remove', 'standard', 2, '', '{"id": 2, "stage": 1, "position": 1, "kind": "operational", "text": "Book: 誕生日 operational", "why": "It shows.", "sounds_like": "", "how_we_know": "", "non_negotiable": 0, "owner": 1, "roles": "[1]", "pillar": 1, "seconds": 8, "cost": 250, "status": "draft", "review_on": "2026-12-01", "version": 1, "retired_why": "", "title_key": "book: 誕生日 operational", "created_at": "2026-01-14T10:00:03Z", "changed_at": "2026-01-14T10:00:03Z", "revision": 2, "was_for": "", "likelihood": null, "severity": null, "prevention": "", "signs": ""}', NULL);
INSERT INTO "shop" VALUES (1, 'Łódź & Sons', 'salon', NULL, '#0B746B', '', '["cuts", "colour"]', 'customer', 'customers', 'team member', 'team members', 'visit', 'visits', 'en', 'EUR', 'A4', 'mon', '["mon", "tue", "wed", "thu", "fri", "sat"]', 0, 'lodz & sons', '2026-01-14T10:00:02Z', '2026-01-14T10:00:02Z', 1, 0, 24, 8, NULL, 60);
INSERT INTO "vision" VALUES (1, 'Everyone leaves lighter.', 'To be looked forward to.', 1, 'draft', NULL, '', 'everyone leaves lighter.', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "pillar" VALUES (1, 1, 1, 'Seen', 'By name, every time.', 'seen', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "stage" VALUES (1, 1, 'Book a chair', '', 'Book, and smile', 'In pairs.
Twice.', 1, 'book a chair', '2026-01-14T10:00:03Z', '2026-01-14T10:00:04Z', 3);
INSERT INTO "stage" VALUES (2, 2, 'Arrive', '', 'Arrive, and smile', 'In pairs.
Twice.', 1, 'arrive', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "stage" VALUES (3, 3, 'Pay & go', '', 'Pay & go, and smile', 'In pairs.
Twice.', 1, 'pay & go', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "standard" VALUES (1, 1, 1, 'defect', 'Book: 誕生日 defect', 'It shows.', '', '', 0, 1, '[1]', 1, 8, 250, 'draft', '2026-12-01', 1, '', 'book: 誕生日 defect', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', NULL, NULL, '', '');
INSERT INTO "standard" VALUES (3, 1, 1, 'experiential', 'Book: 誕生日 experiential', 'It shows.', '', '', 0, 1, '[1]', 1, 8, 250, 'draft', '2026-12-01', 1, '', 'book: 誕生日 experiential', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', NULL, NULL, '', '');
INSERT INTO "standard" VALUES (4, 2, 1, 'defect', 'Arrive: 誕生日 defect', 'It shows.', '', '', 0, 1, '[1]', 1, 8, 250, 'draft', '2026-12-01', 1, '', 'arrive: 誕生日 defect', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', NULL, NULL, '', '');
INSERT INTO "standard" VALUES (5, 2, 1, 'operational', 'Arrive: 誕生日 operational', 'It shows.', '', '', 0, 1, '[1]', 1, 8, 250, 'draft', '2026-12-01', 1, '', 'arrive: 誕生日 operational', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', NULL, NULL, '', '');
INSERT INTO "standard" VALUES (6, 2, 1, 'experiential', 'Arrive: 誕生日 experiential', 'It shows.', '', '', 0, 1, '[1]', 1, 8, 250, 'draft', '2026-12-01', 1, '', 'arrive: 誕生日 experiential', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', NULL, NULL, '', '');
INSERT INTO "standard" VALUES (7, 3, 1, 'defect', 'Pay & go: 誕生日 defect', 'It shows.', '', '', 0, 1, '[1]', 1, 8, 250, 'draft', '2026-12-01', 1, '', 'pay & go: 誕生日 defect', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', NULL, NULL, '', '');
INSERT INTO "standard" VALUES (8, 3, 1, 'operational', 'Pay & go: 誕生日 operational', 'It shows.', '', '', 0, 1, '[1]', 1, 8, 250, 'draft', '2026-12-01', 1, '', 'pay & go: 誕生日 operational', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', NULL, NULL, '', '');
INSERT INTO "standard" VALUES (9, 3, 1, 'experiential', 'Pay & go: 誕生日 experiential', 'It shows.', '', '', 0, 1, '[1]', 1, 8, 250, 'draft', '2026-12-01', 1, '', 'pay & go: 誕生日 experiential', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', NULL, NULL, '', '');
INSERT INTO "standard_version" VALUES (1, 9, 1, '', 'The old words', '', '', '', 0, NULL, NULL, '2026-01-02', NULL, '', 'the old words', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "never_always" VALUES (1, 1, 'never', 'say no', 'There is always something we can do.', 'say no', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "role" VALUES (1, 1, 'Stylist', 'I cut.', '["Ask twice."]', 'stylist', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, NULL);
INSERT INTO "person" VALUES (1, 'José Großmann', 1, '2026-01-14', NULL, 'jose grossmann', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', 'front', 0, 1, 0, 0, 0);
INSERT INTO "cue" VALUES (1, 1, 'White cape', 'Here for the first time.', 'Introduce yourself.', 1, 'white cape', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "negative_cue" VALUES (1, 'NO PHONES!', 'sign', 'Mirror 2', NULL, NULL, '', '', '2026-01-15', 1, NULL, 'no phones!', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "huddle_topic" VALUES (1, 1, 'Names', 'Whose name did you learn?', NULL, 1, 'names', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "sign_off" VALUES (1, 1, 9, NULL, 1, 'The old words', '2026-01-03', NULL, NULL, '', 'the old words', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "paper_form" VALUES (1, 'F-0001', 'sign-off-sheet', '', 1, '', '', 1, '', NULL, '[]', NULL, 'f-0001', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "metric_part" VALUES (1, 1, 'Guests seen', 'count', 'week', 0, 1, 'guests seen', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', NULL);
INSERT INTO "metric_part" VALUES (2, 2, 'Booked again', 'count', 'week', 0, 1, 'booked again', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2, '', NULL);
INSERT INTO "part_value" VALUES (1, 1, '2026-01-05', 310000, 'Snow on Friday', '2026-01-05', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "part_value" VALUES (2, 2, '2026-01-05', 190000, '', '2026-01-05', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "metric" VALUES (1, 1, 'Left with a date', 1, '', '', 'share', 2, 1, NULL, 'week', 'up', 0, '', 0, NULL, 0, 0, 1, '[]', 1, NULL, 1, 'left with a date', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "metric_version" VALUES (1, 1, 1, 'Left with a call', 'share', NULL, NULL, NULL, '', NULL, NULL, 'Calls got lost.', 'left with a call', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "metric_target" VALUES (1, 1, 700000, '2026-01-05', NULL, 'Last year’s best.', '', '2026-01-05', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "chart_note" VALUES (1, '2026-01-05', 'launch', 1, 'We ask at the chair', 'we ask at the chair', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "closed_day" VALUES (1, '2026-12-25', '2026-12-26', 'Święta', '2026-12-25', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "person_result" VALUES (1, 1, 1, '2026-01-05', 70000, 120000, NULL, '', '2026-01-05', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "import_batch" VALUES (1, 'numbers.csv', 'metrics', '', 1, 2, 0, 0, 0, '', 'numbers.csv', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "customer" VALUES (1, 'Ana Červená', 'Ana', '["+49 171 1234567", "030 98765"]', 'ana@example.org', '', '--02-29', '2024-02-29', 0, '["VIP"]', 'yes', '2026-01-02', '', '', 0, '', '', '', NULL, NULL, 'ana cervena', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "preference" VALUES (1, 1, 'likes', 'Chai, oat milk', 'normal', 1, '2026-01-03', NULL, NULL, 0, 'chai, oat milk', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "preference" VALUES (2, 1, 'sensitive', 'PPD allergy', 'acknowledge', NULL, NULL, NULL, NULL, 0, 'ppd allergy', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "visit" VALUES (1, 1, '2026-01-09', '14:30', 'came', 1, '', 9200, 'Ürlaub in March', '[1]', '[1]', '[]', '', '2026-01-09', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "secret_system" VALUES (1, 1, 'The usual drink', 'What they drink', 'family', NULL, '', 1, NULL, '', 3, NULL, 1, 'the usual drink', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "erasure" VALUES (1, '7f0c', 'customer', 99, '2026-01-10', '7f0c', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "import_mapping" VALUES (1, 'Till', 'visits', '{}', 'till', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "opening_hours" VALUES (1, 'mon', '09:00', '18:30', 'mon', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "recovery_protocol" VALUES (1, 1, 'Späte Stunde', '[7]', 'own', '["That was too long."]', '[]', NULL, NULL, NULL, 'in_use', 1, NULL, '', 'spate stunde', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "protocol_step" VALUES (1, 1, 1, 'Hear', 'Sit down with them.', '', NULL, 2, 'hear', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "protocol_version" VALUES (1, 1, 1, 'Late', '["Hear: sit down"]', NULL, NULL, 'Too slow', 'late', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "make_good" VALUES (1, 1, 'Coffee & cake on us', 450, '[1]', 1, 'coffee & cake on us', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "yes_step" VALUES (1, 1, 1, '030 55501', 'Mon to Wed', 5000, NULL, '', '1', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "incident" VALUES (1, '2026-01-12', '10:30', 1, '', 'in_person', 3, 7, 2, 'Waited forty minutes', 'Nobody said a word', NULL, 1, 1, NULL, '2026-01-12T09:30:00Z', '', '', '', NULL, '', '[1]', '', 450, NULL, NULL, 'satisfied', '', '', '', '2026-01-12T09:30:00Z', 0, '', '', '', 'waited forty minutes', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "incident_step" VALUES (1, 1, 1, 'Hear', '', '', NULL, '', '2026-01-12T09:30:00Z', 1, 'hear', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "promise" VALUES (1, 'Call back with a time', 1, '', 1, NULL, NULL, '2026-01-14', NULL, '', NULL, '', 'call back with a time', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "five_whys" VALUES (1, 'Waited forty minutes', 1, NULL, NULL, '', 'No gap in the book', '', '', NULL, NULL, NULL, NULL, '', 'waited forty minutes', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "why" VALUES (1, 1, 1, 'The one before ran over', 'The book of that day', 'the one before ran over', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
INSERT INTO "action" VALUES (1, 'A gap at noon', 1, NULL, NULL, '', '', 'five_whys', 1, NULL, 60, '', NULL, '', 'a gap at noon', '2026-01-14T10:00:03Z', '2026-01-14T10:00:03Z', 2);
