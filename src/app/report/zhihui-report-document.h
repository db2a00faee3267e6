/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A paper as PDF, read back: what it says of itself, and what stands on its pages. */
typedef struct _ZhihuiReportDocument ZhihuiReportDocument;

ZhihuiReportDocument *zhihui_report_document_read (const char *path, GError **error);
void                  zhihui_report_document_free (ZhihuiReportDocument *self);

const char *zhihui_report_document_get_keywords (const ZhihuiReportDocument *self); /* or NULL */
const char *zhihui_report_document_get_creator (const ZhihuiReportDocument *self);  /* or NULL */
guint       zhihui_report_document_get_n_pages (const ZhihuiReportDocument *self);
const char *zhihui_report_document_get_text (const ZhihuiReportDocument *self, guint page);
char       *zhihui_report_document_dup_text_within (const ZhihuiReportDocument *self,
                                                    guint                       page,
                                                    double                      start,
                                                    double                      end);
gboolean    zhihui_report_document_is_appendix (const ZhihuiReportDocument *self, guint page);

/* Where the text of two papers differs, in words for people; NULL where it is the same. */
char *zhihui_report_document_compare (const ZhihuiReportDocument *self,
                                      const char                 *digest,
                                      const ZhihuiReportDocument *other,
                                      const char                 *other_digest,
                                      gboolean                    has_appendix);

/* The first page that looks otherwise, from 1; 0: none. */
guint zhihui_report_document_compare_drawing (const ZhihuiReportDocument *self,
                                              const ZhihuiReportDocument *other,
                                              gboolean                   *is_whole);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiReportDocument, zhihui_report_document_free)

G_END_DECLS
