-- Whether it is public where the points of a layer are (stations, windows): then a wall is told.
ALTER TABLE layer ADD COLUMN is_public INTEGER NOT NULL DEFAULT 0;
