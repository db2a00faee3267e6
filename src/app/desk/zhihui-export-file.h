/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-export.h"

G_BEGIN_DECLS

/* The files of an export while they are not handed over yet: in a folder of their own beside the
 * place that was chosen, from which they are moved there at once. */
typedef struct _ZhihuiExportFile ZhihuiExportFile;

ZhihuiExportFile *zhihui_export_file_new (const char *path, ZhihuiReportFormat format);
void              zhihui_export_file_free (ZhihuiExportFile *self);
gboolean
zhihui_export_file_write (ZhihuiExportFile *self, const ZhihuiDeskExport *export, GError **error);
gboolean zhihui_export_file_hand_over (ZhihuiExportFile *self, GError **error);

const char *zhihui_export_file_get_path (const ZhihuiExportFile *self);
const char *zhihui_export_file_get_part (const ZhihuiExportFile *self);
const char *zhihui_export_file_get_digest (const ZhihuiExportFile *self);
gint64      zhihui_export_file_get_n_rows (const ZhihuiExportFile *self);
char       *zhihui_export_file_describe_missing (const ZhihuiExportFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiExportFile, zhihui_export_file_free)

G_END_DECLS
