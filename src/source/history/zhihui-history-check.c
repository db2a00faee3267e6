/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-check.h"

#include <glib/gi18n-lib.h>

#include "zhihui-history-folder.h"
#include "zhihui-history.h"

/* A whole moment may be late by one and a bit. */
#define IS_GAP(seconds, spacing) ((seconds) > 2 * (gint64) (spacing) + 60)
#define MAX_SAMPLES 16

/**
 * zhihui_history_facts_free:
 * @self: (transfer full): facts
 */
void
zhihui_history_facts_free (ZhihuiHistoryFacts *self)
{
  g_free (self->path);
  g_free (self->source);
  g_free (self->fault);
  g_array_unref (self->gaps);
  g_ptr_array_unref (self->aside);
  zhihui_zone_unref (self->zone);
  g_free (self);
}

static gboolean
find_gaps (ZhihuiHistoryFacts *self, ZhihuiHistoryStore *store, guint spacing_s, GError **error)
{
  sqlite3_stmt *statement =
    zhihui_history_store_prepare (store, "SELECT at FROM moment ORDER BY at", error);
  gint64   last = ZHIHUI_NO_INSTANT;
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  while (zhihui_history_store_step (store, statement, &has_row, error))
    {
      ZhihuiHistoryGap gap = { .from = last };

      if (!has_row)
        return TRUE;
      last = gap.to = sqlite3_column_int64 (statement, 0);
      if (gap.from != ZHIHUI_NO_INSTANT && IS_GAP (gap.to - gap.from, spacing_s))
        g_array_append_val (self->gaps, gap);
    }

  return FALSE;
}

static gboolean
count_moments (ZhihuiHistoryFacts *self, ZhihuiHistoryStore *store, GError **error)
{
  return zhihui_history_store_ask (store,
                                   "SELECT count(*) FROM moment WHERE whole = 1",
                                   NULL,
                                   0,
                                   0,
                                   &self->n_whole,
                                   error) &&
         zhihui_history_store_ask (store,
                                   "SELECT count(*) FROM moment WHERE whole = 0",
                                   NULL,
                                   0,
                                   0,
                                   &self->n_changes,
                                   error) &&
         zhihui_history_store_ask (
           store, "SELECT min(at) FROM moment", NULL, 0, ZHIHUI_NO_INSTANT, &self->oldest, error) &&
         zhihui_history_store_ask (
           store, "SELECT max(at) FROM moment", NULL, 0, ZHIHUI_NO_INSTANT, &self->newest, error);
}

/* What SQLite knows of its pages, what we know of ours, and some moments read to the end. */
static gboolean
test_soundness (ZhihuiHistoryFacts *self, ZhihuiHistoryStore *store, GError **error)
{
  g_autoptr (ZhihuiHistory) history = zhihui_history_open (self->path, error);
  gint64 n_bad, n_wrong;

  if (history == NULL ||
      !zhihui_history_store_ask (
        store,
        "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        NULL,
        0,
        0,
        &n_bad,
        error) ||
      !zhihui_history_store_ask (
        store,
        "SELECT count(*) FROM body LEFT JOIN (SELECT used, count(*) AS n FROM (SELECT body AS used "
        "FROM entry UNION ALL SELECT base FROM body UNION ALL SELECT roster FROM body) "
        "GROUP BY used) ON used = id WHERE uses <> ifnull (n, 0)",
        NULL,
        0,
        0,
        &n_wrong,
        error))
    return FALSE;

  if (n_bad + n_wrong > 0)
    {
      self->fault =
        g_strdup_printf (_ ("damaged: %d pages or indices, %d counts"), (int) n_bad, (int) n_wrong);
      return TRUE;
    }

  for (gint64 i = 0; i < MAX_SAMPLES && self->n_whole > 0; i++)
    {
      gint64 at = self->oldest + (self->newest - self->oldest) / (MAX_SAMPLES - 1) * i;
      g_autoptr (ZhihuiSituation) situation =
        zhihui_history_load (history, MIN (at, self->newest), g_get_monotonic_time (), NULL, error);

      if (situation == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * zhihui_history_check:
 * @path: of a history
 * @limits: (nullable): how much is kept
 *
 * Reads it from end to end: for a worker, or for who waits. Changes nothing.
 *
 * Returns: (transfer full): what can be said of it
 */
ZhihuiHistoryFacts *
zhihui_history_check (const char *path, const ZhihuiHistoryLimits *limits)
{
  ZhihuiHistoryFacts *self = g_new0 (ZhihuiHistoryFacts, 1);
  ZhihuiHistoryLimits filled = zhihui_history_limits_fill (limits);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiHistoryStore) store =
    zhihui_history_store_open (path, ZHIHUI_HISTORY_READ, &error);
  g_autofree char *zone = NULL;

  self->path = g_strdup (path);
  self->gaps = g_array_new (FALSE, FALSE, sizeof (ZhihuiHistoryGap));
  self->aside = zhihui_history_folder_list_aside (path);
  self->oldest = self->newest = ZHIHUI_NO_INSTANT;
  if (store != NULL)
    {
      self->source = zhihui_history_store_dup_note (store, "source");
      zone = zhihui_history_store_dup_note (store, "zone");
      self->size = zhihui_history_store_get_size (store, &self->used);
      if (count_moments (self, store, &error) &&
          find_gaps (self, store, filled.spacing_s, &error) && test_soundness (self, store, &error))
        zhihui_history_purge_judge (store, &filled, &self->next, &error);
    }
  if (error != NULL && self->fault == NULL)
    self->fault = g_strdup (error->message);
  if (self->source == NULL)
    self->source = g_strdup ("");
  self->zone = zone != NULL ? zhihui_zone_new (zone, NULL) : NULL;
  if (self->zone == NULL)
    self->zone = zhihui_zone_new_shanghai ();

  return self;
}
