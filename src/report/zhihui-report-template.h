/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-paper-format.h"

G_BEGIN_DECLS

#define ZHIHUI_REPORT_SUFFIX ".report"

/* What stands on a report, in which order: a file (docs/report.md). Immutable, with an atomic
 * reference count. */
typedef struct _ZhihuiReportTemplate ZhihuiReportTemplate;

/* A part of it: which kind, and what the file says of it. */
typedef struct _ZhihuiTemplatePart ZhihuiTemplatePart;

/* A kind of part: zhihui-report-parts.h. */
typedef struct _ZhihuiReportPart ZhihuiReportPart;

ZhihuiReportTemplate *
zhihui_report_template_parse (GBytes *bytes, const char *name, GError **error);
ZhihuiReportTemplate *zhihui_report_template_load (const char *path, GError **error);
ZhihuiReportTemplate *zhihui_report_template_ref (ZhihuiReportTemplate *self);
void                  zhihui_report_template_unref (ZhihuiReportTemplate *self);

const char               *zhihui_report_template_get_name (const ZhihuiReportTemplate *self);
const char               *zhihui_report_template_get_title (const ZhihuiReportTemplate *self);
const char               *zhihui_report_template_get_issuer (const ZhihuiReportTemplate *self);
const char               *zhihui_report_template_get_number (const ZhihuiReportTemplate *self);
const char               *zhihui_report_template_get_marking (const ZhihuiReportTemplate *self);
const char               *zhihui_report_template_get_period (const ZhihuiReportTemplate *self);
gboolean                  zhihui_report_template_has_appendix (const ZhihuiReportTemplate *self);
const ZhihuiPaperFormat  *zhihui_report_template_get_format (const ZhihuiReportTemplate *self);
guint                     zhihui_report_template_get_n_parts (const ZhihuiReportTemplate *self);
const ZhihuiTemplatePart *zhihui_report_template_get_part (const ZhihuiReportTemplate *self,
                                                           guint                       index);

/* Of a part: what was checked when the file was read. */
const ZhihuiReportPart *zhihui_template_part_get_kind (const ZhihuiTemplatePart *self);
const char             *zhihui_template_part_get_text (const ZhihuiTemplatePart *self,
                                                       const char               *key); /* or NULL */
const char *const      *zhihui_template_part_get_words (const ZhihuiTemplatePart *self,
                                                        const char               *key); /* or NULL */
guint
zhihui_template_part_get_count (const ZhihuiTemplatePart *self, const char *key, guint unsaid);
gboolean zhihui_template_part_is_on (const ZhihuiTemplatePart *self, const char *key);
guint    zhihui_template_part_get_boards (const ZhihuiTemplatePart *self, const char *key);

gboolean zhihui_report_parse_boards (const char *text, guint *boards, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiReportTemplate, zhihui_report_template_unref)

G_END_DECLS
