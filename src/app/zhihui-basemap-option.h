/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-basemap.h"
#include "zhihui-map-view.h"
#include "zhihui-source-options.h"

G_BEGIN_DECLS

/* The base map of a command. Zero-initialise. */
typedef struct
{
  char                  *where;    /* owned, nullable: as it was said */
  ZhihuiBasemapSettings *settings; /* owned, nullable: there is none */
} ZhihuiBasemapOption;

void     zhihui_basemap_option_clear (ZhihuiBasemapOption *self);
gboolean zhihui_basemap_option_judge (ZhihuiBasemapOption *self, GError **error);
void     zhihui_basemap_option_show (const ZhihuiBasemapOption *self, ZhihuiMapView *view);

/* One GOptionEntry. */
#define ZHIHUI_BASEMAP_OPTION(option)                                                              \
  ZHIHUI_OPTION (                                                                                  \
    "basemap",                                                                                     \
    0,                                                                                             \
    FILENAME,                                                                                      \
    &(option)->where,                                                                              \
    N_ ("Base map under the regions (default none): MBTiles, folder, .basemap, name"),             \
    N_ ("MAP"))

G_END_DECLS
