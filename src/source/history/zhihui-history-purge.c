/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-purge.h"

#include "zhihui-history-bodies.h"

/* Of a step: some ten milliseconds. */
#define STEP_WHOLE G_GINT64_CONSTANT (36)
#define STEP_CHANGES G_GINT64_CONSTANT (300)
#define STEP_PAGES "256"
#define STEP_PAGES_NUMBER 256
/* Changes of the last days are what people ask for. */
#define RECENT_S (2 * 86400)
/* What must stay free for the next moments. */
#define FULL_AT(max_bytes) ((max_bytes) / 100 * 95)

/* The moments that follow the last whole one that goes, go with it. */
static gboolean
find_cut (ZhihuiHistoryStore *store, gint64 limit, gint64 *before, GError **error)
{
  const gint64 values[] = { STEP_WHOLE };
  gint64       cut, newest;

  if (!zhihui_history_store_ask (store,
                                 "SELECT at FROM moment WHERE whole = 1 ORDER BY at LIMIT 1 "
                                 "OFFSET ?",
                                 values,
                                 1,
                                 G_MAXINT64,
                                 &cut,
                                 error) ||
      !zhihui_history_store_ask (store,
                                 "SELECT max(at) FROM moment WHERE whole = 1 AND at <= ?",
                                 &limit,
                                 1,
                                 G_MININT64,
                                 &newest,
                                 error))
    return FALSE;

  /* The last whole one before the limit stays: it says how it was at the limit. */
  *before = MIN (cut, newest);
  return TRUE;
}

static gboolean
judge_size (ZhihuiHistoryStore        *store,
            const ZhihuiHistoryLimits *limits,
            gint64                     newest,
            ZhihuiHistoryPurge        *next,
            GError                   **error)
{
  gint64 used = 0, size = zhihui_history_store_get_size (store, &used);
  gint64 last_change;

  if (used > FULL_AT (limits->max_bytes))
    {
      const gint64 values[] = { newest - RECENT_S, STEP_CHANGES };

      if (!zhihui_history_store_ask (store,
                                     "SELECT max(at) FROM (SELECT at FROM moment WHERE whole = 0 "
                                     "AND at < ? ORDER BY at LIMIT ?)",
                                     values,
                                     2,
                                     G_MININT64,
                                     &last_change,
                                     error))
        return FALSE;
      if (last_change != G_MININT64)
        {
          next->kind = ZHIHUI_HISTORY_PURGE_CHANGES;
          /* All of a span, for each builds on the one before. */
          return zhihui_history_store_ask (store,
                                           "SELECT min(at) FROM moment WHERE whole = 1 AND at > ?",
                                           &last_change,
                                           1,
                                           newest,
                                           &next->before,
                                           error);
        }
      else
        {
          if (!find_cut (store, newest, &next->before, error))
            return FALSE;
          next->kind = ZHIHUI_HISTORY_PURGE_OLDEST;
        }
    }
  else if (size > limits->max_bytes ? size > used
                                    : size - used > MAX (size / 20, STEP_PAGES_NUMBER * 4096))
    next->kind = ZHIHUI_HISTORY_PURGE_PAGES;

  return TRUE;
}

gboolean
zhihui_history_purge_judge (ZhihuiHistoryStore        *store,
                            const ZhihuiHistoryLimits *limits,
                            ZhihuiHistoryPurge        *next,
                            GError                   **error)
{
  gint64 oldest, newest, before;

  *next = (ZhihuiHistoryPurge){ .kind = ZHIHUI_HISTORY_PURGE_UNKNOWN };
  if (!zhihui_history_store_ask (
        store, "SELECT min(at) FROM moment", NULL, 0, G_MAXINT64, &oldest, error) ||
      !zhihui_history_store_ask (
        store, "SELECT max(at) FROM moment", NULL, 0, G_MININT64, &newest, error))
    return FALSE;

  if (oldest > newest)
    {
      next->kind = ZHIHUI_HISTORY_PURGE_NOTHING;
      return FALSE;
    }
  if (!find_cut (store, newest - limits->keep_s, &before, error))
    return FALSE;

  next->kind = ZHIHUI_HISTORY_PURGE_NOTHING;
  if (before > oldest)
    *next = (ZhihuiHistoryPurge){ ZHIHUI_HISTORY_PURGE_OLD, before };
  else if (!judge_size (store, limits, newest, next, error))
    {
      next->kind = ZHIHUI_HISTORY_PURGE_UNKNOWN;
      return FALSE;
    }
  if (next->kind == ZHIHUI_HISTORY_PURGE_OLDEST && next->before <= oldest)
    next->kind = ZHIHUI_HISTORY_PURGE_NOTHING;

  return next->kind != ZHIHUI_HISTORY_PURGE_NOTHING;
}

static gboolean
remove_moments (
  ZhihuiHistoryStore *store, const char *entries, const char *moments, gint64 at, GError **error)
{
  if (!zhihui_history_store_begin (store, error))
    return FALSE;
  if (zhihui_history_store_run (store, entries, &at, 1, error) &&
      zhihui_history_store_run (store, moments, &at, 1, error) &&
      zhihui_history_bodies_drop_idle (store, error))
    return zhihui_history_store_commit (store, error);

  zhihui_history_store_roll_back (store);
  return FALSE;
}

gboolean
zhihui_history_purge_step (ZhihuiHistoryStore       *store,
                           const ZhihuiHistoryPurge *next,
                           GError                  **error)
{
  switch (next->kind)
    {
    case ZHIHUI_HISTORY_PURGE_OLD:
    case ZHIHUI_HISTORY_PURGE_OLDEST:
      return remove_moments (store,
                             "DELETE FROM entry WHERE at < ?",
                             "DELETE FROM moment WHERE at < ?",
                             next->before,
                             error);
    case ZHIHUI_HISTORY_PURGE_CHANGES:
      return remove_moments (
        store,
        "DELETE FROM entry WHERE at IN (SELECT at FROM moment WHERE whole = 0 AND at < ?)",
        "DELETE FROM moment WHERE whole = 0 AND at < ?",
        next->before,
        error);
    case ZHIHUI_HISTORY_PURGE_PAGES:
      return zhihui_history_store_run (
        store, "PRAGMA incremental_vacuum(" STEP_PAGES ")", NULL, 0, error);
    case ZHIHUI_HISTORY_PURGE_UNKNOWN:
    case ZHIHUI_HISTORY_PURGE_NOTHING:
    default:
      return TRUE;
    }
}

gboolean
zhihui_history_purge_after (ZhihuiHistoryStore *store, gint64 at, GError **error)
{
  return remove_moments (
    store, "DELETE FROM entry WHERE at > ?", "DELETE FROM moment WHERE at > ?", at, error);
}

/* What does not fit is refused by SQLite before it is written. */
void
zhihui_history_purge_set_limit (ZhihuiHistoryStore *store, gint64 max_bytes)
{
  g_autofree char *pragma =
    g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT, MAX (max_bytes / 4096, 64));

  sqlite3_exec (store->db, pragma, NULL, NULL, NULL);
}
