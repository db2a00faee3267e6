/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-terms.h"
#include "zhihui-desk-case.h"
#include "zhihui-map-settings.h"
#include "zhihui-mesh.h"
#include "zhihui-paper.h"
#include "zhihui-report-answers.h"
#include "zhihui-report-template.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What the canonical data came to of which a file was made. Zero-initialise, then clear. */
typedef struct
{
  gint64 n_rows; /* lines, without the first head */
  char  *digest; /* owned: SHA-256, hexadecimal; NULL: no file was made */
} ZhihuiReportProof;

/* What is to be put on paper. All borrowed while a report is written, or as long as its paper
 * lives. What is not said here the template says. */
typedef struct
{
  ZhihuiSituation *situation; /* with meta and, for every board and peer wanted, its whole ranking,
                               * unless the platform does not count that */
  ZhihuiReportTemplate *template;  /* NULL: the bulletin; where @is_map the paper of a map */
  const ZhihuiPaperFormat *format; /* NULL: the template's, else A4 upright */
  guint                    boards; /* bits 1 << ZhihuiBoard; 0 is all four */
  const char *const       *peers;  /* ids, NULL-terminated; NULL is every peer the platform names */
  const char              *issuer; /* NULL: the platform's */
  const char              *title;  /* NULL: the usual one */
  const char              *number; /* of the document; NULL: none is invented */
  const char              *marking;   /* NULL: 内部资料 */
  const char              *watermark; /* NULL: none */
  guint                    maps;      /* bits 1 << ZhihuiBoard: metrics of which a map is drawn */
  gboolean is_map;          /* about one of @maps alone, in the region of @situation; no boards */
  gboolean is_for_programs; /* a file of tables is written: it has more than stands on paper */
  gboolean has_appendix;    /* the canonical data are printed at the end */
  ZhihuiMapSettings      *map_settings; /* of the maps; NULL: as usual */
  ZhihuiMesh             *mesh;         /* borders of the regions for them; NULL: hexagons */
  gint64                  now_us;       /* monotonic: decides what the state of the source is */
  ZhihuiGlyphFinder      *finder;  /* is told which characters no font has; NULL: nobody asks */
  ZhihuiReportProof      *proof;   /* is told of the data of what is written; NULL: nobody asks */
  const char             *unit;    /* id, of parts about one unit; NULL: none */
  const char             *period;  /* of the figures; NULL: the template's, or as usual */
  const char             *before;  /* period that is compared with; NULL: the one before */
  ZhihuiBoardTerms        terms;   /* of the boards */
  ZhihuiReportAnswers    *answers; /* NULL: nothing was read besides the situation */
  const ZhihuiCaseFilter *cases;   /* of a list of cases; NULL: all of the region and the unit */
  const ZhihuiDeskCases  *listed; /* those that pass it, as they stand in a list; NULL: asked for */
  const char *listed_order; /* by what they stand there, "due_at desc"; NULL: as they are told */
  /* As they were asked for, for who asks again; what they come to stands elsewhere. */
  const char *paper, *order, *region; /* NULL: the usual */
} ZhihuiReportRequest;

/* Where a text stands that is not ours. */
typedef enum
{
  ZHIHUI_PLACE_MARK, /* marking, number, watermark */
  ZHIHUI_PLACE_HEAD, /* title, issuer, heading */
  ZHIHUI_PLACE_PROSE,
} ZhihuiReportPlace;

/* What has to be read before a paper can be made, beside meta. Zero-initialise. */
typedef struct
{
  guint    boards;   /* bits 1 << ZhihuiBoard: rankings of every peer wanted */
  guint    datasets; /* bits 1 << ZhihuiDataset */
  gboolean has_maps; /* and the layers of the operator's map */
} ZhihuiReportNeeds;

void zhihui_report_measure_text (const ZhihuiReportRequest *request, double *start, double *end);
void zhihui_report_find_needs (const ZhihuiReportRequest *request, ZhihuiReportNeeds *needs);
void zhihui_report_ask (const ZhihuiReportRequest *request, ZhihuiReportAnswers *answers);

gboolean zhihui_report_lists_cases (const ZhihuiReportRequest *request);
gboolean zhihui_report_check_list (const ZhihuiReportRequest *request, GError **error);

char    *zhihui_report_dup_title (const ZhihuiReportRequest *request);
char    *zhihui_report_describe_absent (const ZhihuiReportRequest *request);
gboolean zhihui_report_check_heads (const ZhihuiReportRequest *request, GError **error);
gboolean zhihui_report_check_secrecy (const char *text, ZhihuiReportPlace place, GError **error);
ZhihuiPaper *zhihui_report_make_paper (const ZhihuiReportRequest *request, GError **error);
gboolean     zhihui_report_write_paper (const ZhihuiReportRequest *request,
                                        const char                *path,
                                        ZhihuiPaperKind            kind,
                                        guint                     *n_pages,
                                        GError                   **error);
gboolean     zhihui_report_write_pdf (const ZhihuiReportRequest *request,
                                      const char                *path,
                                      guint                     *n_pages,
                                      GError                   **error);
gboolean
zhihui_report_write_csv (const ZhihuiReportRequest *request, const char *path, GError **error);

gboolean
zhihui_report_write_workbook (const ZhihuiReportRequest *request, const char *path, GError **error);
gboolean
zhihui_report_write_json (const ZhihuiReportRequest *request, const char *path, GError **error);
GPtrArray *zhihui_report_list_tables (const ZhihuiReportRequest *request, GError **error);

void zhihui_report_proof_clear (ZhihuiReportProof *self);

/* The canonical data: the CSV without its byte order mark. Equal figures, equal bytes. */
GString *zhihui_report_build_csv (const ZhihuiReportRequest *request, GError **error);

G_END_DECLS
