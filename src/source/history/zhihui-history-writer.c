/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-writer.h"

#include <string.h>

#include "zhihui-history-bodies.h"
#include "zhihui-history-place.h"
#include "zhihui-history-purge.h"

#define NO_BODY 0
/* So far two clocks may differ and still agree on the day. */
#define SAME_DAY_S 86400

/* What was written last of one place. */
typedef struct
{
  ZhihuiHistoryPlace *place;   /* owned; its figures are held */
  ZhihuiBoardColumns *columns; /* owned, nullable: of a board's figures */
  char               *rows;    /* owned, nullable: digest of a board's rows */
  ZhihuiBoardBase     base;    /* of a board in the last whole moment; its columns are owned */
  gint64              id;      /* of the place */
  gint64              body;    /* NO_BODY: no figures */
  gint64              as_of;
  gboolean            is_failing;
} Last;

struct _ZhihuiHistoryWriter
{
  ZhihuiHistoryStore *store; /* owned */
  ZhihuiKeepFor       keep_for;
  ZhihuiHistoryLimits limits;
  GHashTable         *lasts; /* (element-type utf8 Last), owned: by the name of the place */
};

/**
 * zhihui_history_limits_fill:
 * @limits: (nullable): what is wanted
 *
 * Returns: the same with the defaults where nothing is wanted
 */
ZhihuiHistoryLimits
zhihui_history_limits_fill (const ZhihuiHistoryLimits *limits)
{
  ZhihuiHistoryLimits filled = limits != NULL ? *limits : (ZhihuiHistoryLimits){ 0 };

  if (filled.keep_s <= 0)
    filled.keep_s = 400 * 86400;
  if (filled.max_bytes <= 0)
    filled.max_bytes = G_GINT64_CONSTANT (2) << 30;
  if (filled.spacing_s == 0)
    filled.spacing_s = 600;

  return filled;
}

static void
last_free (gpointer data)
{
  Last *self = data;

  zhihui_history_place_unref_figures (self->place, self->place->figures);
  zhihui_history_place_free (self->place);
  zhihui_board_columns_free (self->columns);
  zhihui_board_columns_free (self->base.columns);
  g_free (self->rows);
  g_free (self);
}

/**
 * zhihui_history_writer_new:
 * @path: of the file; made when it is not there
 * @keep_for: for whose eyes
 * @limits: (nullable): how much is kept
 * @mode: one of the two for writing
 * @error: return location, as of zhihui_history_store_open()
 *
 * Returns: (transfer full): a writer, or %NULL with @error set
 */
ZhihuiHistoryWriter *
zhihui_history_writer_new (const char                *path,
                           ZhihuiKeepFor              keep_for,
                           const ZhihuiHistoryLimits *limits,
                           ZhihuiHistoryMode          mode,
                           GError                   **error)
{
  ZhihuiHistoryStore  *store = zhihui_history_store_open (path, mode, error);
  ZhihuiHistoryWriter *self;

  if (store == NULL)
    return NULL;

  self = g_new0 (ZhihuiHistoryWriter, 1);
  self->store = store;
  self->keep_for = keep_for;
  self->limits = zhihui_history_limits_fill (limits);
  self->lasts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, last_free);
  zhihui_history_purge_set_limit (store, self->limits.max_bytes);

  return self;
}

/**
 * zhihui_history_writer_free:
 * @self: (transfer full) (nullable): a writer
 */
void
zhihui_history_writer_free (ZhihuiHistoryWriter *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->lasts);
  zhihui_history_store_close (self->store);
  g_free (self);
}

/**
 * zhihui_history_writer_get_store:
 * @self: a writer
 *
 * Returns: (transfer none): its connection
 */
ZhihuiHistoryStore *
zhihui_history_writer_get_store (ZhihuiHistoryWriter *self)
{
  return self->store;
}

/* ---- what is known now, against what was written last ---- */

static Last *
ensure_last (ZhihuiHistoryWriter *self, ZhihuiHistoryPlace *place)
{
  Last *last = g_hash_table_lookup (self->lasts, place->name);

  if (last != NULL)
    return last;

  last = g_new0 (Last, 1);
  last->place = zhihui_history_place_parse (place->name);
  last->as_of = ZHIHUI_NO_INSTANT;
  g_hash_table_insert (self->lasts, last->place->name, last);
  return last;
}

/* Whether other units, or other n, k or ranks, stand on any board. Takes the columns of the new
 * ones. */
static gboolean
has_board_changed (ZhihuiHistoryWriter *self, GPtrArray *places)
{
  gboolean has_changed = FALSE;

  for (guint i = 0; i < places->len; i++)
    {
      ZhihuiHistoryPlace *place = places->pdata[i];
      Last               *last;
      char               *rows;

      if (place->kind != ZHIHUI_HISTORY_BOARD || place->figures == NULL)
        continue;
      last = ensure_last (self, place);
      if (last->columns != NULL && last->place->figures == place->figures)
        continue;

      zhihui_board_columns_free (last->columns);
      last->columns = zhihui_board_columns_new (place->figures);
      rows = zhihui_board_columns_digest_rows (last->columns);
      has_changed |= g_strcmp0 (rows, last->rows) != 0;
      g_free (last->rows);
      last->rows = rows;
    }

  return has_changed;
}

/* ---- writing ---- */

static gboolean
put_dataset (ZhihuiHistoryWriter *self, ZhihuiHistoryPlace *place, gint64 *body, GError **error)
{
  ZhihuiStamp     *stamp = zhihui_kept_form_copy (place->dataset, place->figures, self->keep_for);
  g_autofree char *text = NULL;

  *body = NO_BODY;
  if (stamp == NULL)
    return TRUE;

  /* Moment and revision stand in the entry: the same figures later are the same body. */
  stamp->as_of = 0;
  g_free (stamp->revision);
  stamp->revision = g_strdup ("");
  if (place->dataset == ZHIHUI_DATASET_META)
    {
      g_free (((ZhihuiMeta *) stamp)->revision);
      ((ZhihuiMeta *) stamp)->revision = g_strdup ("");
    }
  text = zhihui_kept_form_encode (place->dataset, stamp);
  zhihui_history_place_unref_figures (place, stamp);

  return zhihui_history_bodies_put (self->store, text, strlen (text), body, error);
}

static gboolean
put_body (ZhihuiHistoryWriter *self, ZhihuiHistoryPlace *place, gint64 *body, GError **error)
{
  Last *last = ensure_last (self, place);

  *body = NO_BODY;
  if (place->figures == NULL)
    return TRUE;
  if (last->place->figures == place->figures && last->body != NO_BODY)
    {
      *body = last->body;
      return TRUE;
    }

  switch (place->kind)
    {
    case ZHIHUI_HISTORY_BOARD:
      return zhihui_history_bodies_put_board (self->store, last->columns, &last->base, body, error);
    case ZHIHUI_HISTORY_BOUNDARY:
      return zhihui_history_bodies_put (self->store,
                                        g_bytes_get_data (place->figures, NULL),
                                        g_bytes_get_size (place->figures),
                                        body,
                                        error);
    case ZHIHUI_HISTORY_DATASET:
    default:
      return put_dataset (self, place, body, error);
    }
}

static gboolean
find_place (ZhihuiHistoryWriter *self, Last *last, GError **error)
{
  sqlite3_stmt *statement;
  gboolean      has_row;

  if (last->id != 0)
    return TRUE;

  statement = zhihui_history_store_prepare (
    self->store,
    "INSERT INTO place (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name = excluded.name "
    "RETURNING id",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, last->place->name, -1, SQLITE_TRANSIENT);
  if (!zhihui_history_store_step (self->store, statement, &has_row, error))
    return FALSE;
  last->id = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static void
bind_receipt (sqlite3_stmt *statement, const ZhihuiReceipt *receipt, gint64 now_us)
{
  if (receipt == NULL)
    return;

  if (receipt->holds_at != 0)
    sqlite3_bind_int64 (statement, 6, receipt->holds_at);
  if (receipt->received_us != 0)
    sqlite3_bind_int64 (statement, 7, MAX (now_us - receipt->received_us, 0) / G_USEC_PER_SEC);
  if (receipt->failing_us != 0)
    sqlite3_bind_int64 (statement, 8, MAX (now_us - receipt->failing_us, 0) / G_USEC_PER_SEC);
  sqlite3_bind_int64 (statement, 9, receipt->period_s);
  sqlite3_bind_int64 (statement, 10, receipt->http_status);
}

/* A moment of a second. */
typedef struct
{
  gint64   at;
  gint64   now_us;
  gboolean is_whole;
} Moment;

static gboolean
insert_entry (ZhihuiHistoryWriter *self,
              ZhihuiHistoryPlace  *place,
              const Moment        *moment,
              const Last          *now,
              GError             **error)
{
  const gint64  key[] = { moment->at, now->id };
  const char   *revision = "";
  sqlite3_stmt *statement;
  gboolean      has_row;

  if (!zhihui_history_store_run (
        self->store, "DELETE FROM entry WHERE at = ? AND place = ?", key, 2, error))
    return FALSE;
  statement = zhihui_history_store_prepare (
    self->store, "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;

  if (place->figures != NULL)
    zhihui_history_place_get_as_of (place, &revision);
  sqlite3_bind_int64 (statement, 1, moment->at);
  sqlite3_bind_int64 (statement, 2, now->id);
  if (now->body != NO_BODY)
    sqlite3_bind_int64 (statement, 3, now->body);
  if (now->as_of != ZHIHUI_NO_INSTANT)
    sqlite3_bind_int64 (statement, 4, now->as_of);
  sqlite3_bind_text (statement, 5, revision, -1, SQLITE_TRANSIENT);
  bind_receipt (statement, place->receipt, moment->now_us);
  return zhihui_history_store_step (self->store, statement, &has_row, error);
}

/* What the next moments are compared with, and boards written against. */
static void
remember (Last *last, ZhihuiHistoryPlace *place, const Moment *moment, const Last *now)
{
  zhihui_history_place_unref_figures (last->place, last->place->figures);
  last->place->figures = zhihui_history_place_ref_figures (place, place->figures);
  last->body = now->body;
  last->as_of = now->as_of;
  last->is_failing = now->is_failing;
  if (!moment->is_whole || place->kind != ZHIHUI_HISTORY_BOARD || now->body == NO_BODY ||
      now->body == last->base.body)
    return;

  zhihui_board_columns_free (last->base.columns);
  last->base.columns = zhihui_board_columns_new (place->figures);
  last->base.body = now->body;
}

static gboolean
write_entry (ZhihuiHistoryWriter *self,
             ZhihuiHistoryPlace  *place,
             const Moment        *moment,
             GError             **error)
{
  Last       *last = ensure_last (self, place);
  Last        now = { .as_of = ZHIHUI_NO_INSTANT };
  const char *revision;

  if (!put_body (self, place, &now.body, error) || !find_place (self, last, error))
    return FALSE;

  now.id = last->id;
  now.is_failing = place->receipt != NULL && place->receipt->failing_us != 0;
  if (place->figures != NULL)
    now.as_of = zhihui_history_place_get_as_of (place, &revision);
  if (!moment->is_whole && now.body == last->body && now.as_of == last->as_of &&
      now.is_failing == last->is_failing)
    return TRUE;
  if (!insert_entry (self, place, moment, &now, error))
    return FALSE;

  remember (last, place, moment, &now);
  return TRUE;
}

static gboolean
write_moment (ZhihuiHistoryWriter *self, GPtrArray *places, const Moment *moment, GError **error)
{
  const gint64 values[] = { moment->at, moment->is_whole };

  if (!zhihui_history_store_run (self->store,
                                 "INSERT INTO moment VALUES (?, ?) ON CONFLICT (at) DO NOTHING",
                                 values,
                                 2,
                                 error))
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    if (!write_entry (self, places->pdata[i], moment, error))
      return FALSE;

  return TRUE;
}

/* ---- when ---- */

/* What a clock that ran ahead has written is not what was shown. */
static gboolean
settle_clock (ZhihuiHistoryWriter *self,
              ZhihuiSituation     *situation,
              gint64               at,
              gint64               real_now,
              gboolean            *is_back,
              GError             **error)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);
  gint64      newest;

  *is_back = FALSE;
  if (!zhihui_history_store_ask (
        self->store, "SELECT max(at) FROM moment", NULL, 0, G_MININT64, &newest, error))
    return FALSE;
  if (newest <= at)
    return TRUE;

  if (!(meta != NULL && meta->clock_simulated) && ABS (at - real_now) > SAME_DAY_S)
    {
      *is_back = TRUE;
      return TRUE;
    }

  g_hash_table_remove_all (self->lasts);
  return zhihui_history_purge_after (self->store, at, error);
}

static gboolean
is_whole_due (ZhihuiHistoryWriter *self, gint64 at, gboolean *is_due, GError **error)
{
  gint64 newest;

  if (!zhihui_history_store_ask (self->store,
                                 "SELECT max(at) FROM moment WHERE whole = 1",
                                 NULL,
                                 0,
                                 G_MININT64,
                                 &newest,
                                 error))
    return FALSE;

  *is_due =
    newest == G_MININT64 || newest / self->limits.spacing_s != at / (gint64) self->limits.spacing_s;
  return TRUE;
}

/**
 * zhihui_history_writer_append:
 * @self: a writer
 * @situation: what is known
 * @at: when: the platform's time
 * @now_us: the monotonic moment of @at
 * @real_now: this machine's clock, which decides where the platform's went back
 * @outcome: (out): what became of it
 * @error: return location
 *
 * Keeps everything in the first moment of each span of spacing_s, and in between what has changed
 * when a board has: another unit, n, k or rank on it. Blocks until it is on disk.
 *
 * Returns: FALSE with @error set when it could not be kept; then nothing of it is
 */
gboolean
zhihui_history_writer_append (ZhihuiHistoryWriter  *self,
                              ZhihuiSituation      *situation,
                              gint64                at,
                              gint64                now_us,
                              gint64                real_now,
                              ZhihuiHistoryOutcome *outcome,
                              GError              **error)
{
  g_autoptr (GPtrArray) places = zhihui_history_place_list (situation);
  Moment   moment = { .at = at, .now_us = now_us };
  gboolean has_changed, is_back;

  *outcome = ZHIHUI_HISTORY_NOTHING_NEW;
  if (!settle_clock (self, situation, at, real_now, &is_back, error) ||
      !is_whole_due (self, at, &moment.is_whole, error))
    return FALSE;
  if (is_back)
    {
      *outcome = ZHIHUI_HISTORY_CLOCK_BACK;
      return TRUE;
    }

  has_changed = has_board_changed (self, places);
  if (places->len == 0 || (!moment.is_whole && !has_changed))
    return TRUE;

  if (!zhihui_history_store_begin (self->store, error))
    return FALSE;
  if (!write_moment (self, places, &moment, error))
    {
      zhihui_history_store_roll_back (self->store);
      g_hash_table_remove_all (self->lasts);
      return FALSE;
    }
  if (!zhihui_history_store_commit (self->store, error))
    {
      g_hash_table_remove_all (self->lasts);
      return FALSE;
    }

  *outcome = moment.is_whole ? ZHIHUI_HISTORY_KEPT_WHOLE : ZHIHUI_HISTORY_KEPT_CHANGE;
  return TRUE;
}

/**
 * zhihui_history_writer_purge:
 * @self: a writer
 * @has_more: (out): whether there is more to remove
 * @error: return location
 *
 * Removes a little of what is too old or too much.
 *
 * Returns: FALSE with @error set when it failed
 */
gboolean
zhihui_history_writer_purge (ZhihuiHistoryWriter *self, gboolean *has_more, GError **error)
{
  ZhihuiHistoryPurge next;

  *has_more = zhihui_history_purge_judge (self->store, &self->limits, &next, error);
  if (next.kind == ZHIHUI_HISTORY_PURGE_UNKNOWN)
    return FALSE;

  return !*has_more || zhihui_history_purge_step (self->store, &next, error);
}
