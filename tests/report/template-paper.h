/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-report.h"

G_BEGIN_DECLS

/* A shipped template on paper, about a situation and what a source would have answered. */
typedef struct
{
  ZhihuiSituation *situation;     /* owned */
  ZhihuiReportTemplate *template; /* owned */
  ZhihuiReportRequest request;
  char               *folder;
  char               *running; /* owned: the top of the second page, no blanks; NULL: none */
  guint               n_last;  /* lines on the last of several pages, without its foot */
} TemplatePaper;

/* Returns: (nullable) (transfer full): the answer to @question; NULL: none */
typedef gpointer (*TemplateAnswer) (const ZhihuiReportQuestion *question, gpointer user_data);

/* @situation: (transfer full); @unit: (nullable): id */
void template_paper_open (TemplatePaper   *self,
                          ZhihuiSituation *situation,
                          const char      *name,
                          const char      *unit);
/* Asks what the template asks. @free_answer: of what @make makes, which is of one kind. */
void template_paper_answer (TemplatePaper     *self,
                            ZhihuiQuestionKind kind,
                            TemplateAnswer     make,
                            gpointer           user_data,
                            GDestroyNotify     free_answer);
/* The text of its PDF, without blanks; NULL: it cannot be read here, and the test is skipped. */
char *template_paper_read (TemplatePaper *self);
/* What was read: on top of its second page, where it has one, stands @span; its last one does not
 * hold standing words and the signature alone. */
void template_paper_check_pages (const TemplatePaper *self, const char *span);
void template_paper_close (TemplatePaper *self);

/* Each @test at 1 and 112 rows, and at 12,440 in long runs. */
void  template_paper_add_test (const char *path, void (*test) (gconstpointer n_rows));
guint template_paper_get_n (gconstpointer n_rows);

G_END_DECLS
