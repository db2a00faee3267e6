/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-points.h"
#include "zhihui-desk-window.h"
#include "zhihui-drill.h"
#include "zhihui-map-page.h"
#include "zhihui-meeting-list.h"
#include "zhihui-mesh-finder.h"
#include "zhihui-ranking-table.h"
#include "zhihui-unit-pane.h"

G_BEGIN_DECLS

struct _ZhihuiDeskWindow
{
  AdwApplicationWindow parent_instance;

  ZhihuiSource      *source;       /* owned */
  ZhihuiSelection   *selection;    /* owned: what the map is about */
  ZhihuiDrill       *drill;        /* owned: asks for it */
  ZhihuiMeshFinder  *finder;       /* owned: which borders its parts have */
  ZhihuiCasePoints  *points;       /* owned: where its cases are */
  ZhihuiMapSettings *map_settings; /* owned, nullable before they are told */
  guint              clock_id;     /* ages are shown anew each second */
  char              *peer;     /* owned: chosen peer group, NULL before the platform names one */
  gboolean           choosing; /* the buttons are being made: their signals mean nothing */
  gboolean           is_told;  /* what the first reading met */

  /* template children */
  AdwToastOverlay    *toasts;
  AdwLeaflet         *leaflet;
  AdwWindowTitle     *system_title;
  AdwWindowTitle     *page_title;
  GtkListBox         *sidebar;
  GtkLabel           *meeting_count;
  GtkLabel           *state_label;
  GtkWidget          *content;
  GtkToggleButton    *search_button;
  GtkToggleButton    *pane_button;
  GtkRevealer        *banner;
  GtkLabel           *banner_label;
  GtkStack           *pages;
  AdwStatusPage      *loading_page;
  AdwFlap            *flap;
  ZhihuiUnitPane     *pane;
  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkDropDown        *period_choice;
  GtkWidget          *region_button; /* seen while the boards are of a part */
  AdwButtonContent   *region_content;
  GtkBox             *peer_buttons;
  GtkBox             *board_buttons;
  ZhihuiRankingTable *table;
  GtkLabel           *foot_label;
  ZhihuiMeetingList  *meetings;
  ZhihuiMapPage      *map;
};

void        zhihui_desk_window_add_actions (ZhihuiDeskWindow *self);
void        zhihui_desk_window_leave_region (ZhihuiDeskWindow *self);
void        zhihui_desk_window_show_region (ZhihuiDeskWindow *self);
void        zhihui_desk_window_open_map (ZhihuiDeskWindow *self);
void        zhihui_desk_window_close_map (ZhihuiDeskWindow *self);
void        zhihui_desk_window_pass_map (ZhihuiDeskWindow *self);
gboolean    zhihui_desk_window_is_on_map (ZhihuiDeskWindow *self);
void        zhihui_desk_window_ask_for_map (ZhihuiDeskWindow *self);
void        zhihui_desk_window_show_map (ZhihuiDeskWindow *self, ZhihuiSituation *situation);
const char *zhihui_desk_window_get_period (ZhihuiDeskWindow *self);

G_END_DECLS
