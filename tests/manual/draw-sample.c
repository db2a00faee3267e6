/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw-sample STATE WIDTHxHEIGHT FILE.png [outlines]: the overview with the sample figures, to be
 * looked at.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sample-situation.h"
#include "zhihui-language.h"
#include "zhihui-panel-kinds.h"

static double
measure_ms (gint64 since_us)
{
  return (double) (g_get_monotonic_time () - since_us) / 1000;
}

static void
paint (ZhihuiWallPage  *page,
       cairo_surface_t *surface,
       ZhihuiSituation *situation,
       ZhihuiMoment    *moment)
{
  cairo_t *cr = cairo_create (surface);

  zhihui_wall_page_paint (page, cr, situation, moment);
  cairo_destroy (cr);
}

static void
print_times (ZhihuiWallPage  *page,
             cairo_surface_t *surface,
             ZhihuiSituation *situation,
             ZhihuiMoment    *moment)
{
  gint64             start = g_get_monotonic_time ();
  guint              n_places, n_items = 0;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n_places);

  for (int i = 0; i < 5; i++)
    paint (page, surface, situation, moment);
  printf ("compose and paint, warm: %.1f ms\n", measure_ms (start) / 5);

  start = g_get_monotonic_time ();
  for (int i = 0; i < 10; i++)
    {
      n_items = 0;
      for (guint j = 0; j < n_places; j++)
        {
          g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
            page, places[j].number, situation, moment, places[j].width, places[j].height);

          n_items += zhihui_picture_get_n_items (picture);
        }
    }
  printf ("compose, warm: %.2f ms, %u items\n", measure_ms (start) / 10, n_items);
  for (guint j = 0; j < n_places; j++)
    {
      start = g_get_monotonic_time ();
      for (int i = 0; i < 10; i++)
        {
          g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
            page, places[j].number, situation, moment, places[j].width, places[j].height);
          cairo_t *cr = cairo_create (surface);

          zhihui_picture_paint (picture, cr);
          cairo_destroy (cr);
        }
      printf ("  %s: %.2f ms\n", zhihui_panel_get_title (places[j].panel), measure_ms (start) / 10);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (ZhihuiWallPage) page = NULL;
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (GPtrArray) outlines = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiMoment     moment;
  cairo_surface_t *surface;
  gint64           start;
  int              state = 0, width = 0, height = 0;

  zhihui_language_bind ();
  if (argc < 4 || sscanf (argv[2], "%dx%d", &width, &height) != 2)
    return 2;
  while (state < SAMPLE_N_STATES && strcmp (argv[1], sample_state_names[state]) != 0)
    state++;
  if (state == SAMPLE_N_STATES)
    return 2;

  page = zhihui_wall_page_new ("overview", width, height, 0, &error);
  if (page == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  situation = sample_situation_new ((SampleState) state, &moment);
  if (argc > 4)
    {
      outlines = sample_outlines_new (13);
      zhihui_wall_page_set_outlines (page, outlines);
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  start = g_get_monotonic_time ();
  paint (page, surface, situation, &moment);
  printf ("first paint: %.1f ms\n", measure_ms (start));
  print_times (page, surface, situation, &moment);
  paint (page, surface, situation, &moment);
  cairo_surface_write_to_png (surface, argv[3]);
  cairo_surface_destroy (surface);
  return 0;
}
