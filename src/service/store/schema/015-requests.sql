-- What units asked for and nobody has answered (GET /requests) is found by the open work.
INSERT INTO event_kind (id, type, actor_role) VALUES
  (34, 'case.request_refused', 'centre') ON CONFLICT (id) DO NOTHING;

CREATE INDEX event_request ON event (assignment_id) WHERE kind = 10 OR kind = 32 OR kind = 33;
