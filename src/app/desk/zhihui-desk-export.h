/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-map-settings.h"
#include "zhihui-mesh.h"
#include "zhihui-report-answers.h"
#include "zhihui-report-template.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_DESK_EXPORT_PDF,
  ZHIHUI_DESK_EXPORT_CSV,
  ZHIHUI_DESK_N_EXPORTS,
} ZhihuiDeskExportKind;

/* What is to be written, all of it owned; what a page does not tell is left NULL. */
typedef struct
{
  ZhihuiDeskExportKind kind;      /* told before the page is asked */
  ZhihuiSituation     *situation; /* told before the page is asked */
  ZhihuiSource        *source;    /* told before the page is asked: whose platform logs it */
  char                *by;        /* told before the page is asked: who exports it, "" not known */
  char                *path;      /* told by the user, last */

  char    *name;                  /* of the file, without its ending: "rankings" */
  GString *table;                 /* nullable: CSV that the page made itself, instead of boards */
  guint    n_table_rows;          /* of figures, in @table */
  char    *peer;                  /* nullable: every one */
  ZhihuiReportTemplate *template; /* nullable: the bulletin */
  char                *unit;      /* nullable: id, of what is about one */
  char                *period;    /* nullable: the usual one */
  ZhihuiReportAnswers *answers;   /* filled before it is written: what @template wants besides */
  gboolean             is_map;    /* else the boards */
  ZhihuiBoard          board;     /* of the map */
  ZhihuiMesh          *mesh;      /* nullable: hexagons */
  ZhihuiMapSettings   *map_settings; /* nullable */
} ZhihuiDeskExport;

ZhihuiDeskExport      *
zhihui_desk_export_new (ZhihuiDeskExportKind kind, ZhihuiSource *source, const char *by);
void zhihui_desk_export_free (ZhihuiDeskExport *self);

/* Says how it went. */
typedef void (*ZhihuiDeskExportTold) (GtkWindow *window, const char *text);

void zhihui_desk_export_ask (ZhihuiDeskExport *self, GtkWindow *window, ZhihuiDeskExportTold told);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiDeskExport, zhihui_desk_export_free)

G_END_DECLS
