/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-filter.h"
#include "zhihui-case-table.h"
#include "zhihui-mesh.h"
#include "zhihui-report-format.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* A report about what a page shows, on its way to a file or a printer: what it is about, what was
 * read for it. All owned; what a page does not tell is left NULL. */
typedef struct
{
  ZhihuiSituation *situation; /* of when it was asked for */
  ZhihuiSource    *source;    /* of which the rest is read, and whose platform logs it */
  char            *by;        /* who exports it, "" not known */
  char            *watermark; /* nullable: none */

  /* told by the page */
  char *name;                /* of the file, without its ending: "rankings" */
  char *template;            /* of the report */
  char              *peer;   /* nullable: every one */
  char              *unit;   /* nullable: id, of reports about one unit */
  char              *period; /* nullable: as the template says */
  char              *before; /* nullable: period that is compared with; NULL: the one before */
  ZhihuiOrder        order;  /* of the boards */
  ZhihuiBoardTerms   terms;  /* likewise */
  const char        *scope;  /* static, nullable: how it is of other things than are seen */
  gboolean           is_map;
  gboolean           is_for_programs; /* a file of tables is written; told by who writes */
  ZhihuiBoard        board;           /* of the map */
  ZhihuiMesh        *mesh;            /* nullable: hexagons */
  ZhihuiMapSettings *map_settings;    /* nullable */
  ZhihuiCaseFilter  *cases;           /* nullable: of a list of cases */
  ZhihuiDeskCases   *listed;          /* nullable: those that pass it, as they stand in the list */
  char              *listed_order;    /* nullable: by what they stand there */
  ZhihuiCaseTable   *list;            /* nullable: else arranges those that are asked for */

  /* read by zhihui_desk_export_read_async() */
  ZhihuiReportTemplate *layout;  /* NULL before */
  ZhihuiReportAnswers  *answers; /* NULL before */
} ZhihuiDeskExport;

ZhihuiDeskExport *
zhihui_desk_export_new (ZhihuiSource *source, const char *by, const char *watermark);
ZhihuiDeskExport *zhihui_desk_export_copy (const ZhihuiDeskExport *self);
void              zhihui_desk_export_free (ZhihuiDeskExport *self);
void zhihui_desk_export_set_report (ZhihuiDeskExport *self, const char *name, const char *template);
void zhihui_desk_export_set_choices (ZhihuiDeskExport *self, const ZhihuiBoardChoice *choices);
void zhihui_desk_export_forget_cases (ZhihuiDeskExport *self);
char *zhihui_desk_export_make_title (const ZhihuiDeskExport *self);
char *zhihui_desk_export_add_scope (const ZhihuiDeskExport *self, const char *note);

void     zhihui_desk_export_read_async (ZhihuiDeskExport   *self,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
gboolean zhihui_desk_export_read_finish (GAsyncResult *result, GError **error);

/* @peers is filled and borrowed by @request, which borrows the rest of @self. */
void zhihui_desk_export_fill_request (const ZhihuiDeskExport *self,
                                      const char             *peers[2],
                                      ZhihuiReportRequest    *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiDeskExport, zhihui_desk_export_free)

G_END_DECLS
