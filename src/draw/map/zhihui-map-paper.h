/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-panel.h"
#include "zhihui-picture.h"

G_BEGIN_DECLS

/* The map as the wall draws it, for paper: on white, without amber, with the time of its figures.
 */
ZhihuiPicture *zhihui_map_paper_draw (const ZhihuiTheme *theme,
                                      ZhihuiMapPanel    *panel,
                                      ZhihuiSituation   *situation,
                                      gint64             now_us,
                                      double             width,
                                      double             height);

G_END_DECLS
