/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-history-bodies.h"
#include "zhihui-history-place.h"
#include "zhihui-kept-form.h"

#define UNKNOWN G_MININT64
/* The monotonic clock counts from the machine's start: what was before it is below 0. */
#define LONG_AGO_US (G_MININT64 / 4)

struct _ZhihuiHistory
{
  ZhihuiHistoryStore *store; /* owned */
  guint               spacing_s;
};

/* One row of the table of entries. */
typedef struct
{
  gint64 at;
  char  *place;            /* owned: its name */
  gint64 body;             /* 0 none */
  gint64 as_of;            /* UNKNOWN */
  char  *revision;         /* owned */
  gint64 holds_at;         /* 0 never */
  gint64 age_s, failing_s; /* at @at; UNKNOWN never */
  gint64 period_s, status;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->place);
  g_free (self->revision);
  g_free (self);
}

/**
 * zhihui_history_open:
 * @path: of the file
 * @error: return location, as of zhihui_history_store_open()
 *
 * Returns: (transfer full): a history, or %NULL with @error set
 */
ZhihuiHistory *
zhihui_history_open (const char *path, GError **error)
{
  ZhihuiHistoryStore *store = zhihui_history_store_open (path, ZHIHUI_HISTORY_READ, error);
  ZhihuiHistory      *self;
  g_autofree char    *spacing = NULL;

  if (store == NULL)
    return NULL;

  self = g_new0 (ZhihuiHistory, 1);
  self->store = store;
  spacing = zhihui_history_store_dup_note (store, "spacing");
  self->spacing_s = spacing != NULL ? (guint) g_ascii_strtoull (spacing, NULL, 10) : 600;

  return self;
}

/**
 * zhihui_history_close:
 * @self: (transfer full) (nullable): a history
 */
void
zhihui_history_close (ZhihuiHistory *self)
{
  if (self == NULL)
    return;

  zhihui_history_store_close (self->store);
  g_free (self);
}

/**
 * zhihui_history_get_range:
 * @self: a history
 * @oldest: (out): first moment
 * @newest: (out): last moment; before @oldest when nothing is kept
 * @error: return location
 *
 * Returns: FALSE with @error set when it cannot be read
 */
gboolean
zhihui_history_get_range (ZhihuiHistory *self, gint64 *oldest, gint64 *newest, GError **error)
{
  return zhihui_history_store_ask (self->store,
                                   "SELECT min(at) FROM moment WHERE whole = 1",
                                   NULL,
                                   0,
                                   G_MAXINT64,
                                   oldest,
                                   error) &&
         zhihui_history_store_ask (
           self->store, "SELECT max(at) FROM moment", NULL, 0, G_MININT64, newest, error);
}

/**
 * zhihui_history_list_moments:
 * @self: a history
 * @from: first
 * @to: before it
 * @max: no more than these
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64): the moments at which something changed, in order
 */
GArray *
zhihui_history_list_moments (ZhihuiHistory *self, gint64 from, gint64 to, guint max, GError **error)
{
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = zhihui_history_store_prepare (
    self->store, "SELECT at FROM moment WHERE at >= ? AND at < ? ORDER BY at LIMIT ?", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, from);
  sqlite3_bind_int64 (statement, 2, to);
  sqlite3_bind_int64 (statement, 3, max);
  while (zhihui_history_store_step (self->store, statement, &has_row, error))
    {
      gint64 at;

      if (!has_row)
        return g_steal_pointer (&moments);
      at = sqlite3_column_int64 (statement, 0);
      g_array_append_val (moments, at);
    }

  return NULL;
}

/**
 * zhihui_history_dup_zone:
 * @self: a history
 *
 * Returns: (transfer full): the platform's zone
 */
ZhihuiZone *
zhihui_history_dup_zone (ZhihuiHistory *self)
{
  g_autofree char *name = zhihui_history_store_dup_note (self->store, "zone");
  ZhihuiZone      *zone = name != NULL ? zhihui_zone_new (name, NULL) : NULL;

  return zone != NULL ? zone : zhihui_zone_new_shanghai ();
}

/**
 * zhihui_history_describe_range:
 * @self: a history
 *
 * Returns: (transfer full): from when to when something is kept, for people
 */
char *
zhihui_history_describe_range (ZhihuiHistory *self)
{
  g_autoptr (ZhihuiZone) zone = zhihui_history_dup_zone (self);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gint64           oldest, newest;

  if (!zhihui_history_get_range (self, &oldest, &newest, NULL) || oldest > newest)
    return g_strdup (_ ("nothing is kept yet"));

  from = zhihui_zone_format_rfc3339 (zone, oldest);
  to = zhihui_zone_format_rfc3339 (zone, newest);
  return g_strdup_printf (_ ("kept is %s to %s"), from, to);
}

/* ---- a situation ---- */

static gint64
read_number (sqlite3_stmt *statement, int column, gint64 absent)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL
           ? absent
           : sqlite3_column_int64 (statement, column);
}

static Entry *
read_entry (sqlite3_stmt *statement)
{
  Entry      *self = g_new0 (Entry, 1);
  const char *revision = (const char *) sqlite3_column_text (statement, 4);

  self->at = sqlite3_column_int64 (statement, 0);
  self->place = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  self->body = read_number (statement, 2, 0);
  self->as_of = read_number (statement, 3, UNKNOWN);
  self->revision = g_strdup (revision != NULL ? revision : "");
  self->holds_at = read_number (statement, 5, 0);
  self->age_s = read_number (statement, 6, UNKNOWN);
  self->failing_s = read_number (statement, 7, UNKNOWN);
  self->period_s = read_number (statement, 8, 0);
  self->status = read_number (statement, 9, 0);

  return self;
}

/* The last entry of every place from the whole moment on. */
static GHashTable *
read_entries (ZhihuiHistory *self, gint64 whole, gint64 moment, GError **error)
{
  g_autoptr (GHashTable) entries =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  sqlite3_stmt *statement = zhihui_history_store_prepare (
    self->store,
    "SELECT at, name, body, as_of, revision, holds_at, age_s, failing_s, period_s, status "
    "FROM entry JOIN place ON place.id = entry.place WHERE at BETWEEN ? AND ? ORDER BY at",
    error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, whole);
  sqlite3_bind_int64 (statement, 2, moment);
  while (zhihui_history_store_step (self->store, statement, &has_row, error))
    {
      Entry *entry;

      if (!has_row)
        return g_steal_pointer (&entries);
      entry = read_entry (statement);
      g_hash_table_replace (entries, entry->place, entry);
    }

  return NULL;
}

static gpointer
read_board (ZhihuiHistory *self, const Entry *entry, GError **error)
{
  g_autoptr (ZhihuiBoardColumns) columns =
    zhihui_history_bodies_get_board (self->store, entry->body, error);
  ZhihuiRanking *board = columns != NULL ? zhihui_board_columns_make (columns, error) : NULL;

  if (board == NULL)
    return NULL;

  board->as_of = entry->as_of;
  g_free (board->revision);
  board->revision = g_strdup (entry->revision);
  return board;
}

static gpointer
read_dataset (ZhihuiHistory *self, ZhihuiDataset dataset, const Entry *entry, GError **error)
{
  g_autoptr (GBytes) body = zhihui_history_bodies_get (self->store, entry->body, error);
  ZhihuiStamp *stamp = body != NULL ? zhihui_kept_form_decode (dataset, body, error) : NULL;

  if (stamp == NULL)
    return NULL;

  stamp->as_of = entry->as_of;
  g_free (stamp->revision);
  stamp->revision = g_strdup (entry->revision);
  if (dataset == ZHIHUI_DATASET_META)
    {
      g_free (((ZhihuiMeta *) stamp)->revision);
      ((ZhihuiMeta *) stamp)->revision = g_strdup (entry->revision);
    }
  return stamp;
}

static gpointer
read_figures (ZhihuiHistory *self, ZhihuiHistoryPlace *place, const Entry *entry, GError **error)
{
  switch (place->kind)
    {
    case ZHIHUI_HISTORY_BOARD:
      return read_board (self, entry, error);
    case ZHIHUI_HISTORY_BOUNDARY:
      return zhihui_history_bodies_get (self->store, entry->body, error);
    case ZHIHUI_HISTORY_DATASET:
    default:
      return read_dataset (self, place->dataset, entry, error);
    }
}

/* What is asked for, and how it is to be judged. */
typedef struct
{
  gint64 at;
  gint64 now_us;
  double speed; /* platform seconds a real second */
} Asked;

/* A moment may lie before the machine's start, so below 0; 0 itself is never. */
static gint64
count_back (gint64 now_us, gint64 age_s)
{
  gint64 at_us = now_us - age_s * G_USEC_PER_SEC;

  return at_us != 0 ? at_us : -1;
}

/* Between two whole moments nothing tells that an answer came and was the same: what is kept is
 * read each spacing, not each period. */
static ZhihuiReceipt
make_receipt (ZhihuiHistory *self, const Entry *entry, const Asked *asked)
{
  gint64 since_us =
    (gint64) ((double) (asked->at - entry->at) / asked->speed * (double) G_USEC_PER_SEC);
  ZhihuiReceipt receipt = {
    .period_s = MAX ((guint) entry->period_s, (guint) (self->spacing_s / asked->speed)),
    .http_status = (int) entry->status,
    .refused = entry->status == 401 || entry->status == 403,
    .has_data = entry->body != 0,
    .holds_at = entry->holds_at,
  };

  if (entry->age_s != UNKNOWN)
    receipt.received_us = count_back (asked->now_us - since_us, entry->age_s);
  if (entry->failing_s != UNKNOWN)
    receipt.failing_us = count_back (asked->now_us - since_us, entry->failing_s);
  receipt.n_failures = receipt.failing_us != 0;

  return receipt;
}

static gboolean
put_entry (ZhihuiHistory          *self,
           const Entry            *entry,
           const Asked            *asked,
           ZhihuiSituationBuilder *builder,
           GError                **error)
{
  g_autoptr (ZhihuiHistoryPlace) place = zhihui_history_place_parse (entry->place);
  ZhihuiReceipt receipt = make_receipt (self, entry, asked);
  gpointer      figures = NULL;

  if (place == NULL)
    return TRUE;
  if (entry->body != 0)
    {
      figures = read_figures (self, place, entry, error);
      if (figures == NULL)
        {
          g_prefix_error (error, "%s, %s: ", self->store->path, entry->place);
          return FALSE;
        }
    }

  zhihui_history_place_put (place, builder, figures, &receipt);
  zhihui_history_place_unref_figures (place, figures);
  return TRUE;
}

static double
find_speed (ZhihuiHistory *self, GHashTable *entries)
{
  const Entry *entry = g_hash_table_lookup (entries, "meta");
  ZhihuiMeta  *meta = entry != NULL && entry->body != 0
                        ? read_dataset (self, ZHIHUI_DATASET_META, entry, NULL)
                        : NULL;
  double       speed = meta != NULL && meta->clock_speed > 0.0 ? meta->clock_speed : 1.0;

  zhihui_meta_unref (meta);
  return speed;
}

/* The moment that shows how it was at @at, and the whole one it builds on. */
static gboolean
find_moment (ZhihuiHistory *self, gint64 at, gint64 *whole, gint64 *moment, GError **error)
{
  g_autofree char *range = NULL;
  g_autofree char *asked = NULL;
  g_autoptr (ZhihuiZone) zone = NULL;

  if (!zhihui_history_store_ask (
        self->store, "SELECT max(at) FROM moment WHERE at <= ?", &at, 1, UNKNOWN, moment, error) ||
      !zhihui_history_store_ask (self->store,
                                 "SELECT max(at) FROM moment WHERE whole = 1 AND at <= ?",
                                 &at,
                                 1,
                                 UNKNOWN,
                                 whole,
                                 error))
    return FALSE;
  if (*whole != UNKNOWN)
    return TRUE;

  zone = zhihui_history_dup_zone (self);
  asked = zhihui_zone_format_rfc3339 (zone, at);
  range = zhihui_history_describe_range (self);
  g_set_error (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("Of %s nothing is kept: %s"), asked, range);
  return FALSE;
}

/**
 * zhihui_history_load:
 * @self: a history
 * @at: when
 * @now_us: monotonic moment that stands for @at: by it ages are told
 * @moment: (out) (nullable): when what is returned was kept, @at or before
 * @error: return location; %ZHIHUI_ERROR_NOT_FOUND: nothing is kept of that time, and the message
 * says of which there is
 *
 * The situation as it was shown at @at, from the last moment kept until then. How fresh it was is
 * told by its receipts; where nothing was kept for long it is late, then stale.
 *
 * Returns: (transfer full): the situation, or %NULL with @error set
 */
ZhihuiSituation *
zhihui_history_load (ZhihuiHistory *self, gint64 at, gint64 now_us, gint64 *moment, GError **error)
{
  g_autoptr (GHashTable) entries = NULL;
  g_autofree char        *name = NULL;
  ZhihuiSituationBuilder *builder;
  GHashTableIter          iter;
  gpointer                entry;
  Asked                   asked = { .at = at, .now_us = now_us };
  gint64                  whole, found;

  if (!find_moment (self, at, &whole, &found, error))
    return NULL;
  entries = read_entries (self, whole, found, error);
  if (entries == NULL)
    return NULL;

  asked.speed = find_speed (self, entries);
  builder = zhihui_situation_builder_new (NULL);
  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (!put_entry (self, entry, &asked, builder, error))
      {
        zhihui_situation_builder_free (builder);
        return NULL;
      }

  zhihui_situation_builder_set_clock (builder, at, now_us);
  zhihui_situation_builder_set_started (builder, LONG_AGO_US);
  zhihui_situation_builder_set_past (builder, TRUE);
  name = zhihui_history_store_dup_note (self->store, "name");
  zhihui_situation_builder_set_source_name (builder, name != NULL ? name : "");
  if (moment != NULL)
    *moment = found;

  return zhihui_situation_builder_finish (builder);
}

/* ---- in a worker ---- */

typedef struct
{
  char  *path; /* owned */
  gint64 at;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->path);
  g_free (self);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job    *job = task_data;
  GError *error = NULL;
  g_autoptr (ZhihuiHistory) history = zhihui_history_open (job->path, &error);
  ZhihuiSituation *situation = NULL;

  if (history != NULL)
    situation = zhihui_history_load (history, job->at, g_get_monotonic_time (), NULL, &error);

  if (situation == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, situation, (GDestroyNotify) zhihui_situation_unref);
}

/**
 * zhihui_history_load_async:
 * @path: of the file
 * @at: when
 * @cancellable: (nullable): ends it
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * As zhihui_history_load(), in a worker with a connection of its own: how it was yesterday at this
 * moment, beside what is shown now.
 */
void
zhihui_history_load_async (const char         *path,
                           gint64              at,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->at = at;
  g_task_set_source_tag (task, zhihui_history_load_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * zhihui_history_load_finish:
 * @result: given to the callback
 * @error: return location
 *
 * Returns: (transfer full): the situation, or %NULL with @error set
 */
ZhihuiSituation *
zhihui_history_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
