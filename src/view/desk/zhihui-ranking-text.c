/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-text.h"

#include "zhihui-board-words.h"
#include "zhihui-csv.h"
#include "zhihui-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* In the order of the columns. */
static const guint slots[] = {
  ZHIHUI_BOARD_OVERDUE,   ZHIHUI_BOARD_VOLUME, ZHIHUI_BOARD_RETURN,
  ZHIHUI_BOARD_SATISFIED, ZHIHUI_SLOT_RATED,
};

static void
take_cell (GString *text, char *cell)
{
  zhihui_tabbed_append_text (text, cell);
  g_free (cell);
}

/* Of which days each figure is, by which time, and as of when. */
static void
append_periods (GString *text, GPtrArray *rows, ZhihuiZone *zone)
{
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      ZhihuiRanking            *ranking = zhihui_unit_row_find_ranking (rows, slots[i]);
      const ZhihuiMetricTraits *traits =
        zhihui_metric_get_traits (zhihui_slot_get_metric (slots[i]));
      g_autofree char *as_of = NULL;
      gint64           last;

      if (ranking == NULL)
        continue;
      last = MIN (ranking->window.to, ranking->as_of) - 1;
      as_of = zhihui_format_date_time (zone, ranking->as_of);
      zhihui_tabbed_append_text (text, _ (traits->title));
      take_cell (text, zhihui_zone_format_rfc3339 (zone, ranking->window.from));
      take_cell (text, zhihui_zone_format_rfc3339 (zone, last));
      zhihui_tabbed_append_text (text, zhihui_basis_get_words (ranking->basis));
      take_cell (text, g_strdup_printf (_ ("As of %s"), as_of));
      zhihui_tabbed_end_row (text);
    }
}

static void
append_titles (GString *text, GPtrArray *rows, ZhihuiBoard board)
{
  zhihui_tabbed_append_text (text, _ ("Rank"));
  zhihui_tabbed_append_text (text, C_ ("board column", "Rank change"));
  zhihui_tabbed_append_text (text, _ ("Unit"));
  zhihui_tabbed_append_text (text, _ ("Lower end of the interval"));
  zhihui_tabbed_append_text (text, _ ("Upper end of the interval"));
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      const ZhihuiMetricTraits *traits =
        zhihui_metric_get_traits (zhihui_slot_get_metric (slots[i]));

      if (zhihui_unit_row_find_ranking (rows, slots[i]) == NULL)
        continue;
      zhihui_tabbed_append_text (text, _ (traits->title));
      if (traits->is_count)
        continue;
      zhihui_tabbed_append_text (text, _ (traits->part_label));
      zhihui_tabbed_append_text (text, _ (traits->whole_label));
    }
  zhihui_tabbed_end_row (text);
}

static void
append_figure (GString *text, const ZhihuiScore *score, guint slot)
{
  gboolean is_count = zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->is_count;

  if (is_count)
    {
      take_cell (text,
                 score != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, score->n) : g_strdup ("—"));
      return;
    }
  take_cell (text, zhihui_board_words_write_value (score, slot));
  take_cell (text, score != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, score->k) : g_strdup (""));
  take_cell (text, score != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, score->n) : g_strdup (""));
}

static void
append_row (GString *text, GPtrArray *rows, guint index, ZhihuiBoard board, ZhihuiCompared compared)
{
  ZhihuiUnitRow     *row = rows->pdata[index];
  const ZhihuiScore *score = zhihui_unit_row_get_score (row, board);
  gboolean           is_ranked = score != NULL && score->rank > 0;
  gboolean           has_interval = is_ranked && isfinite (score->low);

  take_cell (text, is_ranked ? g_strdup_printf ("%u", score->rank) : g_strdup (_ ("unranked")));
  take_cell (text, zhihui_board_words_write_change (row, board, compared));
  zhihui_tabbed_append_text (text, zhihui_unit_row_get_unit (row)->name);
  take_cell (text, has_interval ? zhihui_format_percent (score->low, 2) : g_strdup (""));
  take_cell (text, has_interval ? zhihui_format_percent (score->high, 2) : g_strdup (""));
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    if (zhihui_unit_row_find_ranking (rows, slots[i]) != NULL)
      append_figure (text, zhihui_unit_row_get_score (row, slots[i]), slots[i]);
  zhihui_tabbed_end_row (text);
}

/* By what the units are ranked, and which of them. */
static void
append_order (GString *text, GPtrArray *rows, ZhihuiBoard board)
{
  static const char *const tiers[] = {
    NULL, N_ ("Third with the most cases"), N_ ("Middle third"), N_ ("Third with the fewest cases")
  };
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (zhihui_board_get_metric (board));
  ZhihuiRanking            *ranking = zhihui_unit_row_find_ranking (rows, board);

  zhihui_tabbed_append_text (text, _ ("Ranked by"));
  zhihui_tabbed_append_text (text, _ (traits->title));
  if (ranking != NULL && !traits->is_count)
    zhihui_tabbed_append_text (text,
                               ranking->order == ZHIHUI_ORDER_SHRUNK
                                 ? _ ("Fair to units with few cases")
                                 : _ ("By the exact rate"));
  if (ranking != NULL && ranking->tier > 0 && ranking->tier < G_N_ELEMENTS (tiers))
    zhihui_tabbed_append_text (text, _ (tiers[ranking->tier]));
  zhihui_tabbed_end_row (text);
}

/**
 * zhihui_ranking_text_write:
 * @rows: (element-type ZhihuiUnitRow): units
 * @board: of which ranks and intervals are
 * @compared: with what ranks are compared
 * @zone: of the deployment
 *
 * Returns: (transfer full): what a person takes to another program: of each figure the period, by
 * which time it counts and as of when; by what they are ranked; then a line of titles and one a
 * unit. Cells are parted by tabs, lines end with a line feed. Of no rows it is empty.
 */
char *
zhihui_ranking_text_write (GPtrArray     *rows,
                           ZhihuiBoard    board,
                           ZhihuiCompared compared,
                           ZhihuiZone    *zone)
{
  GString *text = g_string_new (NULL);

  if (rows->len == 0)
    return g_string_free (text, FALSE);

  append_periods (text, rows, zone);
  append_order (text, rows, board);
  append_titles (text, rows, board);
  for (guint i = 0; i < rows->len; i++)
    append_row (text, rows, i, board, compared);
  return g_string_free (text, FALSE);
}
