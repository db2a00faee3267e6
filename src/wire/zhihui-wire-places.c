/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include <math.h>
#include <string.h>

#include "zhihui-wire-parts.h"

#define UNKNOWN_PLACE G_MININT
#define MAX_TILE 1000 /* columns and rows of the tile grid stay drawable */
#define NOT_GIVEN (-1)

/* ---- regions ---- */

static const ZhihuiWireMember region_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiRegion, code, "code", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiRegion, name, "name", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRegion, parent, "parent", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRegion, lon, "lon", NUMBER),
  ZHIHUI_WIRE_MAY (ZhihuiRegion, lat, "lat", NUMBER),
  ZHIHUI_WIRE_MAY (ZhihuiRegion, column, "column", INT),
  ZHIHUI_WIRE_MAY (ZhihuiRegion, row, "row", INT),
  ZHIHUI_WIRE_MAY (ZhihuiRegion, population, "population", COUNT),
};

/* Half a place is none. */
static gboolean
settle_region (ZhihuiWireReader *reader, ZhihuiRegion *region)
{
  zhihui_wire_fill_text (&region->parent, "");

  if (isnan (region->lon) || isnan (region->lat))
    region->lon = region->lat = NAN;
  else if (!zhihui_wire_check_place (reader, region->lon, region->lat))
    return FALSE;

  if (region->column == UNKNOWN_PLACE || region->row == UNKNOWN_PLACE)
    region->column = region->row = UNKNOWN_PLACE;
  else if (ABS (region->column) > MAX_TILE)
    return zhihui_wire_reader_fail (reader, "column", "is beyond 1000");
  else if (ABS (region->row) > MAX_TILE)
    return zhihui_wire_reader_fail (reader, "row", "is beyond 1000");

  return TRUE;
}

static gboolean
read_region (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray   **items = target;
  ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

  region->lon = region->lat = NAN;
  region->column = region->row = UNKNOWN_PLACE;
  region->population = NOT_GIVEN;
  g_ptr_array_add (*items, region);
  return zhihui_wire_reader_read_object (
           reader, region_members, G_N_ELEMENTS (region_members), region) &&
         settle_region (reader, region);
}

static const ZhihuiWireMember regions_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiRegions),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiRegions, items, "items", read_region),
};

/**
 * zhihui_wire_decode_regions:
 * @body: the answer of /regions
 * @error: return location
 *
 * Returns: (transfer full) (nullable): names and places
 */
ZhihuiRegions *
zhihui_wire_decode_regions (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiRegions) self = zhihui_regions_new ();

  if (!zhihui_wire_read_root (body, regions_members, G_N_ELEMENTS (regions_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
write_tile_place (ZhihuiWireWriter *writer, const char *name, int place)
{
  if (place == UNKNOWN_PLACE)
    zhihui_wire_writer_null (writer, name);
  else
    zhihui_wire_writer_integer (writer, name, place);
}

/**
 * zhihui_wire_encode_regions:
 * @regions: names and places
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /regions
 */
char *
zhihui_wire_encode_regions (ZhihuiRegions *regions, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (regions != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &regions->stamp, NULL);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < regions->items->len; i++)
    {
      const ZhihuiRegion *region = g_ptr_array_index (regions->items, i);

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "code", region->code);
      zhihui_wire_writer_text (&writer, "name", region->name);
      zhihui_wire_writer_text (&writer, "parent", region->parent);
      zhihui_wire_writer_number (&writer, "lon", region->lon);
      zhihui_wire_writer_number (&writer, "lat", region->lat);
      write_tile_place (&writer, "column", region->column);
      write_tile_place (&writer, "row", region->row);
      if (region->population >= 0)
        zhihui_wire_writer_integer (&writer, "population", region->population);
      else
        zhihui_wire_writer_null (&writer, "population");
      zhihui_wire_writer_close_object (&writer);
    }

  return zhihui_wire_close_list (&writer, NULL);
}

/* ---- figures by region ---- */

static const ZhihuiBoard rated_boards[] = { ZHIHUI_BOARD_OVERDUE,
                                            ZHIHUI_BOARD_RETURN,
                                            ZHIHUI_BOARD_SATISFIED };

static const char *
get_rate_name (ZhihuiBoard board)
{
  return zhihui_metric_get_traits (zhihui_board_get_metric (board))->id;
}

/* Over what a rate was counted, being read. */
typedef struct
{
  char         *metric; /* owned */
  ZhihuiMapRate rate;   /* its period is owned */
} RateDraft;

static void
rate_draft_clear (RateDraft *self)
{
  g_free (self->metric);
  g_free (self->rate.period);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RateDraft, rate_draft_clear)

static const ZhihuiWireMember rate_members[] = {
  ZHIHUI_WIRE_NEED (RateDraft, metric, "metric", TEXT),
  ZHIHUI_WIRE_MAY (RateDraft, rate.period, "period", TEXT),
  ZHIHUI_WIRE_NEED_WINDOW (RateDraft, rate.window),
  ZHIHUI_WIRE_MAY (RateDraft, rate.min_n, "min_n", COUNT_32),
  ZHIHUI_WIRE_MAY_VALUE (RateDraft, rate.total, "total", zhihui_wire_read_rate),
};

/* Rates that are not known here are passed over. */
static gboolean
read_map_rate (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiMapRate *rates = target;
  g_auto (RateDraft) draft = { 0 };

  if (!zhihui_wire_reader_read_object (reader, rate_members, G_N_ELEMENTS (rate_members), &draft))
    return FALSE;
  if (draft.rate.window.to < draft.rate.window.from)
    return zhihui_wire_reader_fail (reader, "to", "is before from");

  for (guint i = 0; i < G_N_ELEMENTS (rated_boards); i++)
    {
      ZhihuiMapRate *rate = &rates[rated_boards[i]];

      if (!g_str_equal (draft.metric, get_rate_name (rated_boards[i])) || rate->is_told)
        continue;
      *rate = draft.rate;
      rate->is_told = TRUE;
      draft.rate.period = NULL;
    }
  return TRUE;
}

static const ZhihuiWireMember figure_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiRegionFigure, code, "code", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiRegionFigure, n, "n", COUNT), /* unless it is withheld there is one */
  ZHIHUI_WIRE_MAY (ZhihuiRegionFigure, open, "open", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiRegionFigure, overdue, "overdue", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiRegionFigure, is_withheld, "withheld", BOOLEAN),
  ZHIHUI_WIRE_MAY_VALUE (
    ZhihuiRegionFigure, rates[ZHIHUI_BOARD_OVERDUE], "overdue_rate", zhihui_wire_read_rate),
  ZHIHUI_WIRE_MAY_VALUE (
    ZhihuiRegionFigure, rates[ZHIHUI_BOARD_RETURN], "return_rate", zhihui_wire_read_rate),
  ZHIHUI_WIRE_MAY_VALUE (
    ZhihuiRegionFigure, rates[ZHIHUI_BOARD_SATISFIED], "satisfied_rate", zhihui_wire_read_rate),
};

/* A platform that tells them all the same is not believed. */
static void
forget_figures (ZhihuiRegionFigure *figure)
{
  figure->n = figure->open = figure->overdue = 0;
  memset (figure->rates, 0, sizeof figure->rates);
}

static gboolean
read_figure (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray         **items = target;
  ZhihuiRegionFigure *figure = g_new0 (ZhihuiRegionFigure, 1);

  g_ptr_array_add (*items, figure);
  figure->n = -1;
  if (!zhihui_wire_reader_read_object (
        reader, figure_members, G_N_ELEMENTS (figure_members), figure))
    return FALSE;
  if (figure->n < 0 && !figure->is_withheld)
    return zhihui_wire_reader_fail (reader, "n", "is missing");

  if (figure->is_withheld)
    forget_figures (figure);
  return TRUE;
}

static const ZhihuiWireMember map_figures_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiMapFigures),
  ZHIHUI_WIRE_MAY_WINDOW (ZhihuiMapFigures, window),
  ZHIHUI_WIRE_MAY (ZhihuiMapFigures, located, "located", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiMapFigures, unlocated, "unlocated", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiMapFigures, n_withheld, "withheld", COUNT),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiMapFigures, rates, "rates", read_map_rate),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiMapFigures, items, "items", read_figure),
};

/**
 * zhihui_wire_decode_map_figures:
 * @body: the answer of /map/cases
 * @error: return location
 *
 * Returns: (transfer full) (nullable): figures by region
 */
ZhihuiMapFigures *
zhihui_wire_decode_map_figures (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiMapFigures) self = zhihui_map_figures_new ();

  zhihui_wire_unset_window (&self->window);
  if (!zhihui_wire_read_root (
        body, map_figures_members, G_N_ELEMENTS (map_figures_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, &self->window, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
write_counted (ZhihuiWireWriter *writer, const char *name, const ZhihuiTally *tally)
{
  zhihui_wire_writer_open_object (writer, name);
  zhihui_wire_writer_integer (writer, "n", tally->n);
  zhihui_wire_writer_integer (writer, "k", tally->k);
  zhihui_wire_writer_close_object (writer);
}

static void
write_map_rates (ZhihuiWireWriter *writer, const ZhihuiMapRate *rates)
{
  zhihui_wire_writer_open_list (writer, "rates");
  for (guint i = 0; i < G_N_ELEMENTS (rated_boards); i++)
    {
      const ZhihuiMapRate *rate = &rates[rated_boards[i]];

      if (!rate->is_told)
        continue;
      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_text (writer, "metric", get_rate_name (rated_boards[i]));
      if (rate->period != NULL)
        zhihui_wire_writer_text (writer, "period", rate->period);
      zhihui_wire_write_window (writer, &rate->window);
      zhihui_wire_writer_integer (writer, "min_n", rate->min_n);
      write_counted (writer, "total", &rate->total);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

/* What nothing was counted of is left out. */
static void
write_region_rates (ZhihuiWireWriter         *writer,
                    const ZhihuiMapRate      *rates,
                    const ZhihuiRegionFigure *figure)
{
  for (guint i = 0; i < G_N_ELEMENTS (rated_boards); i++)
    if (rates[rated_boards[i]].is_told && figure->rates[rated_boards[i]].n > 0)
      write_counted (writer, get_rate_name (rated_boards[i]), &figure->rates[rated_boards[i]]);
}

static void
write_region_figures (ZhihuiWireWriter         *writer,
                      const ZhihuiMapRate      *rates,
                      const ZhihuiRegionFigure *figure)
{
  zhihui_wire_writer_integer (writer, "n", figure->n);
  zhihui_wire_writer_integer (writer, "open", figure->open);
  zhihui_wire_writer_integer (writer, "overdue", figure->overdue);
  write_region_rates (writer, rates, figure);
}

/**
 * zhihui_wire_encode_map_figures:
 * @figures: figures by region
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /map/cases
 */
char *
zhihui_wire_encode_map_figures (ZhihuiMapFigures *figures, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (figures != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &figures->stamp, &figures->window);
  zhihui_wire_writer_integer (&writer, "located", figures->located);
  zhihui_wire_writer_integer (&writer, "unlocated", figures->unlocated);
  if (figures->n_withheld >= 0)
    zhihui_wire_writer_integer (&writer, "withheld", figures->n_withheld);
  write_map_rates (&writer, figures->rates);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < figures->items->len; i++)
    {
      const ZhihuiRegionFigure *figure = g_ptr_array_index (figures->items, i);

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_text (&writer, "code", figure->code);
      if (figure->is_withheld)
        zhihui_wire_writer_boolean (&writer, "withheld", TRUE);
      else
        write_region_figures (&writer, figures->rates, figure);
      zhihui_wire_writer_close_object (&writer);
    }

  return zhihui_wire_close_list (&writer, NULL);
}
