/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mesh-sample.h"
#include "zhihui-map-view.h"

G_BEGIN_DECLS

/* A map of three by three regions in a window, at rest, between two buttons. */
#define MAP_FIXTURE_WIDTH 600
#define MAP_FIXTURE_HEIGHT 400

typedef struct
{
  GtkWidget      *window, *before, *after;
  ZhihuiMapView  *view;
  ZhihuiTheme    *theme;
  ZhihuiMesh     *mesh;
  ZhihuiMapScene *scene;
  int             activated, hovered, n_ascended;
  guint           n_placed; /* how often names were placed */
} MapFixture;

ZhihuiMesh     *map_fixture_make_mesh (void);
ZhihuiMapScene *map_fixture_make_scene (ZhihuiMesh *mesh, guint turn);
void            map_fixture_set_up (MapFixture *fixture, gconstpointer user_data);
void            map_fixture_tear_down (MapFixture *fixture, gconstpointer user_data);
void            map_fixture_await (MapFixture *fixture, gboolean (*is_true) (MapFixture *fixture));
gboolean        map_fixture_is_resting (MapFixture *fixture);
void            map_fixture_run_one_frame (MapFixture *fixture);

/* @i: row by row, from 0. */
int                 map_fixture_get_region (MapFixture *fixture, int i);
void                map_fixture_find_middle (MapFixture *fixture, int region, double *x, double *y);
GtkEventController *map_fixture_find_controller (MapFixture *fixture, GType type);
gboolean map_fixture_press_key (MapFixture *fixture, guint key, GdkModifierType modifiers);

G_END_DECLS
