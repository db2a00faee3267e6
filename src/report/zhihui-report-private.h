/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-panel.h"
#include "zhihui-report.h"
#include "zhihui-sheet.h"

G_BEGIN_DECLS

/* A piece of the report that stands on one page: it knows its height and how to write itself. */
typedef struct _ZhihuiBlock ZhihuiBlock;

struct _ZhihuiBlock
{
  double   height;         /* points */
  gboolean keep_with_next; /* a heading does not end a page */
  gboolean starts_page;
  void (*paint) (const ZhihuiBlock *self, ZhihuiSheet *sheet, double y);

  const char                *heading; /* outline entry and heading text; borrowed or NULL */
  char                      *text;    /* owned */
  PangoLayout               *layout;  /* owned: paragraphs */
  ZhihuiPicture             *picture; /* owned: maps */
  int                        first_line, n_lines;
  ZhihuiRanking             *rankings[2]; /* borrowed: left and right table */
  guint                      numbers[2];  /* of the tables: 表 1 */
  guint                      first_row, n_rows;
  gboolean                   is_last_part; /* of the pair of tables */
  const ZhihuiReportRequest *request;
};

void zhihui_block_free (ZhihuiBlock *self);

/* Each appends blocks that fit on pages of the sheet to @blocks (element-type ZhihuiBlock). */
void zhihui_report_add_title (const ZhihuiReportRequest *request,
                              const ZhihuiSheet         *sheet,
                              GPtrArray                 *blocks);
void zhihui_report_add_tables (const ZhihuiReportRequest *request,
                               const ZhihuiSheet         *sheet,
                               GPtrArray                 *blocks);
void zhihui_report_add_maps (const ZhihuiReportRequest *request,
                             const ZhihuiSheet         *sheet,
                             GPtrArray                 *blocks);
void zhihui_report_add_definitions (const ZhihuiReportRequest *request,
                                    const ZhihuiSheet         *sheet,
                                    GPtrArray                 *blocks);
void zhihui_report_add_signature (const ZhihuiReportRequest *request,
                                  const ZhihuiSheet         *sheet,
                                  GPtrArray                 *blocks);
void zhihui_report_add_paragraph (const char        *text,
                                  const ZhihuiFont  *font,
                                  double             line_height,
                                  gboolean           indent,
                                  const ZhihuiSheet *sheet,
                                  GPtrArray         *blocks);

/* Of maps in both papers. */
ZhihuiMapPanel *zhihui_report_make_map_panel (const ZhihuiReportRequest *request,
                                              ZhihuiBoard                board);
void            zhihui_report_paint_picture (const ZhihuiBlock *self, ZhihuiSheet *sheet, double y);

/* Of a paper about one map. */
GString *zhihui_report_build_map_csv (const ZhihuiReportRequest *request, GError **error);
char    *zhihui_report_make_part_title (const ZhihuiReportRequest *request);
char    *zhihui_report_make_map_title (const ZhihuiReportRequest *request);
void     zhihui_report_add_region_map (const ZhihuiReportRequest *request,
                                       const ZhihuiSheet         *sheet,
                                       GPtrArray                 *blocks);

char *zhihui_report_describe_source (const ZhihuiReportRequest *request, gboolean *fresh);
void
zhihui_report_paint_letterhead (const ZhihuiReportRequest *request, ZhihuiSheet *sheet, double y);
void zhihui_report_add_space (double height, GPtrArray *blocks);

gboolean
zhihui_report_is_absent (const ZhihuiReportRequest *request, ZhihuiBoard board, const char *peer);
gboolean   zhihui_report_wants_board (const ZhihuiReportRequest *request, ZhihuiBoard board);
GPtrArray *zhihui_report_list_peers (
  const ZhihuiReportRequest *request); /* (element-type ZhihuiPeer) borrowed elements */
char       *zhihui_report_format_span (const ZhihuiReportRequest *request,
                                       const ZhihuiWindow        *window,
                                       gint64                     as_of);
const char *zhihui_report_get_title (const ZhihuiReportRequest *request);
const char *zhihui_report_get_issuer (const ZhihuiReportRequest *request);

/* Height left for blocks on the first and on later pages, points. */
#define ZHIHUI_REPORT_HEAD_HEIGHT 22.0

G_END_DECLS
