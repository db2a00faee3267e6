/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-basemap-settings.h"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-pin.h"
#include "zhihui-plain-file.h"
#include "zhihui-setting-line.h"
#include "zhihui-tile-template.h"

#define SUFFIX ".basemap"
#define MAX_BYTES (64 * 1024)
#define LAST_ZOOM 22 /* a picture is smaller than a house: nobody has more */
#define WEB_LAST_ZOOM 18

#define GROUND "basemap"
#define LABELS "labels"
#define SUBDOMAINS "subdomains"
#define PINS "pins"
#define MIN_ZOOM "min-zoom"
#define MAX_ZOOM "max-zoom"

typedef struct
{
  const char *path; /* of the file */
  const char *text;
  GKeyFile   *file;
  char       *folder; /* owned: files are seen from there */
} Reader;

static const struct
{
  const char *key;
  gsize       offset;
  gboolean    is_file;
  gboolean    is_of_both; /* labels without it have that of the ground */
} texts[] = {
  { "path", G_STRUCT_OFFSET (ZhihuiTileSettings, path), TRUE, FALSE },
  { "url", G_STRUCT_OFFSET (ZhihuiTileSettings, url), FALSE, FALSE },
  { "attribution", G_STRUCT_OFFSET (ZhihuiTileSettings, attribution), FALSE, FALSE },
  { "referer", G_STRUCT_OFFSET (ZhihuiTileSettings, referer), FALSE, TRUE },
  { "user-agent", G_STRUCT_OFFSET (ZhihuiTileSettings, user_agent), FALSE, TRUE },
  { "key-file", G_STRUCT_OFFSET (ZhihuiTileSettings, key_file), TRUE, TRUE },
  { "ca-file", G_STRUCT_OFFSET (ZhihuiTileSettings, ca_file), TRUE, TRUE },
};

static void
clear_layer (ZhihuiTileSettings *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer ((char **) G_STRUCT_MEMBER_P (self, texts[i].offset), g_free);
  g_clear_pointer (&self->subdomains, g_strfreev);
  g_clear_pointer (&self->pins, g_strfreev);
}

/**
 * zhihui_basemap_settings_free:
 * @self: (transfer full) (nullable): settings
 */
void
zhihui_basemap_settings_free (ZhihuiBasemapSettings *self)
{
  if (self == NULL)
    return;

  clear_layer (&self->ground);
  clear_layer (&self->labels);
  g_free (self->name);
  g_free (self);
}

/* @why may be of a part of the file that is not to be repeated. */
static gboolean
refuse (const Reader *reader, const char *group, const char *key, const char *why, GError **error)
{
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               "%s:%u: %s: %s",
               reader->path,
               zhihui_setting_line_find (reader->text, group, key),
               key != NULL ? key : group,
               why);
  return FALSE;
}

static gboolean
is_known (const char *key)
{
  static const char *const others[] = { SUBDOMAINS, PINS, MIN_ZOOM, MAX_ZOOM, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (key, texts[i].key))
      return TRUE;
  return g_strv_contains (others, key);
}

/* They go into the head of a request. */
static gboolean
has_control (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text))
      return TRUE;
  return FALSE;
}

static gboolean
check_keys (const Reader *reader, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (reader->file, group, NULL, NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_string (reader->file, group, keys[i], NULL);

      if (!is_known (keys[i]))
        return refuse (reader, group, keys[i], _ ("is not a setting of a base map"), error);
      if (value == NULL || value[0] == '\0')
        return refuse (reader, group, keys[i], _ ("has no value that can be read"), error);
      if (has_control (value))
        return refuse (reader, group, keys[i], _ ("has a character that is no text"), error);
    }
  return TRUE;
}

static gboolean
read_zoom (const Reader *reader, const char *group, const char *key, guint *zoom, GError **error)
{
  g_autofree char *text = g_key_file_get_string (reader->file, group, key, NULL);
  guint64          number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, LAST_ZOOM, &number, NULL))
    return refuse (reader, group, key, _ ("is a whole number from 0 to 22"), error);

  *zoom = (guint) number;
  return TRUE;
}

static gboolean
read_zooms (const Reader *reader, const char *group, ZhihuiTileSettings *self, GError **error)
{
  self->min_zoom = 0;
  self->max_zoom = self->url != NULL ? WEB_LAST_ZOOM : LAST_ZOOM;
  if (!read_zoom (reader, group, MIN_ZOOM, &self->min_zoom, error) ||
      !read_zoom (reader, group, MAX_ZOOM, &self->max_zoom, error))
    return FALSE;
  if (self->min_zoom > self->max_zoom)
    return refuse (reader, group, MAX_ZOOM, _ ("is less than min-zoom"), error);

  self->has_zooms = self->url != NULL || g_key_file_has_key (reader->file, group, MIN_ZOOM, NULL) ||
                    g_key_file_has_key (reader->file, group, MAX_ZOOM, NULL);
  return TRUE;
}

/* Parts of the name of a host. */
static gboolean
check_subdomains (const Reader *reader, const char *group, char **names, GError **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    for (const char *at = names[i]; at == names[i] || *at != '\0'; at++)
      if (!g_ascii_isalnum (*at) && *at != '-')
        return refuse (
          reader, group, SUBDOMAINS, _ ("are letters and digits, with ';' between them"), error);
  if (names != NULL && names[0] == NULL)
    return refuse (reader, group, SUBDOMAINS, _ ("has no value that can be read"), error);
  return TRUE;
}

static gboolean
check_pins (const Reader *reader, const char *group, char **pins, GError **error)
{
  g_autoptr (GError) why = NULL;

  for (guint i = 0; pins != NULL && pins[i] != NULL; i++)
    if (!zhihui_pin_check (pins[i], &why))
      return refuse (reader, group, PINS, why->message, error);
  return TRUE;
}

static gboolean
check_layer (const Reader *reader, const char *group, ZhihuiTileSettings *self, GError **error)
{
  g_autoptr (GError) why = NULL;

  if ((self->path == NULL) == (self->url == NULL))
    return refuse (reader, group, NULL, _ ("either a path or a url says where it is"), error);
  if (self->url != NULL && !zhihui_tile_template_check (self->url, &why))
    return refuse (reader, group, "url", why->message, error);

  return read_zooms (reader, group, self, error) &&
         check_subdomains (reader, group, self->subdomains, error) &&
         check_pins (reader, group, self->pins, error);
}

static gboolean
read_layer (const Reader             *reader,
            const char               *group,
            const ZhihuiTileSettings *ground,
            ZhihuiTileSettings       *self,
            GError                  **error)
{
  if (!check_keys (reader, group, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char           **member = G_STRUCT_MEMBER_P (self, texts[i].offset);
      g_autofree char *value = g_key_file_get_string (reader->file, group, texts[i].key, NULL);

      if (value != NULL && texts[i].is_file)
        *member = g_canonicalize_filename (value, reader->folder);
      else if (value != NULL)
        *member = g_steal_pointer (&value);
      else if (ground != NULL && texts[i].is_of_both)
        *member = g_strdup (G_STRUCT_MEMBER (char *, ground, texts[i].offset));
    }
  self->subdomains = g_key_file_get_string_list (reader->file, group, SUBDOMAINS, NULL, NULL);
  self->pins = g_key_file_get_string_list (reader->file, group, PINS, NULL, NULL);
  if (ground != NULL && self->subdomains == NULL)
    self->subdomains = g_strdupv (ground->subdomains);
  if (ground != NULL && self->pins == NULL)
    self->pins = g_strdupv (ground->pins);

  return check_layer (reader, group, self, error);
}

static gboolean
read_groups (const Reader *reader, ZhihuiBasemapSettings *self, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (reader->file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    if (!g_str_equal (groups[i], GROUND) && !g_str_equal (groups[i], LABELS))
      return refuse (reader,
                     groups[i],
                     NULL,
                     _ ("is no group of a base map: [basemap] and [labels] are"),
                     error);
  if (!g_key_file_has_group (reader->file, GROUND))
    return refuse (reader, GROUND, NULL, _ ("this group is missing"), error);

  return read_layer (reader, GROUND, NULL, &self->ground, error) &&
         (!g_key_file_has_group (reader->file, LABELS) ||
          read_layer (reader, LABELS, &self->ground, &self->labels, error));
}

static ZhihuiBasemapSettings *
read_file (const char *path, GError **error)
{
  g_autoptr (ZhihuiBasemapSettings) self = g_new0 (ZhihuiBasemapSettings, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) parse_error = NULL;
  g_autofree char *text = zhihui_plain_file_read_text (path, MAX_BYTES, error);
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (whole);
  g_autofree char *base = g_path_get_basename (path);
  const Reader     reader = { path, text, file, folder };

  if (text == NULL)
    return NULL;

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, &parse_error))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s is not a file of a base map: groups in brackets, and lines with '='"),
                   path);
      return NULL;
    }

  self->name = g_strndup (base, strlen (base) - strlen (SUFFIX));
  return read_groups (&reader, self, error) ? g_steal_pointer (&self) : NULL;
}

/* The user's, the machine's, one that comes with the program. */
static char *
find_named (const char *name)
{
  const char      *told = g_getenv ("ZHIHUI_DATADIR");
  g_autofree char *base = g_strconcat (name, SUFFIX, NULL);
  char            *paths[] = {
               g_build_filename (g_get_user_config_dir (), "zhihui", base, NULL),
               g_build_filename (SYSCONFDIR, "zhihui", base, NULL),
               g_build_filename (told != NULL ? told : PKGDATADIR, "basemaps", base, NULL),
  };
  char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      if (found == NULL && strchr (name, '/') == NULL && g_file_test (paths[i], G_FILE_TEST_EXISTS))
        found = g_steal_pointer (&paths[i]);
      g_free (paths[i]);
    }
  return found;
}

/**
 * zhihui_basemap_settings_load:
 * @where: an MBTiles file, a folder z/x/y.png, a file .basemap, or the name of one
 * @error: return location: with file, line and setting
 *
 * Returns: (transfer full): what it says, or %NULL with @error set; pictures are not yet looked at
 */
ZhihuiBasemapSettings *
zhihui_basemap_settings_load (const char *where, GError **error)
{
  g_autofree char       *named = NULL;
  ZhihuiBasemapSettings *self;

  if (g_file_test (where, G_FILE_TEST_EXISTS) && !g_str_has_suffix (where, SUFFIX))
    {
      self = g_new0 (ZhihuiBasemapSettings, 1);
      self->name = g_path_get_basename (where);
      self->ground.path = g_canonicalize_filename (where, NULL);
      self->ground.max_zoom = LAST_ZOOM;
      return self;
    }

  if (g_str_has_suffix (where, SUFFIX))
    return read_file (where, error);

  named = find_named (where);
  if (named != NULL)
    return read_file (named, error);

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_NOT_FOUND,
               _ ("there is no base map “%s”: neither a file nor a folder nor a name"),
               where);
  return NULL;
}
