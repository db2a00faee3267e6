-- Changes of calendars and rules of clocks, by which deadlines that were open moved. The rules from
-- before are in was. step: 0 the open deadlines, 1 what was early, 2 done; of a step the cases up to
-- done_to. Days that a calendar changed: early_from to early_to (epoch seconds), or NULL.
CREATE TABLE clock_change (
  id INTEGER PRIMARY KEY, reason TEXT NOT NULL, moment INTEGER NOT NULL, was TEXT NOT NULL,
  early_from INTEGER, early_to INTEGER,
  step INTEGER NOT NULL DEFAULT 0, done_to INTEGER NOT NULL DEFAULT 0,
  n_open INTEGER NOT NULL DEFAULT 0, n_adjusted INTEGER NOT NULL DEFAULT 0,
  n_kept INTEGER NOT NULL DEFAULT 0, n_early INTEGER NOT NULL DEFAULT 0);

-- What is not closed, found without reading what is.
CREATE INDEX case_open ON cases (id) WHERE state < 6;
