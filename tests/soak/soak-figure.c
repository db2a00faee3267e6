/* SPDX-License-Identifier: GPL-3.0-or-later */
/* soak-figure SOAK.csv FILE.png: what a soak measured, by the drawing of the wall's own charts. */
#include <math.h>
#include <stdio.h>

#include "zhihui-axis.h"
#include "zhihui-language.h"

#define WIDTH 1200
#define HEIGHT 420
#define TOP 70
#define BOTTOM 56
#define DOT 5
#define DAY_WIDTH 60
#define KB_IN_MB 1024

typedef struct
{
  double day, mb;
} Sample;

/* Rows of day, PSS in KB and polls, under a head. */
static GArray *
read_samples (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GArray *samples;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);
      Sample sample;

      if (g_strv_length (fields) < 2)
        continue;
      sample.day = g_ascii_strtod (fields[0], NULL);
      sample.mb = g_ascii_strtod (fields[1], NULL) / KB_IN_MB;
      g_array_append_val (samples, sample);
    }
  return samples;
}

static void
draw_days (ZhihuiSketch *sketch, double left, double width, double n_days)
{
  ZhihuiStyle style = zhihui_sketch_style (20, 400, sketch->palette->text3);

  for (int day = 0; day <= n_days; day++)
    {
      g_autofree char *key = g_strdup_printf ("day/%d", day);
      g_autofree char *label = g_strdup_printf ("%d", day);

      zhihui_sketch_text (sketch,
                          key,
                          label,
                          &style,
                          left + width * day / n_days,
                          HEIGHT - BOTTOM / 2.0,
                          ZHIHUI_ALIGN_CENTRE,
                          DAY_WIDTH);
    }
}

static void
draw_chart (ZhihuiSketch *sketch, const GArray *samples)
{
  ZhihuiStyle style = zhihui_sketch_style (24, 700, sketch->palette->text1);
  double      most = 0, n_days = 1, left, width;
  double      height = HEIGHT - TOP - BOTTOM;
  ZhihuiAxis  axis;

  for (guint i = 0; i < samples->len; i++)
    {
      most = MAX (most, g_array_index (samples, Sample, i).mb);
      n_days = MAX (n_days, ceil (g_array_index (samples, Sample, i).day));
    }
  axis = zhihui_axis_choose (0, most, TRUE, TRUE);
  left = zhihui_axis_measure (&axis, sketch) + 20;
  width = WIDTH - left - 30;

  zhihui_sketch_text (sketch,
                      "title",
                      "Memory of the wall (PSS), MB, over simulated days",
                      &style,
                      20,
                      30,
                      ZHIHUI_ALIGN_LEFT,
                      WIDTH - 40);
  zhihui_axis_draw (&axis, sketch, left, width, TOP, height);
  draw_days (sketch, left, width, n_days);
  for (guint i = 0; i < samples->len; i++)
    {
      const Sample    *one = &g_array_index (samples, Sample, i);
      g_autofree char *key = g_strdup_printf ("sample/%u", i);

      zhihui_sketch_rect (sketch,
                          key,
                          left + width * one->day / n_days - DOT / 2.0,
                          TOP + height * (1 - zhihui_axis_place (&axis, one->mb)) - DOT / 2.0,
                          DOT,
                          DOT,
                          sketch->palette->good);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (ZhihuiTheme) theme = NULL;
  g_autoptr (ZhihuiPicture) picture = NULL;
  g_autoptr (GArray) samples = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiSketch     sketch = { .u = 1, .width = WIDTH, .height = HEIGHT };
  cairo_surface_t *surface;
  cairo_t         *cr;
  cairo_status_t   status;

  zhihui_language_bind ();
  if (argc != 3)
    {
      fprintf (stderr, "usage: soak-figure SOAK.csv FILE.png\n");
      return 2;
    }
  samples = read_samples (argv[1], &error);
  if (samples == NULL)
    {
      fprintf (stderr, "soak-figure: %s\n", error->message);
      return 1;
    }

  theme = zhihui_theme_new (ZHIHUI_THEME_WALL, sketch.u);
  picture = zhihui_picture_new (theme, WIDTH, HEIGHT);
  sketch.theme = theme;
  sketch.palette = zhihui_theme_get_palette (theme);
  sketch.picture = picture;
  draw_chart (&sketch, samples);

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cr = cairo_create (surface);
  cairo_set_source_rgb (
    cr, sketch.palette->ground.red, sketch.palette->ground.green, sketch.palette->ground.blue);
  cairo_paint (cr);
  zhihui_picture_paint (picture, cr);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png (surface, argv[2]);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    fprintf (stderr, "soak-figure: %s: %s\n", argv[2], cairo_status_to_string (status));
  return status != CAIRO_STATUS_SUCCESS;
}
