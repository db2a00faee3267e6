/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-desk-print.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_PRINT_PREVIEW (zhihui_print_preview_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiPrintPreview, zhihui_print_preview, ZHIHUI, PRINT_PREVIEW, GtkWindow)

GtkWindow *zhihui_print_preview_open (const ZhihuiDeskPrint    *print,
                                      GtkPrintOperationPreview *preview,
                                      GtkWindow                *parent);

G_END_DECLS
