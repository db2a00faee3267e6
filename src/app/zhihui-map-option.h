/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-settings.h"
#include "zhihui-source-options.h"

G_BEGIN_DECLS

/* @fault: NULL, or what is wrong with the file: then @settings are those of before. */
typedef void (*ZhihuiMapSettingsFunc) (ZhihuiMapSettings *settings,
                                       const char        *fault,
                                       GObject           *owner);

/* What the operator says about the map of a command. Zero-initialise. */
typedef struct
{
  char                 *told;     /* owned, nullable: the file of the command line */
  char                 *metric;   /* owned, nullable: the figure of the command line */
  char                 *path;     /* owned, nullable before it is loaded: the file that counts */
  ZhihuiMapSettings    *settings; /* owned, nullable before it is loaded */
  char                 *fault;    /* owned, nullable: why they are the usual ones */
  GFileMonitor         *monitor;  /* owned, nullable */
  ZhihuiMapSettingsFunc changed;
  GObject              *owner; /* weak */
} ZhihuiMapOption;

void     zhihui_map_option_clear (ZhihuiMapOption *self);
void     zhihui_map_option_load (ZhihuiMapOption *self);
gboolean zhihui_map_option_judge_metric (const ZhihuiMapOption *self, GError **error);
gboolean zhihui_map_option_judge (const ZhihuiMapOption *self, GError **error);
void zhihui_map_option_watch (ZhihuiMapOption *self, ZhihuiMapSettingsFunc changed, GObject *owner);

void zhihui_map_option_add_layers (const ZhihuiMapSettings *settings, ZhihuiWants *wants);

/* One GOptionEntry. */
#define ZHIHUI_MAP_METRIC_OPTION(option)                                                           \
  ZHIHUI_OPTION ("metric",                                                                         \
                 0,                                                                                \
                 STRING,                                                                           \
                 &(option)->metric,                                                                \
                 N_ ("What the map shows: volume, overdue, return or satisfaction"),               \
                 N_ ("METRIC"))

/* One GOptionEntry. */
#define ZHIHUI_MAP_OPTION(option)                                                                  \
  ZHIHUI_OPTION ("map-conf",                                                                       \
                 0,                                                                                \
                 FILENAME,                                                                         \
                 &(option)->told,                                                                  \
                 N_ ("File with the classes of the map (default map.conf)"),                       \
                 N_ ("FILE"))

G_END_DECLS
