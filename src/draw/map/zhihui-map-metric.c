/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-metric.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-format.h"
#include "zhihui-region-code.h"

/* ---- which regions ---- */

/* Regions that lie in none of the others: the uppermost that are known. */
static void
add_uppermost (const ZhihuiRegions *known, const char *whole, GPtrArray *chosen)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < known->items->len; i++)
    g_hash_table_add (codes, ((ZhihuiRegion *) known->items->pdata[i])->code);
  for (guint i = 0; i < known->items->len; i++)
    {
      ZhihuiRegion *region = known->items->pdata[i];

      if (g_strcmp0 (region->code, whole) != 0 &&
          (region->parent == NULL || !g_hash_table_contains (codes, region->parent) ||
           g_strcmp0 (region->parent, whole) == 0))
        g_ptr_array_add (chosen, region);
    }
}

/* The parts of @parent, else the uppermost regions. */
static GPtrArray *
choose_regions (ZhihuiRegions *known, const char *parent, const char *whole)
{
  GPtrArray *chosen =
    known != NULL ? zhihui_regions_list_parts (known, parent) : g_ptr_array_new ();

  if (chosen->len == 0 && known != NULL)
    add_uppermost (known, whole, chosen);
  return chosen;
}

/* Regions that are on their way have names in a moment; those that failed, or of which nobody asks,
 * have not. */
static gboolean
are_regions_awaited (ZhihuiSituation *situation)
{
  const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, ZHIHUI_DATASET_REGIONS);

  return zhihui_situation_get_regions (situation) == NULL && receipt->period_s > 0 &&
         receipt->received_us == 0 && receipt->failing_us == 0 && receipt->n_failures == 0;
}

/* A region of which no more is known. */
static void
add_made (ZhihuiMapReading *self, const char *code, const char *name, GPtrArray *chosen)
{
  ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

  *region = (ZhihuiRegion){ .code = g_strdup (code),
                            .name = g_strdup (name != NULL ? name : code),
                            .parent = g_strdup (""),
                            .lon = NAN,
                            .lat = NAN,
                            .column = G_MININT,
                            .row = G_MININT,
                            .population = -1 };
  g_ptr_array_add (self->made, region);
  g_ptr_array_add (chosen, region);
}

/* Figures whose region nobody told of: only its code is known. What the others lie in is no
 * neighbour of theirs. */
static void
add_unknown (ZhihuiMapReading *self, GPtrArray *chosen)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; self->regions != NULL && i < self->regions->items->len; i++)
    {
      const ZhihuiRegion *region = self->regions->items->pdata[i];

      g_hash_table_add (codes, region->code);
      if (region->parent != NULL)
        g_hash_table_add (codes, region->parent);
    }
  for (guint i = 0; i < self->figures->items->len; i++)
    {
      const ZhihuiRegionFigure *figure = self->figures->items->pdata[i];

      if (!g_hash_table_contains (codes, figure->code))
        add_made (self, figure->code, figure->code, chosen);
    }
}

/* Many platforms tell nothing below a town: its own figure stands for its parts. */
static void
add_itself (ZhihuiMapReading *self, ZhihuiRegionPath *path, const char *code, GPtrArray *chosen)
{
  gboolean is_told = FALSE;

  for (guint i = 0; i < self->figures->items->len; i++)
    is_told = is_told ||
              g_strcmp0 (((ZhihuiRegionFigure *) self->figures->items->pdata[i])->code, code) == 0;
  if (is_told && path != NULL && g_strcmp0 (zhihui_region_path_get_code (path), code) == 0)
    add_made (self, code, zhihui_region_path_get_name (path), chosen);
}

static gint
compare_codes (gconstpointer a, gconstpointer b)
{
  const ZhihuiRegion *one = *(ZhihuiRegion *const *) a, *other = *(ZhihuiRegion *const *) b;

  return strcmp (one->code, other->code);
}

/* ---- which figures ---- */

/**
 * zhihui_map_count_steps:
 * @part: numerator; of counts the count
 * @whole: denominator; inhabitants of %ZHIHUI_MAP_PER_1000; ignored of counts
 *
 * The value as it is written, so that a region never looks as if it stood in another class than it
 * does: rounded half up in integers.
 *
 * Returns: in steps of @measure; -1 when there is no denominator
 */
gint64
zhihui_map_count_steps (ZhihuiMapMeasure measure, gint64 part, gint64 whole)
{
  const gint64 scale = 10000; /* per 1,000 in tenths, and percent in hundredths, are the same */

  if (measure == ZHIHUI_MAP_COUNTS)
    return part;
  if (whole <= 0)
    return -1;
  return (2 * part * scale + whole) / (2 * whole);
}

static void
judge_volume (const ZhihuiMapReading *self, const ZhihuiRegionFigure *figure, ZhihuiMapValue *value)
{
  value->n = figure->n;
  value->steps = zhihui_map_count_steps (self->measure, figure->n, value->region->population);
  if (value->steps >= 0)
    value->standing = ZHIHUI_MAP_VALUE;
}

static void
judge_rate (const ZhihuiMapReading *self, const ZhihuiRegionFigure *figure, ZhihuiMapValue *value)
{
  value->k = figure->rates[self->board].k;
  value->n = figure->rates[self->board].n;
  if (!self->is_told || value->n <= 0)
    return;
  value->steps = zhihui_map_count_steps (self->measure, value->k, value->n);
  value->standing = value->n < (gint64) self->min_n ? ZHIHUI_MAP_TOO_FEW : ZHIHUI_MAP_VALUE;
}

static ZhihuiMapMeasure
choose_measure (const ZhihuiMapReading *self,
                GPtrArray              *chosen,
                GHashTable             *by_code,
                ZhihuiMapVolume         volume)
{
  gboolean any = FALSE;

  if (self->board != ZHIHUI_BOARD_VOLUME)
    return ZHIHUI_MAP_RATES;
  if (volume == ZHIHUI_MAP_VOLUME_COUNTS)
    return ZHIHUI_MAP_COUNTS;
  for (guint i = 0; i < chosen->len; i++)
    {
      const ZhihuiRegion *region = chosen->pdata[i];

      if (!g_hash_table_contains (by_code, region->code))
        continue;
      if (region->population <= 0 && volume == ZHIHUI_MAP_VOLUME_AUTO)
        return ZHIHUI_MAP_COUNTS;
      any = any || region->population > 0;
    }
  return any ? ZHIHUI_MAP_PER_1000 : ZHIHUI_MAP_COUNTS;
}

static gboolean
withholds (const ZhihuiMapFigures *figures)
{
  for (guint i = 0; i < figures->items->len; i++)
    if (((ZhihuiRegionFigure *) figures->items->pdata[i])->is_withheld)
      return TRUE;
  return figures->n_withheld >= 0;
}

/* Who withholds small cells tells rates down to towns. */
static void
judge (const ZhihuiMapReading   *self,
       const ZhihuiRegionFigure *figure,
       gboolean                  withholds,
       ZhihuiMapValue           *value)
{
  value->open = figure->open;
  value->overdue = figure->overdue;
  if (figure->is_withheld)
    value->standing = ZHIHUI_MAP_WITHHELD;
  else if (self->board == ZHIHUI_BOARD_VOLUME)
    judge_volume (self, figure, value);
  else
    judge_rate (self, figure, value);
  if (value->standing == ZHIHUI_MAP_NO_DATA && self->board != ZHIHUI_BOARD_VOLUME && withholds &&
      zhihui_region_code_is_below_town (figure->code))
    value->standing = ZHIHUI_MAP_WITHHELD;
}

static void
fill_values (ZhihuiMapReading *self, GPtrArray *chosen, ZhihuiMapVolume volume)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean is_wall;

  for (guint i = 0; i < self->figures->items->len; i++)
    {
      ZhihuiRegionFigure *figure = self->figures->items->pdata[i];

      g_hash_table_insert (by_code, figure->code, figure);
    }
  self->measure = choose_measure (self, chosen, by_code, volume);
  is_wall = withholds (self->figures);
  for (guint i = 0; i < chosen->len; i++)
    {
      ZhihuiMapValue            value = { chosen->pdata[i], ZHIHUI_MAP_NO_DATA, 0, 0, -1, 0, 0 };
      const ZhihuiRegionFigure *figure = g_hash_table_lookup (by_code, value.region->code);

      if (figure != NULL)
        {
          self->hides_overdue |= is_wall && zhihui_region_code_is_below_town (figure->code);
          self->n_overdue += figure->overdue;
          judge (self, figure, is_wall, &value);
        }
      g_array_append_val (self->values, value);
    }
}

static void
read_head (ZhihuiMapReading *self)
{
  const ZhihuiMapRate *rate = &self->figures->rates[self->board];

  self->window = self->figures->window;
  self->is_told = self->board == ZHIHUI_BOARD_VOLUME || rate->is_told;
  if (self->board != ZHIHUI_BOARD_VOLUME && rate->is_told)
    {
      self->window = rate->window;
      self->min_n = rate->min_n;
    }
}

/**
 * zhihui_map_reading_new:
 * @situation: (nullable): what is known
 * @board: the metric
 * @parent: (nullable): code of the region whose parts are shown, %NULL: the deployment's own. Where
 *   no part of it is known the uppermost regions that are known stand for it, and where none is
 *   known, itself; before it is known which there are, none
 *
 * Returns: (transfer full): what each region comes to. The volume is per 1,000 inhabitants only
 * where these are known of every region that has figures
 */
ZhihuiMapReading *
zhihui_map_reading_new (ZhihuiSituation *situation, ZhihuiBoard board, const char *parent)
{
  return zhihui_map_reading_new_measured (situation, board, parent, ZHIHUI_MAP_VOLUME_AUTO);
}

/**
 * zhihui_map_reading_new_measured:
 * @volume: in what the volume is measured
 *
 * Returns: (transfer full): as zhihui_map_reading_new ()
 */
ZhihuiMapReading *
zhihui_map_reading_new_measured (ZhihuiSituation *situation,
                                 ZhihuiBoard      board,
                                 const char      *parent,
                                 ZhihuiMapVolume  volume)
{
  ZhihuiMapReading *self = g_new0 (ZhihuiMapReading, 1);
  const ZhihuiMeta *meta = situation != NULL ? zhihui_situation_get_meta (situation) : NULL;
  const char       *whole = meta != NULL ? meta->region : NULL;
  g_autoptr (GPtrArray) chosen = NULL;

  g_return_val_if_fail (board < ZHIHUI_N_BOARDS, self);

  self->board = board;
  self->better = zhihui_metric_get_traits (zhihui_board_get_metric (board))->better;
  self->values = g_array_new (FALSE, TRUE, sizeof (ZhihuiMapValue));
  self->made = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_region_free);
  if (situation == NULL || zhihui_situation_get_map_figures (situation) == NULL)
    return self;

  self->figures = zhihui_map_figures_ref (zhihui_situation_get_map_figures (situation));
  if (zhihui_situation_get_regions (situation) != NULL)
    self->regions = zhihui_regions_ref (zhihui_situation_get_regions (situation));
  read_head (self);
  self->is_awaited = are_regions_awaited (situation);
  if (self->is_awaited)
    return self;

  chosen = choose_regions (self->regions, parent != NULL ? parent : whole, whole);
  if (parent == NULL || g_strcmp0 (parent, whole) == 0)
    add_unknown (self, chosen);
  else if (chosen->len == 0)
    add_itself (self, zhihui_situation_get_region_path (situation), parent, chosen);
  g_ptr_array_sort (chosen, compare_codes);
  fill_values (self, chosen, volume);
  return self;
}

void
zhihui_map_reading_free (ZhihuiMapReading *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->made, g_ptr_array_unref);
  g_clear_pointer (&self->regions, zhihui_regions_unref);
  g_clear_pointer (&self->figures, zhihui_map_figures_unref);
  g_free (self);
}

/**
 * zhihui_map_reading_find:
 *
 * Returns: (transfer none) (nullable): the value of the region with @code
 */
const ZhihuiMapValue *
zhihui_map_reading_find (const ZhihuiMapReading *self, const char *code)
{
  guint low = 0, high;

  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  high = self->values->len;
  while (low < high)
    {
      guint                 middle = (low + high) / 2;
      const ZhihuiMapValue *value = &g_array_index (self->values, ZhihuiMapValue, middle);
      int                   order = strcmp (value->region->code, code);

      if (order == 0)
        return value;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/**
 * zhihui_map_reading_describe_withheld:
 *
 * Returns: (transfer none): why %ZHIHUI_MAP_WITHHELD has no figure, translated
 */
const char *
zhihui_map_reading_describe_withheld (const ZhihuiMapReading *self)
{
  return self->board == ZHIHUI_BOARD_VOLUME ? C_ ("map", "few, told with the town")
                                            : C_ ("map", "told with the town");
}

const char *
zhihui_map_reading_describe_absence (const ZhihuiMapReading *self, const ZhihuiMapValue *value)
{
  if (value->standing == ZHIHUI_MAP_NO_DATA)
    return C_ ("map", "no data");
  return value->standing == ZHIHUI_MAP_WITHHELD ? zhihui_map_reading_describe_withheld (self)
                                                : NULL;
}

/**
 * zhihui_map_reading_sum_withheld:
 *
 * Returns: cases of all regions shown that are withheld; -1 when that is not known
 */
gint64
zhihui_map_reading_sum_withheld (const ZhihuiMapReading *self)
{
  guint n_shown = 0, n_told = 0;

  if (self->figures == NULL || self->board != ZHIHUI_BOARD_VOLUME)
    return -1;
  for (guint i = 0; i < self->values->len; i++)
    n_shown += g_array_index (self->values, ZhihuiMapValue, i).standing == ZHIHUI_MAP_WITHHELD;
  for (guint i = 0; i < self->figures->items->len; i++)
    n_told += ((ZhihuiRegionFigure *) self->figures->items->pdata[i])->is_withheld;
  return n_shown > 0 && n_shown == n_told ? self->figures->n_withheld : -1;
}

/**
 * zhihui_map_reading_format:
 *
 * Returns: (transfer full): "203", "9.4", "3.68%"; "—" without a value. A rate of too few is
 * written, since its base stands beside it
 */
char *
zhihui_map_reading_format (const ZhihuiMapReading *self, const ZhihuiMapValue *value)
{
  g_return_val_if_fail (self != NULL && value != NULL, NULL);

  if (value->steps < 0)
    return g_strdup ("—");
  switch (self->measure)
    {
    case ZHIHUI_MAP_PER_1000:
      return g_strdup_printf (
        "%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, value->steps / 10, value->steps % 10);
    case ZHIHUI_MAP_RATES:
      return zhihui_format_rate (value->k, value->n);
    case ZHIHUI_MAP_COUNTS:
    default:
      return zhihui_format_count_wall (value->steps);
    }
}

char *
zhihui_map_reading_format_base (const ZhihuiMapReading *self, const ZhihuiMapValue *value)
{
  g_return_val_if_fail (self != NULL && value != NULL, NULL);

  switch (self->measure)
    {
    case ZHIHUI_MAP_PER_1000:
      return zhihui_format_count (value->n);
    case ZHIHUI_MAP_RATES:
      return zhihui_format_fraction (value->k, value->n);
    case ZHIHUI_MAP_COUNTS:
    default:
      return NULL;
    }
}

/**
 * zhihui_map_board_get_title:
 *
 * Returns: (transfer none): name of the metric on the switch, translated
 */
const char *
zhihui_map_board_get_title (ZhihuiBoard board)
{
  static const char *const titles[] = {
    [ZHIHUI_BOARD_VOLUME] = NC_ ("map", "Cases accepted"),
    [ZHIHUI_BOARD_OVERDUE] = NC_ ("map", "Overdue rate"),
    [ZHIHUI_BOARD_RETURN] = NC_ ("map", "Return rate"),
    [ZHIHUI_BOARD_SATISFIED] = NC_ ("map", "Satisfied rate"),
  };

  g_return_val_if_fail (board < ZHIHUI_N_BOARDS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "map", titles[board]);
}

/**
 * zhihui_map_board_get_word:
 *
 * Returns: (transfer none): name of the metric in options and files
 */
const char *
zhihui_map_board_get_word (ZhihuiBoard board)
{
  static const char *const words[] = {
    [ZHIHUI_BOARD_VOLUME] = "volume",
    [ZHIHUI_BOARD_OVERDUE] = "overdue",
    [ZHIHUI_BOARD_RETURN] = "return",
    [ZHIHUI_BOARD_SATISFIED] = "satisfaction",
  };

  g_return_val_if_fail (board < ZHIHUI_N_BOARDS, NULL);

  return words[board];
}

/**
 * zhihui_map_board_parse:
 * @word: "volume", "overdue", "return" or "satisfaction"
 *
 * Returns: whether @word names a metric of the map
 */
gboolean
zhihui_map_board_parse (const char *word, ZhihuiBoard *board, GError **error)
{
  g_return_val_if_fail (word != NULL && board != NULL, FALSE);

  for (ZhihuiBoard i = 0; i < ZHIHUI_N_BOARDS; i++)
    if (g_str_equal (word, zhihui_map_board_get_word (i)))
      {
        *board = i;
        return TRUE;
      }
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%s is no metric of the map: volume, overdue, return, satisfaction"),
               word);
  return FALSE;
}

/**
 * zhihui_map_tour_parse:
 * @word: "overdue", "return" or "satisfaction"
 *
 * Returns: whether there is a worst region by it: not by the volume, which is neither good nor bad
 */
gboolean
zhihui_map_tour_parse (const char *word, ZhihuiBoard *board, GError **error)
{
  ZhihuiBoard read;

  if (!zhihui_map_board_parse (word, &read, error))
    return FALSE;
  if (read != ZHIHUI_BOARD_VOLUME)
    {
      *board = read;
      return TRUE;
    }
  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("no region is the worst by its volume: overdue, return, satisfaction"));
  return FALSE;
}
