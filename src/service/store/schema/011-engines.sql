-- A distributed engine that boards are asked of, and how far it has been sent the assignments: all
-- up to sent_to, besides those in engine_change. One process at a time sends: holder, until
-- held_until (real time).
CREATE TABLE engine_feed (
  place TEXT PRIMARY KEY, sent_to INTEGER NOT NULL DEFAULT 0,
  holder TEXT NOT NULL DEFAULT '', held_until INTEGER NOT NULL DEFAULT 0);

-- Assignments that changed since they were sent; turn grows with each change.
CREATE TABLE engine_change (assignment_id INTEGER PRIMARY KEY, turn INTEGER NOT NULL);
