/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-store.h"

G_BEGIN_DECLS

/* A place on the map that stands for one thing or for many of a kind. */
typedef struct
{
  char  *name, *region, *status; /* owned */
  double lon, lat;               /* WGS84; NAN unknown */
  gint64 n;                      /* things */
  gint64 n_online;               /* of them at work, -1 not known */
} ZhihuiLayerPoint;

/* A layer of points of another system: cameras, water gauges, stations, … */
typedef struct
{
  char      *id, *label, *kind, *source, *as_of; /* owned, NULL not given */
  gboolean   is_public;                          /* everybody may know where its points are */
  GPtrArray *points;                             /* (element-type ZhihuiLayerPoint), owned */
} ZhihuiLayer;

ZhihuiLayer      *zhihui_layer_new (void);
void              zhihui_layer_free (ZhihuiLayer *self);
ZhihuiLayerPoint *zhihui_layer_add_point (ZhihuiLayer *self);
gboolean          zhihui_layer_check (ZhihuiLayer *self, GError **error);

/* Reads GeoJSON points or CSV, told apart by the ending. What stands in @self already wins over the
 * head of the file. */
gboolean zhihui_layer_read_file (ZhihuiLayer *self, const char *path, GError **error);
gboolean zhihui_layer_read_csv (ZhihuiLayer *self, GInputStream *stream, GError **error);

gboolean zhihui_layer_store (ZhihuiLayer *self, ZhihuiStore *store, GError **error);
gboolean zhihui_layer_remove (ZhihuiStore *store, const char *id, GError **error);
/* The group [indicators] of a key file: id=name;value;unit;as of;source. */
gboolean zhihui_indicators_import (ZhihuiStore *store, const char *path, guint *n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiLayer, zhihui_layer_free)

G_END_DECLS
