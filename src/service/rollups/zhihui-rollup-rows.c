/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup-rows.h"

#include "zhihui-store-row.h"

#define RATING_COLUMNS "g.assignment_id, g.unit_id, g.rated_at, g.closed_at, g.level, g.valid"

ZhihuiRollupRows *
zhihui_rollup_rows_new (void)
{
  ZhihuiRollupRows *self = g_new0 (ZhihuiRollupRows, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_array_new (FALSE, FALSE, sizeof (ZhihuiAssignment));
  self->ratings = g_array_new (FALSE, FALSE, sizeof (ZhihuiRating));
  self->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
zhihui_rollup_rows_free (ZhihuiRollupRows *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->ids);
  g_array_unref (self->rows);
  g_array_unref (self->ratings);
  g_array_unref (self->firsts);
  g_free (self);
}

static gboolean
read_rows (ZhihuiRollupRows *self, ZhihuiStore *store, ZhihuiStatement *row, GError **error)
{
  ZhihuiStep step;

  g_array_set_size (self->ids, 0);
  g_array_set_size (self->rows, 0);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiAssignment one = { 0 };
      ZhihuiRound      round = { 0 };

      zhihui_store_read_assignment (row, &one, &round);
      one.is_rated = FALSE; /* the ratings say it */
      g_array_append_val (self->ids, round.id);
      g_array_append_val (self->rows, one);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (store), error);
}

/* In the order of the rows; ratings of others are passed over. */
static gboolean
read_ratings (ZhihuiRollupRows *self, ZhihuiStore *store, ZhihuiStatement *row, GError **error)
{
  ZhihuiStep step;
  guint      at = 0, first = 0;

  g_array_set_size (self->ratings, 0);
  g_array_set_size (self->firsts, 0);
  g_array_append_val (self->firsts, first);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      gint64       id = zhihui_statement_get_integer (row, 0);
      ZhihuiRating one = { 0 };

      for (; at < self->ids->len && g_array_index (self->ids, gint64, at) < id; at++)
        g_array_append_val (self->firsts, self->ratings->len);
      if (at == self->ids->len || g_array_index (self->ids, gint64, at) != id)
        continue;

      one.assignment = at;
      one.unit = (guint32) (zhihui_statement_get_integer (row, 1) - 1);
      one.rated_at = zhihui_statement_get_integer (row, 2);
      one.closed_at = zhihui_store_get_instant (row, 3);
      one.level = (guint8) zhihui_statement_get_integer (row, 4);
      one.is_valid = zhihui_statement_get_integer (row, 5) != 0;
      zhihui_assignment_note_rating (&g_array_index (self->rows, ZhihuiAssignment, at), &one);
      g_array_append_val (self->ratings, one);
    }
  for (; at < self->ids->len; at++)
    g_array_append_val (self->firsts, self->ratings->len);
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (store), error);
}

/**
 * zhihui_rollup_rows_read:
 * @from: first id
 * @to: id after the last
 * @limit: of rows
 */
gboolean
zhihui_rollup_rows_read (
  ZhihuiRollupRows *self, ZhihuiStore *store, gint64 from, gint64 to, guint limit, GError **error)
{
  static const char sql[] =
    "SELECT " ZHIHUI_STORE_ASSIGNMENT_COLUMNS " FROM assignment a WHERE a.id >= ?1 AND a.id < ?2"
    " ORDER BY a.id LIMIT ?3";
  static const char ratings_sql[] =
    "SELECT " RATING_COLUMNS " FROM rating g WHERE g.assignment_id >= ?1"
    " AND g.assignment_id <= ?2 ORDER BY g.assignment_id, g.id";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (row, 1, from);
  zhihui_statement_bind_integer (row, 2, to);
  zhihui_statement_bind_integer (row, 3, limit);
  if (!read_rows (self, store, row, error))
    return FALSE;

  row = zhihui_store_prepare (store, ratings_sql);
  if (self->ids->len > 0)
    {
      zhihui_statement_bind_integer (row, 1, g_array_index (self->ids, gint64, 0));
      zhihui_statement_bind_integer (row, 2, g_array_index (self->ids, gint64, self->ids->len - 1));
    }
  return read_ratings (self, store, row, error);
}

/* Work that adds something on a day was dispatched within so many days before it, or is rare. */
#define USUAL_DAYS 62
#define DAY_S 86400
/* So many are asked for one by one, each in all monthly parts of the table; more of them at once.
 */
#define MAX_RARE 400

#define ROWS_OF_DAY                                                                                \
  "SELECT " ZHIHUI_STORE_ASSIGNMENT_COLUMNS " FROM rollup_row r"                                   \
  " JOIN assignment a ON a.id = r.place - ?1 WHERE r.place >= ?1 AND r.place < ?2"

static void
bind_day (ZhihuiStatement *row, gint32 day)
{
  gint64 from = day * ZHIHUI_ROLLUP_DAY_PLACES;

  zhihui_statement_bind_integer (row, 1, from);
  zhihui_statement_bind_integer (row, 2, from + ZHIHUI_ROLLUP_DAY_PLACES);
}

/* Returns: (transfer full) (nullable): the ids that @day counts and @self has not, rising */
static GArray *
find_missing (ZhihuiRollupRows *self, ZhihuiStore *store, gint32 day, GError **error)
{
  static const char sql[] =
    "SELECT r.place - ?1 FROM rollup_row r WHERE r.place >= ?1 AND r.place < ?2 ORDER BY r.place";
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  guint            at = 0;
  ZhihuiStep       step;

  bind_day (row, day);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      gint64 id = zhihui_statement_get_integer (row, 0);

      if (at < self->ids->len && g_array_index (self->ids, gint64, at) == id)
        at++;
      else
        g_array_append_val (missing, id);
    }
  zhihui_statement_reset (row);
  if (step == ZHIHUI_STEP_DONE)
    return g_steal_pointer (&missing);

  zhihui_database_fail (zhihui_store_get_database (store), error);
  return NULL;
}

/* Puts the rows of @other, of other ids, where their ids belong. */
static void
merge_rows (ZhihuiRollupRows *self, const ZhihuiRollupRows *other)
{
  guint at = self->ids->len, from = other->ids->len, to = at + from;

  g_array_set_size (self->ids, to);
  g_array_set_size (self->rows, to);
  while (from > 0)
    {
      gboolean is_own = at > 0 && g_array_index (self->ids, gint64, at - 1) >
                                    g_array_index (other->ids, gint64, from - 1);
      const GArray *ids = is_own ? self->ids : other->ids;
      const GArray *rows = is_own ? self->rows : other->rows;
      guint         i = is_own ? --at : --from;

      to--;
      g_array_index (self->ids, gint64, to) = g_array_index (ids, gint64, i);
      g_array_index (self->rows, ZhihuiAssignment, to) = g_array_index (rows, ZhihuiAssignment, i);
    }
}

static gboolean
add_missing (ZhihuiRollupRows *self, ZhihuiStore *store, const GArray *missing, GError **error)
{
  static const char sql[] =
    "SELECT " ZHIHUI_STORE_ASSIGNMENT_COLUMNS " FROM assignment a WHERE a.id = ?1";
  g_autoptr (ZhihuiRollupRows) one = zhihui_rollup_rows_new ();
  g_autoptr (ZhihuiRollupRows) all = zhihui_rollup_rows_new ();

  for (guint i = 0; i < missing->len; i++)
    {
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, g_array_index (missing, gint64, i));
      if (!read_rows (one, store, row, error))
        return FALSE;
      g_array_append_vals (all->ids, one->ids->data, one->ids->len);
      g_array_append_vals (all->rows, one->rows->data, one->rows->len);
    }
  merge_rows (self, all);
  return TRUE;
}

/* The rows that @day counts. Most lie in few of the monthly parts of the table, and a server that
 * does not look into the others is many times faster. */
static gboolean
read_rows_of_day (ZhihuiRollupRows *self, ZhihuiStore *store, gint32 day, GError **error)
{
  static const char usual[] =
    ROWS_OF_DAY " AND a.dispatched_at >= ?3 AND a.dispatched_at < ?4 ORDER BY r.place";
  static const char all[] = ROWS_OF_DAY " ORDER BY r.place";
  g_autoptr (GArray) missing = NULL;
  ZhihuiStatement *row = zhihui_store_prepare (store, usual);

  bind_day (row, day);
  zhihui_statement_bind_integer (row, 3, (gint64) (day - USUAL_DAYS) * DAY_S);
  zhihui_statement_bind_integer (row, 4, (gint64) (day + 2) * DAY_S);
  if (!read_rows (self, store, row, error) ||
      (missing = find_missing (self, store, day, error)) == NULL)
    return FALSE;
  if (missing->len <= MAX_RARE)
    return add_missing (self, store, missing, error);

  row = zhihui_store_prepare (store, all);
  bind_day (row, day);
  return read_rows (self, store, row, error);
}

static gboolean
read_ratings_of_day (ZhihuiRollupRows *self, ZhihuiStore *store, gint32 day, GError **error)
{
  static const char sql[] =
    "SELECT " RATING_COLUMNS " FROM rollup_row r JOIN rating g ON g.assignment_id = r.place - ?1"
    " WHERE r.place >= ?1 AND r.place < ?2 ORDER BY r.place, g.id";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);

  bind_day (row, day);
  return read_ratings (self, store, row, error);
}

/**
 * zhihui_rollup_rows_read_day:
 *
 * Those that add anything on @day.
 */
gboolean
zhihui_rollup_rows_read_day (ZhihuiRollupRows *self, ZhihuiStore *store, gint32 day, GError **error)
{
  ZhihuiDatabase *db = zhihui_store_get_database (store);
  gboolean        done;

  if (!zhihui_database_join_by_index (db, TRUE, error))
    return FALSE;
  done =
    read_rows_of_day (self, store, day, error) && read_ratings_of_day (self, store, day, error);
  return zhihui_database_join_by_index (db, FALSE, done ? error : NULL) && done;
}

/**
 * zhihui_rollup_rows_read_returns:
 *
 * Those dispatched in [@from, @to) that the unit asked to return at @since or later; without their
 * ratings.
 */
gboolean
zhihui_rollup_rows_read_returns (
  ZhihuiRollupRows *self, ZhihuiStore *store, gint64 from, gint64 to, gint64 since, GError **error)
{
  static const char sql[] =
    "SELECT " ZHIHUI_STORE_ASSIGNMENT_COLUMNS " FROM assignment a WHERE a.return_req_at IS NOT NULL"
    " AND a.dispatched_at >= ?1 AND a.dispatched_at < ?2"
    " AND a.return_req_at >= ?3";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  guint            none = 0;

  zhihui_statement_bind_integer (row, 1, from);
  zhihui_statement_bind_integer (row, 2, to);
  zhihui_statement_bind_integer (row, 3, since);
  if (!read_rows (self, store, row, error))
    return FALSE;

  g_array_set_size (self->ratings, 0);
  g_array_set_size (self->firsts, 0);
  for (guint i = 0; i <= self->ids->len; i++)
    g_array_append_val (self->firsts, none);
  return TRUE;
}

/**
 * zhihui_rollup_rows_get:
 *
 * Returns: what it points to is gone with the next reading
 */
ZhihuiEngineRow
zhihui_rollup_rows_get (ZhihuiRollupRows *self, guint index)
{
  guint first = g_array_index (self->firsts, guint, index);

  return (ZhihuiEngineRow){
    .id = g_array_index (self->ids, gint64, index),
    .row = &g_array_index (self->rows, ZhihuiAssignment, index),
    .ratings = (const ZhihuiRating *) (gconstpointer) self->ratings->data + first,
    .n_ratings = g_array_index (self->firsts, guint, index + 1) - first,
  };
}
