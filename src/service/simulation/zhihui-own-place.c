/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-own-place.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "zhihui-csv-reader.h"
#include "zhihui-error.h"
#include "zhihui-plain-file.h"
#include "zhihui-settings-text.h"
#include "zhihui-zone.h"

#define PLACE_FILE "place.ini"
#define REGIONS_FILE "regions.csv"
#define UNITS_FILE "units.csv"
#define SETTING "setting"
#define PEERS "peers"
#define CHANNELS "channels"
#define CLOCKS "clocks"
#define MAX_NAME 100 /* characters */
#define MAX_TILE 999
#define MAX_FIELDS 6

typedef struct
{
  const char         *folder;
  ZhihuiSettingsText *place;     /* owned: of PLACE_FILE */
  const char         *file;      /* the table that is read, for what is said */
  guint64             line;      /* of it; 0 none */
  guint               n_columns; /* of it */
  ZhihuiCsvReader    *csv;       /* owned, nullable: of @file */
  GPtrArray          *regions;   /* (element-type ZhihuiPlayedRegion), owned */
  GArray             *lines;     /* (element-type guint64), owned: of each of the regions */
  GPtrArray          *units;     /* (element-type ZhihuiPlayedUnit), owned */
  GHashTable         *codes;     /* (element-type utf8 ZhihuiPlayedRegion), owned: of regions */
  GHashTable         *ids;       /* owned: of units */
} OwnPlace;

typedef gboolean (*TakeRow) (OwnPlace *self, const char *const *fields, GError **error);

typedef struct
{
  const char *file;
  const char *heads[MAX_FIELDS + 1];
  guint       n_needed; /* of the heads; the others may lack */
  TakeRow     take;
} Table;

static void
own_place_clear (OwnPlace *self)
{
  g_clear_pointer (&self->place, zhihui_settings_text_free);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->csv, zhihui_csv_reader_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OwnPlace, own_place_clear)

/* In a table. */
G_GNUC_PRINTF (3, 4)
static gboolean
refuse (const OwnPlace *self, GError **error, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list          arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (why, "\r\n\t", ' '); /* one line, whatever stands in the file */
  if (self->line > 0)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_INVALID,
                 _ ("%s, line %" PRIu64 ": %s"),
                 self->file,
                 self->line,
                 why);
  else
    g_set_error (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, C_ ("file", "%1$s: %2$s"), self->file, why);
  return FALSE;
}

static gboolean
is_code (const char *text)
{
  return g_regex_match_simple (
    "^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$", text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean
is_name (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL) || *text == '\0' || g_utf8_strlen (text, -1) > MAX_NAME)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isprint (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

/* ---- place.ini ---- */

static gboolean
check_setting (OwnPlace *self, ZhihuiSettingsEntry *entry, GError **error)
{
  static const char *const named[] = { "title", "name", "issuer", NULL };
  static const char *const targets[] = { "target_sign", "target_contact", "target_reply", NULL };
  static const char *const languages[] = { "zh_CN", "en", NULL };
  const char              *value = entry->value;
  g_autoptr (ZhihuiZone) zone = NULL;
  gboolean is_good;

  if (g_strv_contains (named, entry->key))
    is_good = is_name (value);
  else if (g_strv_contains (targets, entry->key))
    is_good = g_ascii_strtod (value, NULL) > 0 && g_ascii_strtod (value, NULL) <= 1;
  else if (g_str_equal (entry->key, "region"))
    is_good = is_code (value);
  else if (g_str_equal (entry->key, "language"))
    is_good = g_strv_contains (languages, value);
  else if (g_str_equal (entry->key, "time_zone"))
    is_good = (zone = zhihui_zone_new (value, NULL)) != NULL;
  else
    return TRUE; /* zhihui_settings_text_check_read () refuses it */

  entry->is_read = TRUE;
  return is_good || zhihui_settings_text_refuse (self->place,
                                                 entry->line,
                                                 entry->value_column,
                                                 error,
                                                 _ ("'%s' cannot be '%s'"),
                                                 entry->key,
                                                 value);
}

static ZhihuiSettingsGroup *
take_group (OwnPlace *self, const char *name)
{
  ZhihuiSettingsGroup *group = zhihui_settings_text_find (self->place, name, "");

  if (group != NULL)
    group->is_read = TRUE;
  return group;
}

static gboolean
check_settings (OwnPlace *self, GError **error)
{
  static const char *const needed[] = { "title", "name", "region" };
  ZhihuiSettingsGroup     *group = take_group (self, SETTING);

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (zhihui_settings_group_find (group, needed[i]) == NULL)
      return zhihui_settings_text_refuse (self->place,
                                          group != NULL ? group->line : 1,
                                          1,
                                          error,
                                          _ ("[%s] lacks '%s'"),
                                          SETTING,
                                          needed[i]);
  for (guint i = 0; i < group->entries->len; i++)
    if (!check_setting (self, group->entries->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_peers (OwnPlace *self, GError **error)
{
  ZhihuiSettingsGroup *group = take_group (self, PEERS);

  if (group == NULL || group->entries->len == 0)
    return zhihui_settings_text_refuse (self->place,
                                        group != NULL ? group->line : 1,
                                        1,
                                        error,
                                        _ ("[%s] names no group of units, e.g. town=Towns"),
                                        PEERS);
  for (guint i = 0; i < group->entries->len; i++)
    {
      ZhihuiSettingsEntry *entry = group->entries->pdata[i];

      entry->is_read = TRUE;
      if (!is_code (entry->key) || !is_name (entry->value))
        return zhihui_settings_text_refuse (self->place,
                                            entry->line,
                                            entry->key_column,
                                            error,
                                            _ ("'%s' cannot be a group of units"),
                                            entry->key);
    }
  return TRUE;
}

/* LABEL or LABEL;online. */
static char *
read_channel (const char *value, gboolean *online)
{
  const char *mark = strchr (value, ';');

  *online = mark != NULL && g_str_equal (mark + 1, "online");
  return mark == NULL || *online ? g_strndup (value, strcspn (value, ";")) : NULL;
}

/* Without the group they are those of the scenario. */
static gboolean
check_channels (OwnPlace *self, GError **error)
{
  ZhihuiSettingsGroup *group = take_group (self, CHANNELS);

  if (group != NULL && group->entries->len == 0)
    return zhihui_settings_text_refuse (self->place,
                                        group->line,
                                        1,
                                        error,
                                        _ ("[%s] names no channel, e.g. mailbox=Letters;online"),
                                        CHANNELS);
  for (guint i = 0; group != NULL && i < group->entries->len; i++)
    {
      ZhihuiSettingsEntry *entry = group->entries->pdata[i];
      gboolean             online;
      g_autofree char     *label = read_channel (entry->value, &online);

      entry->is_read = TRUE;
      if (!is_code (entry->key) || label == NULL || !is_name (label))
        return zhihui_settings_text_refuse (self->place,
                                            entry->line,
                                            entry->key_column,
                                            error,
                                            _ ("'%s' cannot be a channel"),
                                            entry->key);
    }
  return TRUE;
}

static gboolean
read_place (OwnPlace *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, PLACE_FILE, NULL);
  g_autoptr (GBytes) bytes = zhihui_plain_file_read (path, ZHIHUI_SETTINGS_MAX_BYTES, error);
  g_autoptr (GError) why = NULL;

  if (bytes == NULL)
    return FALSE;

  self->place = zhihui_settings_text_new (bytes, PLACE_FILE, &why);
  if (self->place != NULL && check_settings (self, &why) && check_peers (self, &why) &&
      check_channels (self, &why) && zhihui_settings_text_check_read (self->place, &why))
    return TRUE;

  g_strdelimit (why->message, "\r\t", ' '); /* one line, whatever stands in the file */
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* ---- the tables ---- */

static gboolean
read_tile (const char *text, int *tile)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, -MAX_TILE, MAX_TILE, &number, NULL))
    return FALSE;
  *tile = (int) number;
  return TRUE;
}

/* code, name, parent, level, column, row */
static gboolean
take_region (OwnPlace *self, const char *const *fields, GError **error)
{
  static const char *const levels[] = { "province", "city", "county", "town", "village", NULL };
  int                      column = G_MININT, row = G_MININT;
  gboolean                 has_tile = *fields[4] != '\0' || *fields[5] != '\0';
  ZhihuiPlayedRegion      *region;

  if (!is_code (fields[0]))
    return refuse (self, error, _ ("'%s' cannot be a code"), fields[0]);
  if (g_hash_table_contains (self->codes, fields[0]))
    return refuse (self, error, _ ("'%s' is there twice"), fields[0]);
  if (!is_name (fields[1]))
    return refuse (self, error, _ ("'%s' cannot be a name"), fields[1]);
  if (!g_strv_contains (levels, fields[3]))
    return refuse (
      self, error, _ ("'%s' is no level: province, city, county, town or village"), fields[3]);
  if (has_tile && !(read_tile (fields[4], &column) && read_tile (fields[5], &row)))
    return refuse (
      self, error, _ ("'%s', '%s' is no place on a map of tiles"), fields[4], fields[5]);

  region = zhihui_played_region_new (fields[0], fields[1], fields[2], fields[3], column, row);
  g_ptr_array_add (self->regions, region);
  g_array_append_val (self->lines, self->line);
  g_hash_table_insert (self->codes, region->code, region);
  return TRUE;
}

/* id, name, short_name, peer, region */
static gboolean
take_unit (OwnPlace *self, const char *const *fields, GError **error)
{
  const char       *short_name = *fields[2] != '\0' ? fields[2] : fields[1];
  ZhihuiPlayedUnit *unit;

  if (!is_code (fields[0]))
    return refuse (self, error, _ ("'%s' cannot be a code"), fields[0]);
  if (g_hash_table_contains (self->ids, fields[0]))
    return refuse (self, error, _ ("'%s' is there twice"), fields[0]);
  if (!is_name (fields[1]) || !is_name (short_name))
    return refuse (self, error, _ ("'%s' cannot be a name"), fields[1]);
  if (zhihui_settings_group_find (take_group (self, PEERS), fields[3]) == NULL)
    return refuse (self, error, _ ("[%s] of %s has no '%s'"), PEERS, PLACE_FILE, fields[3]);
  if (!g_hash_table_contains (self->codes, fields[4]))
    return refuse (self, error, _ ("%s has no '%s'"), REGIONS_FILE, fields[4]);

  unit = zhihui_played_unit_new (fields[0], fields[1], short_name, fields[3], fields[4]);
  g_ptr_array_add (self->units, unit);
  g_hash_table_add (self->ids, unit->id);
  return TRUE;
}

/* Where each head of @table stands; G_MAXUINT where it lacks. */
static gboolean
find_columns (OwnPlace *self, const Table *table, guint *columns, GError **error)
{
  guint n_found = 0;

  self->n_columns = zhihui_csv_reader_get_n_fields (self->csv);
  for (guint i = 0; table->heads[i] != NULL; i++)
    {
      columns[i] = zhihui_csv_reader_find_field (self->csv, table->heads[i]);
      n_found += columns[i] != G_MAXUINT;
      if (columns[i] == G_MAXUINT && i < table->n_needed)
        return refuse (self, error, _ ("the column '%s' lacks"), table->heads[i]);
    }
  return n_found == self->n_columns ||
         refuse (self, error, _ ("there are columns that are not known"));
}

static gboolean
take_row (OwnPlace *self, const Table *table, const guint *columns, GError **error)
{
  const char *fields[MAX_FIELDS] = { NULL };
  const guint n_fields = zhihui_csv_reader_get_n_fields (self->csv);

  if (n_fields != self->n_columns)
    return refuse (self, error, _ ("%u fields under %u heads"), n_fields, self->n_columns);
  for (guint i = 0; table->heads[i] != NULL; i++)
    fields[i] = zhihui_csv_reader_get_field (self->csv, columns[i]);
  return table->take (self, fields, error);
}

static gboolean
read_rows (OwnPlace *self, const Table *table, GError **error)
{
  guint    columns[MAX_FIELDS];
  gboolean has_heads = FALSE;
  g_autoptr (GError) why = NULL;

  for (;;)
    {
      ZhihuiCsvResult result = zhihui_csv_reader_read (self->csv, &why);

      self->line = zhihui_csv_reader_get_line (self->csv);
      if (result == ZHIHUI_CSV_ROW)
        {
          if (has_heads ? !take_row (self, table, columns, error)
                        : !find_columns (self, table, columns, error))
            return FALSE;
          has_heads = TRUE;
          continue;
        }
      if (result == ZHIHUI_CSV_BAD_ROW)
        return refuse (self, error, "%s", zhihui_csv_reader_get_reason (self->csv));

      self->line = 0; /* of the file as a whole */
      if (result == ZHIHUI_CSV_FAILED)
        return refuse (self, error, "%s", why->message);
      return has_heads || refuse (self, error, _ ("the file is empty"));
    }
}

static gboolean
read_table (OwnPlace *self, const Table *table, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, table->file, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) why = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &why);
  gboolean is_read;

  self->file = table->file;
  if (stream == NULL)
    return refuse (self, error, "%s", why->message);

  self->csv = zhihui_csv_reader_new (G_INPUT_STREAM (stream));
  is_read = read_rows (self, table, error);
  g_clear_pointer (&self->csv, zhihui_csv_reader_free);
  return is_read;
}

static gboolean
check_parents (OwnPlace *self, const ZhihuiPlayedRegion *root, GError **error)
{
  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiPlayedRegion *region = self->regions->pdata[i];

      self->line = g_array_index (self->lines, guint64, i);
      if (region == root && *root->parent != '\0')
        return refuse (self, error, _ ("'%s' is the whole and lies in no other"), root->code);
      if (region == root)
        continue;
      if (*region->parent == '\0')
        return refuse (self,
                       error,
                       _ ("'%s' names no parent, which '%s', the whole, alone has not"),
                       region->code,
                       root->code);
      if (!g_hash_table_contains (self->codes, region->parent))
        return refuse (
          self, error, _ ("the parent of '%s', '%s', lacks"), region->code, region->parent);
    }
  return TRUE;
}

/* Where no parent lacks. */
static gboolean
check_circles (OwnPlace *self, const ZhihuiPlayedRegion *root, GError **error)
{
  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiPlayedRegion *region = self->regions->pdata[i], *at = region;

      self->line = g_array_index (self->lines, guint64, i);
      for (guint n = 0; at != root && n < self->regions->len; n++)
        at = g_hash_table_lookup (self->codes, at->parent);
      if (at != root)
        return refuse (self, error, _ ("'%s' does not lie in '%s'"), region->code, root->code);
    }
  return TRUE;
}

/* Every region lies in the root, over regions that are there. The root becomes the first. */
static gboolean
check_tree (OwnPlace *self, GError **error)
{
  const ZhihuiSettingsEntry *code =
    zhihui_settings_group_find (take_group (self, SETTING), "region");
  ZhihuiPlayedRegion *root = g_hash_table_lookup (self->codes, code->value);
  guint               index;

  if (root == NULL)
    return zhihui_settings_text_refuse (self->place,
                                        code->line,
                                        code->value_column,
                                        error,
                                        _ ("%s has no '%s'"),
                                        REGIONS_FILE,
                                        code->value);
  if (!check_parents (self, root, error) || !check_circles (self, root, error))
    return FALSE;

  self->line = 0;
  g_ptr_array_find (self->regions, root, &index);
  self->regions->pdata[index] = self->regions->pdata[0];
  self->regions->pdata[0] = root;
  return TRUE;
}

/* ---- into the scenario ---- */

static void
give_settings (OwnPlace *self, GKeyFile *profile)
{
  ZhihuiSettingsGroup *group = take_group (self, SETTING);

  g_key_file_set_string (
    profile, SETTING, "issuer", zhihui_settings_group_find (group, "name")->value);
  for (guint i = 0; i < group->entries->len; i++)
    {
      const ZhihuiSettingsEntry *entry = group->entries->pdata[i];

      g_key_file_set_string (profile, SETTING, entry->key, entry->value);
    }
}

static void
give_peers (OwnPlace *self, GKeyFile *profile)
{
  ZhihuiSettingsGroup *group = take_group (self, PEERS);

  g_key_file_remove_group (profile, PEERS, NULL);
  for (guint i = 0; i < group->entries->len; i++)
    {
      const ZhihuiSettingsEntry *entry = group->entries->pdata[i];
      const char *const          fields[] = { entry->value };

      g_key_file_set_string_list (profile, PEERS, entry->key, fields, G_N_ELEMENTS (fields));
    }
}

static void
drop_clocks_of_no_channel (GKeyFile *profile)
{
  g_auto (GStrv) keys = g_key_file_get_keys (profile, CLOCKS, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (keys[i], "/", -1); /* TYPE/CHANNEL/CLOCK */

      if (!g_str_equal (parts[1], "*") && !g_key_file_has_key (profile, CHANNELS, parts[1], NULL))
        g_key_file_remove_key (profile, CLOCKS, keys[i], NULL);
    }
}

static void
give_channels (OwnPlace *self, GKeyFile *profile)
{
  ZhihuiSettingsGroup *group = take_group (self, CHANNELS);

  if (group == NULL)
    return;
  g_key_file_remove_group (profile, CHANNELS, NULL);
  for (guint i = 0; i < group->entries->len; i++)
    {
      const ZhihuiSettingsEntry *entry = group->entries->pdata[i];
      gboolean                   online;
      g_autofree char           *label = read_channel (entry->value, &online);
      const char *const          fields[] = { label, online ? "1" : "0" };

      g_key_file_set_string_list (profile, CHANNELS, entry->key, fields, G_N_ELEMENTS (fields));
    }
  drop_clocks_of_no_channel (profile);
}

static void
give_to (OwnPlace *self, ZhihuiScenario *scenario)
{
  give_settings (self, scenario->profile);
  give_peers (self, scenario->profile);
  give_channels (self, scenario->profile);
  g_key_file_remove_group (scenario->profile, "indicators", NULL);
  g_hash_table_remove_all (scenario->parts);
  g_ptr_array_unref (scenario->regions);
  g_ptr_array_unref (scenario->units);
  scenario->regions = g_steal_pointer (&self->regions);
  scenario->units = g_steal_pointer (&self->units);
  scenario->n_towns = 0;
  scenario->host_unit = 0;
}

/**
 * zhihui_own_place_take:
 * @scenario: keeps its types, clocks and topics, and its channels where @folder names none
 * @folder: with place.ini, regions.csv and units.csv
 *
 * Puts the names, groups, regions and units of @folder in the place of those of @scenario, which
 * can be written then, and not played: its units have no topics.
 *
 * Returns: %FALSE with @error set to the file, its line and what is wrong there; @scenario is as
 *   it was
 */
gboolean
zhihui_own_place_take (ZhihuiScenario *scenario, const char *folder, GError **error)
{
  static const Table regions = {
    REGIONS_FILE, { "code", "name", "parent", "level", "column", "row" }, 4, take_region
  };
  static const Table units = {
    UNITS_FILE, { "id", "name", "short_name", "peer", "region" }, 5, take_unit
  };
  g_auto (OwnPlace) self = { .folder = folder };

  g_return_val_if_fail (scenario != NULL && folder != NULL, FALSE);

  self.regions = g_ptr_array_new_with_free_func (zhihui_scenario_free_region);
  self.lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  self.units = g_ptr_array_new_with_free_func (zhihui_scenario_free_unit);
  self.codes = g_hash_table_new (g_str_hash, g_str_equal);
  self.ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (!read_place (&self, error) || !read_table (&self, &regions, error) ||
      !check_tree (&self, error) || !read_table (&self, &units, error))
    return FALSE;

  if (self.units->len == 0)
    return refuse (&self, error, _ ("there is no unit"));
  give_to (&self, scenario);
  return TRUE;
}
