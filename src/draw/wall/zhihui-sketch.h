/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-panel.h"
#include "zhihui-marks.h"
#include "zhihui-wall-page.h"

G_BEGIN_DECLS

/* A panel under way: the picture, and what all panels of the wall have in common. Positions are in
 * u from the panel's top left corner. Lives on the stack while one panel is drawn. */
typedef struct
{
  ZhihuiPicture            *picture;   /* borrowed */
  const ZhihuiTheme        *theme;     /* borrowed */
  const ZhihuiPalette      *palette;   /* borrowed */
  ZhihuiSituation          *situation; /* borrowed, NULL: nothing was read yet */
  const ZhihuiMoment       *moment;    /* borrowed */
  ZhihuiZone               *zone;      /* borrowed, NULL with @situation */
  ZhihuiPanel               panel;
  const ZhihuiPanelOptions *options; /* borrowed: what the page says of it; NULL nothing */
  ZhihuiMapPanel           *map;     /* borrowed: of a map of the wall; else NULL */
  const char               *page;    /* borrowed: title of the page */
  const ZhihuiPlace        *places;  /* borrowed: the panels of the page */
  guint                     n_places;
  gboolean                  tall;          /* rows of boards have two lines */
  double                    u;             /* px */
  double                    width, height; /* u */
  ZhihuiSeams               seams;         /* px: where no name of a map, no column may stand */

  /* what the panel shows and how old it is: set by zhihui_sketch_judge () */
  ZhihuiState          state;
  gboolean             shown;   /* there is content to show */
  gboolean             kept;    /* it is not of now: hollow, without attention and good */
  gint64               age_s;   /* real seconds */
  gint64               as_of;   /* of the content, or ZHIHUI_NO_INSTANT */
  gint64               lag_s;   /* by which it was not of now though it was answered */
  const ZhihuiReceipt *receipt; /* borrowed or NULL */
  const char          *subject; /* what is read, in words: "rankings" */
  const char          *stopped; /* what no longer goes on when kept, NULL nothing */
  const char          *title;   /* borrowed: what it is called by its figures, NULL as its kind */
  gboolean             wider;   /* a region was chosen, and this is of the whole */
} ZhihuiSketch;

typedef struct
{
  double     size;   /* u */
  int        weight; /* 400, 600, 700 */
  ZhihuiRgba colour;
  gboolean   hollow;
  int        strong_weight; /* of parts between two ZHIHUI_STRONG; 0: 600 */
  ZhihuiRgba strong_colour; /* alpha 0: like the rest */
} ZhihuiStyle;

/* Half of ascent less descent of Inter in its em: from the middle of a line to its base line. Times
 * the difference of two sizes: how much lower the smaller text stands on the same base line. */
#define ZHIHUI_MIDDLE_TO_BASELINE 0.3637

/* Parts of a phrase that stand out lie between two of these. The platform's text cannot hold any:
 * control characters are taken out of it. */
#define ZHIHUI_STRONG "\x02"

void        zhihui_sketch_judge (ZhihuiSketch        *self,
                                 ZhihuiFreshness      freshness,
                                 const ZhihuiReceipt *receipt,
                                 gboolean             has_content,
                                 gint64               as_of,
                                 const char          *subject);
void        zhihui_sketch_judge_dataset (ZhihuiSketch *self,
                                         ZhihuiDataset dataset,
                                         ZhihuiStamp  *stamp,
                                         const char   *subject);
gpointer    zhihui_sketch_read (ZhihuiSketch *self, ZhihuiDataset dataset, const char *subject);
const char *zhihui_sketch_get_title (const ZhihuiSketch *self);

ZhihuiBoard    zhihui_sketch_get_board (const ZhihuiSketch *self);
const char    *zhihui_sketch_get_peer (const ZhihuiSketch *self);
guint          zhihui_sketch_get_top (const ZhihuiSketch *self);
const char    *zhihui_sketch_get_metric_title (const ZhihuiSketch *self);
ZhihuiBoardKey zhihui_sketch_get_board_key (const ZhihuiSketch *self);
ZhihuiRanking *zhihui_sketch_judge_board (ZhihuiSketch *self, const ZhihuiBoardKey *key);
/* "all of Jiangsu": what the panel is of where a region was chosen and it is not of it; else NULL.
 */
char *zhihui_sketch_make_scope (const ZhihuiSketch *self);
/* The name of the centre. */
char    *zhihui_sketch_make_system (const ZhihuiSketch *self);
gboolean zhihui_sketch_is_today (const ZhihuiSketch *self, gint64 at);
/* "10:12" of today, else "7月24日 10:12" */
char *zhihui_sketch_make_time (const ZhihuiSketch *self, gint64 at);
/* A colour that only what is of now may have: @fallback when it is kept. */
ZhihuiRgba zhihui_sketch_choose (const ZhihuiSketch *self, ZhihuiRgba colour, ZhihuiRgba fallback);
void       zhihui_sketch_set_lag (ZhihuiSketch *self, gint64 lag_s);
gboolean   zhihui_sketch_is_dated (const ZhihuiSketch *self);
gboolean   zhihui_sketch_is_day_over (const ZhihuiSketch *self);

/* What of one monitor belongs to a panel that goes over several; from the top to the lower edge. */
typedef struct
{
  double x, width; /* u */
} ZhihuiSketchPart;

guint zhihui_sketch_split (const ZhihuiSketch *self,
                           double              least,
                           ZhihuiSketchPart   *parts,
                           guint               max_parts);

ZhihuiStyle zhihui_sketch_style (double size, int weight, ZhihuiRgba colour);
double zhihui_sketch_measure (ZhihuiSketch *self, const char *phrase, const ZhihuiStyle *style);
void
zhihui_sketch_shrink (ZhihuiSketch *self, const char *phrase, ZhihuiStyle *style, double width);
/* @y is the middle of the line. Returns the width in u; draws nothing when @max_width leaves no
 * room for a sign. */
double zhihui_sketch_text (ZhihuiSketch      *self,
                           const char        *key,
                           const char        *phrase,
                           const ZhihuiStyle *style,
                           double             x,
                           double             y,
                           ZhihuiAlign        align,
                           double             max_width);
void   zhihui_sketch_rect (ZhihuiSketch *self,
                           const char   *key,
                           double        x,
                           double        y,
                           double        width,
                           double        height,
                           ZhihuiRgba    colour);
void   zhihui_sketch_symbol (ZhihuiSketch *self,
                             const char   *key,
                             ZhihuiSymbol  symbol,
                             double        x,
                             double        y,
                             double        size,
                             ZhihuiRgba    colour);

/* "◔ 48 s ago", "as of 14:05", "Jul 29 14:05"; NULL when the content is fresh. */
char *zhihui_sketch_make_caption (ZhihuiSketch *self);
/* The caption ends or begins at @x; the sign of a late one stands before it. */
double zhihui_sketch_caption (
  ZhihuiSketch *self, const char *key, double x, double y, ZhihuiAlign align, double max_width);
/* Rule, title, description and, at the right, the base the panel compares with, or the caption
 * instead. @descriptions: from long to short, NULL-terminated: the first that fits. */
void zhihui_sketch_head (ZhihuiSketch *self, const char *const *descriptions, const char *base);
/* Instead of content: why there is none. FALSE when there is content to draw. */
gboolean zhihui_sketch_excuse (ZhihuiSketch *self);
void
zhihui_sketch_notice (ZhihuiSketch *self, const char *first, const char *second, const char *third);
char *zhihui_sketch_make_failure (ZhihuiSketch *self);
char *zhihui_sketch_make_retry (ZhihuiSketch *self);
void  zhihui_sketch_speak (ZhihuiSketch *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The panels, one file each. */
void zhihui_panel_head_draw (ZhihuiSketch *sketch);
void zhihui_panel_kpi_draw (ZhihuiSketch *sketch);
void zhihui_panel_board_draw (ZhihuiSketch *sketch, ZhihuiBoard board);
void zhihui_panel_map_draw (ZhihuiSketch *sketch, ZhihuiMapPanel *panel);
void zhihui_panel_deadlines_draw (ZhihuiSketch *sketch);
void zhihui_panel_hot_words_draw (ZhihuiSketch *sketch);
void zhihui_panel_channels_draw (ZhihuiSketch *sketch);
void zhihui_panel_meetings_draw (ZhihuiSketch *sketch);
void zhihui_panel_alerts_draw (ZhihuiSketch *sketch);
void zhihui_panel_foot_draw (ZhihuiSketch *sketch);
void zhihui_panel_trend_draw (ZhihuiSketch *sketch);
void zhihui_panel_funnel_draw (ZhihuiSketch *sketch);
void zhihui_panel_clocks_draw (ZhihuiSketch *sketch);
void zhihui_panel_owing_draw (ZhihuiSketch *sketch);
void zhihui_panel_stages_draw (ZhihuiSketch *sketch);
void zhihui_panel_alert_list_draw (ZhihuiSketch *sketch);
void zhihui_panel_layer_draw (ZhihuiSketch *sketch);
void zhihui_panel_layers_draw (ZhihuiSketch *sketch);
void zhihui_panel_staff_draw (ZhihuiSketch *sketch);
void zhihui_panel_services_draw (ZhihuiSketch *sketch);
void zhihui_panel_modes_draw (ZhihuiSketch *sketch);
void zhihui_panel_guide_draw (ZhihuiSketch *sketch);
void zhihui_panel_indicators_draw (ZhihuiSketch *sketch);
void zhihui_panel_systems_draw (ZhihuiSketch *sketch);
void zhihui_panel_review_draw (ZhihuiSketch *sketch);
void zhihui_panel_review_list_draw (ZhihuiSketch *sketch);

G_END_DECLS
