/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-cover.h"
#include "zhihui-wall-file.h"
#include "zhihui-wall-page.h"

G_BEGIN_DECLS

/* What stands on a screen at one moment, to be painted elsewhere, in another thread. */
typedef struct
{
  ZhihuiWallFile    *file;          /* owned: the page */
  gboolean           is_dark;       /* out of hours nothing is shown */
  int                width, height; /* px; 0: nothing stands there yet */
  double             unit;          /* px; 0: by the size */
  ZhihuiSeams        seams;         /* px */
  ZhihuiSituation   *situation;     /* owned, NULL nothing was read */
  ZhihuiMesh        *mesh;          /* owned, nullable */
  ZhihuiMapSettings *map_settings;  /* owned, nullable */
  ZhihuiMoment       moment;        /* its peer is interned */
  gboolean           is_curtained;
  ZhihuiWallStrip    strip; /* owned strings */
} ZhihuiWallCopy;

void     zhihui_wall_copy_clear (ZhihuiWallCopy *self);
gboolean zhihui_wall_copy_paint (const ZhihuiWallCopy *self, cairo_t *cr, GError **error);

G_END_DECLS
