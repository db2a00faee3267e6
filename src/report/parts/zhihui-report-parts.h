/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-data-table.h"
#include "zhihui-report.h"

G_BEGIN_DECLS

/* What a key of a template holds. */
typedef enum
{
  ZHIHUI_KEY_TEXT,   /* also key[LANGUAGE] */
  ZHIHUI_KEY_WORDS,  /* commas between */
  ZHIHUI_KEY_COUNT,  /* from 1 */
  ZHIHUI_KEY_SWITCH, /* yes or no */
  ZHIHUI_KEY_BOARDS, /* volume,overdue,return,satisfaction */
  ZHIHUI_KEY_CHOICE, /* one of @choices */
} ZhihuiTemplateKeyKind;

typedef struct
{
  const char           *name; /* NULL ends the list */
  ZhihuiTemplateKeyKind kind;
  const char *const    *choices; /* ended by NULL */
} ZhihuiTemplateKey;

/* A kind of part: a row of the table in zhihui-report-parts.c. What it does not have is NULL. */
struct _ZhihuiReportPart
{
  const char              *name; /* in templates */
  const ZhihuiTemplateKey *keys;
  void (*add_needs) (const ZhihuiReportRequest *request,
                     const ZhihuiTemplatePart  *part,
                     ZhihuiReportNeeds         *needs);
  /* Says what it wants besides the situation, which has settled. */
  void (*ask) (const ZhihuiReportRequest *request,
               const ZhihuiTemplatePart  *part,
               ZhihuiReportAnswers       *answers);
  /* Adds what it shows, in the order in which it shows it (element-type ZhihuiDataTable). */
  gboolean (*add_tables) (const ZhihuiReportRequest *request,
                          const ZhihuiTemplatePart  *part,
                          GPtrArray                 *tables,
                          GError                   **error);
  /* Appends canonical data of a form of their own, instead of those of the tables. */
  gboolean (*append_csv) (const ZhihuiReportRequest *request,
                          const ZhihuiTemplatePart  *part,
                          GString                   *csv,
                          GError                   **error);
  void (*add_blocks) (const ZhihuiReportRequest *request,
                      const ZhihuiTemplatePart  *part,
                      ZhihuiPaper               *paper);
  /* Of when it is, for people (transfer full) (nullable); parts without it are of the boards. */
  char *(*make_span) (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part);
  /* The moment of what is listed, where that is not the moment of the figures. */
  gint64 (*find_moment) (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part);
};

const ZhihuiReportPart *zhihui_report_part_find (const char *name);
char                   *zhihui_report_part_list (void);
gboolean zhihui_report_part_is_in (const ZhihuiReportTemplate *template, const char *name);
gboolean zhihui_report_part_make_span (const ZhihuiReportRequest *request, char **span);
char    *zhihui_report_part_make_board_span (const ZhihuiReportRequest *request);
gint64   zhihui_report_part_find_moment (const ZhihuiReportRequest *request);

G_END_DECLS
