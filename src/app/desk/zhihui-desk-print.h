/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-paper-painter.h"

G_BEGIN_DECLS

/* What is printed. Borrowed for the call. */
typedef struct
{
  ZhihuiPaperPainter *painter; /* opened */
  guint               n_pages;
  double              width, height; /* of a page, points */
  const char         *title;         /* of the print job */
  /* Nullable: asks whether it may be printed, once, before the first page is; @asked takes the
   * answer. */
  void (*ask) (gpointer data, GAsyncReadyCallback asked, gpointer user_data);
  gboolean (*ask_finish) (gpointer data, GAsyncResult *result); /* of @ask */
  gpointer data;                                                /* of both: outlives printing */
} ZhihuiDeskPrint;

GtkPrintOperation *zhihui_desk_print_new (const ZhihuiDeskPrint *print);

G_END_DECLS
