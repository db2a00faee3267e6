/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-reader.h"
#include "zhihui-lost-ink.h"
#include "zhihui-theme.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>

#define SIDE 60 /* points, and dots of the picture */

static void
write_character (const char *path, const char *text, const ZhihuiFont *font)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, SIDE, SIDE);
  cairo_t         *cr = cairo_create (surface);

  cairo_move_to (cr, 10, 10);
  zhihui_lost_ink_show_layout (cr, zhihui_theme_get_layout (theme, text, font, 0));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* How many dots of the page another program paints dark. */
static guint
count_ink (const char *path)
{
  g_autofree char *picture = g_strconcat (path, ".pgm", NULL);
  g_autofree char *root = g_strdup (path);
  g_autofree char *dots = NULL;
  gsize            length;
  guint            n = 0;

  g_free (paper_reader_run ("pdftoppm", "-gray", "-r", "72", "-singlefile", path, root, NULL));
  g_assert_true (g_file_get_contents (picture, &dots, &length, NULL));
  g_unlink (picture);
  for (gsize i = length - SIDE * SIDE; i < length; i++)
    n += (guchar) dots[i] < 128;
  return n;
}

/* A text that can be searched is not yet one that can be seen: cairo loses the glyph of 如. */
static void
every_character_leaves_ink (void)
{
  static const char *const texts[] = { "如", "人", "𪚥", "9" };
  static const ZhihuiFont  fonts[] = {
     { .face = ZHIHUI_FACE_SANS, .size = 24, .weight = 400 },
     { .face = ZHIHUI_FACE_SANS, .size = 24, .weight = 700 },
     { .face = ZHIHUI_FACE_SERIF, .size = 24, .weight = 400 },
     { .face = ZHIHUI_FACE_SERIF, .size = 24, .weight = 700 },
  };
  g_autofree char *folder = NULL, *path = NULL;

  if (paper_reader_lacks ("pdftoppm"))
    return;
  folder = g_dir_make_tmp ("zhihui-ink-XXXXXX", NULL);
  path = g_build_filename (folder, "ink.pdf", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (fonts); j++)
      {
        write_character (path, texts[i], &fonts[j]);
        g_test_message ("%s, font %u", texts[i], j);
        g_assert_cmpuint (count_ink (path), >, 20);
      }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ink/every-character-leaves-ink", every_character_leaves_ink);
  return g_test_run ();
}
