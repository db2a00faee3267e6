/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clickhouse-row.h"

/* Earlier than any date that can be written: stands for "is in no window". */
#define NEVER G_GINT64_CONSTANT (-99999999999)

/* What is kept of a metric, besides the time by which it belongs to a window. */
typedef enum
{
  PART = 1 << 0,  /* numerator */
  WHOLE = 1 << 1, /* denominator, where it is not 1 for every row */
  EXTRA = 1 << 2,
  SINCE = 1 << 3, /* the numerator counts in windows that end after this */
} Kept;

static const guint8 kept[ZHIHUI_N_METRICS] = {
  [ZHIHUI_METRIC_RETURN_RATE] = PART | EXTRA | SINCE,
  [ZHIHUI_METRIC_SATISFIED_RATE] = PART | EXTRA,
  [ZHIHUI_METRIC_TIME_CUT] = PART | WHOLE,
};

static guint
get_kept (ZhihuiMetric metric)
{
  if (kept[metric] != 0)
    return kept[metric];
  return zhihui_metric_get_traits (metric)->is_count ? 0 : PART;
}

/* On time is what is not overdue; direct answers are cases that no unit had. */
static gboolean
is_stored (ZhihuiMetric metric)
{
  return metric != ZHIHUI_METRIC_ON_TIME_RATE && metric != ZHIHUI_METRIC_DIRECT_RATE;
}

static char *
make_list (const char *head, const char *wide, const char *narrow)
{
  GString *list = g_string_new (head);

  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    {
      const char *id = zhihui_metric_get_traits (metric)->id;
      guint       what = get_kept (metric);

      if (!is_stored (metric))
        continue;
      g_string_append_printf (list, ", %s_at%s", id, wide);
      if (what & PART)
        g_string_append_printf (list, ", %s_k%s", id, narrow);
      if (what & WHOLE)
        g_string_append_printf (list, ", %s_n%s", id, narrow);
      if (what & EXTRA)
        g_string_append_printf (list, ", %s_x%s", id, narrow);
      if (what & SINCE)
        g_string_append_printf (list, ", %s_since%s", id, wide);
    }
  return g_string_free (list, FALSE);
}

char *
zhihui_clickhouse_row_make_definitions (void)
{
  return make_list ("unit UInt32, id UInt64, part UInt8", " Int64", " Int32");
}

char *
zhihui_clickhouse_row_make_columns (void)
{
  return make_list ("unit, id, part", "", "");
}

static gint64
as_instant (gint64 at)
{
  return at != ZHIHUI_NO_INSTANT ? at : NEVER;
}

static void
append_part (GString *line, ZhihuiMetric metric, const ZhihuiPart *part)
{
  static const ZhihuiPart none = { ZHIHUI_NO_INSTANT, ZHIHUI_NO_INSTANT, { 0, 0, 0 } };
  const ZhihuiPart       *one = part != NULL ? part : &none;
  guint                   what = get_kept (metric);
  const gint64 values[] = { one->sum.k, one->sum.n, one->sum.extra, as_instant (one->since) };

  g_string_append_printf (line, "\t%" G_GINT64_FORMAT, as_instant (one->at));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (what & (1u << i))
      g_string_append_printf (line, "\t%" G_GINT64_FORMAT, values[i]);
}

/* @row: or NULL, where only the rating counts; @rated: or NULL. */
static char *
make_line (
  guint32 unit, gint64 id, guint number, const ZhihuiAssignment *row, const ZhihuiPart *rated)
{
  GString *line = g_string_sized_new (256);

  g_string_append_printf (line, "%u\t%" G_GINT64_FORMAT "\t%u", unit, id, number);
  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    {
      ZhihuiPart part;

      if (!is_stored (metric))
        continue;
      if (metric == ZHIHUI_METRIC_SATISFIED_RATE)
        append_part (line, metric, rated);
      else if (row != NULL &&
               zhihui_tally_place (
                 metric, zhihui_metric_get_traits (metric)->basis, row, G_MAXINT64, &part))
        append_part (line, metric, &part);
      else
        append_part (line, metric, NULL);
    }
  return g_string_free (line, FALSE);
}

/**
 * zhihui_clickhouse_row_make_lines:
 *
 * Returns: (transfer full) (element-type utf8): all that is to be kept of @row, as it is now
 */
GPtrArray *
zhihui_clickhouse_row_make_lines (const ZhihuiEngineRow *row)
{
  GPtrArray       *lines = g_ptr_array_new_with_free_func (g_free);
  ZhihuiAssignment noted = *row->row;
  ZhihuiPart       first;
  gboolean         has_first = FALSE;
  guint            number = 1;

  noted.is_rated = FALSE; /* the ratings say it */
  for (gsize i = 0; i < row->n_ratings; i++)
    zhihui_assignment_note_rating (&noted, &row->ratings[i]);
  for (gsize i = 0; i < row->n_ratings; i++)
    {
      const ZhihuiRating *rating = &row->ratings[i];
      ZhihuiPart          part;

      if (!zhihui_tally_place_rating (ZHIHUI_BASIS_RATED, rating, row->row, G_MAXINT64, &part))
        continue;
      if (!has_first && rating->unit == row->row->unit)
        {
          first = part;
          has_first = TRUE;
        }
      else
        g_ptr_array_add (lines, make_line (rating->unit, row->id, number++, NULL, &part));
    }

  g_ptr_array_add (lines,
                   make_line (row->row->unit, row->id, 0, &noted, has_first ? &first : NULL));
  return lines;
}

/**
 * zhihui_clickhouse_row_make_question:
 * @end: zhihui_tally_get_end ()
 * @where: (nullable): a condition on the units
 *
 * Returns: (transfer full): SQL whose rows are unit, n, k, extra
 */
char *
zhihui_clickhouse_row_make_question (
  ZhihuiMetric metric, const char *table, gint64 from, gint64 end, const char *where)
{
  ZhihuiMetric stored = metric == ZHIHUI_METRIC_ON_TIME_RATE ? ZHIHUI_METRIC_OVERDUE_RATE : metric;
  const char  *id = zhihui_metric_get_traits (stored)->id;
  guint        what = get_kept (stored);
  g_autofree char *n =
    what & WHOLE ? g_strdup_printf ("sum(sign * %s_n)", id) : g_strdup ("sum(sign)");
  g_autofree char *since = what & SINCE
                             ? g_strdup_printf (" * (%s_since < %" G_GINT64_FORMAT ")", id, end)
                             : g_strdup ("");
  g_autofree char *k =
    what & PART ? g_strdup_printf ("sum(sign * %s_k%s)", id, since) : g_strdup ("0");
  g_autofree char *x =
    what & EXTRA ? g_strdup_printf ("sum(sign * %s_x%s)", id, since) : g_strdup ("0");
  g_autofree char *part =
    metric != stored ? g_strdup_printf ("%s - %s", n, k) : g_steal_pointer (&k);

  return g_strdup_printf ("SELECT unit, %s, %s, %s FROM %s WHERE %s_at >= %" G_GINT64_FORMAT
                          " AND %s_at < %" G_GINT64_FORMAT "%s%s GROUP BY unit"
                          " FORMAT TabSeparated",
                          n,
                          part,
                          x,
                          table,
                          id,
                          MAX (from, NEVER + 1),
                          id,
                          end,
                          where != NULL ? " AND " : "",
                          where != NULL ? where : "");
}
