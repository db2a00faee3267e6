-- Who did what that must be answered for: tokens, unmasked cases, exports, copies of the database.
-- Append only; nothing personal: subject and reason name cases by number and tokens by their hash.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,            -- real time, not the platform's clock
  actor TEXT NOT NULL,            -- start of the token's hash, or "command" for the command line
  action TEXT NOT NULL,           -- token.made, token.revoked, case.unmasked, export, backup, …
  subject TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  n_rows INTEGER NOT NULL DEFAULT 0);

CREATE INDEX audit_by_time ON audit (at);
