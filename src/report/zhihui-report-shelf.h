/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-report-template.h"

G_BEGIN_DECLS

/* The templates there are: those that are shipped, and those of the operator's folder, of which one
 * takes the place of a shipped one of the same name. */
typedef struct _ZhihuiReportShelf ZhihuiReportShelf;

ZhihuiReportShelf    *zhihui_report_shelf_new (const char *folder);
ZhihuiReportShelf    *zhihui_report_shelf_new_of_user (void);
void                  zhihui_report_shelf_free (ZhihuiReportShelf *self);
guint                 zhihui_report_shelf_get_n_templates (const ZhihuiReportShelf *self);
ZhihuiReportTemplate *zhihui_report_shelf_get_template (const ZhihuiReportShelf *self, guint index);
const char           *zhihui_report_shelf_get_fault (const ZhihuiReportShelf *self, guint index);
ZhihuiReportTemplate *
zhihui_report_shelf_find (const ZhihuiReportShelf *self, const char *name, GError **error);

ZhihuiReportTemplate *zhihui_report_shelf_dup_shipped (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiReportShelf, zhihui_report_shelf_free)

G_END_DECLS
