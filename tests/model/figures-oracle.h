/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Figures recomputed from the raw rows by other means: the text of the contract is followed row by
 * row and unit by unit, windows are differences of two counts, ranks are the number of strictly
 * better units. Of src/model only the shape of a row is used. */

#include "zhihui-ranking.h"

#define MAX_UNITS 9
#define MAX_ROWS 48
#define NEVER ZHIHUI_NO_INSTANT
#define DAY 86400

typedef struct
{
  ZhihuiAssignment rows[MAX_ROWS];
  guint            n_rows;
  ZhihuiRating     ratings[MAX_ROWS * 2];
  guint            n_ratings;
  ZhihuiCaseFacts  cases[MAX_ROWS]; /* of the unit of the row at the same place */
  guint            n_units;
  ZhihuiWindow     window, previous;
  gint64           as_of;
} World;

typedef struct
{
  gint64 k, n, extra;
} Figure;

typedef struct
{
  gboolean lower_is_better, is_count;
  guint    min_n;
} Game;

Figure
count_figure (ZhihuiMetric metric, const World *world, guint unit, const ZhihuiWindow *window);
/* Lateness of what was closed or dispatched, satisfaction of what was closed in the window. */
Figure count_figure_by (ZhihuiMetric        metric,
                        ZhihuiBasis         basis,
                        const World        *world,
                        guint               unit,
                        const ZhihuiWindow *window);
guint  rank_of (const Game *game, const Figure *figures, guint n_units, guint unit, gboolean *tied);
