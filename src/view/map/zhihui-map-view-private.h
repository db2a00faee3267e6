/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "zhihui-map-flight.h"
#include "zhihui-map-ground.h"
#include "zhihui-map-outlines.h"
#include "zhihui-map-view.h"
#include "zhihui-region-cell.h"
#include "zhihui-tile-bridge.h"

G_BEGIN_DECLS

/* Until a glance is over: what a key moves. */
#define ZHIHUI_MAP_STEP_MS 200

typedef enum
{
  ZHIHUI_MAP_BASE_GROUND, /* under the scene */
  ZHIHUI_MAP_BASE_LABELS, /* above it */
  ZHIHUI_N_MAP_BASES,
} ZhihuiMapBasePlace;

/* Pictures of a base map. */
typedef struct
{
  ShumateMapLayer  *layer;  /* owned by the map, nullable */
  ZhihuiTileBridge *bridge; /* owned, nullable */
} ZhihuiMapBase;

struct _ZhihuiMapView
{
  GtkWidget parent_instance;

  ShumateMap        *map;         /* owned as a child */
  ZhihuiMapGround   *ground;      /* owned by the map, as all layers */
  ZhihuiMapOutlines *outlines;    /* borrowed */
  ZhihuiMapWriting  *writing;     /* borrowed */
  GtkWidget         *attribution; /* owned as a child */
  ZhihuiMapScene    *scene;       /* owned, nullable */

  ZhihuiMapBase bases[ZHIHUI_N_MAP_BASES];
  char         *owner; /* owned, nullable: whose base map it is */

  ZhihuiExtent     fitted; /* what is to be seen whatever the size is */
  ZhihuiFitMapFunc fit;    /* nullable */
  gpointer         fit_data;
  gboolean         is_fitted; /* nobody has moved the map since */
  gboolean         is_placing;
  gboolean         is_animated;
  ZhihuiMapFlight  flight;
  guint            tick_id;   /* 0: no flight, or it pauses */
  guint            pause_id;  /* idle; 0: the flight does not pause */
  gint64           paused_us; /* when it paused last, or began */
  guint            bare_id;   /* timeout; 0: names and outlines are seen */
  double           press_x, press_y;

  /* without a mouse */
  GtkWidget               *cells[2]; /* owned as children; they take turns */
  guint                    cell;     /* index of the one that has, or had, the focus */
  int                      focused;  /* region, -1: none yet */
  gboolean                 has_focus, is_leaving;
  GArray                  *order;    /* (element-type guint) owned; NULL: not yet made */
  ZhihuiDescribeRegionFunc describe; /* nullable: the name */
  gpointer                 describe_data;
  GDestroyNotify           describe_destroy;
};

void     zhihui_map_view_emit_activated (ZhihuiMapView *self, int region);
gboolean zhihui_map_view_emit_ascended (ZhihuiMapView *self);

void zhihui_map_view_notify_base_failing (ZhihuiMapView *self);

/* zhihui-map-view-base.c */
void zhihui_map_view_init_base (ZhihuiMapView *self);
void zhihui_map_view_dress_base (ZhihuiMapView *self);
void zhihui_map_view_append_ground (ZhihuiMapView *self, GtkSnapshot *snapshot);

/* zhihui-map-view-keys.c */
void     zhihui_map_view_init_keys (ZhihuiMapView *self);
gboolean zhihui_map_view_move_focus (GtkWidget *widget, GtkDirectionType direction);
void     zhihui_map_view_place_cells (ZhihuiMapView *self);
void     zhihui_map_view_tell_focused (ZhihuiMapView *self);
void     zhihui_map_view_forget_regions (ZhihuiMapView *self);

/* zhihui-map-view-place.c */
void zhihui_map_view_init_place (ZhihuiMapView *self);
void zhihui_map_view_bound (ZhihuiMapView *self, ZhihuiViewport *viewport);
void zhihui_map_view_go (ZhihuiMapView *self, const ZhihuiViewport *to, guint ms);
void zhihui_map_view_fit (ZhihuiMapView *self);
void zhihui_map_view_stop (ZhihuiMapView *self);
void zhihui_map_view_end_bareness (ZhihuiMapView *self);

G_END_DECLS
