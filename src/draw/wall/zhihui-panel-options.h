/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* The kinds of panels. A page may have several of one kind. */
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
  ZHIHUI_PANEL_TREND,       /* 走势 */
  ZHIHUI_PANEL_FUNNEL,      /* is a unit different, or small? */
  ZHIHUI_PANEL_CLOCKS,      /* 在走的时限 */
  ZHIHUI_PANEL_OWING,       /* 当前超期单位 */
  ZHIHUI_PANEL_STAGES,      /* 办理环节 */
  ZHIHUI_PANEL_ALERT_LIST,  /* 预警清单 */
  ZHIHUI_PANEL_REVIEW,      /* one meeting: what goes on */
  ZHIHUI_PANEL_REVIEW_LIST, /* the schedule */
  ZHIHUI_PANEL_LAYER,       /* one layer of another system, by region */
  ZHIHUI_PANEL_LAYERS,      /* all of them */
  ZHIHUI_PANEL_STAFF,       /* people by region; layer: of which kind */
  ZHIHUI_PANEL_SERVICES,    /* the catalogue */
  ZHIHUI_PANEL_MODES,       /* ways of service */
  ZHIHUI_PANEL_GUIDE,
  ZHIHUI_PANEL_INDICATORS, /* published figures */
  ZHIHUI_PANEL_SYSTEMS,    /* other systems */
  ZHIHUI_PANEL_FOOT,       /* how boards are read */
  ZHIHUI_N_PANELS,
} ZhihuiPanel;

/* In what else the page has boards of the same kind: that is what tells them apart. */
typedef enum
{
  ZHIHUI_APART_BY_PEER = 1 << 0,
  ZHIHUI_APART_BY_PERIOD = 1 << 1,
  ZHIHUI_APART_BY_ORDER = 1 << 2,
} ZhihuiApart;

/* What a page says of one panel. Strings are interned or static; zero but for @metric is "as the
 * kind has it". */
typedef struct
{
  ZhihuiBoard metric; /* what a map, a trend, a funnel is of; of a board the board itself */
  const char *peer;   /* NULL: takes turns */
  guint       top;    /* so many rows without a gap, of the end that matters; 0: of both ends */
  const char *period; /* NULL: the board's default */
  ZhihuiOrder order;
  ZhihuiApart apart;
  const char *layer; /* id of a layer of another system; NULL none */
  const char *title; /* NULL: the kind's own */
  gboolean    tabs;  /* a head: all peer groups, and whose turn it is */
} ZhihuiPanelOptions;

/* A panel of a page. */
typedef struct
{
  const char        *name; /* interned: of its area */
  ZhihuiPanel        panel;
  ZhihuiPanelOptions options;
} ZhihuiPagePanel;

/* … and where it stands. */
typedef struct
{
  guint                     number; /* of the panel on its page, whatever the size */
  const char               *name;   /* borrowed: of its area */
  ZhihuiPanel               panel;
  const ZhihuiPanelOptions *options;             /* borrowed from the page, never NULL */
  double                    x, y, width, height; /* px of the page */
} ZhihuiPlace;

G_END_DECLS
