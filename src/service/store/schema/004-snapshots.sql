-- What the figures of call-backs and of promised times count from.
ALTER TABLE assignment ADD COLUMN called_back_at INTEGER;
-- 0 nothing was said, 1 not solved, 2 mostly solved, 3 solved
ALTER TABLE assignment ADD COLUMN solved INTEGER NOT NULL DEFAULT 0;
-- Working days promised and given by law; 0 not known.
ALTER TABLE assignment ADD COLUMN promised_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assignment ADD COLUMN statutory_days INTEGER NOT NULL DEFAULT 0;
-- What follows from other rows (zhihui_assignment_get_marks ()); made again when all is loaded.
ALTER TABLE assignment ADD COLUMN derived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_type ADD COLUMN promised_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_type ADD COLUMN statutory_days INTEGER NOT NULL DEFAULT 0;

-- The boards of a finished month as they were published. Append only: what changes the figures of
-- a frozen month makes its next revision.
CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY, period TEXT NOT NULL, revision INTEGER NOT NULL,
  as_of INTEGER NOT NULL, made_at INTEGER NOT NULL, rule_version TEXT NOT NULL,
  provisional INTEGER NOT NULL, has_year INTEGER NOT NULL, figures_hash TEXT NOT NULL,
  data_hash TEXT NOT NULL, bulletin_hash TEXT NOT NULL,
  UNIQUE (period, revision));

-- Units and regions as they were then. kind: unit, region.
CREATE TABLE snapshot_unit (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id), kind TEXT NOT NULL,
  position INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL,
  peer TEXT NOT NULL, region TEXT NOT NULL, active INTEGER NOT NULL,
  PRIMARY KEY (snapshot_id, kind, position));

-- Numerators and denominators of the month, of the month before and of the same a year before.
CREATE TABLE snapshot_figure (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id), metric TEXT NOT NULL,
  position INTEGER NOT NULL, n INTEGER NOT NULL, k INTEGER NOT NULL, extra INTEGER NOT NULL,
  previous_n INTEGER NOT NULL, previous_k INTEGER NOT NULL,
  year_n INTEGER NOT NULL, year_k INTEGER NOT NULL,
  PRIMARY KEY (snapshot_id, metric, position));

-- SHA-256 of each board's canonical data.
CREATE TABLE snapshot_board (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id), position INTEGER NOT NULL,
  metric TEXT NOT NULL, peer TEXT NOT NULL, n INTEGER NOT NULL, k INTEGER NOT NULL, extra INTEGER NOT NULL,
  hash TEXT NOT NULL, PRIMARY KEY (snapshot_id, position));
