-- privacy

-- 1: told only to who has the right to whole cases, whatever its type and topic.
ALTER TABLE cases ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0;
CREATE INDEX case_by_restriction ON cases (restricted) WHERE restricted <> 0;
