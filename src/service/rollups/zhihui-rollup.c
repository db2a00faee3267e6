/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup.h"

#include "zhihui-rollup-rows.h"
#include "zhihui-rollup-state.h"

struct _ZhihuiRollup
{
  ZhihuiStore       *store;   /* not owned */
  ZhihuiRollupState *state;   /* owned, or NULL; kept from one transaction to the next */
  ZhihuiRollupSum   *sum;     /* owned, or NULL: the sums are not held */
  gboolean           began;   /* whether it was looked how they are, in this transaction */
  GHashTable        *touched; /* (element-type gint64) owned, a set of ids */
  ZhihuiRollupRows  *rows;    /* owned */
  ZhihuiEngine      *engine;  /* not owned, or NULL */
  GArray            *news;    /* (element-type gint64) owned: what the engine is to be told of */
};

/**
 * zhihui_rollup_new:
 * @store: (transfer none): must outlive it
 */
ZhihuiRollup *
zhihui_rollup_new (ZhihuiStore *store)
{
  ZhihuiRollup *self = g_new0 (ZhihuiRollup, 1);

  self->store = store;
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->rows = zhihui_rollup_rows_new ();
  self->news = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
zhihui_rollup_free (ZhihuiRollup *self)
{
  if (self == NULL)
    return;

  zhihui_rollup_forget (self);
  g_clear_pointer (&self->state, zhihui_rollup_state_free);
  g_hash_table_unref (self->touched);
  zhihui_rollup_rows_free (self->rows);
  g_array_unref (self->news);
  g_free (self);
}

/**
 * zhihui_rollup_forget:
 *
 * What was touched is as it was before.
 */
void
zhihui_rollup_forget (ZhihuiRollup *self)
{
  if (self == NULL)
    return;

  g_hash_table_remove_all (self->touched);
  g_clear_pointer (&self->sum, zhihui_rollup_sum_free);
  self->began = FALSE;
}

static gboolean
begin (ZhihuiRollup *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  self->began = TRUE;
  if (self->state != NULL && !zhihui_rollup_state_is_current (self->state, self->store))
    g_clear_pointer (&self->state, zhihui_rollup_state_free);
  if (self->state == NULL)
    self->state = zhihui_rollup_state_load (self->store, &cause);
  if (self->state != NULL)
    self->sum = zhihui_rollup_sum_new (self->state->places, self->state->zone);
  if (cause == NULL)
    return TRUE;

  self->began = FALSE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
add (ZhihuiRollup *self, gint64 id, int sign, GError **error)
{
  if (!zhihui_rollup_rows_read (self->rows, self->store, id, id + 1, 1, error))
    return FALSE;

  if (self->rows->ids->len > 0)
    {
      ZhihuiEngineRow row = zhihui_rollup_rows_get (self->rows, 0);

      zhihui_rollup_sum_add_row (self->sum, &row, sign);
    }
  return TRUE;
}

/**
 * zhihui_rollup_touch:
 * @assignment_id: its row or one of its ratings will change, or be made
 *
 * Takes what the row adds now out of the sums.
 */
gboolean
zhihui_rollup_touch (ZhihuiRollup *self, gint64 assignment_id, GError **error)
{
  if (!self->began && !begin (self, error))
    return FALSE;
  if (self->sum == NULL || g_hash_table_contains (self->touched, &assignment_id))
    return TRUE;

  g_hash_table_add (self->touched, g_memdup2 (&assignment_id, sizeof assignment_id));
  return add (self, assignment_id, -1, error);
}

/**
 * zhihui_rollup_settle:
 *
 * Adds what the touched rows have become, and writes what is different. The caller holds the
 * transaction, and commits it or calls zhihui_rollup_forget ().
 */
gboolean
zhihui_rollup_settle (ZhihuiRollup *self, GError **error)
{
  g_autofree gpointer *ids = NULL;
  guint                n_ids;
  gboolean             done = TRUE;

  ids = g_hash_table_get_keys_as_array (self->touched, &n_ids);
  g_array_set_size (self->news, 0);
  for (guint i = 0; i < n_ids && done; i++)
    {
      done = add (self, *(const gint64 *) ids[i], 1, error);
      if (self->engine != NULL)
        g_array_append_vals (self->news, ids[i], 1);
    }
  if (self->sum != NULL)
    done = done && zhihui_rollup_sum_write_until (self->sum, self->store, G_MAXINT64, error);
  zhihui_rollup_forget (self);
  return done;
}

/**
 * zhihui_rollup_set_engine:
 * @engine: (transfer none) (nullable): must outlive this, or be taken away before
 */
void
zhihui_rollup_set_engine (ZhihuiRollup *self, ZhihuiEngine *engine)
{
  self->engine = engine;
}

/**
 * zhihui_rollup_tell:
 *
 * After the commit: the engine is told of the rows that were settled.
 */
void
zhihui_rollup_tell (ZhihuiRollup *self)
{
  for (guint i = 0; self->engine != NULL && i < self->news->len; i++)
    {
      gint64 id = g_array_index (self->news, gint64, i);
      g_autoptr (GError) error = NULL;
      ZhihuiEngineRow row;

      if (!zhihui_rollup_rows_read (self->rows, self->store, id, id + 1, 1, &error))
        {
          g_warning ("an engine cannot be told of a change: %s", error->message);
          continue;
        }
      if (self->rows->ids->len == 0)
        continue;
      row = zhihui_rollup_rows_get (self->rows, 0);
      if (!zhihui_engine_write (self->engine, &row, 1, &error))
        g_warning ("an engine cannot take a change: %s", error->message);
    }
  g_array_set_size (self->news, 0);
}
