/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-import-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-time-format.h"

#define MAX_MAP_BYTES (256 * 1024)

/* A file being read: where we are, for messages. */
typedef struct
{
  ZhihuiImportMap *map;
  const char      *name; /* of the file */
  guint            line;
  char            *group; /* owned */
  GHashTable      *seen;  /* (element-type utf8): "group\nkey" */
  char            *as_of; /* owned: read at the end, it needs zone and formats */
  guint            as_of_line;
} Reading;

static const char *const column_keys[ZHIHUI_N_IMPORT_COLUMNS] = {
  "case_id", "opened", "agency", "due", "closed",  "status",  "category",
  "channel", "area",   "lon",    "lat", "overdue", "returns",
};

const char *
zhihui_import_column_get_key (ZhihuiImportColumn column)
{
  return column_keys[column];
}

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (Reading *reading, GError **error, const char *format, ...)
{
  va_list          arguments;
  g_autofree char *reason = NULL;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, "%s:%u: %s", reading->name, reading->line, reason);
  return FALSE;
}

static gboolean
unknown_key (Reading *reading, const char *key, GError **error)
{
  return refuse (reading, error, _ ("unknown key '%s' in [%s]"), key, reading->group);
}

static gboolean
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
  return TRUE;
}

static gboolean
set_zone (Reading *reading, const char *value, GError **error)
{
  g_autoptr (GError) why = NULL;
  ZhihuiZone *zone = zhihui_zone_new (value, &why);

  if (zone == NULL)
    return refuse (reading, error, "%s", why->message);

  g_clear_pointer (&reading->map->zone, zhihui_zone_unref);
  reading->map->zone = zone;
  return TRUE;
}

static gboolean
set_deployment (Reading *reading, const char *key, const char *value, GError **error)
{
  ZhihuiImportMap *map = reading->map;
  const struct
  {
    const char *key;
    char      **text;
  } texts[] = {
    { "source", &map->source }, { "title", &map->title },           { "name", &map->name },
    { "region", &map->region }, { "issuer", &map->issuer },         { "language", &map->language },
    { "peer", &map->peer },     { "peer_label", &map->peer_label }, { "as_of", &reading->as_of },
  };

  if (g_str_equal (key, "time_zone"))
    return set_zone (reading, value, error);
  if (g_str_equal (key, "as_of"))
    reading->as_of_line = reading->line;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (key, texts[i].key))
      return set_text (texts[i].text, value);

  return unknown_key (reading, key, error);
}

static gboolean
set_column (Reading *reading, const char *key, const char *value, GError **error)
{
  for (guint i = 0; i < ZHIHUI_N_IMPORT_COLUMNS; i++)
    if (g_str_equal (key, column_keys[i]))
      {
        if (*value == '\0')
          return refuse (reading, error, _ ("'%s' names no column"), key);
        return set_text (&reading->map->columns[i], value);
      }

  return unknown_key (reading, key, error);
}

static gboolean
set_format (Reading *reading, const char *key, const char *value, GError **error)
{
  if (g_str_equal (key, "empty_agency"))
    return set_text (&reading->map->empty_agency, value);
  if (!g_str_equal (key, "time"))
    return unknown_key (reading, key, error);

  g_strfreev (reading->map->time_formats);
  reading->map->time_formats = g_strsplit (value, ";", -1);
  for (char **format = reading->map->time_formats; *format != NULL; format++)
    {
      g_autoptr (GError) why = NULL;

      if (!zhihui_time_format_check (g_strstrip (*format), &why))
        return refuse (reading, error, "%s", why->message);
    }

  return TRUE;
}

static gboolean
set_status (Reading *reading, const char *key, const char *value, GError **error)
{
  const char *const words[] = { "open", "closed", "duplicate", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (value, words[i]))
      {
        g_hash_table_replace (reading->map->statuses, g_strdup (key), GUINT_TO_POINTER (i));
        return TRUE;
      }

  return refuse (reading, error, _ ("'%s' is not open, closed or duplicate"), value);
}

static gboolean
set_channel (Reading *reading, const char *key, const char *value, GError **error)
{
  if (g_str_equal (value, "online"))
    g_hash_table_add (reading->map->online, g_strdup (key));
  else if (!g_str_equal (value, "offline"))
    return refuse (reading, error, _ ("'%s' is not online or offline"), value);

  return TRUE;
}

typedef gboolean (*SetFunc) (Reading *, const char *, const char *, GError **);

static const struct
{
  const char *name;
  SetFunc     set;
} groups[] = {
  { "deployment", set_deployment }, { "columns", set_column },   { "formats", set_format },
  { "status", set_status },         { "channels", set_channel },
};

static SetFunc
find_group (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (name, groups[i].name))
      return groups[i].set;

  return NULL;
}

static gboolean
read_head (Reading *reading, const char *line, GError **error)
{
  gsize length = strlen (line);

  if (line[length - 1] != ']')
    return refuse (reading, error, _ ("a group is not closed with ']'"));

  g_free (reading->group);
  reading->group = g_strndup (line + 1, length - 2);
  if (find_group (reading->group) == NULL)
    return refuse (reading, error, _ ("unknown group [%s]"), reading->group);

  return TRUE;
}

static gboolean
read_line (Reading *reading, char *line, GError **error)
{
  char            *equals;
  g_autofree char *key = NULL;
  char            *mark;

  g_strstrip (line);
  if (*line == '\0' || *line == '#')
    return TRUE;
  if (*line == '[')
    return read_head (reading, line, error);

  equals = strchr (line, '=');
  if (equals == NULL || equals == line)
    return refuse (reading, error, _ ("neither a comment, a [group] nor key=value"));
  if (reading->group == NULL)
    return refuse (reading, error, _ ("a key before the first [group]"));

  key = g_strstrip (g_strndup (line, (gsize) (equals - line)));
  mark = g_strconcat (reading->group, "\n", key, NULL);
  if (!g_hash_table_add (reading->seen, mark))
    return refuse (reading, error, _ ("'%s' stands twice in [%s]"), key, reading->group);

  return find_group (reading->group) (reading, key, g_strstrip (equals + 1), error);
}

static gboolean
check_whole (Reading *reading, GError **error)
{
  ZhihuiImportMap *map = reading->map;

  for (guint i = 0; i <= ZHIHUI_IMPORT_AGENCY; i++)
    if (map->columns[i] == NULL)
      return refuse (reading, error, _ ("[columns] does not say which is '%s'"), column_keys[i]);

  if ((map->columns[ZHIHUI_IMPORT_LON] == NULL) != (map->columns[ZHIHUI_IMPORT_LAT] == NULL))
    return refuse (reading, error, _ ("'lon' and 'lat' belong together"));

  if (reading->as_of != NULL && !zhihui_import_map_parse_time (map, reading->as_of, &map->as_of))
    {
      reading->line = reading->as_of_line;
      return refuse (reading, error, _ ("'%s' is no time in one of the formats"), reading->as_of);
    }

  return TRUE;
}

static gboolean
read_text (Reading *reading, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (!g_utf8_validate (text, -1, NULL))
    return refuse (reading, error, _ ("the file is not UTF-8"));

  for (guint i = 0; lines[i] != NULL; i++)
    {
      reading->line = i + 1;
      if (!read_line (reading, lines[i], error))
        return FALSE;
    }

  return check_whole (reading, error);
}

/**
 * zhihui_import_map_new_from_text:
 * @text: the content of a .map file
 * @name: of the file: for messages, and its base name is the source unless the map names another
 *
 * Returns: (transfer full): or %NULL with #ZHIHUI_ERROR_INVALID and "name:line: reason"
 */
ZhihuiImportMap *
zhihui_import_map_new_from_text (const char *text, const char *name, GError **error)
{
  g_autoptr (ZhihuiImportMap) map = g_new0 (ZhihuiImportMap, 1);
  g_autofree char *base = g_path_get_basename (name);
  char            *dot = strrchr (base, '.');
  Reading          reading = { .map = map, .name = name };
  gboolean         good;

  if (dot != NULL && dot != base)
    *dot = '\0';
  map->source = g_strdup (base);
  map->title = g_strdup (base);
  map->region = g_strdup ("00");
  map->issuer = g_strdup ("");
  map->language = g_strdup ("zh_CN");
  map->peer = g_strdup ("agency");
  map->empty_agency = g_strdup ("");
  map->as_of = ZHIHUI_NO_INSTANT;
  map->zone = zhihui_zone_new_shanghai ();
  map->time_formats = g_strsplit ("%FT%T;%F %T;%FT%T%z;%F", ";", -1);
  map->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  map->online = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  reading.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  good = read_text (&reading, text, error);
  g_hash_table_unref (reading.seen);
  g_free (reading.group);
  g_free (reading.as_of);
  if (!good)
    return NULL;

  if (map->name == NULL)
    map->name = g_strdup (map->title);
  if (map->peer_label == NULL)
    map->peer_label = g_strdup (map->peer);
  return g_steal_pointer (&map);
}

ZhihuiImportMap *
zhihui_import_map_new_from_file (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize            length;
  g_autoptr (GError) why = NULL;

  if (!g_file_get_contents (path, &text, &length, &why))
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("The map cannot be read: %s"), why->message);
      return NULL;
    }

  if (length > MAX_MAP_BYTES || strlen (text) != length)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("%s is not an import map"), path);
      return NULL;
    }

  return zhihui_import_map_new_from_text (text, path, error);
}

void
zhihui_import_map_free (ZhihuiImportMap *self)
{
  char *texts[] = { self->source,   self->title, self->name,       self->region,      self->issuer,
                    self->language, self->peer,  self->peer_label, self->empty_agency };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  for (guint i = 0; i < ZHIHUI_N_IMPORT_COLUMNS; i++)
    g_free (self->columns[i]);

  g_clear_pointer (&self->zone, zhihui_zone_unref);
  g_strfreev (self->time_formats);
  g_clear_pointer (&self->statuses, g_hash_table_unref);
  g_clear_pointer (&self->online, g_hash_table_unref);
  g_free (self);
}

/**
 * zhihui_import_map_parse_time:
 * @instant: (out): epoch seconds
 */
gboolean
zhihui_import_map_parse_time (ZhihuiImportMap *self, const char *text, gint64 *instant)
{
  for (char **format = self->time_formats; *format != NULL; format++)
    if (zhihui_time_format_parse (*format, text, self->zone, instant))
      return TRUE;

  return FALSE;
}

/**
 * zhihui_import_map_parse_deadline:
 * @instant: (out): the last second in time: of a day without an hour its end
 */
gboolean
zhihui_import_map_parse_deadline (ZhihuiImportMap *self, const char *text, gint64 *instant)
{
  for (char **format = self->time_formats; *format != NULL; format++)
    if (zhihui_time_format_parse (*format, text, self->zone, instant))
      {
        if (!zhihui_time_format_has_hour (*format))
          *instant =
            zhihui_zone_day_start (self->zone, zhihui_zone_day_of (self->zone, *instant) + 1) - 1;
        return TRUE;
      }

  return FALSE;
}

/**
 * zhihui_import_map_get_status:
 *
 * Returns: what @word means, or %ZHIHUI_IMPORT_STATUS_UNKNOWN where the map does not list it
 */
ZhihuiImportStatus
zhihui_import_map_get_status (ZhihuiImportMap *self, const char *word)
{
  gpointer status;

  return g_hash_table_lookup_extended (self->statuses, word, NULL, &status)
           ? (ZhihuiImportStatus) GPOINTER_TO_UINT (status)
           : ZHIHUI_IMPORT_STATUS_UNKNOWN;
}
