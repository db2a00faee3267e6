-- alerts
-- Who brought a case: HMAC-SHA-256 of telephone and surname under a secret of this database, the
-- first 63 bits; NULL not known.
ALTER TABLE cases ADD COLUMN complainant_key INTEGER;

CREATE INDEX case_by_complainant ON cases (complainant_key, submitted_at);

-- The words of the cases of the last weeks; at: when the case came in.
CREATE TABLE case_word (
  case_id INTEGER NOT NULL, word_id INTEGER NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (case_id, word_id));

CREATE INDEX case_word_by_time ON case_word (at);

-- Of all times: in how many cases a word was heard. day: days since 1970-01-01 in the deployment's
-- zone; region_id 0 not known.
CREATE TABLE word_day (
  day INTEGER NOT NULL, region_id INTEGER NOT NULL, word_id INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (day, region_id, word_id));

-- What else was read in a case, where there is any. sensitive: bits of classes of words, 1 self
-- harm, 2 violence, 4 many people, 8 minors, 16 secrets; place: village or point of interest.
CREATE TABLE case_reading (
  case_id INTEGER PRIMARY KEY, at INTEGER NOT NULL, sensitive INTEGER NOT NULL,
  crowd INTEGER NOT NULL, place TEXT);

CREATE INDEX case_reading_by_time ON case_reading (at);

-- One row a key, updated. state: 1 open, 0 resolved. An episode lasts from raised_at to
-- resolved_at; the next one of the same key counts on. version grows with each change.
CREATE TABLE alert (
  key TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL,
  unit_id INTEGER, case_id INTEGER, level INTEGER NOT NULL, top_level INTEGER NOT NULL,
  count INTEGER NOT NULL, k INTEGER NOT NULL, n INTEGER NOT NULL,
  desk_only INTEGER NOT NULL, state INTEGER NOT NULL, episode INTEGER NOT NULL,
  version INTEGER NOT NULL, first_at INTEGER NOT NULL, raised_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, resolved_at INTEGER,
  acknowledged_by TEXT, acknowledged_at INTEGER, note TEXT);

CREATE INDEX alert_by_state ON alert (state);

-- Append only. what: raised, level, acknowledged, resolved
CREATE TABLE alert_change (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, at INTEGER NOT NULL, episode INTEGER NOT NULL,
  version INTEGER NOT NULL, what TEXT NOT NULL, level INTEGER NOT NULL, count INTEGER NOT NULL,
  by_whom TEXT, note TEXT);

CREATE INDEX alert_change_by_key ON alert_change (key);

-- What was told to whom. recipient: a role; unit_id: whose, NULL for one of the whole deployment.
-- kind: alert, hot_word, instruct
CREATE TABLE push (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, recipient TEXT NOT NULL, unit_id INTEGER,
  kind TEXT NOT NULL, subject TEXT NOT NULL, level INTEGER NOT NULL, text TEXT NOT NULL,
  read_at INTEGER, read_by TEXT);

CREATE INDEX push_by_time ON push (at);
