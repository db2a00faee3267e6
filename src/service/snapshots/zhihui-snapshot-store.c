/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-snapshot.h"

#define HEAD_COLUMNS                                                                               \
  "period, revision, as_of, made_at, rule_version, provisional, has_year, figures_hash,"           \
  " data_hash, bulletin_hash, id"
#define ID_COLUMN 10

/* ---- writing ---- */

static gint64
write_head (ZhihuiStore *store, const ZhihuiSnapshot *self, GError **error)
{
  static const char sql[] =
    "INSERT INTO snapshot (period, revision, as_of, made_at, rule_version, provisional, has_year,"
    " figures_hash, data_hash, bulletin_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
    " RETURNING id";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_text (row, 1, self->period->text);
  zhihui_statement_bind_integer (row, 2, self->revision);
  zhihui_statement_bind_integer (row, 3, self->as_of);
  zhihui_statement_bind_integer (row, 4, self->made_at);
  zhihui_statement_bind_text (row, 5, self->rule_version);
  zhihui_statement_bind_integer (row, 6, self->provisional);
  zhihui_statement_bind_integer (row, 7, self->has_year);
  zhihui_statement_bind_text (row, 8, self->figures_hash);
  zhihui_statement_bind_text (row, 9, self->data_hash);
  zhihui_statement_bind_text (row, 10, self->bulletin_hash);
  return zhihui_statement_take_id (row, error);
}

static gboolean
write_units (
  ZhihuiStore *store, gint64 id, const char *kind, const GPtrArray *units, GError **error)
{
  static const char sql[] =
    "INSERT INTO snapshot_unit (snapshot_id, kind, position, code, name, short_name, peer, region,"
    " active) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

  for (guint i = 0; i < units->len; i++)
    {
      const ZhihuiUnit *unit = units->pdata[i];
      ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, id);
      zhihui_statement_bind_text (row, 2, kind);
      zhihui_statement_bind_integer (row, 3, i);
      zhihui_statement_bind_text (row, 4, unit->id);
      zhihui_statement_bind_text (row, 5, unit->name);
      zhihui_statement_bind_text (row, 6, unit->short_name);
      zhihui_statement_bind_text (row, 7, unit->peer);
      zhihui_statement_bind_text (row, 8, unit->region != NULL ? unit->region : "");
      zhihui_statement_bind_integer (row, 9, unit->active);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

static ZhihuiTally
get_tally (const GArray *tallies, guint index)
{
  return index < tallies->len ? g_array_index (tallies, ZhihuiTally, index) : (ZhihuiTally){ 0 };
}

static gboolean
write_figures (
  ZhihuiStore *store, gint64 id, const ZhihuiSnapshot *self, ZhihuiMetric metric, GError **error)
{
  static const char sql[] =
    "INSERT INTO snapshot_figure (snapshot_id, metric, position, n, k, extra, previous_n,"
    " previous_k, year_n, year_k) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
  const ZhihuiSnapshotFigures *figures = &self->figures[metric];

  for (guint i = 0; i < figures->now->len; i++)
    {
      const ZhihuiTally now = get_tally (figures->now, i);
      const ZhihuiTally before = get_tally (figures->before, i);
      const ZhihuiTally year = get_tally (figures->year, i);
      ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, id);
      zhihui_statement_bind_text (row, 2, zhihui_metric_get_traits (metric)->id);
      zhihui_statement_bind_integer (row, 3, i);
      zhihui_statement_bind_integer (row, 4, now.n);
      zhihui_statement_bind_integer (row, 5, now.k);
      zhihui_statement_bind_integer (row, 6, now.extra);
      zhihui_statement_bind_integer (row, 7, before.n);
      zhihui_statement_bind_integer (row, 8, before.k);
      zhihui_statement_bind_integer (row, 9, year.n);
      zhihui_statement_bind_integer (row, 10, year.k);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_boards (ZhihuiStore *store, gint64 id, const ZhihuiSnapshot *self, GError **error)
{
  static const char sql[] =
    "INSERT INTO snapshot_board (snapshot_id, position, metric, peer, n, k, extra, hash)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

  for (guint i = 0; i < self->boards->len; i++)
    {
      const ZhihuiSnapshotBoard *one = self->boards->pdata[i];
      ZhihuiStatement           *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, id);
      zhihui_statement_bind_integer (row, 2, i);
      zhihui_statement_bind_text (row, 3, zhihui_metric_get_traits (one->metric)->id);
      zhihui_statement_bind_text (row, 4, one->peer);
      zhihui_statement_bind_integer (row, 5, one->total.n);
      zhihui_statement_bind_integer (row, 6, one->total.k);
      zhihui_statement_bind_integer (row, 7, one->total.extra);
      zhihui_statement_bind_text (row, 8, one->hash);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_store_write_snapshot:
 * @snapshot: sealed
 *
 * Adds the snapshot as a revision of its own. The caller holds the transaction.
 */
gboolean
zhihui_store_write_snapshot (ZhihuiStore *store, const ZhihuiSnapshot *snapshot, GError **error)
{
  gint64 id = write_head (store, snapshot, error);

  if (id == 0 || !write_units (store, id, "unit", snapshot->units, error) ||
      !write_units (store, id, "region", snapshot->regions, error))
    return FALSE;

  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    if (!write_figures (store, id, snapshot, (ZhihuiMetric) metric, error))
      return FALSE;
  return write_boards (store, id, snapshot, error);
}

/* ---- reading ---- */

static ZhihuiSnapshot *
read_head (ZhihuiStatement *row, ZhihuiZone *zone)
{
  ZhihuiSnapshot *self = zhihui_snapshot_new ();

  self->revision = (guint) zhihui_statement_get_integer (row, 1);
  self->as_of = zhihui_statement_get_integer (row, 2);
  self->made_at = zhihui_statement_get_integer (row, 3);
  self->rule_version = g_strdup (zhihui_statement_get_text (row, 4));
  self->provisional = zhihui_statement_get_integer (row, 5) != 0;
  self->has_year = zhihui_statement_get_integer (row, 6) != 0;
  self->figures_hash = g_strdup (zhihui_statement_get_text (row, 7));
  self->data_hash = g_strdup (zhihui_statement_get_text (row, 8));
  self->bulletin_hash = g_strdup (zhihui_statement_get_text (row, 9));
  self->period = zhihui_period_parse (zhihui_statement_get_text (row, 0), self->as_of, zone, NULL);
  if (self->period == NULL)
    g_clear_pointer (&self, zhihui_snapshot_free);
  return self;
}

static gboolean
end_reading (ZhihuiStore *store, ZhihuiStatement *row, ZhihuiStep step, GError **error)
{
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (store), error);
}

static gboolean
read_units (ZhihuiStore *store, gint64 id, ZhihuiSnapshot *self, GError **error)
{
  static const char sql[] = "SELECT kind, code, name, short_name, peer, region, active"
                            " FROM snapshot_unit WHERE snapshot_id = ?1 ORDER BY kind, position";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  ZhihuiStep        step;

  zhihui_statement_bind_integer (row, 1, id);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      gboolean    is_unit = g_str_equal (zhihui_statement_get_text (row, 0), "unit");
      ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

      unit->id = g_strdup (zhihui_statement_get_text (row, 1));
      unit->name = g_strdup (zhihui_statement_get_text (row, 2));
      unit->short_name = g_strdup (zhihui_statement_get_text (row, 3));
      unit->peer = g_strdup (zhihui_statement_get_text (row, 4));
      unit->region = g_strdup (zhihui_statement_get_text (row, 5));
      unit->active = zhihui_statement_get_integer (row, 6) != 0;
      g_ptr_array_add (is_unit ? self->units : self->regions, unit);
    }
  return end_reading (store, row, step, error);
}

static gboolean
read_figures (ZhihuiStore *store, gint64 id, ZhihuiSnapshot *self, GError **error)
{
  static const char sql[] =
    "SELECT metric, n, k, extra, previous_n, previous_k, year_n, year_k FROM snapshot_figure"
    " WHERE snapshot_id = ?1 ORDER BY metric, position";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  ZhihuiStep       step;

  zhihui_statement_bind_integer (row, 1, id);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      const ZhihuiTally now = { .n = zhihui_statement_get_integer (row, 1),
                                .k = zhihui_statement_get_integer (row, 2),
                                .extra = zhihui_statement_get_integer (row, 3) };
      const ZhihuiTally before = { .n = zhihui_statement_get_integer (row, 4),
                                   .k = zhihui_statement_get_integer (row, 5) };
      const ZhihuiTally year = { .n = zhihui_statement_get_integer (row, 6),
                                 .k = zhihui_statement_get_integer (row, 7) };
      ZhihuiMetric      metric;

      if (!zhihui_metric_parse (zhihui_statement_get_text (row, 0), &metric))
        continue;
      g_array_append_val (self->figures[metric].now, now);
      g_array_append_val (self->figures[metric].before, before);
      g_array_append_val (self->figures[metric].year, year);
    }
  return end_reading (store, row, step, error);
}

static gboolean
read_boards (ZhihuiStore *store, gint64 id, ZhihuiSnapshot *self, GError **error)
{
  static const char sql[] = "SELECT metric, peer, n, k, extra, hash FROM snapshot_board"
                            " WHERE snapshot_id = ?1 ORDER BY position";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  ZhihuiStep        step;

  zhihui_statement_bind_integer (row, 1, id);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiSnapshotBoard *one = g_new0 (ZhihuiSnapshotBoard, 1);

      if (!zhihui_metric_parse (zhihui_statement_get_text (row, 0), &one->metric))
        {
          zhihui_snapshot_board_free (one);
          continue;
        }
      one->peer = g_strdup (zhihui_statement_get_text (row, 1));
      one->total.n = zhihui_statement_get_integer (row, 2);
      one->total.k = zhihui_statement_get_integer (row, 3);
      one->total.extra = zhihui_statement_get_integer (row, 4);
      one->hash = g_strdup (zhihui_statement_get_text (row, 5));
      g_ptr_array_add (self->boards, one);
    }
  return end_reading (store, row, step, error);
}

/* Of a metric that a snapshot of an older program does not know everything is 0. */
static void
fill_figures (ZhihuiSnapshot *self)
{
  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    {
      guint n = metric == ZHIHUI_METRIC_DIRECT_RATE ? self->regions->len + 1 : self->units->len;

      g_array_set_size (self->figures[metric].now, n);
      g_array_set_size (self->figures[metric].before, n);
      g_array_set_size (self->figures[metric].year, n);
    }
}

/**
 * zhihui_store_read_snapshot:
 * @period: a month, as 2020-07
 * @revision: 0 the newest
 *
 * Returns: (transfer full) (nullable): the snapshot; %NULL without an error when there is none
 */
ZhihuiSnapshot *
zhihui_store_read_snapshot (
  ZhihuiStore *store, ZhihuiZone *zone, const char *period, guint revision, GError **error)
{
  static const char sql[] = "SELECT " HEAD_COLUMNS " FROM snapshot WHERE period = ?1"
                            " AND (revision = ?2 OR ?2 = 0) ORDER BY revision DESC LIMIT 1";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  g_autoptr (ZhihuiSnapshot) self = NULL;
  gint64     id = 0;
  ZhihuiStep step;

  zhihui_statement_bind_text (row, 1, period);
  zhihui_statement_bind_integer (row, 2, revision);
  step = zhihui_statement_step (row);
  if (step == ZHIHUI_STEP_ROW)
    {
      self = read_head (row, zone);
      id = zhihui_statement_get_integer (row, ID_COLUMN);
      step = ZHIHUI_STEP_DONE;
    }
  if (!end_reading (store, row, step, error) || self == NULL)
    return NULL;

  if (!read_units (store, id, self, error) || !read_figures (store, id, self, error) ||
      !read_boards (store, id, self, error))
    return NULL;
  fill_figures (self);
  return g_steal_pointer (&self);
}

/**
 * zhihui_store_list_snapshots:
 * @period: (nullable): only of this month
 *
 * Returns: (transfer full) (element-type ZhihuiSnapshot): heads without figures, by period and
 *   revision; %NULL on error
 */
GPtrArray *
zhihui_store_list_snapshots (ZhihuiStore *store,
                             ZhihuiZone  *zone,
                             const char  *period,
                             GError     **error)
{
  static const char sql[] = "SELECT " HEAD_COLUMNS " FROM snapshot WHERE period = ?1 OR ?1 = ''"
                            " ORDER BY period, revision";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_snapshot_free);
  ZhihuiStep step;

  zhihui_statement_bind_text (row, 1, period != NULL ? period : "");
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiSnapshot *one = read_head (row, zone);

      if (one != NULL)
        g_ptr_array_add (list, one);
    }
  return end_reading (store, row, step, error) ? g_steal_pointer (&list) : NULL;
}

/* The newest revision of the month, 0 none, and what its figures were. */
static gboolean
find_newest (ZhihuiStore *store, const char *period, guint *revision, char **hash, GError **error)
{
  static const char sql[] = "SELECT revision, figures_hash FROM snapshot WHERE period = ?1"
                            " ORDER BY revision DESC LIMIT 1";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  ZhihuiStep        step;

  *revision = 0;
  g_clear_pointer (hash, g_free);
  zhihui_statement_bind_text (row, 1, period);
  step = zhihui_statement_step (row);
  if (step == ZHIHUI_STEP_ROW)
    {
      *revision = (guint) zhihui_statement_get_integer (row, 0);
      *hash = g_strdup (zhihui_statement_get_text (row, 1));
      step = ZHIHUI_STEP_DONE;
    }
  return end_reading (store, row, step, error);
}

/* FALSE without @error: another program froze it meanwhile. */
static gboolean
write_next (ZhihuiSnapshot *self, ZhihuiStore *store, GError **error)
{
  g_autofree char *hash = NULL;
  guint            newest;

  if (!zhihui_store_begin (store, error))
    return FALSE;
  if (find_newest (store, self->period->text, &newest, &hash, error) &&
      newest + 1 == self->revision && zhihui_store_write_snapshot (store, self, error) &&
      zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  return FALSE;
}

/**
 * zhihui_snapshot_settle:
 * @self: filled
 * @result: (out): what was done
 *
 * Writes it as the next revision of its month, unless the newest has the same figures. Its hashes
 * are made before anything is locked; another program may write the same month meanwhile.
 */
gboolean
zhihui_snapshot_settle (ZhihuiSnapshot  *self,
                        ZhihuiStore     *store,
                        const GPtrArray *peers,
                        ZhihuiZone      *zone,
                        const char      *region,
                        ZhihuiFreeze    *result,
                        GError         **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (GError) cause = NULL;
  guint newest;

  while (find_newest (store, self->period->text, &newest, &hash, &cause))
    {
      *result = hash == NULL                             ? ZHIHUI_FREEZE_MADE
                : g_str_equal (hash, self->figures_hash) ? ZHIHUI_FREEZE_SAME
                                                         : ZHIHUI_FREEZE_CHANGED;
      if (*result == ZHIHUI_FREEZE_SAME)
        return TRUE;

      self->revision = newest + 1;
      zhihui_snapshot_seal (self, peers, zone, region);
      if (write_next (self, store, &cause))
        return TRUE;
      if (cause != NULL)
        break;
    }
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
