/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-stage.h"
#include "zhihui-panel-view.h"
#include "zhihui-wall-page.h"

G_BEGIN_DECLS

/* The panels of a page as widgets, by their number, and what each was last drawn from. */
typedef struct _ZhihuiPanelDeck ZhihuiPanelDeck;

/* What is to be seen: borrowed for the call. */
typedef struct
{
  ZhihuiWallPage     *page;
  ZhihuiSituation    *situation;
  const ZhihuiMoment *moment;
  ZhihuiChange        change; /* of those whose input changed; what ticks cuts */
  gboolean            all;    /* draw even those whose input is the same */
} ZhihuiDeckLook;

ZhihuiPanelDeck *zhihui_panel_deck_new (GtkWidget *wall);
void             zhihui_panel_deck_free (ZhihuiPanelDeck *self);
void             zhihui_panel_deck_set_animated (ZhihuiPanelDeck *self, gboolean animated);
void             zhihui_panel_deck_set_flying (ZhihuiPanelDeck *self);
void             zhihui_panel_deck_place (ZhihuiPanelDeck *self, ZhihuiWallPage *page);
void             zhihui_panel_deck_forget_maps (ZhihuiPanelDeck *self);
void             zhihui_panel_deck_draw (ZhihuiPanelDeck *self, const ZhihuiDeckLook *look);
void             zhihui_panel_deck_allocate (ZhihuiPanelDeck *self, int shift_x, int shift_y);
guint            zhihui_panel_deck_get_n_panels (ZhihuiPanelDeck *self);
ZhihuiPanelView *zhihui_panel_deck_get_panel (ZhihuiPanelDeck *self, guint number);
ZhihuiPanelView *zhihui_panel_deck_find_panel (ZhihuiPanelDeck *self, ZhihuiPanel panel);
ZhihuiMapView   *zhihui_panel_deck_get_map (ZhihuiPanelDeck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPanelDeck, zhihui_panel_deck_free)

G_END_DECLS
