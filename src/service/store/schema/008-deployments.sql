-- What places have besides units and cases: people who serve a region, a catalogue of services, a
-- guide that answers questions, systems that deliver, layers of points, periods that are watched.

-- kind: officer, staff, account, agent, window …
CREATE TABLE region_staff (
  region_id INTEGER NOT NULL REFERENCES region (id), kind TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (region_id, kind));

-- How a service is done: at a window, near by, at home, by an agent, as a batch, by oneself.
CREATE TABLE service_mode (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, label TEXT NOT NULL);

-- Days are working days: what the place promises and what the law asks.
CREATE TABLE item (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  topic_id INTEGER REFERENCES topic (id), promised_days INTEGER, statutory_days INTEGER,
  elements INTEGER NOT NULL DEFAULT 0);

-- What a guide to a service must tell; item.elements is how many of them it tells.
CREATE TABLE element_class (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

ALTER TABLE cases ADD COLUMN item_id INTEGER;
ALTER TABLE cases ADD COLUMN mode_id INTEGER;
ALTER TABLE cases ADD COLUMN batch TEXT;
ALTER TABLE cases ADD COLUMN photos INTEGER;

CREATE TABLE guide_scene (
  id INTEGER PRIMARY KEY, topic_id INTEGER REFERENCES topic (id), name TEXT NOT NULL UNIQUE);
CREATE TABLE guide_answer (
  id INTEGER PRIMARY KEY, scene_id INTEGER NOT NULL REFERENCES guide_scene (id),
  question TEXT NOT NULL, UNIQUE (scene_id, question));
-- One row a day (midnight with which it begins) and way of asking.
CREATE TABLE guide_count (
  at INTEGER NOT NULL, way TEXT NOT NULL, asked INTEGER NOT NULL, answered INTEGER NOT NULL,
  handed_over INTEGER NOT NULL, PRIMARY KEY (at, way));

-- A system that delivers to this one. It is late after two periods without a delivery.
CREATE TABLE source_system (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  department TEXT NOT NULL DEFAULT '', period_s INTEGER NOT NULL, last_sync_at INTEGER);

-- kind: what a point is, for its sign on the map.
CREATE TABLE layer (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '', as_of TEXT NOT NULL DEFAULT '');
-- A point stands for n things, of which n_online work; NULL where that has no meaning.
CREATE TABLE layer_point (
  id INTEGER PRIMARY KEY, layer TEXT NOT NULL REFERENCES layer (id), name TEXT NOT NULL,
  region TEXT NOT NULL DEFAULT '', lon REAL, lat REAL, n INTEGER NOT NULL DEFAULT 1,
  n_online INTEGER, status TEXT NOT NULL DEFAULT '');
CREATE INDEX layer_point_by_layer ON layer_point (layer);

-- Days on which nothing may happen, and what did (entered by hand).
CREATE TABLE watch_period (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL);
CREATE TABLE incident (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, at INTEGER NOT NULL, region TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '');
