-- How long steps may take: 0 is all types, all channels. starts: 'signed' for a contact clock that
-- runs from the signature. The limits of case_type hold where no row here is for the type or channel.
CREATE TABLE clock_rule (
  type_id INTEGER NOT NULL DEFAULT 0, channel_id INTEGER NOT NULL DEFAULT 0, clock TEXT NOT NULL,
  time_limit TEXT NOT NULL, starts TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (type_id, channel_id, clock));

-- Whether minutes of this unit's sign and contact clocks are minutes on duty.
ALTER TABLE unit ADD COLUMN duty_clock INTEGER NOT NULL DEFAULT 0;

-- The clocks of a whole case (petitions), which run on over returns.
CREATE TABLE case_clock (
  case_id INTEGER PRIMARY KEY, notice_due_at INTEGER, close_due_at INTEGER,
  first_close_due_at INTEGER, suspended_at INTEGER, extended INTEGER NOT NULL DEFAULT 0);

-- Notices for years, beside those that the program brings. year: of the notice, not of the day.
CREATE TABLE calendar_year (
  year INTEGER PRIMARY KEY, source TEXT NOT NULL, loaded_at INTEGER NOT NULL);
CREATE TABLE calendar_day (
  year INTEGER NOT NULL, day TEXT NOT NULL, worked INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (year, day));
