/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-profile-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-plain-file.h"
#include "zhihui-wire.h"

#define MAX_TABLE_BYTES (16 * 1024 * 1024)

/* Units and regions: written in the profile as WORD=a;b;c, or in a CSV file with these heads. */
static const char *const unit_fields[] = { "value", "id", "name", "short_name", "peer", "region" };
static const char *const region_fields[] = { "value", "code", "name", "lon", "lat", "parent" };

#define N_FIELDS 6

static const char *
choose (const char *text, const char *otherwise)
{
  return text != NULL && *text != '\0' ? text : otherwise;
}

static void
add_unit (ZhihuiProfileReader *self, char *const *parts)
{
  ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

  unit->id = g_strdup (choose (parts[1], parts[0]));
  unit->name = g_strdup (choose (parts[2], parts[0]));
  unit->short_name = g_strdup (choose (parts[3], unit->name));
  unit->peer = g_strdup (choose (parts[4], self->profile->peer));
  unit->region = g_strdup (choose (parts[5], ""));
  unit->active = TRUE;
  g_hash_table_insert (self->profile->units, g_strdup (parts[0]), unit);
}

static gboolean
read_degrees (const char *text, double limit, double *degrees)
{
  char *end;

  *degrees = NAN;
  if (text == NULL || *text == '\0')
    return TRUE;

  *degrees = g_ascii_strtod (text, &end);
  return *end == '\0' && fabs (*degrees) <= limit;
}

static gboolean
add_region (ZhihuiProfileReader *self, char *const *parts)
{
  ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

  region->code = g_strdup (choose (parts[1], parts[0]));
  region->name = g_strdup (choose (parts[2], parts[0]));
  region->parent = g_strdup (choose (parts[5], self->profile->region));
  region->column = region->row = G_MININT;
  region->population = -1;
  if (!read_degrees (parts[3], 180, &region->lon) || !read_degrees (parts[4], 90, &region->lat))
    {
      zhihui_region_free (region);
      return FALSE;
    }

  g_hash_table_insert (self->profile->regions, g_strdup (parts[0]), region);
  return TRUE;
}

static gboolean
read_group (ZhihuiProfileReader *self, const char *name, gboolean is_units, GError **error)
{
  ZhihuiSettingsGroup *group = zhihui_settings_text_find (self->text, name, "");

  for (guint i = 0; group != NULL && i < group->entries->len; i++)
    {
      ZhihuiSettingsEntry *entry = group->entries->pdata[i];
      g_auto (GStrv) values = g_strsplit (entry->value, ";", N_FIELDS - 1);
      char *parts[N_FIELDS] = { entry->key };

      entry->is_read = TRUE;
      for (guint j = 0; values[j] != NULL; j++)
        parts[j + 1] = g_strstrip (values[j]);
      if (is_units)
        add_unit (self, parts);
      else if (!add_region (self, parts))
        return zhihui_settings_text_refuse (self->text,
                                            entry->line,
                                            entry->value_column,
                                            error,
                                            _ ("longitude and latitude in degrees are due here"));
    }
  if (group != NULL)
    group->is_read = TRUE;

  return TRUE;
}

static gboolean
read_rows (ZhihuiProfileReader *self, ZhihuiRows *rows, gboolean is_units)
{
  ZhihuiCell cells[N_FIELDS] = { 0 };
  gboolean   good = TRUE;

  while (good && zhihui_rows_next (rows, cells))
    {
      char *parts[N_FIELDS];

      for (guint i = 0; i < N_FIELDS; i++)
        parts[i] = cells[i].text;
      if (*parts[0] == '\0')
        continue;
      if (is_units)
        add_unit (self, parts);
      else
        good = add_region (self, parts);
    }
  zhihui_cells_clear (cells, N_FIELDS);

  return good;
}

static ZhihuiRows *
open_table (const char *path, ZhihuiColumn *const *columns, GError **error)
{
  g_autoptr (GBytes) bytes = zhihui_plain_file_read (path, MAX_TABLE_BYTES, error);

  if (bytes == NULL)
    return NULL;

  return zhihui_rows_new (ZHIHUI_ROWS_CSV, bytes, NULL, columns, N_FIELDS, error);
}

static gboolean
read_file (ZhihuiProfileReader *self, const char *key, gboolean is_units, GError **error)
{
  ZhihuiSettingsGroup       *group = zhihui_settings_text_find (self->text, "tables", "");
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, key);
  const char *const         *fields = is_units ? unit_fields : region_fields;
  ZhihuiColumn              *columns[N_FIELDS];
  g_autofree char           *path = NULL;
  g_autoptr (ZhihuiRows) rows = NULL;
  g_autoptr (GError) why = NULL;
  gboolean good;
  gsize    offset;

  if (entry == NULL)
    return TRUE;

  path = g_path_is_absolute (entry->value) ? g_strdup (entry->value)
                                           : g_build_filename (self->folder, entry->value, NULL);
  for (guint i = 0; i < N_FIELDS; i++)
    columns[i] = zhihui_column_new (fields[i], &offset, NULL);
  rows = open_table (path, columns, &why);
  good = rows != NULL && read_rows (self, rows, is_units);
  for (guint i = 0; i < N_FIELDS; i++)
    zhihui_column_free (columns[i]);

  return good || zhihui_settings_text_refuse (self->text,
                                              entry->line,
                                              entry->value_column,
                                              error,
                                              _ ("the table %s cannot be used: %s"),
                                              entry->value,
                                              why != NULL ? why->message : _ ("a place is wrong"));
}

static gboolean
read_outlines (ZhihuiProfileReader *self, GError **error)
{
  ZhihuiSettingsGroup       *group = zhihui_settings_text_find (self->text, "tables", "");
  const ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "outlines");
  g_autofree char           *path = NULL;
  g_autoptr (GPtrArray) outlines = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) why = NULL;

  if (entry == NULL)
    return TRUE;

  path = g_path_is_absolute (entry->value) ? g_strdup (entry->value)
                                           : g_build_filename (self->folder, entry->value, NULL);
  bytes = zhihui_plain_file_read (path, MAX_TABLE_BYTES, &why);
  outlines = bytes != NULL ? zhihui_wire_decode_outlines (bytes, &why) : NULL;
  if (outlines == NULL)
    return zhihui_settings_text_refuse (self->text,
                                        entry->line,
                                        entry->value_column,
                                        error,
                                        _ ("the outlines %s cannot be used: %s"),
                                        entry->value,
                                        why->message);

  self->profile->outlines = g_steal_pointer (&bytes);
  return TRUE;
}

static void
read_peers (ZhihuiProfileReader *self)
{
  ZhihuiSettingsGroup *group = zhihui_settings_text_find (self->text, "peers", "");

  for (guint i = 0; group != NULL && i < group->entries->len; i++)
    {
      ZhihuiSettingsEntry *entry = group->entries->pdata[i];
      ZhihuiPeer          *peer = g_new0 (ZhihuiPeer, 1);

      entry->is_read = TRUE;
      peer->id = g_strdup (entry->key);
      peer->label = g_strdup (entry->value);
      g_ptr_array_add (self->profile->peers, peer);
    }
  if (group != NULL)
    group->is_read = TRUE;
}

/**
 * zhihui_profile_reader_read_places: (skip)
 */
gboolean
zhihui_profile_reader_read_places (ZhihuiProfileReader *self, GError **error)
{
  ZhihuiSettingsGroup *tables = zhihui_settings_text_find (self->text, "tables", "");

  if (tables != NULL)
    tables->is_read = TRUE;
  read_peers (self);
  return read_file (self, "units", TRUE, error) && read_file (self, "regions", FALSE, error) &&
         read_outlines (self, error) && read_group (self, "units", TRUE, error) &&
         read_group (self, "regions", FALSE, error);
}
