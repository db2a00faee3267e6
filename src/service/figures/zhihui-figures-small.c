/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-figures.h"

/* Fewer could point at a person. */
#define MIN_CELL 5
#define TOWN_DIGITS 9 /* a code with more is of a village, a station, a window */

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

static gboolean
is_below_town (const ZhihuiRegionFigure *figure)
{
  return strlen (figure->code) > TOWN_DIGITS;
}

/* NULL: the town is not among the regions. */
static ZhihuiRegionFigure *
find_town (const ZhihuiMapFigures *map, const char *code)
{
  for (guint i = 0; i < map->items->len; i++)
    {
      ZhihuiRegionFigure *town = map->items->pdata[i];

      if (strlen (town->code) == TOWN_DIGITS && strncmp (town->code, code, TOWN_DIGITS) == 0)
        return town;
    }
  return NULL;
}

/* What left the map is told as a town that was not on it. */
static void
add_towns (ZhihuiMapFigures *map, const GPtrArray *leaving)
{
  g_autoptr (GHashTable) made = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < leaving->len; i++)
    {
      const ZhihuiRegionFigure *figure = leaving->pdata[i];
      g_autofree char          *code = g_strndup (figure->code, TOWN_DIGITS);
      ZhihuiRegionFigure       *town = g_hash_table_lookup (made, code);

      if (town == NULL && find_town (map, code) != NULL)
        continue;
      if (town == NULL)
        {
          town = g_new0 (ZhihuiRegionFigure, 1);
          town->code = g_steal_pointer (&code);
          g_hash_table_insert (made, town->code, town);
          g_ptr_array_add (map->items, town);
        }
      town->n += figure->n;
      town->open += figure->open;
      town->overdue += figure->overdue;
    }
}

/* What lies in one town, below it. */
typedef struct
{
  ZhihuiRegionFigure *smallest; /* borrowed: of those that are large enough, or NULL */
  guint               n_small;
} Inside;

static gboolean
has_small (const ZhihuiRegionFigure *figure)
{
  return is_small (figure->n) || is_small (figure->open);
}

static gint64
get_size (const ZhihuiRegionFigure *figure)
{
  return figure->n + figure->open;
}

static GHashTable *
look_inside (const ZhihuiMapFigures *map)
{
  GHashTable *insides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < map->items->len; i++)
    {
      ZhihuiRegionFigure *figure = map->items->pdata[i];
      g_autofree char    *code = g_strndup (figure->code, TOWN_DIGITS);
      Inside             *inside;

      if (!is_below_town (figure) || get_size (figure) == 0)
        continue;
      inside = g_hash_table_lookup (insides, code);
      if (inside == NULL)
        {
          inside = g_new0 (Inside, 1);
          g_hash_table_insert (insides, g_steal_pointer (&code), inside);
        }
      if (has_small (figure))
        inside->n_small++;
      else if (inside->smallest == NULL || get_size (figure) < get_size (inside->smallest))
        inside->smallest = figure;
    }
  return insides;
}

/**
 * zhihui_figures_join_places:
 *
 * For a screen that everybody passes: a village, station or window with one to four cases is left
 * out; its township, whose figure holds those of its villages, tells of it. If it is the only one
 * of its township, the next smallest goes with it: else the rest of the township's figure would be
 * that of the village. Rates are told down to townships: nearly all of a village are of few.
 */
void
zhihui_figures_join_places (ZhihuiMapFigures *map)
{
  g_autoptr (GHashTable) insides = look_inside (map);
  g_autoptr (GPtrArray) leaving =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_region_figure_free);

  for (guint i = 0; i < map->items->len; i++)
    {
      ZhihuiRegionFigure *figure = map->items->pdata[i];
      g_autofree char    *code = g_strndup (figure->code, TOWN_DIGITS);
      const Inside       *inside = g_hash_table_lookup (insides, code);

      if (!is_below_town (figure))
        continue;
      memset (figure->rates, 0, sizeof figure->rates);
      if (inside != NULL &&
          (has_small (figure) || (inside->n_small == 1 && figure == inside->smallest)))
        g_ptr_array_add (leaving, figure);
    }

  g_ptr_array_set_free_func (map->items, NULL);
  for (guint i = 0; i < leaving->len; i++)
    g_ptr_array_remove (map->items, leaving->pdata[i]);
  g_ptr_array_set_free_func (map->items, (GDestroyNotify) zhihui_region_figure_free);
  add_towns (map, leaving);
}
