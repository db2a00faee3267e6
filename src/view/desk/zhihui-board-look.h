/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-score-mark.h"

G_BEGIN_DECLS

#define ZHIHUI_BOARD_LINE_GAP 1 /* px between a figure and its fraction */

/* With what the rank and the count of now are compared. */
typedef enum
{
  ZHIHUI_COMPARED_BEFORE,    /* the period before, up to the same moment of it */
  ZHIHUI_COMPARED_YEAR,      /* the same a year before */
  ZHIHUI_COMPARED_YESTERDAY, /* this time of yesterday, as this machine has kept it */
  ZHIHUI_COMPARED_NOT,
  ZHIHUI_N_COMPARED,
} ZhihuiCompared;

/* What all cells of a table have in common. Counted references. */
typedef struct
{
  ZhihuiBoard          board; /* whose ranks and intervals are shown */
  ZhihuiCompared       compared;
  ZhihuiScoreMark      mark;                              /* of @board; its ranking may be NULL */
  double               course_low;                        /* all courses are drawn from here … */
  double               course_high;                       /* … to here; equal: there are none */
  PangoAttrList       *plain, *bold, *small, *small_bold; /* owned: of text */
  int                  row_height;                        /* px */
  int                  digit_width;                       /* px */
  const ZhihuiPalette *palette;                           /* borrowed: it never ends */
} ZhihuiBoardLook;

ZhihuiBoardLook *zhihui_board_look_new (GtkWidget *widget);
ZhihuiBoardLook *zhihui_board_look_ref (ZhihuiBoardLook *self);
void             zhihui_board_look_unref (ZhihuiBoardLook *self);
void             zhihui_board_look_measure (ZhihuiBoardLook *self, GtkWidget *widget);
void             zhihui_board_look_draw (
              GtkSnapshot *snapshot, PangoLayout *line, double x, double y, ZhihuiRgba colour);

G_END_DECLS
