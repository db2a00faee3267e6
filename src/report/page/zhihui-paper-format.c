/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-paper-format.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "zhihui-error.h"

#define LEAST_PX 320
#define MOST_PX 16384

/* The shorter side of a page that is shaped as a wall stands for that of A4: what is written on it
 * is as large a share of the page as on paper. */
#define SHORT_SIDE ZHIHUI_MM (210.0)

/* Upright as in GB/T 9704: 156 mm for text on A4. */
static const struct
{
  const char       *name;
  ZhihuiPaperFormat format;
} formats[] = {
  { "a4",
    { ZHIHUI_MM (210.0),
      ZHIHUI_MM (297.0),
      ZHIHUI_MM (27),
      ZHIHUI_MM (27),
      ZHIHUI_MM (22),
      ZHIHUI_MM (24),
      1,
      FALSE } },
  { "a4-landscape",
    { ZHIHUI_MM (297.0),
      ZHIHUI_MM (210.0),
      ZHIHUI_MM (24),
      ZHIHUI_MM (24),
      ZHIHUI_MM (22),
      ZHIHUI_MM (22),
      1,
      FALSE } },
  { "a3",
    { ZHIHUI_MM (297.0),
      ZHIHUI_MM (420.0),
      ZHIHUI_MM (27),
      ZHIHUI_MM (27),
      ZHIHUI_MM (25),
      ZHIHUI_MM (25),
      1,
      FALSE } },
  { "a3-landscape",
    { ZHIHUI_MM (420.0),
      ZHIHUI_MM (297.0),
      ZHIHUI_MM (27),
      ZHIHUI_MM (27),
      ZHIHUI_MM (22),
      ZHIHUI_MM (24),
      1,
      FALSE } },
};

static gboolean
parse_pixels (const char *text, ZhihuiPaperFormat *format)
{
  unsigned int width, height;
  int          end = 0;

  if (sscanf (text, "%5ux%5u%n", &width, &height, &end) != 2 || text[end] != '\0' ||
      !g_ascii_isdigit (text[0]))
    return FALSE;
  if (MIN (width, height) < LEAST_PX || MAX (width, height) > MOST_PX)
    return FALSE;

  format->scale = MIN (width, height) / SHORT_SIDE;
  format->width = width / format->scale;
  format->height = height / format->scale;
  format->left = format->right = ZHIHUI_MM (15);
  format->top = ZHIHUI_MM (12);
  format->bottom = ZHIHUI_MM (16);
  format->is_pixels = TRUE;
  return TRUE;
}

/**
 * zhihui_paper_format_parse:
 * @text: "a4", "a4-landscape", "a3", "a3-landscape", or a page shaped as a wall: "1920x1080"
 * @format: (out): the format
 * @error: return location for %ZHIHUI_ERROR_INVALID
 *
 * Returns: whether there is such a format
 */
gboolean
zhihui_paper_format_parse (const char *text, ZhihuiPaperFormat *format, GError **error)
{
  g_return_val_if_fail (text != NULL && format != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, text))
      {
        *format = formats[i].format;
        return TRUE;
      }
  if (parse_pixels (text, format))
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("There is no paper “%s”; there are a4, a4-landscape, a3, a3-landscape, or "
                  "WIDTHxHEIGHT in pixels, each from %d to %d"),
               text,
               LEAST_PX,
               MOST_PX);
  return FALSE;
}
