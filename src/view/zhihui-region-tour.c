/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-tour.h"

#include "zhihui-region-order.h"

struct _ZhihuiRegionTour
{
  ZhihuiSelection  *selection; /* owned */
  ZhihuiRegionPath *home;      /* owned, nullable: where it began */
  GPtrArray        *stops;     /* (element-type ZhihuiRegionPath), owned, nullable: at home */
  guint             n_visited; /* of @stops, with the present one */
  gint64            since_us;  /* when it came to where it is */
  gboolean          is_held;
};

/* ---- where to ---- */

/**
 * zhihui_region_tour_list_stops:
 * @situation: of the region whose parts are compared
 * @board: by which figure
 * @max_stops: how many at most
 *
 * Parts without figures, or with too few to be compared, are none.
 *
 * Returns: (transfer full) (element-type ZhihuiRegionPath): the worst first, equals by their codes
 */
GPtrArray *
zhihui_region_tour_list_stops (ZhihuiSituation *situation, ZhihuiBoard board, guint max_stops)
{
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (situation);
  GPtrArray *stops = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_region_path_unref);
  g_autoptr (ZhihuiMapReading) reading = NULL;
  g_autoptr (GPtrArray) values = NULL;

  /* Those are the parts of another region. */
  if (zhihui_situation_get_map_focus (situation) != NULL)
    return stops;

  reading = zhihui_map_reading_new (situation, board, zhihui_region_path_get_code (path));
  values = zhihui_region_order_list (reading);
  for (guint i = 0; i < values->len && stops->len < max_stops; i++)
    {
      const ZhihuiMapValue *value = values->pdata[i];

      if (value->standing == ZHIHUI_MAP_VALUE && value->n > 0)
        g_ptr_array_add (stops,
                         zhihui_region_path_new (path, value->region->code, value->region->name));
    }
  return stops;
}

/* ---- when ---- */

/**
 * zhihui_region_tour_new:
 * @selection: (transfer none): what it changes; it begins and ends each round where this is now
 * @now_us: monotonic clock
 *
 * Returns: (transfer full): a tour at its beginning
 */
ZhihuiRegionTour *
zhihui_region_tour_new (ZhihuiSelection *selection, gint64 now_us)
{
  ZhihuiRegionTour *self = g_new0 (ZhihuiRegionTour, 1);
  ZhihuiRegionPath *home = zhihui_selection_get_path (selection);

  self->selection = g_object_ref (selection);
  self->home = home != NULL ? zhihui_region_path_ref (home) : NULL;
  self->since_us = now_us;
  return self;
}

/**
 * zhihui_region_tour_free:
 * @self: (transfer full) (nullable): a tour
 */
void
zhihui_region_tour_free (ZhihuiRegionTour *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->stops, g_ptr_array_unref);
  zhihui_region_path_unref (self->home);
  g_object_unref (self->selection);
  g_free (self);
}

/**
 * zhihui_region_tour_hold:
 * @is_held: it stays where it is, and has its whole time there again afterwards
 */
void
zhihui_region_tour_hold (ZhihuiRegionTour *self, gboolean is_held)
{
  self->is_held = is_held;
}

static void
go_to (ZhihuiRegionTour *self, ZhihuiRegionPath *path, gint64 now_us)
{
  self->since_us = now_us;
  zhihui_selection_set_path (self->selection, path);
}

static void
go_home (ZhihuiRegionTour *self, gint64 now_us)
{
  g_clear_pointer (&self->stops, g_ptr_array_unref);
  self->n_visited = 0;
  go_to (self, self->home, now_us);
}

static void
go_on (ZhihuiRegionTour *self, gint64 now_us)
{
  if (self->n_visited == self->stops->len)
    go_home (self, now_us);
  else
    go_to (self, self->stops->pdata[self->n_visited++], now_us);
}

static void
leave_home (ZhihuiRegionTour *self, ZhihuiSituation *situation, gint64 now_us)
{
  ZhihuiState state = zhihui_situation_judge (situation, ZHIHUI_DATASET_MAP, now_us).state;

  /* Old figures name no worst one, and figures of elsewhere none of ours. */
  if ((state != ZHIHUI_STATE_FRESH && state != ZHIHUI_STATE_LATE) ||
      !zhihui_region_path_equal (zhihui_situation_get_region_path (situation), self->home))
    return;

  self->stops = zhihui_region_tour_list_stops (
    situation, zhihui_selection_get_board (self->selection), ZHIHUI_TOUR_STOPS);
  if (self->stops->len > 0)
    go_on (self, now_us);
  else
    g_clear_pointer (&self->stops, g_ptr_array_unref);
}

/**
 * zhihui_region_tour_pass:
 * @situation: (nullable): what is shown
 * @now_us: monotonic clock
 *
 * What the time brings: the next region, or the whole again. Where somebody else has chosen, or a
 * region has vanished, it waits as long as at the whole and begins anew.
 */
void
zhihui_region_tour_pass (ZhihuiRegionTour *self, ZhihuiSituation *situation, gint64 now_us)
{
  ZhihuiRegionPath *present = zhihui_selection_get_path (self->selection);
  ZhihuiRegionPath *own =
    self->n_visited > 0 ? self->stops->pdata[self->n_visited - 1] : self->home;
  gint64 elapsed_us = now_us - self->since_us;

  if (self->is_held || elapsed_us < 0)
    {
      self->since_us = now_us;
      return;
    }
  if (self->n_visited > 0 && !zhihui_region_path_equal (present, own))
    {
      g_clear_pointer (&self->stops, g_ptr_array_unref);
      self->n_visited = 0;
      self->since_us = now_us;
      return;
    }
  if (self->n_visited > 0)
    {
      if (elapsed_us >= ZHIHUI_TOUR_STOP_US)
        go_on (self, now_us);
      return;
    }
  if (elapsed_us < ZHIHUI_TOUR_WHOLE_US || situation == NULL)
    return;
  if (zhihui_region_path_equal (present, self->home))
    leave_home (self, situation, now_us);
  else
    go_home (self, now_us);
}
