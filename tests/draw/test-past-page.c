/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sample-situation.h"
#include "zhihui-language.h"
#include "zhihui-wall-page.h"

#define WIDTH 1920
#define HEIGHT 1080
#define FRAME 12

/* The figures of the sample, shown again; @speed < 0: they are of now. */
static ZhihuiSituation *
make_situation (double speed, ZhihuiMoment *moment)
{
  g_autoptr (ZhihuiSituation) sample = sample_situation_new (SAMPLE_FRESH, moment);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (sample);

  zhihui_situation_builder_set_past (builder, speed >= 0.0);
  zhihui_situation_builder_set_past_speed (builder, MAX (speed, 0.0));
  return zhihui_situation_builder_finish (builder);
}

/* All texts of the head, each on a line; what is spoken after them. */
static char *
read_head (double speed, int width, gboolean *has_clock)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = make_situation (speed, &moment);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", WIDTH, HEIGHT, 1.0, NULL);
  g_autoptr (ZhihuiPicture) picture =
    zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_HEAD, situation, &moment, width, 52);
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    if (zhihui_picture_get_item (picture, i)->text != NULL)
      g_string_append_printf (texts, "%s\n", zhihui_picture_get_item (picture, i)->text);
  *has_clock = zhihui_picture_find (picture, "clock") != NULL;
  g_string_append (texts, zhihui_picture_get_spoken (picture));
  return g_string_free (g_steal_pointer (&texts), FALSE);
}

static void
what_is_shown_again_is_not_called_live (void)
{
  const struct
  {
    double      speed;
    const char *says;
  } rows[] = { { 0, "静止" }, { 10, "×10" }, { 60, "×60" } };
  const int widths[] = { 1840, 1008 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (widths); j++)
      {
        gboolean         has_clock;
        g_autofree char *texts = read_head (rows[i].speed, widths[j], &has_clock);

        g_assert_nonnull (strstr (texts, "回放"));
        g_assert_nonnull (strstr (texts, "7月29日"));
        g_assert_nonnull (strstr (texts, rows[i].says));
        g_assert_null (strstr (texts, "实时"));
        g_assert_false (has_clock);
      }
}

static void
what_is_of_now_is_not_called_a_replay (void)
{
  gboolean         has_clock;
  g_autofree char *texts = read_head (-1, 1840, &has_clock);

  g_assert_null (strstr (texts, "回放"));
  g_assert_nonnull (strstr (texts, "实时"));
  g_assert_true (has_clock);
}

/* How many of the pixels in the outer 12 have the colour of the band, as a share. */
static double
measure_frame (double speed)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = make_situation (speed, &moment);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", WIDTH, HEIGHT, 1.0, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t         *cr = cairo_create (surface);
  guint            n = 0, n_band = 0;

  zhihui_wall_page_paint (page, cr, situation, &moment);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        const guint32 *row =
          (const guint32 *) (cairo_image_surface_get_data (surface) +
                             (gsize) y * (gsize) cairo_image_surface_get_stride (surface));

        if (x >= FRAME && x < WIDTH - FRAME && y >= FRAME && y < HEIGHT - FRAME)
          continue;
        n++;
        n_band += (row[x] & 0xffffff) == 0xd5dbdf;
      }
  cairo_surface_destroy (surface);
  return (double) n_band / n;
}

static void
the_past_has_a_frame_of_its_own (void)
{
  g_assert_cmpfloat (measure_frame (10), >, 0.9999);
  g_assert_cmpfloat (measure_frame (-1), <, 0.0001);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/past-page/what-is-shown-again-is-not-called-live",
                   what_is_shown_again_is_not_called_live);
  g_test_add_func ("/past-page/what-is-of-now-is-not-called-a-replay",
                   what_is_of_now_is_not_called_a_replay);
  g_test_add_func ("/past-page/the-past-has-a-frame-of-its-own", the_past_has_a_frame_of_its_own);

  return g_test_run ();
}
