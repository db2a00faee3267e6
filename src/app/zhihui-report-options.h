/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-option.h"
#include "zhihui-past.h"
#include "zhihui-report-format.h"
#include "zhihui-report-shelf.h"
#include "zhihui-source-options.h"

G_BEGIN_DECLS

/* What is asked of `zhihui report` on its command line. All texts owned, or NULL. */
typedef struct
{
  ZhihuiSourceOptions source;
  ZhihuiPast          past;
  ZhihuiMapOption     map;
  char               *output, *format_name, *boards, *maps, *period, *before, *peer, *order;
  char               *window, *basis, *tier, *min_n, *min_answers;
  char               *title, *issuer, *number, *marking, *watermark;
  char               *template_name, *paper_name, *region, *unit, *cases;
  gboolean            has_appendix, is_list, json;

  /* What they come to, once they were checked. */
  ZhihuiReportFormat    format;
  ZhihuiPaperFormat     paper;
  ZhihuiReportRequest   request; /* borrows the above; without a situation */
  const char           *peers[2];
  ZhihuiReportShelf    *shelf;  /* owned */
  ZhihuiReportTemplate *own;    /* owned or NULL: of a file of the command line */
  ZhihuiCaseFilter     *filter; /* owned or NULL: what @cases asks for */
} ZhihuiReportOptions;

#define ZHIHUI_REPORT_OPTIONS_INIT                                                                 \
  {                                                                                                \
    .past = ZHIHUI_PAST_INIT                                                                       \
  }

gboolean zhihui_report_options_parse (ZhihuiReportOptions *self, int *argc, char ***argv);
gboolean zhihui_report_options_fill (ZhihuiReportOptions *self, GError **error);
gboolean zhihui_report_options_check (ZhihuiReportOptions *self, GError **error);
void     zhihui_report_options_list (ZhihuiReportOptions *self);
void     zhihui_report_options_clear (ZhihuiReportOptions *self);

G_END_DECLS
