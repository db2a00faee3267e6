/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-import-map.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 n_rows; /* without the head */
  guint64 n_new, n_updated, n_refused;
} ZhihuiImportReport;

/* Told of each row that is not taken. */
typedef void (*ZhihuiImportRefusedFunc) (guint64 line, const char *reason, gpointer user_data);

/* All or nothing but the refused rows: after an error the database is as it was before. */
gboolean zhihui_import_run (ZhihuiStore            *store,
                            ZhihuiImportMap        *map,
                            GInputStream           *stream,
                            const char             *name,
                            ZhihuiImportRefusedFunc refused,
                            gpointer                user_data,
                            ZhihuiImportReport     *report,
                            GError                **error);

G_END_DECLS
