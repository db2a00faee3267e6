/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source-options.h"
#include "zhihui-wall-shelf.h"

G_BEGIN_DECLS

/* Which pages of the wall there are, which one is shown, and how large a layout unit is. Part of
 * the options of a command. Zero-initialise. */
typedef struct
{
  char            *page;       /* owned, nullable before it is opened: a name */
  char            *layout;     /* owned, nullable: a file */
  double           unit;       /* px of a layout unit; 0: by the size */
  double           distance_m; /* of the farthest seat; 0 not told */
  double           pitch_mm;   /* from pixel to pixel; 0 not told */
  ZhihuiWallShelf *shelf;      /* owned, NULL before it is opened */

  GPtrArray  *monitors;   /* (element-type GFileMonitor), owned, nullable */
  guint       reading_id; /* timeout: a file changed a moment ago; 0 none */
  const char *program;    /* borrowed: who tells of faults */
} ZhihuiPageOption;

void     zhihui_page_option_clear (ZhihuiPageOption *self);
gboolean zhihui_page_option_open (ZhihuiPageOption *self, const char *program, GError **error);
void     zhihui_page_option_get_wants (
      ZhihuiPageOption *self, const char *const *pages, int width, int height, ZhihuiWants *wants);
void zhihui_page_option_watch (ZhihuiPageOption *self);

/* Five GOptionEntry. */
#define ZHIHUI_PAGE_OPTIONS(option, page_help)                                                     \
  ZHIHUI_OPTION ("page", 'p', STRING, &(option)->page, page_help, N_ ("NAME")),                    \
    ZHIHUI_OPTION ("layout",                                                                       \
                   0,                                                                              \
                   FILENAME,                                                                       \
                   &(option)->layout,                                                              \
                   N_ ("File with a page of one's own"),                                           \
                   N_ ("FILE")),                                                                   \
    ZHIHUI_OPTION ("unit",                                                                         \
                   'u',                                                                            \
                   DOUBLE,                                                                         \
                   &(option)->unit,                                                                \
                   N_ ("Pixels of a layout unit (default: by the size)"),                          \
                   N_ ("PIXELS")),                                                                 \
    ZHIHUI_OPTION ("distance",                                                                     \
                   0,                                                                              \
                   DOUBLE,                                                                         \
                   &(option)->distance_m,                                                          \
                   N_ ("Instead of --unit, with --pitch: how far the farthest seat is"),           \
                   N_ ("METRES")),                                                                 \
    ZHIHUI_OPTION ("pitch",                                                                        \
                   0,                                                                              \
                   DOUBLE,                                                                         \
                   &(option)->pitch_mm,                                                            \
                   N_ ("How far it is from pixel to pixel of the screen"),                         \
                   N_ ("MILLIMETRES"))

G_END_DECLS
