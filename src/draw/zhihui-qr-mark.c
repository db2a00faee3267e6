/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-qr-mark.h"

#include <math.h>
#include <qrencode.h>

#include "zhihui-hash.h"

#define QUIET 4 /* modules around, as ISO/IEC 18004 has it */

typedef struct
{
  guint  n;      /* modules a side, without the quiet zone */
  guint  module; /* px */
  guint8 dark[]; /* rows of modules: 1 is dark */
} Code;

/* Neighbours of a row are one rectangle: no seams where the picture is scaled. */
static void
paint_code (cairo_t *cr, double width, double height, gconstpointer data, const ZhihuiTheme *theme)
{
  const Code *self = data;
  double      inset = floor ((width - (double) self->n * self->module) / 2);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint row = 0; row < self->n; row++)
    for (guint from = 0, to; from < self->n; from = to + 1)
      {
        for (to = from; to < self->n && self->dark[row * self->n + to] != 0; to++)
          ;
        cairo_rectangle (cr,
                         inset + (double) from * self->module,
                         inset + (double) row * self->module,
                         (double) (to - from) * self->module,
                         self->module);
      }
  cairo_fill (cr);
}

/**
 * zhihui_marks_add_qr:
 * @text: what it says, at level M
 * @x: px
 * @y: px
 * @size: px a side, quiet zone included
 * @least: px a module must have to be read from where people stand
 *
 * Returns: FALSE when the text is too long for that: nothing is added
 */
gboolean
zhihui_marks_add_qr (ZhihuiPicture *picture,
                     const char    *key,
                     const char    *text,
                     double         x,
                     double         y,
                     double         size,
                     double         least)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  Code   *self;
  guint   n, module;
  guint64 hash;

  if (code == NULL)
    return FALSE;
  n = (guint) code->width;
  module = (guint) (floor (size) / (n + 2 * QUIET));
  if (module < 1 || module < least)
    {
      QRcode_free (code);
      return FALSE;
    }

  self = g_malloc (sizeof (Code) + (gsize) n * n);
  self->n = n;
  self->module = module;
  hash = zhihui_hash_int (zhihui_hash_int (ZHIHUI_HASH_START, (int) n), (int) module);
  for (guint i = 0; i < n * n; i++)
    {
      self->dark[i] = code->data[i] & 1;
      hash = zhihui_hash_int (hash, self->dark[i]);
    }
  QRcode_free (code);
  zhihui_picture_add_mark (
    picture, key, round (x), round (y), floor (size), floor (size), hash, paint_code, self, g_free);
  return TRUE;
}
