/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-profile-reader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "zhihui-address.h"
#include "zhihui-error.h"
#include "zhihui-time-format.h"

#define DEFAULT_PERIOD_S 300
#define DEFAULT_MAX_PAGES 500
#define DEFAULT_MAX_ROWS 500000
#define DAY_S 86400

static gboolean
refuse_value (ZhihuiProfileReader       *self,
              const ZhihuiSettingsEntry *entry,
              const char                *reason,
              GError                   **error)
{
  return zhihui_settings_text_refuse (
    self->text, entry->line, entry->value_column, error, "%s", reason);
}

/* ---- values of keys ---- */

void
zhihui_profile_reader_take_text (ZhihuiSettingsGroup *group, const char *key, char **text)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);

  if (entry == NULL)
    return;

  g_free (*text);
  *text = g_strdup (entry->value);
}

gboolean
zhihui_profile_reader_take_number (ZhihuiProfileReader *self,
                                   ZhihuiSettingsGroup *group,
                                   const char          *key,
                                   gint64               max,
                                   gint64              *number,
                                   GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);
  g_autofree char           *reason = NULL;

  if (entry == NULL || g_ascii_string_to_signed (entry->value, 10, 0, max, number, NULL))
    return TRUE;

  reason =
    g_strdup_printf (_ ("'%s' is no whole number of 0 to %" PRId64), entry->value, (int64_t) max);
  return refuse_value (self, entry, reason, error);
}

/* 90d, 12h, 5m, 30s, 30. */
gboolean
zhihui_profile_reader_take_span (ZhihuiProfileReader *self,
                                 ZhihuiSettingsGroup *group,
                                 const char          *key,
                                 gint64              *span_s,
                                 GError             **error)
{
  static const struct
  {
    char   letter;
    gint64 seconds;
  } units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', DAY_S }, { '\0', 1 } };
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);
  char                      *end;
  guint64                    number;

  if (entry == NULL)
    return TRUE;

  number = g_ascii_strtoull (entry->value, &end, 10);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (end != entry->value && *end == units[i].letter && (*end == '\0' || end[1] == '\0') &&
        g_ascii_isdigit (*entry->value) && number > 0 && number <= 1000000)
      {
        *span_s = (gint64) number * units[i].seconds;
        return TRUE;
      }

  return refuse_value (self, entry, _ ("a span such as 90d, 12h, 5m or 30s is due here"), error);
}

gboolean
zhihui_profile_reader_take_word (ZhihuiProfileReader *self,
                                 ZhihuiSettingsGroup *group,
                                 const char          *key,
                                 const char *const   *words,
                                 guint               *index,
                                 GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);
  g_autofree char           *list = NULL;
  g_autofree char           *reason = NULL;

  if (entry == NULL)
    return TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (entry->value, words[i]))
      {
        *index = i;
        return TRUE;
      }

  list = g_strjoinv (" ", (char **) words);
  reason = g_strdup_printf (_ ("'%s' is none of: %s"), entry->value, list);
  return refuse_value (self, entry, reason, error);
}

gboolean
zhihui_profile_reader_take_column (ZhihuiProfileReader *self,
                                   ZhihuiSettingsGroup *group,
                                   const char          *key,
                                   ZhihuiColumn       **column,
                                   GError             **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);
  g_autoptr (GError) why = NULL;
  gsize offset;

  if (entry == NULL)
    return TRUE;

  g_clear_pointer (column, zhihui_column_free);
  *column = zhihui_column_new (entry->value, &offset, &why);
  if (*column != NULL)
    return TRUE;

  return zhihui_settings_text_refuse (
    self->text,
    entry->line,
    entry->value_column + (guint) g_utf8_pointer_to_offset (entry->value, entry->value + offset),
    error,
    "%s",
    why->message);
}

/* ---- groups ---- */

static gboolean
take_zone (ZhihuiProfileReader *self, ZhihuiSettingsGroup *group, GError **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "time_zone");
  g_autoptr (GError) why = NULL;
  ZhihuiZone *zone;

  if (entry == NULL)
    return TRUE;

  zone = zhihui_zone_new (entry->value, &why);
  if (zone == NULL)
    return refuse_value (self, entry, why->message, error);

  zhihui_zone_unref (self->profile->time.zone);
  self->profile->time.zone = zone;
  return TRUE;
}

static gboolean
take_times (ZhihuiProfileReader *self, ZhihuiSettingsGroup *group, GError **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "time");
  g_auto (GStrv) formats = NULL;

  if (entry == NULL)
    return TRUE;

  formats = g_strsplit (entry->value, ";", -1);
  for (char **format = formats; *format != NULL; format++)
    {
      static const char *const units[] = { "s", "ms", "us", NULL };
      g_autoptr (GError) why = NULL;

      g_strstrip (*format);
      if (!g_strv_contains (units, *format) && !zhihui_time_format_check (*format, &why))
        return refuse_value (self, entry, why->message, error);
    }
  self->profile->time.formats = g_steal_pointer (&formats);
  return TRUE;
}

static gboolean
take_as_of (ZhihuiProfileReader *self, ZhihuiSettingsGroup *group, GError **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "as_of");
  ZhihuiCoercions            counts = { { 0 } };
  ZhihuiCell                 cell = { ZHIHUI_CELL_TEXT, NULL };

  if (entry == NULL)
    return TRUE;

  cell.text = entry->value;
  if (zhihui_coerce_instant (&self->profile->time, &cell, FALSE, &self->profile->as_of, &counts))
    return TRUE;

  return refuse_value (self, entry, _ ("it is no time"), error);
}

/* An address, or a folder that is found from that of the profile. */
static gboolean
take_base (ZhihuiProfileReader *self, ZhihuiSettingsGroup *group, GError **error)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "base");
  g_autoptr (GError) why = NULL;
  g_autofree char *path = NULL;

  if (entry == NULL || *entry->value == '\0')
    return zhihui_settings_text_refuse (
      self->text, group->line, 1, error, _ ("[source] does not say 'base'"));

  if (strstr (entry->value, "://") != NULL)
    {
      g_autoptr (ZhihuiAddress) address = zhihui_address_parse_foreign (entry->value, &why);

      if (address == NULL)
        return refuse_value (self, entry, why->message, error);
      self->profile->base = g_strdup (address->base);
      return TRUE;
    }

  path = g_path_is_absolute (entry->value) ? g_strdup (entry->value)
                                           : g_build_filename (self->folder, entry->value, NULL);
  {
    g_autofree char *whole = g_canonicalize_filename (path, NULL);

    self->profile->base = g_filename_to_uri (whole, NULL, NULL);
  }
  return TRUE;
}

static void
take_online (ZhihuiProfileReader *self, ZhihuiSettingsGroup *group)
{
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "online");
  g_auto (GStrv) words = entry != NULL ? g_strsplit (entry->value, ";", -1) : NULL;

  for (char **word = words; word != NULL && *word != NULL; word++)
    g_hash_table_add (self->profile->online, g_strdup (g_strstrip (*word)));
}

static gboolean
read_source (ZhihuiProfileReader *self, GError **error)
{
  ZhihuiProfile       *profile = self->profile;
  ZhihuiSettingsGroup *group = zhihui_settings_text_find (self->text, "source", "");
  const struct
  {
    const char *key;
    char      **text;
  } texts[] = {
    { "title", &profile->title },       { "name", &profile->name },
    { "region", &profile->region },     { "issuer", &profile->issuer },
    { "peer", &profile->peer },         { "peer_label", &profile->peer_label },
    { "language", &profile->language },
  };

  if (group == NULL)
    return zhihui_settings_text_refuse (self->text, 1, 1, error, _ ("there is no group [source]"));

  group->is_read = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    zhihui_profile_reader_take_text (group, texts[i].key, texts[i].text);
  take_online (self, group);
  return take_base (self, group, error) && take_zone (self, group, error) &&
         take_times (self, group, error) && take_as_of (self, group, error);
}

static gboolean
read_auth (ZhihuiProfileReader *self, GError **error)
{
  static const char *const kinds[] = { "none", "bearer", "header", "basic", "query", NULL };
  ZhihuiProfileAuth       *auth = &self->profile->auth;
  ZhihuiSettingsGroup     *group = zhihui_settings_text_find (self->text, "auth", "");
  guint                    kind = ZHIHUI_AUTH_NONE;

  auth->prefix = g_strdup ("");
  auth->user = g_strdup ("");
  if (group == NULL)
    return TRUE;

  group->is_read = TRUE;
  if (!zhihui_profile_reader_take_word (self, group, "kind", kinds, &kind, error))
    return FALSE;

  auth->kind = kind;
  zhihui_profile_reader_take_text (group, "name", &auth->name);
  zhihui_profile_reader_take_text (group, "prefix", &auth->prefix);
  zhihui_profile_reader_take_text (group, "user", &auth->user);
  if ((kind == ZHIHUI_AUTH_HEADER || kind == ZHIHUI_AUTH_QUERY) &&
      (auth->name == NULL || *auth->name == '\0'))
    return zhihui_settings_text_refuse (
      self->text, group->line, 1, error, _ ("[auth] does not say the 'name' of %s"), kinds[kind]);

  return TRUE;
}

static gboolean
is_header_name (const char *name)
{
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && *at != '-' && *at != '_')
      return FALSE;

  return *name != '\0';
}

static gboolean
read_headers (ZhihuiProfileReader *self, GError **error)
{
  ZhihuiSettingsGroup *group = zhihui_settings_text_find (self->text, "headers", "");

  for (guint i = 0; group != NULL && i < group->entries->len; i++)
    {
      ZhihuiSettingsEntry *entry = group->entries->pdata[i];

      entry->is_read = TRUE;
      if (!is_header_name (entry->key) || g_ascii_strcasecmp (entry->key, "Authorization") == 0)
        return zhihui_settings_text_refuse (
          self->text,
          entry->line,
          entry->key_column,
          error,
          _ ("'%s' cannot be a header here; what is secret goes into the token file"),
          entry->key);
      g_ptr_array_add (self->profile->headers, g_strdup (entry->key));
      g_ptr_array_add (self->profile->headers, g_strdup (entry->value));
    }
  if (group != NULL)
    group->is_read = TRUE;

  return TRUE;
}

static gboolean
read_values (ZhihuiProfileReader *self, GError **error)
{
  for (guint i = 0; i < self->text->groups->len; i++)
    {
      ZhihuiSettingsGroup *group = self->text->groups->pdata[i];
      GHashTable          *map;

      if (!g_str_equal (group->name, "values"))
        continue;
      if (*group->argument == '\0')
        return zhihui_settings_text_refuse (
          self->text, group->line, 1, error, _ ("[values FIELD] does not name a field"));

      group->is_read = TRUE;
      map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      for (guint j = 0; j < group->entries->len; j++)
        {
          ZhihuiSettingsEntry *entry = group->entries->pdata[j];

          entry->is_read = TRUE;
          g_hash_table_insert (map, g_strdup (entry->key), g_strdup (entry->value));
        }
      g_hash_table_insert (self->profile->values, g_strdup (group->argument), map);
    }

  return TRUE;
}

static ZhihuiProfile *
alloc (const char *name)
{
  ZhihuiProfile   *self = g_atomic_rc_box_new0 (ZhihuiProfile);
  g_autofree char *base = g_path_get_basename (name);

  if (g_str_has_suffix (base, ".profile"))
    base[strlen (base) - strlen (".profile")] = '\0';
  self->title = g_strdup (base);
  self->region = g_strdup ("00");
  self->issuer = g_strdup ("");
  self->language = g_strdup ("zh_CN");
  self->peer = g_strdup ("unit");
  self->as_of = ZHIHUI_NO_INSTANT;
  self->time.zone = zhihui_zone_new_shanghai ();
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->tables = g_ptr_array_new_with_free_func (zhihui_profile_table_free);
  self->values =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->units =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) zhihui_unit_free);
  self->regions =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) zhihui_region_free);
  self->peers = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_peer_free);
  self->online = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * zhihui_profile_new:
 * @text: of a .profile file
 * @name: of the file, for messages and as a title
 * @folder: from where the files it names are found
 * @error: return location
 *
 * Returns: (transfer full): the profile, or %NULL with #ZHIHUI_ERROR_INVALID and
 * "name:line:column: reason"
 */
ZhihuiProfile *
zhihui_profile_new (GBytes *text, const char *name, const char *folder, GError **error)
{
  g_autoptr (ZhihuiSettingsText) groups = zhihui_settings_text_new (text, name, error);
  g_autoptr (ZhihuiProfile) profile = NULL;
  ZhihuiProfileReader reader = { .text = groups, .folder = folder };

  if (groups == NULL)
    return NULL;

  profile = alloc (name);
  profile->asked_at = ZHIHUI_NO_INSTANT;
  profile->text = g_bytes_ref (text);
  profile->folder = g_strdup (folder);
  reader.profile = profile;
  if (!read_source (&reader, error) || !read_auth (&reader, error) ||
      !read_headers (&reader, error) || !read_values (&reader, error) ||
      !zhihui_profile_reader_read_places (&reader, error) ||
      !zhihui_profile_reader_read_tables (&reader, error) ||
      !zhihui_settings_text_check_read (groups, error))
    return NULL;

  if (profile->name == NULL)
    profile->name = g_strdup (profile->title);
  if (profile->peer_label == NULL)
    profile->peer_label = g_strdup (profile->peer);
  return g_steal_pointer (&profile);
}
