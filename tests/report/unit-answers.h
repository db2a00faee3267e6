/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template-paper.h"
#include "zhihui-report-answers.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What a source would answer about a unit of the sample, and about another period: everything
 * depends on the place in its list alone, so that a test can work it out again. */

#define UNIT_ANSWERS_AS_OF G_GINT64_CONSTANT (1785305112) /* 2026-07-29T14:05:12+08:00 */
#define UNIT_ANSWERS_PEER "department"

/* What people read of the decision, of the remark of @i. */
const char *unit_answers_get_decision_word (guint i);
const char *unit_answers_get_remark_word (guint i);
/* Of @n cases and parts the one of @i: how late it is, how many it has. */
gint64 unit_answers_get_late (guint i, guint n);
gint64 unit_answers_get_part (guint i, guint n);
/* What a unit reached before. */
ZhihuiTally unit_answers_get_before (const ZhihuiRanking *ranking, const ZhihuiScore *score);

/* Of the kind TemplateAnswer. */
gpointer unit_answers_answer_before (const ZhihuiReportQuestion *question, gpointer situation);

/* All that the paper of a unit asks for, with so many rows in each list. */
void unit_answers_answer_portrait (TemplatePaper *paper, guint n_rows);

G_END_DECLS
