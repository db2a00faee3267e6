/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-profile.h"

#include "zhihui-plain-file.h"
#include "zhihui-profile-reader.h"

typedef struct
{
  const char *const *fields;
  guint              n_required;
} Fields;

/**
 * zhihui_table_kind_get_fields:
 * @n_required: (out) (optional): so many of the first must be told
 *
 * Returns: (transfer none): what a resource of this kind may tell, %NULL-terminated
 */
const char *const *
zhihui_table_kind_get_fields (ZhihuiTableKind kind, guint *n_required)
{
  static const char *const cases[] = { "opened",  "id",     "unit",   "due",  "closed", "status",
                                       "channel", "topic",  "region", "lon",  "lat",    "overdue",
                                       "returns", "rating", "rated",  "peer", NULL };
  static const char *const board[] = { "unit", "n", "k", "extra", "open_overdue", "peer", NULL };
  static const char *const summary[] = { "open",      "overdue",   "today",       "month",
                                         "year",      "due_today", "on_time_n",   "on_time_k",
                                         "return_n",  "return_k",  "satisfied_n", "satisfied_k",
                                         "score_sum", NULL };
  static const char *const channels[] = { "label", "n", "id", "previous", "online", NULL };
  static const char *const words[] = { "word", "n", "previous", NULL };
  static const char *const alerts[] = { "id",   "text", "raised", "level",
                                        "unit", "kind", "count",  NULL };
  static const char *const meetings[] = { "id",   "title", "starts", "ends", "state",
                                          "kind", "host",  "cases",  NULL };
  static const Fields      all[ZHIHUI_N_TABLES] = {
         [ZHIHUI_TABLE_CASES] = { cases, 1 },       [ZHIHUI_TABLE_BOARD] = { board, 2 },
         [ZHIHUI_TABLE_SUMMARY] = { summary, 1 },   [ZHIHUI_TABLE_CHANNELS] = { channels, 2 },
         [ZHIHUI_TABLE_WORDS] = { words, 2 },       [ZHIHUI_TABLE_ALERTS] = { alerts, 3 },
         [ZHIHUI_TABLE_MEETINGS] = { meetings, 3 },
  };

  if (n_required != NULL)
    *n_required = all[kind].n_required;
  return all[kind].fields;
}

/**
 * zhihui_profile_table_count_needed:
 *
 * Returns: so many of the first fields must be told: of the board of a rate k as well
 */
guint
zhihui_profile_table_count_needed (const ZhihuiProfileTable *self)
{
  guint n_needed;

  zhihui_table_kind_get_fields (self->kind, &n_needed);
  return n_needed + (self->kind == ZHIHUI_TABLE_BOARD && self->board != ZHIHUI_BOARD_VOLUME);
}

static void
clear_paging (ZhihuiProfilePaging *paging)
{
  g_free (paging->page_parameter);
  g_free (paging->limit_parameter);
  g_free (paging->offset_parameter);
  g_free (paging->cursor_parameter);
  g_clear_pointer (&paging->next, zhihui_column_free);
  g_clear_pointer (&paging->total, zhihui_column_free);
  g_free (paging->next_header);
  g_free (paging->total_header);
  g_free (paging->from_parameter);
  g_free (paging->to_parameter);
  g_free (paging->time_format);
}

void
zhihui_profile_table_free (gpointer data)
{
  ZhihuiProfileTable *self = data;

  g_free (self->name);
  g_free (self->period);
  g_free (self->path);
  g_free (self->accept);
  g_clear_pointer (&self->rows, zhihui_column_free);
  for (guint i = 0; i < ZHIHUI_MAX_FIELDS; i++)
    g_clear_pointer (&self->columns[i], zhihui_column_free);
  clear_paging (&self->paging);
  g_free (self);
}

static void
clear_profile (gpointer data)
{
  ZhihuiProfile *self = data;
  char          *texts[] = { self->title,    self->name,          self->region,    self->issuer,
                             self->language, self->base,          self->peer,      self->peer_label,
                             self->folder,   self->recorded_base, self->auth.name, self->auth.prefix,
                             self->auth.user };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_clear_pointer (&self->time.zone, zhihui_zone_unref);
  g_strfreev (self->time.formats);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->outlines, g_bytes_unref);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->regions, g_hash_table_unref);
  g_clear_pointer (&self->peers, g_ptr_array_unref);
  g_clear_pointer (&self->online, g_hash_table_unref);
}

/**
 * zhihui_profile_ref:
 *
 * Returns: (transfer full): @self
 */
ZhihuiProfile *
zhihui_profile_ref (ZhihuiProfile *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * zhihui_profile_unref:
 * @self: (transfer full): a profile
 */
void
zhihui_profile_unref (ZhihuiProfile *self)
{
  g_atomic_rc_box_release_full (self, clear_profile);
}

/**
 * zhihui_profile_load:
 * @path: of a .profile file
 * @error: return location
 *
 * Returns: (transfer full): the profile, or %NULL with #ZHIHUI_ERROR_INVALID
 */
ZhihuiProfile *
zhihui_profile_load (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) bytes = zhihui_plain_file_read (path, ZHIHUI_SETTINGS_MAX_BYTES, error);

  if (bytes == NULL)
    return NULL;

  return zhihui_profile_new (bytes, name, folder, error);
}

/**
 * zhihui_profile_find:
 *
 * Returns: (transfer none) (nullable): the first resource of @kind
 */
const ZhihuiProfileTable *
zhihui_profile_find (const ZhihuiProfile *self, ZhihuiTableKind kind)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const ZhihuiProfileTable *table = self->tables->pdata[i];

      if (table->kind == kind)
        return table;
    }

  return NULL;
}

/**
 * zhihui_profile_map:
 * @field: whose map of values
 * @word: as the platform writes it
 * @is_mapped: (out): whether the map has it
 *
 * Returns: (transfer none): what it stands for: @word itself where there is no map for it
 */
const char *
zhihui_profile_map (const ZhihuiProfile *self,
                    const char          *field,
                    const char          *word,
                    gboolean            *is_mapped)
{
  GHashTable *map = g_hash_table_lookup (self->values, field);
  const char *meaning = map != NULL ? g_hash_table_lookup (map, word) : NULL;

  if (meaning == NULL && map != NULL)
    meaning = g_hash_table_lookup (map, "*");
  *is_mapped = meaning != NULL;
  return meaning != NULL ? meaning : word;
}
