-- What came in from outside, once each: who sends the same again is given the same answer.
CREATE TABLE event_receipt (
  source TEXT NOT NULL, external_id TEXT NOT NULL, -- of the CloudEvents envelope
  digest TEXT NOT NULL,                            -- SHA-256 of what it said
  event_id INTEGER NOT NULL,                       -- the row of the log
  case_id INTEGER NOT NULL, state INTEGER NOT NULL, -- state of the case after it
  received_at INTEGER NOT NULL,                    -- real time
  actor TEXT NOT NULL,                             -- start of the token's hash
  PRIMARY KEY (source, external_id));

-- detail, a second value by kind: rated 1 was told at a call-back. by_whom: the leader or approver
-- as given, of officials only.
ALTER TABLE event ADD COLUMN detail INTEGER;
ALTER TABLE event ADD COLUMN by_whom TEXT;

-- closed_level: where it was settled, 1 village, 2 town, 3 county, 4 city, 5 province.
ALTER TABLE cases ADD COLUMN merged_into INTEGER;
ALTER TABLE cases ADD COLUMN closed_level INTEGER;
ALTER TABLE cases ADD COLUMN input_mode TEXT;

-- role: main, co, or withdrawn (taken back before it was signed: it counts nowhere).
UPDATE assignment SET role = 'withdrawn' WHERE role = 'co';

-- Whose work a token may report, a unit's code; '' the centre's token, for all units.
ALTER TABLE token ADD COLUMN unit TEXT NOT NULL DEFAULT '';

-- The citizen's own rating outranks the one told at a call-back.
ALTER TABLE rating ADD COLUMN by_call_back INTEGER NOT NULL DEFAULT 0;
