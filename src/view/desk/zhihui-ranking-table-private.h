/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-totals.h"
#include "zhihui-courses.h"
#include "zhihui-ranking-table.h"
#include "zhihui-sortable.h"
#include "zhihui-unit-list.h"

G_BEGIN_DECLS

/* The columns, from left to right. */
typedef enum
{
  ZHIHUI_RANKING_COLUMN_RANK,
  ZHIHUI_RANKING_COLUMN_NAME,
  ZHIHUI_RANKING_COLUMN_INTERVAL,
  ZHIHUI_RANKING_COLUMN_THEN,
  ZHIHUI_RANKING_COLUMN_OVERDUE,
  ZHIHUI_RANKING_COLUMN_VOLUME,
  ZHIHUI_RANKING_COLUMN_RETURN,
  ZHIHUI_RANKING_COLUMN_SATISFIED,
  ZHIHUI_RANKING_COLUMN_RATED,
  ZHIHUI_RANKING_COLUMN_COURSE,
  ZHIHUI_N_RANKING_COLUMNS,
} ZhihuiRankingColumn;

struct _ZhihuiRankingTable
{
  GtkWidget parent_instance;

  GtkWidget         *box;         /* child: rows over totals */
  GtkWidget         *overlay;     /* borrowed from @box */
  ZhihuiBoardTotals *totals;      /* borrowed from @box */
  GtkWidget         *nothing;     /* borrowed: says that no name matches */
  GtkColumnView     *column_view; /* borrowed from @overlay */
  GtkWidget         *menu;        /* child: of the selected rows */
  GtkMultiSelection *selection;   /* owned */
  ZhihuiUnitList    *list;        /* owned */
  ZhihuiBoardLook   *look;        /* owned */
  ZhihuiZone        *zone;        /* owned, NULL before figures came */
  ZhihuiRanking     *rated;       /* owned, nullable */
  char              *peer;        /* owned: the group shown */
  char              *question;    /* owned, NULL: nothing is shown: what the rows answer */
  ZhihuiCourses     *courses;     /* owned, nullable: of the board, where the source tells them */
  ZhihuiRanking     *then[ZHIHUI_N_BOARDS]; /* owned, nullable: the boards a day before */
  GHashTable        *cells;   /* (element-type ZhihuiBoardCell) borrowed: those that show a row */
  guint              tell_id; /* they are to be told to who listens */
  guint              fit_id;  /* the columns are to be fitted when the view has its size */
  gboolean           is_by_sound; /* letters are looked for */
  GCancellable      *spelling;    /* owned, NULL: nothing is spelled */
  GPtrArray *spelled; /* (element-type utf8), owned, nullable: ids of the units whose names are */
  GtkColumnViewColumn *columns[ZHIHUI_N_RANKING_COLUMNS]; /* owned: some are not shown */
  int                  widths[ZHIHUI_N_RANKING_COLUMNS];  /* px: the least; of a name 0 */
  gint                 asked;   /* the column whose sorter was asked first, -1 none */
  gboolean             sorting; /* the columns are being told their order */
  ZhihuiUnitOrder      order;
};

void zhihui_ranking_table_class_add_actions (GtkWidgetClass *klass);
void zhihui_ranking_table_add_menu (ZhihuiRankingTable *self);
void zhihui_ranking_table_set_shown (ZhihuiRankingTable *self,
                                     ZhihuiRankingColumn column,
                                     gboolean            is_shown);
void zhihui_ranking_table_choose_columns (ZhihuiRankingTable *self, gboolean has_courses);
void zhihui_ranking_table_begin_at_head (ZhihuiRankingTable *self, ZhihuiRanking *ranking);
void zhihui_ranking_table_show_then (ZhihuiRankingTable *self);
void zhihui_ranking_table_tell_later (ZhihuiRankingTable *self);
void zhihui_ranking_table_show_nothing (ZhihuiRankingTable *self);
void zhihui_ranking_table_search_rows (ZhihuiRankingTable *self);
void zhihui_ranking_table_add_columns (ZhihuiRankingTable *self);
void zhihui_ranking_table_fit_columns (ZhihuiRankingTable *self, guint n_units);
void zhihui_ranking_table_sort_by_board (ZhihuiRankingTable *self, ZhihuiBoard board);
void zhihui_ranking_table_sortable_init (ZhihuiSortableInterface *iface);
void zhihui_ranking_table_take_board (ZhihuiRankingTable *self, ZhihuiBoard board);

G_END_DECLS
