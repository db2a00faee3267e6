/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-seam-fold.h"
#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* When a panel shows something that changes with the second. */
typedef enum
{
  ZHIHUI_TICKS_WHEN_LATE,    /* an age alone */
  ZHIHUI_TICKS_WITH_FIGURES, /* a countdown, an age */
  ZHIHUI_TICKS_ALWAYS,       /* a clock */
} ZhihuiTicks;

/* What a page may say of a panel. */
typedef enum
{
  ZHIHUI_OPTION_METRIC = 1 << 0,
  ZHIHUI_OPTION_PEER = 1 << 1,
  ZHIHUI_OPTION_TOP = 1 << 2,
  ZHIHUI_OPTION_PERIOD = 1 << 3,
  ZHIHUI_OPTION_ORDER = 1 << 4,
  ZHIHUI_OPTION_LAYER = 1 << 5,
  ZHIHUI_OPTION_TITLE = 1 << 6,
  ZHIHUI_OPTION_TABS = 1 << 7,
} ZhihuiPanelOption;

/* What the metric that a page names decides. */
typedef enum
{
  ZHIHUI_FOLLOWS_NOTHING,
  ZHIHUI_FOLLOWS_BOARD, /* which board it shows */
  ZHIHUI_FOLLOWS_TREND, /* which trend, by the step that the period names */
} ZhihuiFollows;

/* A kind of panel: all that the wall need know of it. */
typedef struct
{
  const char      *name;     /* in files of pages */
  const char      *title;    /* of context "panel", to be translated */
  guint            datasets; /* bits 1 << ZhihuiDataset; the first one decides its state */
  ZhihuiBoard      board;    /* it ranks units by that; ZHIHUI_N_BOARDS: it does not */
  ZhihuiBoard      metric;   /* what its figures are of where a page says nothing */
  guint            options;  /* bits ZhihuiPanelOption */
  ZhihuiFollows    follows;
  gboolean         is_whole; /* it shows every row of its board, not only the ends */
  ZhihuiTicks      ticks;
  ZhihuiSeamManner seams;
  void (*draw) (ZhihuiSketch *sketch);
} ZhihuiPanelKind;

const ZhihuiPanelKind *zhihui_panel_kind_get (ZhihuiPanel panel);
gboolean               zhihui_panel_kind_find (const char *name, ZhihuiPanel *panel);
gboolean               zhihui_panel_kind_is_judged_board (ZhihuiPanel panel);

/* What a panel shows, with what its page says of it. */
guint       zhihui_panel_kind_get_datasets (ZhihuiPanel panel, const ZhihuiPanelOptions *options);
ZhihuiBoard zhihui_panel_kind_get_board (ZhihuiPanel panel, const ZhihuiPanelOptions *options);
ZhihuiBoardKey zhihui_panel_kind_make_board_key (ZhihuiPanel               panel,
                                                 const ZhihuiPanelOptions *options,
                                                 const char               *peer);

/* Is there known to be something that the panel shows? */
gboolean zhihui_panel_kind_is_offered (ZhihuiPanel               panel,
                                       const ZhihuiPanelOptions *options,
                                       ZhihuiSituation          *situation);
gboolean zhihui_panel_is_layer_chosen (const ZhihuiPlaceLayer   *layer,
                                       const ZhihuiPanelOptions *options);

const char *zhihui_panel_get_title (ZhihuiPanel panel);
/* Does the panel show something that changes with the second (clocks, ages)? */
gboolean zhihui_panel_ticks (ZhihuiPanel panel, ZhihuiSituation *situation, gint64 now_us);

G_END_DECLS
