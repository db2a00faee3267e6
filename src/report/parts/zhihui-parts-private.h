/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-panel.h"
#include "zhihui-report-parts.h"

G_BEGIN_DECLS

/* The functions of each kind of part, for the table of them. @request is complete: what it does not
 * say itself its template does; it lives as long as @paper. */

void zhihui_part_add_title (const ZhihuiReportRequest *request,
                            const ZhihuiTemplatePart  *part,
                            ZhihuiPaper               *paper);
void zhihui_part_add_head (const ZhihuiReportRequest *request,
                           const ZhihuiTemplatePart  *part,
                           ZhihuiPaper               *paper);
void zhihui_part_add_text (const ZhihuiReportRequest *request,
                           const ZhihuiTemplatePart  *part,
                           ZhihuiPaper               *paper);

void     zhihui_part_boards_add_needs (const ZhihuiReportRequest *request,
                                       const ZhihuiTemplatePart  *part,
                                       ZhihuiReportNeeds         *needs);
void     zhihui_part_boards_ask (const ZhihuiReportRequest *request,
                                 const ZhihuiTemplatePart  *part,
                                 ZhihuiReportAnswers       *answers);
gboolean zhihui_part_boards_add_tables (const ZhihuiReportRequest *request,
                                        const ZhihuiTemplatePart  *part,
                                        GPtrArray                 *tables,
                                        GError                   **error);
gboolean zhihui_part_boards_append_csv (const ZhihuiReportRequest *request,
                                        const ZhihuiTemplatePart  *part,
                                        GString                   *csv,
                                        GError                   **error);
void     zhihui_part_add_boards (const ZhihuiReportRequest *request,
                                 const ZhihuiTemplatePart  *part,
                                 ZhihuiPaper               *paper);

void     zhihui_part_maps_add_needs (const ZhihuiReportRequest *request,
                                     const ZhihuiTemplatePart  *part,
                                     ZhihuiReportNeeds         *needs);
gboolean zhihui_part_maps_add_tables (const ZhihuiReportRequest *request,
                                      const ZhihuiTemplatePart  *part,
                                      GPtrArray                 *tables,
                                      GError                   **error);
void     zhihui_part_add_maps (const ZhihuiReportRequest *request,
                               const ZhihuiTemplatePart  *part,
                               ZhihuiPaper               *paper);
void     zhihui_part_region_map_add_needs (const ZhihuiReportRequest *request,
                                           const ZhihuiTemplatePart  *part,
                                           ZhihuiReportNeeds         *needs);
gboolean zhihui_part_region_map_add_tables (const ZhihuiReportRequest *request,
                                            const ZhihuiTemplatePart  *part,
                                            GPtrArray                 *tables,
                                            GError                   **error);
void     zhihui_part_add_region_map (const ZhihuiReportRequest *request,
                                     const ZhihuiTemplatePart  *part,
                                     ZhihuiPaper               *paper);
char    *zhihui_part_region_map_make_span (const ZhihuiReportRequest *request,
                                           const ZhihuiTemplatePart  *part);

void     zhihui_part_portrait_add_needs (const ZhihuiReportRequest *request,
                                         const ZhihuiTemplatePart  *part,
                                         ZhihuiReportNeeds         *needs);
void     zhihui_part_portrait_ask (const ZhihuiReportRequest *request,
                                   const ZhihuiTemplatePart  *part,
                                   ZhihuiReportAnswers       *answers);
gboolean zhihui_part_portrait_add_tables (const ZhihuiReportRequest *request,
                                          const ZhihuiTemplatePart  *part,
                                          GPtrArray                 *tables,
                                          GError                   **error);
void     zhihui_part_add_portrait (const ZhihuiReportRequest *request,
                                   const ZhihuiTemplatePart  *part,
                                   ZhihuiPaper               *paper);

void     zhihui_part_comparison_add_needs (const ZhihuiReportRequest *request,
                                           const ZhihuiTemplatePart  *part,
                                           ZhihuiReportNeeds         *needs);
void     zhihui_part_comparison_ask (const ZhihuiReportRequest *request,
                                     const ZhihuiTemplatePart  *part,
                                     ZhihuiReportAnswers       *answers);
gboolean zhihui_part_comparison_add_tables (const ZhihuiReportRequest *request,
                                            const ZhihuiTemplatePart  *part,
                                            GPtrArray                 *tables,
                                            GError                   **error);
void     zhihui_part_add_comparison (const ZhihuiReportRequest *request,
                                     const ZhihuiTemplatePart  *part,
                                     ZhihuiPaper               *paper);

void     zhihui_part_review_add_needs (const ZhihuiReportRequest *request,
                                       const ZhihuiTemplatePart  *part,
                                       ZhihuiReportNeeds         *needs);
void     zhihui_part_review_ask (const ZhihuiReportRequest *request,
                                 const ZhihuiTemplatePart  *part,
                                 ZhihuiReportAnswers       *answers);
gboolean zhihui_part_review_add_tables (const ZhihuiReportRequest *request,
                                        const ZhihuiTemplatePart  *part,
                                        GPtrArray                 *tables,
                                        GError                   **error);
void     zhihui_part_add_review (const ZhihuiReportRequest *request,
                                 const ZhihuiTemplatePart  *part,
                                 ZhihuiPaper               *paper);

void     zhihui_part_overdue_add_needs (const ZhihuiReportRequest *request,
                                        const ZhihuiTemplatePart  *part,
                                        ZhihuiReportNeeds         *needs);
void     zhihui_part_overdue_ask (const ZhihuiReportRequest *request,
                                  const ZhihuiTemplatePart  *part,
                                  ZhihuiReportAnswers       *answers);
gboolean zhihui_part_overdue_add_tables (const ZhihuiReportRequest *request,
                                         const ZhihuiTemplatePart  *part,
                                         GPtrArray                 *tables,
                                         GError                   **error);
void     zhihui_part_add_overdue (const ZhihuiReportRequest *request,
                                  const ZhihuiTemplatePart  *part,
                                  ZhihuiPaper               *paper);
char    *zhihui_part_overdue_make_span (const ZhihuiReportRequest *request,
                                        const ZhihuiTemplatePart  *part);
gint64   zhihui_part_overdue_find_moment (const ZhihuiReportRequest *request,
                                          const ZhihuiTemplatePart  *part);

void     zhihui_part_cases_add_needs (const ZhihuiReportRequest *request,
                                      const ZhihuiTemplatePart  *part,
                                      ZhihuiReportNeeds         *needs);
void     zhihui_part_cases_ask (const ZhihuiReportRequest *request,
                                const ZhihuiTemplatePart  *part,
                                ZhihuiReportAnswers       *answers);
gboolean zhihui_part_cases_add_tables (const ZhihuiReportRequest *request,
                                       const ZhihuiTemplatePart  *part,
                                       GPtrArray                 *tables,
                                       GError                   **error);
void     zhihui_part_add_cases (const ZhihuiReportRequest *request,
                                const ZhihuiTemplatePart  *part,
                                ZhihuiPaper               *paper);
char    *zhihui_part_cases_make_span (const ZhihuiReportRequest *request,
                                      const ZhihuiTemplatePart  *part);
gint64   zhihui_part_cases_find_moment (const ZhihuiReportRequest *request,
                                        const ZhihuiTemplatePart  *part);

void     zhihui_part_analysis_add_needs (const ZhihuiReportRequest *request,
                                         const ZhihuiTemplatePart  *part,
                                         ZhihuiReportNeeds         *needs);
void     zhihui_part_analysis_ask (const ZhihuiReportRequest *request,
                                   const ZhihuiTemplatePart  *part,
                                   ZhihuiReportAnswers       *answers);
gboolean zhihui_part_analysis_add_tables (const ZhihuiReportRequest *request,
                                          const ZhihuiTemplatePart  *part,
                                          GPtrArray                 *tables,
                                          GError                   **error);
void     zhihui_part_add_analysis (const ZhihuiReportRequest *request,
                                   const ZhihuiTemplatePart  *part,
                                   ZhihuiPaper               *paper);

void zhihui_part_add_definitions (const ZhihuiReportRequest *request,
                                  const ZhihuiTemplatePart  *part,
                                  ZhihuiPaper               *paper);
void zhihui_part_add_unranked (const ZhihuiReportRequest *request,
                               const ZhihuiTemplatePart  *part,
                               ZhihuiPaper               *paper);
void zhihui_part_add_verification (const ZhihuiReportRequest *request,
                                   const ZhihuiTemplatePart  *part,
                                   ZhihuiPaper               *paper);
void zhihui_part_add_signature (const ZhihuiReportRequest *request,
                                const ZhihuiTemplatePart  *part,
                                ZhihuiPaper               *paper);

/* ---- what parts have in common ---- */

typedef void (*ZhihuiBoardFunc) (const ZhihuiReportRequest *request,
                                 ZhihuiRanking             *ranking,
                                 const ZhihuiPeer          *peer,
                                 gpointer                   user_data);

/* Every board that the part prints, in the order of the canonical data. */
gboolean zhihui_part_boards_visit (const ZhihuiReportRequest *request,
                                   const ZhihuiTemplatePart  *part,
                                   ZhihuiBoardFunc            visit,
                                   gpointer                   user_data,
                                   GError                   **error);

ZhihuiMapPanel *zhihui_part_make_map_panel (const ZhihuiReportRequest *request, ZhihuiBoard board);
double          zhihui_part_measure_letterhead (const ZhihuiReportRequest *request,
                                                const ZhihuiSheet         *sheet);
double
zhihui_part_paint_letterhead (const ZhihuiReportRequest *request, ZhihuiSheet *sheet, double y);
#define ZHIHUI_FACT_ROW 12.8 /* points */
double zhihui_part_measure_facts (const ZhihuiReportRequest *request);
void   zhihui_part_paint_facts (const ZhihuiReportRequest *request, ZhihuiSheet *sheet, double y);
void   zhihui_part_paint_fact_rules (ZhihuiSheet *sheet, double y, guint n_rows);
void   zhihui_part_paint_fact (ZhihuiSheet *sheet,
                               guint        column,
                               double       y,
                               const char  *label,
                               const char  *value,
                               gboolean     strong);
gboolean
zhihui_part_comparison_make_days (const ZhihuiReportRequest *request, char **now, char **before);
char       *zhihui_part_describe_basis (const ZhihuiReportRequest *request);
char       *zhihui_part_describe_source (const ZhihuiReportRequest *request, gboolean *fresh);
const char *zhihui_part_name_tier (guint tier);
char       *zhihui_part_describe_region (const ZhihuiReportRequest *request);

/* Boards beside each other: at most so many. */
#define ZHIHUI_BOARDS_MAX 4

typedef struct
{
  ZhihuiRanking *ranking; /* referenced */
  char          *title;   /* (transfer full): with number and peer group */
} ZhihuiPrintedBoard;

guint zhihui_board_block_count_beside (const ZhihuiSheet *sheet);
void  zhihui_board_block_add (ZhihuiPaper *paper, const ZhihuiPrintedBoard *boards, guint n_boards);

G_END_DECLS
