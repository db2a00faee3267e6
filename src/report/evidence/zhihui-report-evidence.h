/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands in the keywords of a paper, so that its figures can be counted again: what was asked
 * for, and what it came to. Each word is "key:value", blanks between, each character of a value
 * that would end it as %XX. A key that is not there had its usual value. */
typedef struct _ZhihuiReportEvidence ZhihuiReportEvidence;

/* Keys that whoever reads an old paper depends on. */
#define ZHIHUI_EVIDENCE_DIGEST "sha256"   /* of the canonical data */
#define ZHIHUI_EVIDENCE_FIGURES "figures" /* of the same without time and revision */
#define ZHIHUI_EVIDENCE_TEMPLATE "template"
#define ZHIHUI_EVIDENCE_PERIOD "period"
#define ZHIHUI_EVIDENCE_BEFORE "before"
#define ZHIHUI_EVIDENCE_ORDER "order"
#define ZHIHUI_EVIDENCE_WINDOW "window" /* of boards that are of no named period */
#define ZHIHUI_EVIDENCE_BASIS "basis"
#define ZHIHUI_EVIDENCE_TIER "tier"
#define ZHIHUI_EVIDENCE_MIN_N "min_n"
#define ZHIHUI_EVIDENCE_MIN_ANSWERS "min_answers"
#define ZHIHUI_EVIDENCE_PEERS "peers" /* ids, "," between */
#define ZHIHUI_EVIDENCE_BOARDS "boards"
#define ZHIHUI_EVIDENCE_MAPS "maps"
#define ZHIHUI_EVIDENCE_REGION "region"
#define ZHIHUI_EVIDENCE_UNIT "unit"
#define ZHIHUI_EVIDENCE_CASES "cases" /* "due=over&unit=u001" */
#define ZHIHUI_EVIDENCE_CASES_ORDER                                                                \
  "cases_order" /* "due_at desc": not as a platform tells them                                     \
                 */
#define ZHIHUI_EVIDENCE_PAPER "paper"
#define ZHIHUI_EVIDENCE_LANGUAGE "language"
#define ZHIHUI_EVIDENCE_ISSUER "issuer"
#define ZHIHUI_EVIDENCE_TITLE "title"
#define ZHIHUI_EVIDENCE_NUMBER "number"
#define ZHIHUI_EVIDENCE_MARKING "marking"
#define ZHIHUI_EVIDENCE_WATERMARK "watermark"
#define ZHIHUI_EVIDENCE_APPENDIX "appendix"
#define ZHIHUI_EVIDENCE_AS_OF "as_of" /* RFC 3339 */
#define ZHIHUI_EVIDENCE_REVISION "revision"
#define ZHIHUI_EVIDENCE_RULES "rules"

ZhihuiReportEvidence *zhihui_report_evidence_new (void);
void                  zhihui_report_evidence_free (ZhihuiReportEvidence *self);

void zhihui_report_evidence_set (ZhihuiReportEvidence *self, const char *key, const char *value);
const char *zhihui_report_evidence_get (const ZhihuiReportEvidence *self, const char *key);
void        zhihui_report_evidence_set_data (ZhihuiReportEvidence *self, const GString *data);

guint       zhihui_report_evidence_get_n_tables (const ZhihuiReportEvidence *self);
const char *zhihui_report_evidence_get_table (const ZhihuiReportEvidence *self,
                                              guint                       index,
                                              const char                **figures);
const char *zhihui_report_evidence_find_table (const ZhihuiReportEvidence *self, const char *id);

char                 *zhihui_report_evidence_write (const ZhihuiReportEvidence *self);
ZhihuiReportEvidence *zhihui_report_evidence_read (const char *keywords, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiReportEvidence, zhihui_report_evidence_free)

G_END_DECLS
