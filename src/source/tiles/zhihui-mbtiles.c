/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mbtiles.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "zhihui-error.h"
#include "zhihui-plain-file.h"
#include "zhihui-tile-picture.h"

#define LAST_ZOOM 22
#define MAX_ATTRIBUTION 200 /* characters */
/* Of a query: a tile is found by an index in some tens of them. A file without one, or with a view
 * that never ends, gives no picture. */
#define MAX_STEPS (20 * 1000 * 1000)
#define STEPS_AT_ONCE 10000

/**
 * ZhihuiMbtiles:
 *
 * Pictures of a base map in one file:
 * https://github.com/mapbox/mbtiles-spec/blob/master/1.3/spec.md. A file of strangers: it is never
 * written, its schema is not trusted, a query has an end.
 */
struct _ZhihuiMbtiles
{
  ZhihuiStoredTiles parent_instance;

  GMutex        lock;  /* of all below, which workers use in turn */
  sqlite3      *db;    /* owned */
  sqlite3_stmt *find;  /* owned */
  guint         steps; /* of the query so far, in STEPS_AT_ONCE */

  char *path; /* owned; constant */
};

G_DEFINE_FINAL_TYPE (ZhihuiMbtiles, zhihui_mbtiles, ZHIHUI_TYPE_STORED_TILES)

static int
count_steps (gpointer user_data)
{
  ZhihuiMbtiles *self = user_data;

  return ++self->steps > MAX_STEPS / STEPS_AT_ONCE;
}

static GBytes *
zhihui_mbtiles_read (ZhihuiStoredTiles *tiles, const ZhihuiTilePlace *place, GError **error)
{
  ZhihuiMbtiles *self = ZHIHUI_MBTILES (tiles);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GBytes *bytes = NULL;
  int     code;

  self->steps = 0;
  sqlite3_bind_int64 (self->find, 1, place->z);
  sqlite3_bind_int64 (self->find, 2, place->x);
  /* Rows are counted from the south. */
  sqlite3_bind_int64 (self->find, 3, (gint64) (1u << place->z) - 1 - place->y);
  code = sqlite3_step (self->find);
  if (code == SQLITE_ROW && sqlite3_column_type (self->find, 0) == SQLITE_BLOB &&
      sqlite3_column_bytes (self->find, 0) <= ZHIHUI_TILE_MAX_BYTES)
    bytes = g_bytes_new (sqlite3_column_blob (self->find, 0),
                         (gsize) sqlite3_column_bytes (self->find, 0));
  else if (code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_IOERR)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_OFFLINE,
                 _ ("%s cannot be read: %s"),
                 self->path,
                 sqlite3_errstr (code));
  sqlite3_reset (self->find);
  return bytes;
}

static void
zhihui_mbtiles_finalize (GObject *object)
{
  ZhihuiMbtiles *self = ZHIHUI_MBTILES (object);

  sqlite3_finalize (self->find);
  sqlite3_close_v2 (self->db);
  g_mutex_clear (&self->lock);
  g_free (self->path);

  G_OBJECT_CLASS (zhihui_mbtiles_parent_class)->finalize (object);
}

static void
zhihui_mbtiles_class_init (ZhihuiMbtilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_mbtiles_finalize;
  ZHIHUI_STORED_TILES_CLASS (klass)->read = zhihui_mbtiles_read;
}

static void
zhihui_mbtiles_init (ZhihuiMbtiles *self)
{
  g_mutex_init (&self->lock);
}

/* ---- opening ---- */

static gboolean
refuse (ZhihuiMbtiles *self, GError **error, const char *why)
{
  g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, "%s: %s", self->path, why);
  return FALSE;
}

static gboolean
open_database (ZhihuiMbtiles *self, GError **error)
{
  struct stat status;
  int         fd = zhihui_plain_file_open (self->path, &status, error);

  if (fd < 0)
    return FALSE;

  close (fd);
  if (sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) !=
      SQLITE_OK)
    return refuse (self, error, _ ("is not an MBTiles file"));

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_limit (self->db, SQLITE_LIMIT_LENGTH, 4 * ZHIHUI_TILE_MAX_BYTES);
  sqlite3_progress_handler (self->db, STEPS_AT_ONCE, count_steps, self);
  if (sqlite3_prepare_v3 (self->db,
                          "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 "
                          "AND tile_row = ?3 LIMIT 1",
                          -1,
                          SQLITE_PREPARE_PERSISTENT,
                          &self->find,
                          NULL) == SQLITE_OK)
    return TRUE;

  return refuse (self, error, _ ("is not an MBTiles file, or it is damaged"));
}

/* (transfer full) (nullable): text alone. */
static char *
read_metadata (ZhihuiMbtiles *self, const char *name)
{
  sqlite3_stmt *statement = NULL;
  char         *value = NULL;

  self->steps = 0;
  if (sqlite3_prepare_v2 (
        self->db, "SELECT value FROM metadata WHERE name = ?1 LIMIT 1", -1, &statement, NULL) !=
      SQLITE_OK)
    return NULL;

  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_text (statement, 0) != NULL)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return value;
}

static gboolean
read_number (ZhihuiMbtiles *self, const char *name, guint *number)
{
  g_autofree char *text = read_metadata (self, name);
  guint64          value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, LAST_ZOOM, &value, NULL))
    return FALSE;

  *number = (guint) value;
  return TRUE;
}

static gboolean
find_zooms (ZhihuiMbtiles *self, guint *min_zoom, guint *max_zoom)
{
  sqlite3_stmt *statement = NULL;
  gboolean      ok = FALSE;

  if (read_number (self, "minzoom", min_zoom) && read_number (self, "maxzoom", max_zoom) &&
      *min_zoom <= *max_zoom)
    return TRUE;

  self->steps = 0;
  /* One by one each is found by an index. */
  if (sqlite3_prepare_v2 (self->db,
                          "SELECT (SELECT min(zoom_level) FROM tiles), "
                          "(SELECT max(zoom_level) FROM tiles)",
                          -1,
                          &statement,
                          NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW &&
      sqlite3_column_type (statement, 0) == SQLITE_INTEGER)
    {
      gint64 low = sqlite3_column_int64 (statement, 0);
      gint64 high = sqlite3_column_int64 (statement, 1);

      ok = low >= 0 && low <= LAST_ZOOM && high >= low;
      *min_zoom = (guint) CLAMP (low, 0, LAST_ZOOM);
      *max_zoom = (guint) CLAMP (high, 0, LAST_ZOOM);
    }
  sqlite3_finalize (statement);
  return ok;
}

/* What a web page would show of it: tags are left out. It is shown as text whatever it is. */
static char *
read_attribution (ZhihuiMbtiles *self)
{
  g_autofree char *text = read_metadata (self, "attribution");
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean is_tag = FALSE;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '<')
        is_tag = TRUE;
      else if (c == '>' && is_tag)
        is_tag = FALSE;
      else if (!is_tag)
        g_string_append_unichar (plain, g_unichar_isprint (c) ? c : ' ');
    }
  g_string_replace (plain, "&copy;", "©", 0);
  g_string_replace (plain, "&lt;", "<", 0);
  g_string_replace (plain, "&gt;", ">", 0);
  g_string_replace (plain, "&quot;", "\"", 0);
  g_string_replace (plain, "&amp;", "&", 0);
  g_strstrip (plain->str);
  if (*plain->str == '\0')
    return NULL;
  return g_utf8_substring (plain->str, 0, MIN (g_utf8_strlen (plain->str, -1), MAX_ATTRIBUTION));
}

static const char *
judge_kind (ZhihuiTileKind kind, gboolean reads_webp)
{
  switch (kind)
    {
    case ZHIHUI_TILE_PNG:
    case ZHIHUI_TILE_JPEG:
      return NULL;
    case ZHIHUI_TILE_PACKED:
      return _ ("holds outlines (vector tiles), which are not drawn here: make pictures of them");
    case ZHIHUI_TILE_WEBP:
      return reads_webp ? NULL
                        : _ ("holds WebP pictures, which this computer cannot read: install "
                             "webp-pixbuf-loader, or make PNG or JPEG of them");
    case ZHIHUI_TILE_UNKNOWN:
    default:
      return _ ("holds tiles that are no pictures");
    }
}

/* One of them, by its first bytes: what the file says of itself is often wrong. */
static gboolean
check_tile (ZhihuiMbtiles *self, gboolean reads_webp, GError **error)
{
  sqlite3_stmt *statement = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *format = read_metadata (self, "format");
  const char      *why;
  int              code;

  self->steps = 0;
  code = sqlite3_prepare_v2 (self->db, "SELECT tile_data FROM tiles LIMIT 1", -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    bytes =
      g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    return refuse (self, error, _ ("holds no tiles"));
  if (bytes == NULL)
    return refuse (self, error, _ ("is not an MBTiles file, or it is damaged"));

  why = judge_kind (zhihui_tile_picture_get_kind (bytes), reads_webp);
  if (why != NULL && g_strcmp0 (format, "pbf") == 0)
    why = judge_kind (ZHIHUI_TILE_PACKED, reads_webp);
  return why == NULL || refuse (self, error, why);
}

/**
 * zhihui_mbtiles_open:
 * @settings: with a path
 * @error: return location: with the path and why
 *
 * Blocks: for a worker.
 *
 * Returns: (transfer full): the pictures in it, or %NULL with @error set
 */
ZhihuiMbtiles *
zhihui_mbtiles_open (const ZhihuiTileSettings *settings, GError **error)
{
  g_autoptr (ZhihuiMbtiles) self = g_object_new (ZHIHUI_TYPE_MBTILES, NULL);
  g_autofree char *attribution = NULL;
  guint            min_zoom = 0, max_zoom = 0;

  self->path = g_strdup (settings->path);
  if (!open_database (self, error) || !check_tile (self, settings->reads_webp, error))
    return NULL;
  if (!settings->has_zooms && !find_zooms (self, &min_zoom, &max_zoom))
    {
      refuse (self, error, _ ("its zooms are not told and cannot be found"));
      return NULL;
    }

  attribution = read_attribution (self);
  zhihui_stored_tiles_describe (
    ZHIHUI_STORED_TILES (self), settings, min_zoom, max_zoom, attribution);
  return g_steal_pointer (&self);
}
