/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup-sum.h"

#include "zhihui-rollup-rows.h"

/* The cells of one day, or of one month. Of a day those of units alone are kept: regions and months
 * are summed when it is taken. */
typedef struct
{
  gint64      period;
  GHashTable *cells; /* (element-type ZhihuiRollupCell), a set by key */
  GArray     *rows;  /* (element-type gint64): ids of the rows that it counts, negative: no more */
} Period;

struct _ZhihuiRollupSum
{
  const ZhihuiRollupPlaces *places; /* not owned */
  ZhihuiZone               *zone;   /* owned */
  GHashTable               *days;   /* (element-type Period), by period */
  GHashTable               *months; /* likewise */
  Period                   *last;   /* not owned: the day asked for last, or NULL */
  guint                     n_cells;
  gint64                    n_places;

  /* The row that is being added. */
  int    sign;
  gint64 id;
};

static guint
hash_key (gconstpointer key)
{
  guint64 x = *(const guint64 *) key;

  return (guint) ((x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static void
free_period (gpointer period)
{
  Period *self = period;

  g_hash_table_unref (self->cells);
  g_array_unref (self->rows);
  g_free (self);
}

static void
free_cell (gpointer cell)
{
  g_slice_free (ZhihuiRollupCell, cell);
}

ZhihuiRollupSum *
zhihui_rollup_sum_new (const ZhihuiRollupPlaces *places, ZhihuiZone *zone)
{
  ZhihuiRollupSum *self = g_new0 (ZhihuiRollupSum, 1);

  self->places = places;
  self->zone = zhihui_zone_ref (zone);
  self->days = g_hash_table_new_full (hash_key, g_int64_equal, NULL, free_period);
  self->months = g_hash_table_new_full (hash_key, g_int64_equal, NULL, free_period);
  return self;
}

void
zhihui_rollup_sum_free (ZhihuiRollupSum *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->days);
  g_hash_table_unref (self->months);
  zhihui_zone_unref (self->zone);
  g_free (self);
}

guint
zhihui_rollup_sum_get_n_cells (ZhihuiRollupSum *self)
{
  return self->n_cells;
}

gint64
zhihui_rollup_sum_get_n_places (ZhihuiRollupSum *self)
{
  return self->n_places;
}

gint32
zhihui_rollup_sum_get_day (ZhihuiRollupSum *self, gint64 instant)
{
  return zhihui_zone_day_of (self->zone, instant);
}

static Period *
find_period (GHashTable *periods, gint64 number)
{
  Period *period = g_hash_table_lookup (periods, &number);

  if (period != NULL)
    return period;

  period = g_new0 (Period, 1);
  period->period = number;
  period->cells = g_hash_table_new_full (hash_key, g_int64_equal, free_cell, NULL);
  period->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_insert (periods, &period->period, period);
  return period;
}

static ZhihuiRollupCell *
find_cell (GHashTable *cells, gint64 key)
{
  ZhihuiRollupCell *cell = g_hash_table_lookup (cells, &key);

  if (cell != NULL)
    return cell;

  cell = g_slice_new0 (ZhihuiRollupCell);
  cell->key = key;
  g_hash_table_add (cells, cell);
  return cell;
}

static void
add_part (const ZhihuiRollupSeries *series,
          guint32                   unit,
          const ZhihuiPart         *part,
          gpointer                  user_data)
{
  ZhihuiRollupSum  *self = user_data;
  gint64            day = zhihui_zone_day_of (self->zone, part->at);
  gint64            mark = self->sign * self->id;
  GArray           *rows;
  ZhihuiRollupCell *cell;
  guint             before;

  if (unit >= self->places->n_units)
    return;

  if (self->last == NULL || self->last->period != day)
    self->last = find_period (self->days, day);
  rows = self->last->rows;
  if (rows->len == 0 || g_array_index (rows, gint64, rows->len - 1) != mark)
    g_array_append_val (rows, mark);

  before = g_hash_table_size (self->last->cells);
  cell = find_cell (self->last->cells, zhihui_rollup_key (day, 0, unit + 1));
  self->n_cells += g_hash_table_size (self->last->cells) - before;
  zhihui_rollup_cell_add (cell, series, &part->sum, self->sign);
}

void
zhihui_rollup_sum_add_row (ZhihuiRollupSum *self, const ZhihuiEngineRow *row, int sign)
{
  self->sign = sign;
  self->id = row->id;
  zhihui_rollup_visit_parts (row, add_part, self);
}

static void
add_cell (ZhihuiRollupCell *to, const ZhihuiRollupCell *from)
{
  for (guint i = 0; i < ZHIHUI_ROLLUP_N_COLUMNS; i++)
    to->values[i] += from->values[i];
}

static gboolean
is_empty (const ZhihuiRollupCell *cell)
{
  gint32 any = 0;

  for (guint i = 0; i < ZHIHUI_ROLLUP_N_COLUMNS; i++)
    any |= cell->values[i];
  return any == 0;
}

/* Its units' cells into those of their regions. */
static void
sum_regions (ZhihuiRollupSum *self, Period *day)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       one;

  g_hash_table_iter_init (&iter, day->cells);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    g_ptr_array_add (units, one);

  for (guint i = 0; i < units->len; i++)
    {
      const ZhihuiRollupCell *cell = units->pdata[i];
      guint32                 unit = zhihui_rollup_key_get_subject (cell->key) - 1;

      for (guint level = 1; level < ZHIHUI_ROLLUP_N_LEVELS; level++)
        {
          guint32 subject = self->places->units[unit].subjects[level];

          if (subject != 0)
            add_cell (find_cell (day->cells, zhihui_rollup_key (day->period, level, subject)),
                      cell);
        }
    }
}

static void
sum_month (ZhihuiRollupSum *self, Period *day)
{
  int            year, month, mday;
  gint64         number;
  Period        *period;
  GHashTableIter iter;
  gpointer       one;

  zhihui_day_to_ymd ((gint32) day->period, &year, &month, &mday);
  number = year * 12 + month - 1;
  period = find_period (self->months, number);
  g_hash_table_iter_init (&iter, day->cells);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    {
      const ZhihuiRollupCell *cell = one;
      gint64                  place = cell->key - zhihui_rollup_key (day->period, 0, 0);

      add_cell (find_cell (period->cells, zhihui_rollup_key (number, 0, 0) + place), cell);
    }
}

#define NAME(column) ", " #column
#define ADD_DAY(column) ", " #column " = rollup_day." #column " + excluded." #column
#define ADD_MONTH(column) ", " #column " = rollup_month." #column " + excluded." #column
#define PARAMETERS                                                                                 \
  "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,"     \
  " ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29"

static gboolean
write_cell (const ZhihuiRollupCell *cell, gboolean is_month, ZhihuiStore *store, GError **error)
{
  static const char day_sql[] = "INSERT INTO rollup_day (cell, volume_n" ZHIHUI_ROLLUP_EACH_COLUMN (
    NAME) ") VALUES (" PARAMETERS
          ") ON CONFLICT (cell) DO UPDATE SET volume_n = rollup_day.volume_n + "
          "excluded.volume_n" ZHIHUI_ROLLUP_EACH_COLUMN (ADD_DAY);
  static const char month_sql[] =
    "INSERT INTO rollup_month (cell, volume_n" ZHIHUI_ROLLUP_EACH_COLUMN (
      NAME) ") VALUES (" PARAMETERS
            ") ON CONFLICT (cell) DO UPDATE SET volume_n = rollup_month.volume_n + "
            "excluded.volume_n" ZHIHUI_ROLLUP_EACH_COLUMN (ADD_MONTH);
  ZhihuiStatement *row =
    is_month ? zhihui_store_prepare (store, month_sql) : zhihui_store_prepare (store, day_sql);

  zhihui_statement_bind_integer (row, 1, cell->key);
  for (guint i = 0; i < ZHIHUI_ROLLUP_N_COLUMNS; i++)
    zhihui_statement_bind_integer (row, i + 2, cell->values[i]);
  return zhihui_statement_finish (row, error);
}

static gboolean
write_place (gint64 place, int sign, ZhihuiStore *store, GError **error)
{
  static const char add_sql[] =
    "INSERT INTO rollup_row (place) VALUES (?1) ON CONFLICT (place) DO NOTHING";
  static const char drop_sql[] = "DELETE FROM rollup_row WHERE place = ?1";
  ZhihuiStatement  *row =
    sign > 0 ? zhihui_store_prepare (store, add_sql) : zhihui_store_prepare (store, drop_sql);

  zhihui_statement_bind_integer (row, 1, place);
  return zhihui_statement_finish (row, error);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  gint64 x = **(const gint64 *const *) a, y = **(const gint64 *const *) b;

  return (x > y) - (x < y);
}

static gboolean
take_cells (Period *period, gboolean is_month, ZhihuiStore *store, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       one;

  g_hash_table_iter_init (&iter, period->cells);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    if (!is_empty (one))
      g_ptr_array_add (cells, one);
  g_ptr_array_sort (cells, compare_keys);
  for (guint i = 0; i < cells->len; i++)
    if (!write_cell (cells->pdata[i], is_month, store, error))
      return FALSE;
  return TRUE;
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  gint64 x = ABS (*(const gint64 *) a), y = ABS (*(const gint64 *) b);

  return (x > y) - (x < y);
}

/* Marks of one row that come and go leave it where it was. */
static gboolean
take_places (ZhihuiRollupSum *self, Period *day, ZhihuiStore *store, GError **error)
{
  const gint64 *marks = (const gint64 *) (gconstpointer) day->rows->data;
  gint64        base = day->period * ZHIHUI_ROLLUP_DAY_PLACES;
  guint         i = 0;

  g_array_sort (day->rows, compare_marks);
  while (i < day->rows->len)
    {
      gint64   id = ABS (marks[i]);
      gboolean leaves = FALSE, comes = FALSE;

      for (; i < day->rows->len && ABS (marks[i]) == id; i++)
        {
          leaves |= marks[i] < 0;
          comes |= marks[i] > 0;
        }
      if (leaves == comes)
        continue;
      self->n_places++;
      if (!write_place (base + id, comes ? 1 : -1, store, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
list_periods (GHashTable *periods, gint64 until)
{
  GPtrArray     *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       one;

  g_hash_table_iter_init (&iter, periods);
  while (g_hash_table_iter_next (&iter, NULL, &one))
    if (((const Period *) one)->period < until)
      g_ptr_array_add (list, one);
  g_ptr_array_sort (list, compare_keys); /* a period begins with its number */
  return list;
}

/**
 * zhihui_rollup_sum_write_until:
 * @day: the first that stays, with its month; %G_MAXINT64: none does
 *
 * Adds the cells of the days before @day to the tables in the order of their keys, and forgets
 * them. The caller holds the transaction.
 */
gboolean
zhihui_rollup_sum_write_until (ZhihuiRollupSum *self,
                               ZhihuiStore     *store,
                               gint64           day,
                               GError         **error)
{
  g_autoptr (GPtrArray) days = list_periods (self->days, day);
  g_autoptr (GPtrArray) months = NULL;
  gint64 until = G_MAXINT64;
  int    year, month, mday;

  self->last = NULL;
  for (guint i = 0; i < days->len; i++)
    {
      Period *one = days->pdata[i];

      self->n_cells -= g_hash_table_size (one->cells);
      sum_regions (self, one);
      sum_month (self, one);
      if (!take_cells (one, FALSE, store, error) || !take_places (self, one, store, error))
        return FALSE;
      g_hash_table_remove (self->days, &one->period);
    }

  if (day != G_MAXINT64)
    {
      zhihui_day_to_ymd ((gint32) day, &year, &month, &mday);
      until = year * 12 + month - 1;
    }
  months = list_periods (self->months, until);
  for (guint i = 0; i < months->len; i++)
    {
      Period *one = months->pdata[i];

      if (!take_cells (one, TRUE, store, error))
        return FALSE;
      g_hash_table_remove (self->months, &one->period);
    }
  return TRUE;
}
