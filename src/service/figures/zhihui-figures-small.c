/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-figures.h"
#include "zhihui-region-code.h"

/* Fewer could point at a person. */
#define MIN_CELL 5

static gboolean
is_small (gint64 n)
{
  return n > 0 && n < MIN_CELL;
}

static ZhihuiChannel *
new_rest (void)
{
  ZhihuiChannel *rest = g_new0 (ZhihuiChannel, 1);

  rest->id = g_strdup (ZHIHUI_SMALL_ID);
  rest->label = g_strdup (_ ("Others"));
  return rest;
}

static void
join (ZhihuiChannel *rest, ZhihuiChannel *one)
{
  rest->n += one->n;
  rest->previous += MAX (one->previous, 0);
  zhihui_channel_free (one);
}

/**
 * zhihui_figures_join_small:
 * @topics: most first
 *
 * For a screen that everybody passes: topics of fewer than five cases become one item "other"; if
 * these are fewer than five together, the smallest of the others joins them, so that the sum less
 * what is told is no small number either. Nothing is told of fewer than five cases in all. A time
 * before with fewer than five is not given.
 */
void
zhihui_figures_join_small (ZhihuiChannels *topics)
{
  GPtrArray     *items = topics->items;
  ZhihuiChannel *rest = NULL;

  g_ptr_array_set_free_func (items, NULL);
  while (items->len > 0)
    {
      ZhihuiChannel *last = items->pdata[items->len - 1];

      if (last->n >= MIN_CELL && (rest == NULL || rest->n == 0 || rest->n >= MIN_CELL))
        break;
      if (rest == NULL)
        rest = new_rest ();
      join (rest, last);
      g_ptr_array_set_size (items, (int) items->len - 1);
    }
  g_ptr_array_set_free_func (items, (GDestroyNotify) zhihui_channel_free);

  if (rest != NULL && rest->n >= MIN_CELL)
    g_ptr_array_add (items, rest);
  else
    zhihui_channel_free (rest);

  topics->total = 0;
  for (guint i = 0; i < items->len; i++)
    {
      ZhihuiChannel *one = items->pdata[i];

      topics->total += one->n;
      if (is_small (one->previous))
        one->previous = -1;
    }
}

/* ---- places ---- */

/* Smallest first. */
static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const ZhihuiRegionFigure *one = *(ZhihuiRegionFigure *const *) a;
  const ZhihuiRegionFigure *other = *(ZhihuiRegionFigure *const *) b;

  return (one->n > other->n) - (one->n < other->n);
}

/* Those of few; then the next smallest, all that are alike at once, until what is hidden is no
 * small number together and is not all alike. Which are hidden depends on nothing but how large
 * they are, so whoever knows the sum, the rest and this rule still could exchange any two of them:
 * as they are not all alike, none of them has but one value. */
static gint64
withhold_least (GPtrArray *cells)
{
  gint64 sum = 0, first = 0;
  guint  i = 0;

  g_ptr_array_sort (cells, compare_cells);
  for (; i < cells->len; i++)
    {
      ZhihuiRegionFigure *cell = cells->pdata[i];
      gint64              before = i > 0 ? ((ZhihuiRegionFigure *) cells->pdata[i - 1])->n : -1;

      if (i == 0)
        first = cell->n;
      if (cell->n >= MIN_CELL && cell->n != before &&
          (sum == 0 || (sum >= MIN_CELL && before != first)))
        break;
      sum += cell->n;
      cell->is_withheld = TRUE;
    }
  return sum;
}

static gint64
withhold_all (GPtrArray *cells)
{
  gint64 sum = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      ZhihuiRegionFigure *cell = cells->pdata[i];

      sum += cell->n;
      cell->is_withheld = TRUE;
    }
  return sum;
}

static GHashTable *
gather_by_town (const ZhihuiMapFigures *map)
{
  GHashTable *towns =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < map->items->len; i++)
    {
      ZhihuiRegionFigure *figure = map->items->pdata[i];
      g_autofree char    *code = g_strndup (figure->code, ZHIHUI_TOWN_DIGITS);
      GPtrArray          *cells;

      if (!zhihui_region_code_is_below_town (figure->code))
        continue;
      if (zhihui_region_code_get_stem (figure->code) != ZHIHUI_VILLAGE_DIGITS)
        {
          figure->is_withheld = TRUE; /* it may lie in a village */
          continue;
        }
      cells = g_hash_table_lookup (towns, code);
      if (cells == NULL)
        {
          cells = g_ptr_array_new ();
          g_hash_table_insert (towns, g_steal_pointer (&code), cells);
        }
      g_ptr_array_add (cells, figure);
    }
  return towns;
}

/* A month is told alone, as no two of them overlap: a quarter less two months that are told would
 * be the third. */
static gboolean
tells_villages (const char *period)
{
  return g_str_equal (period, "month") ||
         (strlen (period) == strlen ("2020-07") && period[4] == '-' && g_ascii_isdigit (period[5]));
}

/**
 * zhihui_figures_join_places:
 * @period: text of the window of @map
 *
 * For a screen that everybody passes: of a village, station or window nothing is told but the cases
 * of a month, if they are five or more and what is left of its town allows it; else its code alone.
 * Its township, whose figure holds those of its villages, tells of it. What is open and overdue now
 * and the rates are told down to townships: each of them would need its own rest.
 */
void
zhihui_figures_join_places (ZhihuiMapFigures *map, const char *period)
{
  g_autoptr (GHashTable) towns = gather_by_town (map);
  GHashTableIter iter;
  gpointer       cells;

  map->n_withheld = 0;
  g_hash_table_iter_init (&iter, towns);
  while (g_hash_table_iter_next (&iter, NULL, &cells))
    map->n_withheld += tells_villages (period) ? withhold_least (cells) : withhold_all (cells);
  if (is_small (map->n_withheld))
    map->n_withheld = -1;

  for (guint i = 0; i < map->items->len; i++)
    {
      ZhihuiRegionFigure *figure = map->items->pdata[i];

      if (!zhihui_region_code_is_below_town (figure->code))
        continue;
      memset (figure->rates, 0, sizeof figure->rates);
      figure->open = figure->overdue = 0;
      if (figure->is_withheld)
        figure->n = 0;
    }
}
