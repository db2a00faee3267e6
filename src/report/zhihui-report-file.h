/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that is written beside the one it is to replace, brought to disk, and then takes its place
 * at once: whoever reads sees the old one or the new one, whole. A device or a pipe is written as
 * it is. Who writes by a library that opens files itself gives it the path of the part. */
typedef struct _ZhihuiReportFile ZhihuiReportFile;

ZhihuiReportFile *zhihui_report_file_begin (const char *path, GError **error);
const char       *zhihui_report_file_get_part (const ZhihuiReportFile *self);
gboolean          zhihui_report_file_is_device (const ZhihuiReportFile *self);
gboolean          zhihui_report_file_append (ZhihuiReportFile *self, const void *bytes, gsize size);
gboolean          zhihui_report_file_sync (ZhihuiReportFile *self, GError **error);
gboolean          zhihui_report_file_commit (ZhihuiReportFile *self, GError **error);
void              zhihui_report_file_free (ZhihuiReportFile *self);

gboolean zhihui_report_file_replace_text (const char *path, const GString *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiReportFile, zhihui_report_file_free)

G_END_DECLS
