/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-panel.h"
#include "zhihui-picture.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_PANEL_HEAD,
  ZHIHUI_PANEL_KPI,
  ZHIHUI_PANEL_VOLUME,
  ZHIHUI_PANEL_OVERDUE,
  ZHIHUI_PANEL_RETURN,
  ZHIHUI_PANEL_SATISFIED,
  ZHIHUI_PANEL_MAP,
  ZHIHUI_PANEL_DEADLINES, /* 办理时限 */
  ZHIHUI_PANEL_HOT_WORDS,
  ZHIHUI_PANEL_CHANNELS,
  ZHIHUI_PANEL_MEETINGS,
  ZHIHUI_PANEL_ALERTS,
  ZHIHUI_N_PANELS,
} ZhihuiPanel;

typedef struct
{
  ZhihuiPanel panel;
  double      x, y, width, height; /* px of the page */
} ZhihuiPlace;

/* Where the panels stand on a page of a size: the grid of the visual guide §4, chosen by aspect. */
typedef struct _ZhihuiWallPage ZhihuiWallPage;

ZhihuiWallPage *
zhihui_wall_page_new (const char *name, int width_px, int height_px, double unit, GError **error);
void zhihui_wall_page_free (ZhihuiWallPage *self);
/* Borders of the regions: (element-type ZhihuiOutline), NULL for a schematic map. */
void zhihui_wall_page_set_outlines (ZhihuiWallPage *self, GPtrArray *outlines);
/* What the map shows: its mesh, metric, region. */
ZhihuiMapPanel    *zhihui_wall_page_get_map (ZhihuiWallPage *self);
const ZhihuiPlace *zhihui_wall_page_get_places (ZhihuiWallPage *self, guint *n_places);
const ZhihuiTheme *zhihui_wall_page_get_theme (ZhihuiWallPage *self);
int                zhihui_wall_page_get_width (ZhihuiWallPage *self);
int                zhihui_wall_page_get_height (ZhihuiWallPage *self);

/* What the moment of drawing decides, besides the situation. */
typedef struct
{
  gint64      now_us;        /* monotonic */
  const char *peer;          /* which peer group the boards show */
  guint       page, n_pages; /* 1 / 4 in the head */
  gint64      local_now; /* wall-clock instant shown as the big clock (platform's, in its zone) */
} ZhihuiMoment;

/* The look of one panel: a new picture. @situation may be NULL (loading). */
ZhihuiPicture *zhihui_wall_page_draw_panel (ZhihuiWallPage     *self,
                                            ZhihuiPanel         panel,
                                            ZhihuiSituation    *situation,
                                            const ZhihuiMoment *moment,
                                            double              width,
                                            double              height);
/* Does the panel show something that changes with the second (clocks, ages)? */
gboolean    zhihui_panel_ticks (ZhihuiPanel panel, ZhihuiSituation *situation, gint64 now_us);
const char *zhihui_panel_get_title (ZhihuiPanel panel);
/* The whole page on a cairo context: shot, vector PDF of the wall, tests. */
void zhihui_wall_page_paint (ZhihuiWallPage     *self,
                             cairo_t            *cr,
                             ZhihuiSituation    *situation,
                             const ZhihuiMoment *moment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWallPage, zhihui_wall_page_free)

G_END_DECLS
