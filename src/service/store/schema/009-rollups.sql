-- What each unit added to each metric on each day and in each month, and so the units of a region
-- where there are many units. cell = (day * 4 + level) * 2^24 + subject: days since 1970 in the
-- deployment's zone, months year * 12 + month - 1; level 0 units (subject is the id), else regions
-- of 2, 4, 6 digits (subject is the code * 16 + position of the peer group).
CREATE TABLE rollup_day (
  cell INTEGER PRIMARY KEY,
  volume_n INTEGER NOT NULL, closed_n INTEGER NOT NULL,
  overdue_n INTEGER NOT NULL, overdue_k INTEGER NOT NULL,
  return_n INTEGER NOT NULL, return_k INTEGER NOT NULL, return_x INTEGER NOT NULL,
  redo_n INTEGER NOT NULL, redo_k INTEGER NOT NULL,
  satisfied_n INTEGER NOT NULL, satisfied_k INTEGER NOT NULL, satisfied_x INTEGER NOT NULL,
  rated_n INTEGER NOT NULL, rated_k INTEGER NOT NULL,
  sign_n INTEGER NOT NULL, sign_k INTEGER NOT NULL,
  contact_n INTEGER NOT NULL, contact_k INTEGER NOT NULL,
  solved_n INTEGER NOT NULL, solved_k INTEGER NOT NULL,
  repeat_n INTEGER NOT NULL, repeat_k INTEGER NOT NULL,
  early_n INTEGER NOT NULL, early_k INTEGER NOT NULL,
  time_cut_n INTEGER NOT NULL, time_cut_k INTEGER NOT NULL,
  dispatch_n INTEGER NOT NULL, dispatch_k INTEGER NOT NULL);

CREATE TABLE rollup_month (
  cell INTEGER PRIMARY KEY,
  volume_n INTEGER NOT NULL, closed_n INTEGER NOT NULL,
  overdue_n INTEGER NOT NULL, overdue_k INTEGER NOT NULL,
  return_n INTEGER NOT NULL, return_k INTEGER NOT NULL, return_x INTEGER NOT NULL,
  redo_n INTEGER NOT NULL, redo_k INTEGER NOT NULL,
  satisfied_n INTEGER NOT NULL, satisfied_k INTEGER NOT NULL, satisfied_x INTEGER NOT NULL,
  rated_n INTEGER NOT NULL, rated_k INTEGER NOT NULL,
  sign_n INTEGER NOT NULL, sign_k INTEGER NOT NULL,
  contact_n INTEGER NOT NULL, contact_k INTEGER NOT NULL,
  solved_n INTEGER NOT NULL, solved_k INTEGER NOT NULL,
  repeat_n INTEGER NOT NULL, repeat_k INTEGER NOT NULL,
  early_n INTEGER NOT NULL, early_k INTEGER NOT NULL,
  time_cut_n INTEGER NOT NULL, time_cut_k INTEGER NOT NULL,
  dispatch_n INTEGER NOT NULL, dispatch_k INTEGER NOT NULL);

-- Which assignments a day counts, for windows that begin or end within it:
-- place = day * 2^40 + assignment.
CREATE TABLE rollup_row (place INTEGER PRIMARY KEY);

CREATE INDEX rating_by_assignment ON rating (assignment_id);
CREATE INDEX assignment_by_return ON assignment (return_req_at, dispatched_at)
  WHERE return_req_at IS NOT NULL;

-- What is at work now, found without reading what is done.
CREATE INDEX assignment_open ON assignment (case_id)
  WHERE replied_at IS NULL AND closed_at IS NULL AND role = 'main' AND merged = 0
  AND reassigned = 0 AND (return_accepted IS NULL OR return_accepted = 0);
CREATE INDEX case_waiting ON cases (id) WHERE state < 2;

-- Cases by the time of their acceptance, without their texts.
CREATE INDEX case_by_acceptance ON cases (accepted_at, region_id, channel_id, topic_id);
