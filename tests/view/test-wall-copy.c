/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-copy.h"

#include "sample-situation.h"
#include "zhihui-wall-shelf.h"

#define WIDTH 960
#define HEIGHT 540

static ZhihuiWallCopy
make_copy (SampleState state)
{
  ZhihuiWallCopy copy = { .file = zhihui_wall_shelf_dup_shipped ("overview"),
                          .width = WIDTH,
                          .height = HEIGHT };

  copy.situation = sample_situation_new (state, &copy.moment);
  return copy;
}

static char *
paint (const ZhihuiWallCopy *copy)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t         *cr = cairo_create (surface);
  char            *sum;

  g_assert_true (zhihui_wall_copy_paint (copy, cr, NULL));
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                     cairo_image_surface_get_data (surface),
                                     (gsize) cairo_image_surface_get_stride (surface) * HEIGHT);
  cairo_surface_destroy (surface);

  return sum;
}

/* Pixel by pixel the same, whatever is behind. */
static void
test_curtain (void)
{
  ZhihuiWallCopy   full = make_copy (SAMPLE_FRESH), empty = make_copy (SAMPLE_EMPTY);
  g_autofree char *open_full = paint (&full), *open_empty = paint (&empty);
  g_autofree char *full_sum = NULL, *empty_sum = NULL;

  g_assert_cmpstr (open_full, !=, open_empty);
  empty.moment = full.moment;
  full.is_curtained = empty.is_curtained = TRUE;
  full.strip.interruption = g_strdup ("红色预警");
  full.strip.is_held = TRUE;
  full_sum = paint (&full);
  empty_sum = paint (&empty);
  g_assert_cmpstr (full_sum, ==, empty_sum);
  g_assert_cmpstr (full_sum, !=, open_full);
  zhihui_wall_copy_clear (&full);
  zhihui_wall_copy_clear (&empty);
}

static void
test_dark (void)
{
  ZhihuiWallCopy   copy = make_copy (SAMPLE_FRESH);
  g_autofree char *dark = NULL, *nothing = NULL;
  g_autofree char *black = g_malloc0 ((gsize) WIDTH * HEIGHT * 4);

  for (gsize i = 3; i < (gsize) WIDTH * HEIGHT * 4; i += 4)
    black[i] = (char) 0xff; /* as cairo leaves the unused byte */
  copy.is_dark = TRUE;
  dark = paint (&copy);
  nothing = g_compute_checksum_for_data (
    G_CHECKSUM_SHA256, (const guchar *) black, (gsize) WIDTH * HEIGHT * 4);
  g_assert_cmpstr (dark, ==, nothing);
  zhihui_wall_copy_clear (&copy);
}

static void
test_strip (void)
{
  ZhihuiWallCopy   copy = make_copy (SAMPLE_FRESH);
  g_autofree char *plain = paint (&copy), *held = NULL;

  copy.strip.is_held = TRUE;
  held = paint (&copy);
  g_assert_cmpstr (plain, !=, held);
  zhihui_wall_copy_clear (&copy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wall-copy/of-what-is-behind-the-curtain-nothing-is-painted", test_curtain);
  g_test_add_func ("/wall-copy/a-dark-wall-is-black", test_dark);
  g_test_add_func ("/wall-copy/the-strip-is-part-of-the-picture", test_strip);

  return g_test_run ();
}
