-- What changed when, for listeners that come back: topics with spaces between, those that only desks
-- are told begin with "desk:". at is real time. The newest row is never purged: ids do not come again.
CREATE TABLE change (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, topics TEXT NOT NULL);

CREATE INDEX change_by_time ON change (at);

-- The state that the newest change led to.
CREATE TABLE change_topic (topic TEXT PRIMARY KEY, tag TEXT NOT NULL) WITHOUT ROWID;
