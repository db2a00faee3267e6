/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-index.h"

#include <string.h>

#include "zhihui-region-code.h"
#include "zhihui-speller.h"

#define MAX_DEPTH 8

/**
 * ZhihuiRegionIndex:
 *
 * Knows regions by code, by name and, once it has spelled them, by the sound of their names and by
 * the initials of it.
 */
struct _ZhihuiRegionIndex
{
  GObject parent_instance;

  GPtrArray  *entries; /* (element-type Entry), owned: in the order of codes */
  GHashTable *by_code; /* owned: borrowed code → borrowed Entry */
  char       *whole;   /* owned, nullable: code of the whole */
};

typedef struct
{
  char           *code, *name, *parent; /* owned */
  ZhihuiSpelling *spelling;             /* owned, NULL before it is spelled */
} Entry;

G_DEFINE_FINAL_TYPE (ZhihuiRegionIndex, zhihui_region_index, G_TYPE_OBJECT)

static void
free_entry (gpointer data)
{
  Entry *self = data;

  g_free (self->code);
  g_free (self->name);
  g_free (self->parent);
  g_clear_pointer (&self->spelling, zhihui_spelling_free);
  g_free (self);
}

static void
zhihui_region_index_finalize (GObject *object)
{
  ZhihuiRegionIndex *self = ZHIHUI_REGION_INDEX (object);

  g_hash_table_unref (self->by_code);
  g_ptr_array_unref (self->entries);
  g_free (self->whole);

  G_OBJECT_CLASS (zhihui_region_index_parent_class)->finalize (object);
}

static void
zhihui_region_index_class_init (ZhihuiRegionIndexClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_region_index_finalize;
}

static void
zhihui_region_index_init (ZhihuiRegionIndex *self)
{
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * zhihui_region_index_new:
 *
 * Returns: (transfer full): an index that knows nothing yet
 */
ZhihuiRegionIndex *
zhihui_region_index_new (void)
{
  return g_object_new (ZHIHUI_TYPE_REGION_INDEX, NULL);
}

static gint
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = *(Entry *const *) a, *other = *(Entry *const *) b;

  /* A city before its counties. */
  if (strlen (one->code) != strlen (other->code))
    return strlen (one->code) < strlen (other->code) ? -1 : 1;
  return strcmp (one->code, other->code);
}

/**
 * zhihui_region_index_add:
 * @regions: (transfer none): what was told
 * @whole: (nullable): code of all that the source is of
 *
 * Those that are known already are known by what was told last.
 */
void
zhihui_region_index_add (ZhihuiRegionIndex *self, ZhihuiRegions *regions, const char *whole)
{
  gboolean is_longer = FALSE;

  g_return_if_fail (ZHIHUI_IS_REGION_INDEX (self));

  g_free (self->whole);
  self->whole = g_strdup (whole);
  for (guint i = 0; i < regions->items->len; i++)
    {
      const ZhihuiRegion *region = regions->items->pdata[i];
      Entry              *entry = g_hash_table_lookup (self->by_code, region->code);

      if (entry != NULL && g_str_equal (entry->name, region->name))
        continue;
      if (entry != NULL)
        {
          g_hash_table_remove (self->by_code, entry->code);
          g_ptr_array_remove (self->entries, entry);
        }
      entry = g_new0 (Entry, 1);
      entry->code = g_strdup (region->code);
      entry->name = g_strdup (region->name);
      entry->parent = g_strdup (region->parent != NULL ? region->parent : "");
      g_ptr_array_add (self->entries, entry);
      g_hash_table_insert (self->by_code, entry->code, entry);
      is_longer = TRUE;
    }
  if (is_longer)
    g_ptr_array_sort (self->entries, compare_entries);
}

/* ---- how a name sounds ---- */

static void
spelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError    *error = NULL;
  GPtrArray *spellings = zhihui_speller_spell_finish (result, &error);

  if (spellings != NULL)
    g_task_return_pointer (task, spellings, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zhihui_region_index_spell_async:
 * @cancellable: (nullable): ends it
 * @callback: called when what is known now can be found by its sound
 * @user_data: for @callback
 *
 * In a worker: the dictionary takes a while to be read.
 */
void
zhihui_region_index_spell_async (ZhihuiRegionIndex  *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = self->entries->pdata[i];

      if (entry->spelling == NULL)
        g_ptr_array_add (names, g_strdup (entry->name));
    }
  g_task_set_source_tag (task, zhihui_region_index_spell_async);
  g_task_set_task_data (task, names, (GDestroyNotify) g_ptr_array_unref);
  zhihui_speller_spell_async (names, cancellable, spelled_cb, g_steal_pointer (&task));
}

/**
 * zhihui_region_index_spell_finish:
 * @result: given to the callback
 * @error: return location, set only by cancelling
 *
 * Returns: whether regions can be found by their sound
 */
gboolean
zhihui_region_index_spell_finish (ZhihuiRegionIndex *self, GAsyncResult *result, GError **error)
{
  GPtrArray *names = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) spellings = g_task_propagate_pointer (G_TASK (result), error);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  if (spellings == NULL)
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    g_hash_table_insert (places, names->pdata[i], GUINT_TO_POINTER (i));
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry   *entry = self->entries->pdata[i];
      gpointer place;

      if (entry->spelling == NULL &&
          g_hash_table_lookup_extended (places, entry->name, NULL, &place))
        entry->spelling = zhihui_spelling_copy (spellings->pdata[GPOINTER_TO_UINT (place)]);
    }
  return TRUE;
}

/* ---- what is found ---- */

/* How well it fits, 0 best; G_MAXUINT not at all. */
static guint
judge (const Entry *entry, const char *text)
{
  if (g_str_equal (entry->name, text) || g_str_equal (entry->code, text))
    return 0;
  if (g_str_has_prefix (entry->name, text))
    return 1;
  for (guint i = 0; entry->spelling != NULL && i < ZHIHUI_N_SPELLERS; i++)
    if (g_str_has_prefix (entry->spelling->initials[i], text) ||
        g_str_has_prefix (entry->spelling->sounds[i], text))
      return 2;
  if (strstr (entry->name, text) != NULL)
    return 3;
  return g_str_has_prefix (entry->code, text) ? 4 : G_MAXUINT;
}

static gboolean
is_whole (ZhihuiRegionIndex *self, const char *code)
{
  return self->whole != NULL && *code != '\0' &&
         zhihui_region_code_get_stem (code) == zhihui_region_code_get_stem (self->whole) &&
         zhihui_region_code_covers (self->whole, code);
}

static ZhihuiRegionPath *
make_path (ZhihuiRegionIndex *self, const Entry *entry, guint depth)
{
  const Entry *above = g_hash_table_lookup (self->by_code, entry->parent);
  g_autoptr (ZhihuiRegionPath) parent = NULL;

  if (above != NULL && above != entry && !is_whole (self, above->code) && depth < MAX_DEPTH)
    parent = make_path (self, above, depth + 1);
  return zhihui_region_path_new (parent, entry->code, entry->name);
}

/**
 * zhihui_region_index_search:
 * @text: name, code, or sound or initials of a name, or its beginning
 * @max_found: how many at most
 *
 * Returns: (transfer full) (element-type ZhihuiRegionPath): the ways to what fits, the best first,
 * equals by level and code; of an empty text none
 */
GPtrArray *
zhihui_region_index_search (ZhihuiRegionIndex *self, const char *text, guint max_found)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_region_path_unref);
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *folded = g_utf8_strdown (stripped, -1);

  g_return_val_if_fail (ZHIHUI_IS_REGION_INDEX (self), found);

  if (*folded == '\0')
    return found;

  for (guint fit = 0; fit <= 4; fit++)
    for (guint i = 0; i < self->entries->len && found->len < max_found; i++)
      {
        const Entry *entry = self->entries->pdata[i];

        if (!is_whole (self, entry->code) && judge (entry, folded) == fit)
          g_ptr_array_add (found, make_path (self, entry, 0));
      }
  return found;
}
