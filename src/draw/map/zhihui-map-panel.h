/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-hex-maker.h"
#include "zhihui-map-chart.h"
#include "zhihui-map-fit.h"
#include "zhihui-map-labels.h"
#include "zhihui-map-layers.h"
#include "zhihui-map-settings.h"

G_BEGIN_DECLS

/* What a map panel was told to show, and what it remembers from one situation to the next so that
 * nothing jumps: the classes of each metric, the grid of hexagons. One thread only. */
typedef struct _ZhihuiMapPanel ZhihuiMapPanel;

ZhihuiMapPanel *zhihui_map_panel_new (void);
void            zhihui_map_panel_free (ZhihuiMapPanel *self);

void        zhihui_map_panel_set_mesh (ZhihuiMapPanel *self, ZhihuiMesh *mesh);
void        zhihui_map_panel_set_board (ZhihuiMapPanel *self, ZhihuiBoard board);
const char *zhihui_map_panel_get_parent (ZhihuiMapPanel *self);
void        zhihui_map_panel_set_parent (ZhihuiMapPanel *self, const char *parent);
void        zhihui_map_panel_set_settings (ZhihuiMapPanel *self, ZhihuiMapSettings *settings);
ZhihuiMapSettings     *zhihui_map_panel_get_settings (ZhihuiMapPanel *self);
const ZhihuiMapLayers *zhihui_map_panel_read_layers (ZhihuiMapPanel      *self,
                                                     ZhihuiSituation     *situation,
                                                     ZhihuiMesh          *mesh,
                                                     const ZhihuiPalette *palette,
                                                     gint64               now_us);
void                   zhihui_map_panel_set_has_boards (ZhihuiMapPanel *self, gboolean has_boards);
void
zhihui_map_panel_set_patient (ZhihuiMapPanel *self, ZhihuiHexMadeFunc laid, gpointer user_data);

void   zhihui_map_panel_set_share (ZhihuiMapPanel *self, double share);
double zhihui_map_panel_get_share (ZhihuiMapPanel *self);

gboolean zhihui_map_panel_has_boards (ZhihuiMapPanel *self);
gboolean zhihui_map_panel_get_body (ZhihuiMapPanel *self, ZhihuiMapBox *box);
void     zhihui_map_panel_set_body (ZhihuiMapPanel *self, const ZhihuiMapBox *box);

gboolean
zhihui_map_panel_get_seen (ZhihuiMapPanel *self, ZhihuiMapScene **scene, ZhihuiViewport *viewport);
void zhihui_map_panel_set_seen (ZhihuiMapPanel       *self,
                                ZhihuiMapScene       *scene,
                                const ZhihuiViewport *viewport);

ZhihuiMapReading *zhihui_map_panel_read (ZhihuiMapPanel *self, ZhihuiSituation *situation);
ZhihuiMesh     *zhihui_map_panel_find_mesh (ZhihuiMapPanel *self, const ZhihuiMapReading *reading);
gboolean        zhihui_map_panel_is_laying (ZhihuiMapPanel *self);
double          zhihui_map_panel_get_ratio (ZhihuiMapPanel *self);
gboolean        zhihui_map_panel_knows_ratio (ZhihuiMapPanel *self, guint64 reason);
void            zhihui_map_panel_set_ratio (ZhihuiMapPanel *self, guint64 reason, double ratio);
ZhihuiMapChart *zhihui_map_panel_make_chart (ZhihuiMapPanel      *self,
                                             ZhihuiMapReading    *reading,
                                             ZhihuiMesh          *mesh,
                                             ZhihuiSituation     *situation,
                                             const ZhihuiPalette *palette);

const ZhihuiMapSilhouette *zhihui_map_panel_outline (ZhihuiMapPanel *self, ZhihuiMesh *mesh);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMapPanel, zhihui_map_panel_free)

G_END_DECLS
