/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-finder.h"

#include "zhihui-speller.h"
#include "zhihui-unit-row.h"

#include <string.h>

#define PATIENCE_MS 3000 /* a desktop that searches waits for nobody */
#define IDLE_S 60        /* after which the source is let go */
#define MAX_FOUND 30

/**
 * ZhihuiUnitFinder:
 *
 * Finds units for who has no window. It opens a source when it is asked, and lets it go a minute
 * after it was asked last. Until the platform has answered, what it is told is what was kept.
 */
struct _ZhihuiUnitFinder
{
  GObject parent_instance;

  ZhihuiOpenBesideFunc open;
  gpointer             user_data;

  ZhihuiSource *source;     /* owned, nullable */
  ZhihuiUnits  *units;      /* owned, nullable: those of @rows */
  GPtrArray    *rows;       /* (element-type ZhihuiUnitRow), owned: in the platform's order */
  GHashTable   *by_id;      /* owned: borrowed id → borrowed ZhihuiUnitRow */
  GPtrArray    *waiting;    /* (element-type GTask), owned: what was asked before units are known */
  GCancellable *spelling;   /* owned, nullable: the names are being spelled */
  gboolean      is_spelled; /* all of @rows are */
  gboolean      is_impatient; /* who waits is answered with what is known */
  guint         patience_id, idle_id;
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitFinder, zhihui_unit_finder, G_TYPE_OBJECT)

static void answer_waiting (ZhihuiUnitFinder *self);

static void
stop_spelling (ZhihuiUnitFinder *self)
{
  g_cancellable_cancel (self->spelling);
  g_clear_object (&self->spelling);
}

/**
 * zhihui_unit_finder_forget:
 *
 * The next search begins with another source. Who waits is told that nothing is found.
 */
void
zhihui_unit_finder_forget (ZhihuiUnitFinder *self)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_FINDER (self));

  g_clear_handle_id (&self->idle_id, g_source_remove);
  stop_spelling (self);
  if (self->source != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->source, self);
      zhihui_source_stop (self->source);
      g_clear_object (&self->source);
    }
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->units, zhihui_units_unref);
  self->is_impatient = TRUE;
  answer_waiting (self);
}

static void
zhihui_unit_finder_dispose (GObject *object)
{
  ZhihuiUnitFinder *self = ZHIHUI_UNIT_FINDER (object);

  if (self->rows != NULL)
    zhihui_unit_finder_forget (self);
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (zhihui_unit_finder_parent_class)->dispose (object);
}

static void
zhihui_unit_finder_class_init (ZhihuiUnitFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_unit_finder_dispose;
}

static void
zhihui_unit_finder_init (ZhihuiUnitFinder *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * zhihui_unit_finder_new:
 * @open: opens the source; what it returns is started and stopped here
 * @user_data: for @open, outlives the finder
 *
 * Returns: (transfer full): a finder that knows nothing yet
 */
ZhihuiUnitFinder *
zhihui_unit_finder_new (ZhihuiOpenBesideFunc open, gpointer user_data)
{
  ZhihuiUnitFinder *self = g_object_new (ZHIHUI_TYPE_UNIT_FINDER, NULL);

  self->open = open;
  self->user_data = user_data;
  return self;
}

/* ---- what is known ---- */

static void
spelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZhihuiUnitFinder *self = user_data;
  g_autoptr (GPtrArray) spellings = zhihui_speller_spell_finish (result, NULL);

  if (spellings == NULL)
    return;
  for (guint i = 0; i < spellings->len && i < self->rows->len; i++)
    {
      g_autofree char *sounds = zhihui_spelling_dup_lines (spellings->pdata[i]);

      zhihui_unit_row_set_sounds (self->rows->pdata[i], sounds);
    }
  self->is_spelled = TRUE;
  g_clear_object (&self->spelling);
  answer_waiting (self);
}

static void
spell_names (ZhihuiUnitFinder *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (names, zhihui_unit_row_dup_names (self->rows->pdata[i]));
  self->spelling = g_cancellable_new ();
  zhihui_speller_spell_async (names, self->spelling, spelled_cb, self);
}

/* Answers of the platform come again and again, and are mostly the same. */
static gboolean
take_units (ZhihuiUnitFinder *self)
{
  ZhihuiUnits *units = zhihui_situation_get_units (zhihui_source_get_situation (self->source));

  if (units == NULL || units == self->units)
    return FALSE;
  stop_spelling (self);
  zhihui_units_ref (units);
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->units, zhihui_units_unref);
  self->units = units;
  self->is_spelled = FALSE;
  for (guint i = 0; i < units->items->len; i++)
    {
      const ZhihuiUnit *unit = units->items->pdata[i];
      ZhihuiUnitRow    *row = zhihui_unit_row_new (unit);

      g_ptr_array_add (self->rows, row);
      g_hash_table_replace (self->by_id, zhihui_unit_row_get_unit (row)->id, row);
    }
  return TRUE;
}

static void
situation_changed_cb (ZhihuiUnitFinder *self)
{
  take_units (self);
  answer_waiting (self);
}

static gboolean
idle_cb (gpointer user_data)
{
  ZhihuiUnitFinder *self = user_data;

  self->idle_id = 0;
  zhihui_unit_finder_forget (self);
  return G_SOURCE_REMOVE;
}

static gboolean
patience_cb (gpointer user_data)
{
  ZhihuiUnitFinder *self = user_data;

  self->patience_id = 0;
  self->is_impatient = TRUE;
  answer_waiting (self);
  return G_SOURCE_REMOVE;
}

static void
open_source (ZhihuiUnitFinder *self)
{
  const ZhihuiWants wants = {
    .datasets = 1u << ZHIHUI_DATASET_META | 1u << ZHIHUI_DATASET_UNITS,
  };

  g_clear_handle_id (&self->idle_id, g_source_remove);
  self->idle_id = g_timeout_add_seconds (IDLE_S, idle_cb, self);
  if (self->source != NULL)
    return;
  self->source = self->open (self->user_data);
  if (self->source == NULL)
    return;
  zhihui_source_set_wants (self->source, &wants);
  g_signal_connect_object (
    self->source, "situation-changed", G_CALLBACK (situation_changed_cb), self, G_CONNECT_SWAPPED);
  zhihui_source_start (self->source);
}

/* ---- what is found ---- */

static gboolean
is_by_sound (const char *const *folded)
{
  for (guint i = 0; folded[i] != NULL; i++)
    if (g_ascii_isalpha (*folded[i]))
      return TRUE;
  return FALSE;
}

/* 0: it is meant; 1: it begins so; 2: it fits; G_MAXUINT: one of the words is not of it, or there
 * is none. */
static guint
judge (ZhihuiUnitRow *row, const char *const *folded)
{
  const ZhihuiUnit *unit = zhihui_unit_row_get_unit (row);
  guint             fit = *folded != NULL ? 2 : G_MAXUINT;

  for (guint i = 0; folded[i] != NULL; i++)
    {
      if (!zhihui_unit_row_matches (row, folded[i]))
        return G_MAXUINT;
      if (g_ascii_strcasecmp (unit->id, folded[i]) == 0 || g_str_equal (unit->name, folded[i]) ||
          g_str_equal (unit->short_name, folded[i]))
        fit = 0;
      else if (g_str_has_prefix (unit->name, folded[i]))
        fit = MIN (fit, 1);
    }
  return fit;
}

static char **
find (ZhihuiUnitFinder *self, const char *const *folded)
{
  g_autoptr (GPtrArray) fits = g_ptr_array_new ();
  GStrvBuilder *found = g_strv_builder_new ();
  guint         n_found = 0;
  char        **ids;

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (fits, GUINT_TO_POINTER (judge (self->rows->pdata[i], folded)));
  for (guint fit = 0; fit <= 2; fit++)
    for (guint i = 0; i < self->rows->len && n_found < MAX_FOUND; i++)
      if (GPOINTER_TO_UINT (fits->pdata[i]) == fit)
        {
          g_strv_builder_add (found, zhihui_unit_row_get_unit (self->rows->pdata[i])->id);
          n_found++;
        }
  ids = g_strv_builder_end (found);
  g_strv_builder_unref (found);
  return ids;
}

/* Nobody is answered by half: a search by sound waits until names are spelled. */
static gboolean
can_answer (ZhihuiUnitFinder *self, const char *const *folded)
{
  if (*folded == NULL || self->is_impatient || self->source == NULL)
    return TRUE;
  if (self->units == NULL)
    return zhihui_source_is_settled (self->source);
  if (!is_by_sound (folded) || self->is_spelled)
    return TRUE;
  if (self->spelling == NULL)
    spell_names (self);
  return FALSE;
}

static void
answer_waiting (ZhihuiUnitFinder *self)
{
  g_autoptr (GPtrArray) asked = self->waiting;

  /* Who is answered may ask again. */
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < asked->len; i++)
    {
      GTask             *task = asked->pdata[i];
      const char *const *folded = g_task_get_task_data (task);

      if (!can_answer (self, folded))
        g_ptr_array_add (self->waiting, g_object_ref (task));
      else if (!g_task_return_error_if_cancelled (task))
        g_task_return_pointer (task, find (self, folded), (GDestroyNotify) g_strfreev);
    }
  if (self->waiting->len == 0)
    g_clear_handle_id (&self->patience_id, g_source_remove);
}

static char **
fold_terms (const char *const *terms)
{
  g_autoptr (GStrvBuilder) folded = g_strv_builder_new ();

  for (guint i = 0; terms[i] != NULL; i++)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (terms[i]));
      g_autofree char *one = g_utf8_casefold (stripped, -1);

      if (*one != '\0')
        g_strv_builder_add (folded, one);
    }
  return g_strv_builder_end (folded);
}

/**
 * zhihui_unit_finder_find_async:
 * @terms: words, each of which is part of the name or of how it sounds, or all of the id
 * @cancellable: (nullable): ends it
 * @callback: called within three seconds
 * @user_data: for @callback
 */
void
zhihui_unit_finder_find_async (ZhihuiUnitFinder   *self,
                               const char *const  *terms,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (ZHIHUI_IS_UNIT_FINDER (self) && terms != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, zhihui_unit_finder_find_async);
  g_task_set_task_data (task, fold_terms (terms), (GDestroyNotify) g_strfreev);
  g_ptr_array_add (self->waiting, task);
  self->is_impatient = FALSE;
  open_source (self);
  if (self->patience_id == 0)
    self->patience_id = g_timeout_add (PATIENCE_MS, patience_cb, self);
  answer_waiting (self);
}

/**
 * zhihui_unit_finder_find_finish:
 * @result: given to the callback
 * @error: return location, set only by cancelling
 *
 * Returns: (transfer full): ids, what fits best first, equals in the platform's order; no more than
 * thirty
 */
char **
zhihui_unit_finder_find_finish (ZhihuiUnitFinder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * zhihui_unit_finder_get:
 * @id: as it was found
 *
 * Returns: (transfer none) (nullable): the unit, %NULL when it is not known any more
 */
const ZhihuiUnit *
zhihui_unit_finder_get (ZhihuiUnitFinder *self, const char *id)
{
  ZhihuiUnitRow *row;

  g_return_val_if_fail (ZHIHUI_IS_UNIT_FINDER (self), NULL);

  row = g_hash_table_lookup (self->by_id, id);
  return row != NULL ? zhihui_unit_row_get_unit (row) : NULL;
}

/**
 * zhihui_unit_finder_get_peer_label:
 * @peer: id of a peer group
 *
 * Returns: (transfer none): what the platform calls it, "" not known
 */
const char *
zhihui_unit_finder_get_peer_label (ZhihuiUnitFinder *self, const char *peer)
{
  ZhihuiMeta *meta = NULL;
  ZhihuiPeer *found;

  g_return_val_if_fail (ZHIHUI_IS_UNIT_FINDER (self), "");

  if (self->source != NULL)
    meta = zhihui_situation_get_meta (zhihui_source_get_situation (self->source));
  found = meta != NULL ? zhihui_peer_find (meta->peers, peer) : NULL;
  return found != NULL ? found->label : "";
}
