/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-panel.h"
#include "zhihui-panel-options.h"
#include "zhihui-picture.h"
#include "zhihui-seams.h"
#include "zhihui-silence.h"
#include "zhihui-situation.h"
#include "zhihui-wall-file.h"

G_BEGIN_DECLS

/* Where the panels stand on a page of a size: the grid of the visual guide §4, chosen by aspect. */
typedef struct _ZhihuiWallPage ZhihuiWallPage;

ZhihuiWallPage *
zhihui_wall_page_new (const char *name, int width_px, int height_px, double unit, GError **error);
ZhihuiWallPage *zhihui_wall_page_new_of (
  ZhihuiWallFile *file, int width_px, int height_px, double unit, GError **error);
/* … over several monitors. */
ZhihuiWallPage *zhihui_wall_page_new_spanning (ZhihuiWallFile    *file,
                                               int                width_px,
                                               int                height_px,
                                               double             unit,
                                               const ZhihuiSeams *seams,
                                               GError           **error);
void            zhihui_wall_page_free (ZhihuiWallPage *self);
/* Borders of the regions: (element-type ZhihuiOutline), NULL for a schematic map. */
void zhihui_wall_page_set_outlines (ZhihuiWallPage *self, GPtrArray *outlines);
/* What the map shows: its mesh, metric, region. */
ZhihuiMapPanel *zhihui_wall_page_get_map (ZhihuiWallPage *self);
void            zhihui_wall_page_set_mesh (ZhihuiWallPage *self, ZhihuiMesh *mesh);
void zhihui_wall_page_set_map_settings (ZhihuiWallPage *self, ZhihuiMapSettings *settings);
void
zhihui_wall_page_set_patient (ZhihuiWallPage *self, ZhihuiHexMadeFunc laid, gpointer user_data);
void               zhihui_wall_page_set_parent (ZhihuiWallPage *self, const char *parent);
const ZhihuiPlace *zhihui_wall_page_get_places (ZhihuiWallPage *self, guint *n_places);
const ZhihuiTheme *zhihui_wall_page_get_theme (ZhihuiWallPage *self);
gboolean           zhihui_wall_page_has_seams (ZhihuiWallPage *self);
gboolean           zhihui_wall_page_is_tall (ZhihuiWallPage *self);
int                zhihui_wall_page_get_width (ZhihuiWallPage *self);
int                zhihui_wall_page_get_height (ZhihuiWallPage *self);

/* What the moment of drawing decides, besides the situation. */
typedef struct
{
  gint64        now_us; /* monotonic */
  const char   *peer;   /* which peer group the boards show */
  guint         turn;   /* … and for the how manieth time, where they have not room for all */
  guint         page, n_pages; /* 1 / 4 in the head */
  gint64        local_now; /* wall-clock instant shown as the big clock (platform's, in its zone) */
  ZhihuiSilence silence;   /* why alerts are not heard here */
  const char   *fault;     /* of a file of a page, "FILE:LINE:COLUMN: reason"; NULL none */
} ZhihuiMoment;

/* The look of one panel: a new picture. @situation may be NULL (loading). */
ZhihuiPicture *zhihui_wall_page_draw_panel (ZhihuiWallPage     *self,
                                            guint               number,
                                            ZhihuiSituation    *situation,
                                            const ZhihuiMoment *moment,
                                            double              width,
                                            double              height);
/* One that need not be on the page, with its theme: tests, samples. */
ZhihuiPicture *zhihui_wall_page_draw_kind (ZhihuiWallPage     *self,
                                           ZhihuiPanel         panel,
                                           ZhihuiSituation    *situation,
                                           const ZhihuiMoment *moment,
                                           double              width,
                                           double              height);
/* The whole page on a cairo context: shot, vector PDF of the wall, tests. */
void zhihui_wall_page_paint (ZhihuiWallPage     *self,
                             cairo_t            *cr,
                             ZhihuiSituation    *situation,
                             const ZhihuiMoment *moment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWallPage, zhihui_wall_page_free)

G_END_DECLS
