/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-points.h"

#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-mercator.h"
#include "zhihui-wire.h"

#define PERIOD_US (15 * G_USEC_PER_SEC)
#define LAST_PERIOD_US (5 * 60 * G_USEC_PER_SEC)
#define LAST_ZOOM 20

struct _ZhihuiCasePoints
{
  ZhihuiSource  *source;      /* owned */
  ZhihuiMapPage *page;        /* borrowed */
  GCancellable  *cancellable; /* owned, nullable: nothing is on its way */
  char          *path;        /* owned, nullable: what was asked last */
  gint64         due_us;      /* when the same is asked again */
  gint64         period_us;
  gboolean       is_over; /* this source does not tell it, or not to this token */
};

/**
 * zhihui_case_points_new:
 * @source: whom to ask
 * @page: (transfer none): lives longer
 *
 * Returns: (transfer full): asks nothing before it is passed some time
 */
ZhihuiCasePoints *
zhihui_case_points_new (ZhihuiSource *source, ZhihuiMapPage *page)
{
  ZhihuiCasePoints *self = g_new0 (ZhihuiCasePoints, 1);

  self->source = g_object_ref (source);
  self->page = page;
  self->period_us = PERIOD_US;
  return self;
}

/**
 * zhihui_case_points_free:
 * @self: (transfer full) (nullable)
 */
void
zhihui_case_points_free (ZhihuiCasePoints *self)
{
  if (self == NULL)
    return;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_object_unref (self->source);
  g_free (self->path);
  g_free (self);
}

static void
append_degrees (GString *path, const char *before, double degrees)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (path, before);
  g_string_append (path, g_ascii_formatd (text, sizeof text, "%.5f", degrees));
}

/**
 * zhihui_case_points_make_path:
 * @viewport: what is seen
 * @region: (nullable): of which part; %NULL: all of it
 *
 * Returns: (transfer full): the request for the open cases in it
 */
char *
zhihui_case_points_make_path (const ZhihuiViewport *viewport, const char *region)
{
  double   world = zhihui_viewport_get_world_px (viewport);
  double   half_width = viewport->width / 2 / world, half_height = viewport->height / 2 / world;
  double   west, south, east, north;
  GString *path = g_string_new ("/map/cases");

  zhihui_mercator_unproject (
    CLAMP (viewport->x - half_width, 0, 1), CLAMP (viewport->y - half_height, 0, 1), &west, &north);
  zhihui_mercator_unproject (
    CLAMP (viewport->x + half_width, 0, 1), CLAMP (viewport->y + half_height, 0, 1), &east, &south);
  append_degrees (path, "?bbox=", west);
  append_degrees (path, ",", south);
  append_degrees (path, ",", east);
  append_degrees (path, ",", north);
  g_string_append_printf (path, "&zoom=%d", (int) CLAMP (floor (viewport->zoom), 0, LAST_ZOOM));
  if (region != NULL)
    {
      g_autofree char *escaped = g_uri_escape_string (region, NULL, FALSE);

      g_string_append_printf (path, "&region=%s", escaped);
    }
  return g_string_free (path, FALSE);
}

/* ---- what comes ---- */

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places = zhihui_wire_decode_case_places (task_data, &error);
  GArray *points;

  if (places == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  points = g_array_sized_new (FALSE, FALSE, sizeof (ZhihuiMapPoint), places->len);
  for (guint i = 0; i < places->len; i++)
    {
      const ZhihuiCasePlace *place = &g_array_index (places, ZhihuiCasePlace, i);
      ZhihuiMapPoint         point = { .count = (guint32) MIN (place->n, G_MAXUINT32),
                                       .overdue = (guint32) MIN (place->overdue, place->n) };

      zhihui_mercator_project (place->lon, place->lat, &point.x, &point.y);
      g_array_append_val (points, point);
    }
  g_task_return_pointer (task, points, (GDestroyNotify) g_array_unref);
}

static void
decoded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiCasePoints *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) points = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (points == NULL)
    {
      g_debug ("Places of cases: %s", error->message);
      return;
    }
  self->period_us = PERIOD_US;
  zhihui_map_page_set_points (self->page, points);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiCasePoints *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = zhihui_source_ask_finish (result, &error);
  g_autoptr (GTask) decoder = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (body == NULL)
    {
      /* What was seen last stays. */
      g_clear_object (&self->cancellable);
      self->period_us = MIN (self->period_us * 2, LAST_PERIOD_US);
      self->due_us = g_get_monotonic_time () + self->period_us;
      self->is_over = g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED);
      return;
    }

  decoder = g_task_new (NULL, self->cancellable, decoded_cb, self);
  g_task_set_source_tag (decoder, answered_cb);
  g_task_set_task_data (decoder, g_steal_pointer (&body), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (decoder, decode_in_thread);
}

/**
 * zhihui_case_points_pass:
 * @now_us: monotonic clock
 *
 * To be called each second in which the map is seen. Asks when it rests, and shows another place
 * than the last time or some time has passed; one request at a time.
 */
void
zhihui_case_points_pass (ZhihuiCasePoints *self, gint64 now_us)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);
  ZhihuiMapView   *view = zhihui_map_page_get_view (self->page);
  ZhihuiMapScene  *scene = zhihui_map_view_get_scene (view);
  ZhihuiViewport   viewport;
  g_autofree char *path = NULL;

  if (self->is_over || self->cancellable != NULL || situation == NULL || scene == NULL ||
      zhihui_mesh_is_schematic (zhihui_map_scene_get_mesh (scene)) ||
      !zhihui_map_view_is_resting (view) || !zhihui_map_view_get_viewport (view, &viewport))
    return;

  path = zhihui_case_points_make_path (
    &viewport, zhihui_region_path_get_code (zhihui_situation_get_region_path (situation)));
  /* After a failure another place is no reason to ask sooner. */
  if (now_us < self->due_us && (self->period_us > PERIOD_US || g_strcmp0 (path, self->path) == 0))
    return;

  g_free (self->path);
  self->path = g_steal_pointer (&path);
  self->due_us = now_us + self->period_us;
  self->cancellable = g_cancellable_new ();
  zhihui_source_ask_async (self->source, self->path, self->cancellable, answered_cb, self);
}
