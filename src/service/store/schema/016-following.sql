-- Cases whose rows changed without an event of theirs in the log, for platforms that follow what
-- others write. Old rows are purged, the newest never: ids do not come again.
CREATE TABLE case_change (id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL);

-- Grows with each transaction that writes alerts.
ALTER TABLE alert ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;

CREATE INDEX alert_by_turn ON alert (turn);
