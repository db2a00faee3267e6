-- Receipts of events are forgotten after a while, the oldest first.
CREATE INDEX receipt_by_time ON event_receipt (received_at);

-- A unit asks, the centre grants.
INSERT INTO event_kind (id, type, actor_role) VALUES (32, 'case.extension_requested', 'unit'),
  (33, 'case.suspension_requested', 'unit') ON CONFLICT (id) DO NOTHING;
