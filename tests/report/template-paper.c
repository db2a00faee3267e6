/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "template-paper.h"

#include "paper-reader.h"
#include "written-figures.h"
#include "zhihui-report-shelf.h"

#include <glib/gstdio.h>

void
template_paper_open (TemplatePaper   *self,
                     ZhihuiSituation *situation,
                     const char      *name,
                     const char      *unit)
{
  self->situation = situation;
  self->template = zhihui_report_shelf_dup_shipped (name);
  self->folder = g_dir_make_tmp ("zhihui-template-XXXXXX", NULL);
  self->request = (ZhihuiReportRequest){ .situation = situation,
                                         .template = self->template,
                                         .now_us = g_get_monotonic_time (),
                                         .answers = zhihui_report_answers_new (),
                                         .unit = unit };
  zhihui_report_ask (&self->request, self->request.answers);
}

void
template_paper_answer (TemplatePaper     *self,
                       ZhihuiQuestionKind kind,
                       TemplateAnswer     make,
                       gpointer           user_data,
                       GDestroyNotify     free_answer)
{
  guint n_asked = 0;

  for (guint i = 0; i < zhihui_report_answers_get_n (self->request.answers); i++)
    {
      const ZhihuiReportQuestion *question =
        zhihui_report_answers_get_question (self->request.answers, i);
      gpointer answer = question->kind == kind ? make (question, user_data) : NULL;

      n_asked += question->kind == kind;
      if (answer != NULL)
        zhihui_report_answers_take (self->request.answers, i, answer, free_answer);
    }
  g_assert_cmpuint (n_asked, >, 0);
}

char *
template_paper_read (TemplatePaper *self)
{
  g_autofree char *path = g_build_filename (self->folder, "a.pdf", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  zhihui_report_write_pdf (&self->request, path, NULL, &error);
  g_assert_no_error (error);
  paper_reader_check_file (path);
  if (!paper_reader_lacks ("pdftotext"))
    text = written_read (path);
  if (text != NULL && g_getenv ("ZHIHUI_TEST_SHOW") != NULL)
    g_test_message ("%s", text);
  g_assert_cmpint (g_unlink (path), ==, 0);
  return text;
}

void
template_paper_close (TemplatePaper *self)
{
  zhihui_report_answers_unref (self->request.answers);
  zhihui_report_template_unref (self->template);
  zhihui_situation_unref (self->situation);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

void
template_paper_add_test (const char *path, void (*test) (gconstpointer n_rows))
{
  static const guint sizes[] = { 1, 112, 12440 };
  gboolean           is_long = g_getenv ("ZHIHUI_TEST_LONG") != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sizes) - !is_long; i++)
    {
      g_autofree char *full = g_strdup_printf ("%s/%u", path, sizes[i]);

      g_test_add_data_func (full, GUINT_TO_POINTER (sizes[i]), test);
    }
}

guint
template_paper_get_n (gconstpointer n_rows)
{
  return GPOINTER_TO_UINT (n_rows);
}
