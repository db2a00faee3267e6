/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "template-paper.h"

#include "paper-reader.h"
#include "written-figures.h"
#include "zhihui-report-shelf.h"

#include <glib/gstdio.h>
#include <string.h>

#define FOOT_LINES 2
#define LEAST_LINES 9 /* of a last page: standing words have six, with the running head */

void
template_paper_open (TemplatePaper   *self,
                     ZhihuiSituation *situation,
                     const char      *name,
                     const char      *unit)
{
  self->situation = situation;
  self->template = zhihui_report_shelf_dup_shipped (name);
  self->running = NULL;
  self->n_last = 0;
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

static void
look_at_pages (TemplatePaper *self, const char *path, guint n_pages)
{
  g_autofree char *last = g_strdup_printf ("%u", n_pages);
  g_autofree char *second = NULL;
  g_autofree char *end = NULL;
  g_auto (GStrv) lines = NULL;

  g_clear_pointer (&self->running, g_free);
  if (n_pages < 2)
    return;
  second = paper_reader_run ("pdftotext", "-raw", "-f", "2", "-l", "2", path, "-", NULL);
  self->running = g_strndup (second, strcspn (second, "\n"));
  paper_reader_remove_blanks (self->running);
  end = paper_reader_run ("pdftotext", "-layout", "-f", last, "-l", last, path, "-", NULL);
  lines = g_strsplit (end, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    self->n_last += *g_strstrip (lines[i]) != '\0';
  self->n_last -= FOOT_LINES;
}

char *
template_paper_read (TemplatePaper *self)
{
  g_autofree char *path = g_build_filename (self->folder, "a.pdf", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  guint n_pages = 0;

  zhihui_report_write_pdf (&self->request, path, &n_pages, &error);
  g_assert_no_error (error);
  paper_reader_check_file (path);
  paper_reader_check_faces (path);
  if (!paper_reader_lacks ("pdftotext"))
    {
      text = written_read (path);
      look_at_pages (self, path, n_pages);
    }
  if (text != NULL && g_getenv ("ZHIHUI_TEST_SHOW") != NULL)
    g_test_message ("%s", text);
  g_assert_cmpint (g_unlink (path), ==, 0);
  return text;
}

void
template_paper_check_pages (const TemplatePaper *self, const char *span)
{
  if (self->running == NULL)
    return;
  if (!g_str_has_suffix (self->running, span))
    g_error ("“%s” does not end with “%s”", self->running, span);
  g_assert_cmpuint (self->n_last, >=, LEAST_LINES);
}

void
template_paper_close (TemplatePaper *self)
{
  zhihui_report_answers_unref (self->request.answers);
  zhihui_report_template_unref (self->template);
  zhihui_situation_unref (self->situation);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->running);
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
