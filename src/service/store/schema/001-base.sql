-- Instants are epoch seconds, NULL has not happened. Foreign keys are deferred: rows of one change
-- are written in the order that suits the writer.

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE region (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  parent TEXT NOT NULL DEFAULT '', level TEXT NOT NULL, lon REAL, lat REAL,
  tile_column INTEGER, tile_row INTEGER, population INTEGER);

CREATE TABLE peer (id TEXT PRIMARY KEY, label TEXT NOT NULL, position INTEGER NOT NULL)
  WITHOUT ROWID;

CREATE TABLE unit (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  short_name TEXT NOT NULL, peer TEXT NOT NULL REFERENCES peer (id),
  region TEXT NOT NULL DEFAULT '', active INTEGER NOT NULL DEFAULT 1);

CREATE TABLE case_type (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
  sign_limit TEXT NOT NULL, contact_limit TEXT NOT NULL, reply_limit TEXT NOT NULL);

CREATE TABLE channel (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
  online INTEGER NOT NULL);

CREATE TABLE topic (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL);

CREATE TABLE hot_word (
  id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, public INTEGER NOT NULL DEFAULT 1);

-- Names and phones of complainants are here and nowhere else.
CREATE TABLE cases (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, source_key TEXT NOT NULL, no TEXT NOT NULL,
  type_id INTEGER NOT NULL REFERENCES case_type (id) DEFERRABLE INITIALLY DEFERRED,
  channel_id INTEGER NOT NULL REFERENCES channel (id) DEFERRABLE INITIALLY DEFERRED,
  region_id INTEGER REFERENCES region (id) DEFERRABLE INITIALLY DEFERRED,
  topic_id INTEGER REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED,
  word_id INTEGER REFERENCES hot_word (id) DEFERRABLE INITIALLY DEFERRED,
  state INTEGER NOT NULL, marks INTEGER NOT NULL DEFAULT 0,
  anonymous INTEGER NOT NULL DEFAULT 0, repeat_of TEXT,
  title TEXT NOT NULL DEFAULT '', complainant TEXT, phone TEXT, address TEXT,
  lon REAL, lat REAL,
  submitted_at INTEGER NOT NULL, accepted_at INTEGER, closed_at INTEGER,
  updated_at INTEGER NOT NULL,
  UNIQUE (source, source_key));

CREATE TABLE assignment (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  seq INTEGER NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL DEFAULT 'main',
  redo_of INTEGER REFERENCES assignment (id) DEFERRABLE INITIALLY DEFERRED,
  dispatched_at INTEGER NOT NULL, sign_due_at INTEGER, signed_at INTEGER,
  contact_due_at INTEGER, contacted_at INTEGER,
  due_at INTEGER, first_due_at INTEGER, suspended_at INTEGER,
  replied_at INTEGER, closed_at INTEGER,
  return_req_at INTEGER, return_decided_at INTEGER, return_accepted INTEGER,
  sent_back_at INTEGER, needs_contact INTEGER NOT NULL DEFAULT 1,
  reassigned INTEGER NOT NULL DEFAULT 0, merged INTEGER NOT NULL DEFAULT 0,
  overdue_flag INTEGER NOT NULL DEFAULT 0, extended INTEGER NOT NULL DEFAULT 0);

CREATE TABLE rating (
  id INTEGER PRIMARY KEY,
  assignment_id INTEGER NOT NULL REFERENCES assignment (id) DEFERRABLE INITIALLY DEFERRED,
  unit_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  rated_at INTEGER NOT NULL, closed_at INTEGER, level INTEGER NOT NULL,
  valid INTEGER NOT NULL DEFAULT 1);

CREATE TABLE event_kind (
  id INTEGER PRIMARY KEY, type TEXT NOT NULL UNIQUE, actor_role TEXT NOT NULL);

-- Append only. value: level, new deadline …, by kind.
CREATE TABLE event (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL,
  kind INTEGER NOT NULL REFERENCES event_kind (id) DEFERRABLE INITIALLY DEFERRED,
  case_id INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  assignment_id INTEGER REFERENCES assignment (id) DEFERRABLE INITIALLY DEFERRED,
  unit_id INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  value INTEGER, note TEXT);

-- What the simulation knows and the platform's clock has not reached.
CREATE TABLE pending_case (
  serial INTEGER PRIMARY KEY, no TEXT NOT NULL, type_id INTEGER NOT NULL,
  channel_id INTEGER NOT NULL, region_id INTEGER, topic_id INTEGER, word_id INTEGER,
  anonymous INTEGER NOT NULL, repeat_of TEXT, title TEXT NOT NULL,
  complainant TEXT, phone TEXT, address TEXT);

CREATE TABLE pending_event (
  position INTEGER PRIMARY KEY, at INTEGER NOT NULL, serial INTEGER NOT NULL,
  kind INTEGER NOT NULL, unit_id INTEGER, value INTEGER);

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL,
  host_unit INTEGER NOT NULL REFERENCES unit (id), starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL, started_at INTEGER, ended_at INTEGER, cancelled_at INTEGER,
  postponed_at INTEGER, room TEXT NOT NULL DEFAULT '', provider TEXT NOT NULL DEFAULT '',
  join_url TEXT, expected INTEGER, present INTEGER);

CREATE TABLE meeting_unit (
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  unit_id INTEGER NOT NULL REFERENCES unit (id), joined_at INTEGER,
  PRIMARY KEY (meeting_id, unit_id)) WITHOUT ROWID;

CREATE TABLE meeting_case (
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  case_id INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
  stage INTEGER NOT NULL, PRIMARY KEY (meeting_id, case_id)) WITHOUT ROWID;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  text TEXT NOT NULL, unit_id INTEGER REFERENCES unit (id), due_at INTEGER,
  state TEXT NOT NULL DEFAULT 'open', made_at INTEGER);

CREATE TABLE indicator (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL,
  region TEXT NOT NULL, as_of TEXT NOT NULL, source TEXT NOT NULL,
  position INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE alert_ack (
  key TEXT PRIMARY KEY, by TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL)
  WITHOUT ROWID;

CREATE TABLE import_run (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, file TEXT NOT NULL, at INTEGER NOT NULL,
  rows INTEGER NOT NULL, inserted INTEGER NOT NULL, updated INTEGER NOT NULL,
  bad INTEGER NOT NULL);

CREATE TABLE token (
  hash TEXT PRIMARY KEY, scope TEXT NOT NULL, region TEXT NOT NULL, made_at INTEGER NOT NULL,
  expires_at INTEGER, revoked_at INTEGER) WITHOUT ROWID;

CREATE VIEW event_log AS SELECT e.id, datetime (e.at, 'unixepoch', '+8 hours') AS at, k.type,
  k.actor_role, c.no, u.short_name AS unit, e.value, e.note FROM event e
  JOIN event_kind k ON k.id = e.kind JOIN cases c ON c.id = e.case_id
  LEFT JOIN unit u ON u.id = e.unit_id;
CREATE INDEX IF NOT EXISTS assignment_by_case ON assignment (case_id);
CREATE INDEX IF NOT EXISTS event_by_case ON event (case_id);
CREATE INDEX IF NOT EXISTS meeting_by_start ON meeting (starts_at);
CREATE INDEX IF NOT EXISTS pending_event_by_time ON pending_event (at);
CREATE INDEX IF NOT EXISTS case_by_no ON cases (no);
