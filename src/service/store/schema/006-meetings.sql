-- meetings
-- What a screen that everybody passes may call it; without one it is called by its kind alone.
ALTER TABLE meeting ADD COLUMN public_title TEXT;
ALTER TABLE meeting ADD COLUMN drafted INTEGER NOT NULL DEFAULT 0; -- 1: nobody was told yet
ALTER TABLE meeting ADD COLUMN minuted_at INTEGER;
ALTER TABLE meeting ADD COLUMN tracked_at INTEGER;
ALTER TABLE meeting ADD COLUMN closed_at INTEGER;
ALTER TABLE meeting ADD COLUMN received INTEGER; -- people received (a reception)
ALTER TABLE meeting ADD COLUMN attending INTEGER; -- in the room, as the provider counts
-- Of a calendar it was imported from: uid and which occurrence of a series (0: no series).
ALTER TABLE meeting ADD COLUMN uid TEXT;
ALTER TABLE meeting ADD COLUMN recurrence_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meeting ADD COLUMN provider_key TEXT; -- the provider's own id of the room
-- Of our own calendar: sequence grows when time or state changes, changed_at with every change.
ALTER TABLE meeting ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meeting ADD COLUMN changed_at INTEGER;
ALTER TABLE decision ADD COLUMN done_at INTEGER;

CREATE UNIQUE INDEX meeting_by_uid ON meeting (uid, recurrence_at);
CREATE UNIQUE INDEX meeting_by_room ON meeting (provider, provider_key);

-- Append only. id: of the event as its sender named it, so that it is taken once.
CREATE TABLE meeting_event (
  id TEXT PRIMARY KEY, meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  at INTEGER NOT NULL, type TEXT NOT NULL, actor TEXT NOT NULL DEFAULT '');

CREATE INDEX meeting_event_by_meeting ON meeting_event (meeting_id);
CREATE INDEX decision_by_meeting ON decision (meeting_id);
