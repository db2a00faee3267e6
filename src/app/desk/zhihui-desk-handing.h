/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-desk-export.h"

G_BEGIN_DECLS

/* Says how it went. @path: of the file that was written, NULL none. */
typedef void (*ZhihuiDeskExportTold) (GtkWindow *window, const char *text, const char *path);

void zhihui_desk_export_ask (ZhihuiDeskExport    *self,
                             ZhihuiReportFormat   format,
                             GtkWindow           *window,
                             ZhihuiDeskExportTold told);
void zhihui_desk_export_write (ZhihuiDeskExport    *self,
                               ZhihuiReportFormat   format,
                               const char          *path,
                               GtkWindow           *window,
                               ZhihuiDeskExportTold told);
void zhihui_desk_export_print (ZhihuiDeskExport    *self,
                               GtkWindow           *window,
                               const char          *path,
                               ZhihuiDeskExportTold told);

G_END_DECLS
