/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-answers.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char                *name;  /* owned */
  ZhihuiCaseFilter    *cases; /* owned, nullable: of the question */
  ZhihuiReportQuestion question;
  gpointer             answer; /* owned, nullable */
  GDestroyNotify       free_answer;
  char                *fault; /* owned, nullable */
  gboolean             is_refused;
} Entry;

struct _ZhihuiReportAnswers
{
  gatomicrefcount ref_count;
  GPtrArray      *entries; /* (element-type Entry), owned: in the order in which they were wanted */
  GStringChunk   *texts;   /* owned: of the questions */
};

static void
drop_answer (Entry *entry)
{
  if (entry->answer != NULL && entry->free_answer != NULL)
    entry->free_answer (entry->answer);
  entry->answer = NULL;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  drop_answer (entry);
  g_clear_pointer (&entry->cases, zhihui_case_filter_free);
  g_free (entry->name);
  g_free (entry->fault);
  g_free (entry);
}

/**
 * zhihui_report_answers_new:
 *
 * Returns: (transfer full): answers of which nothing is wanted
 */
ZhihuiReportAnswers *
zhihui_report_answers_new (void)
{
  ZhihuiReportAnswers *self = g_new0 (ZhihuiReportAnswers, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  self->texts = g_string_chunk_new (1024);
  return self;
}

ZhihuiReportAnswers *
zhihui_report_answers_ref (ZhihuiReportAnswers *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
zhihui_report_answers_unref (ZhihuiReportAnswers *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->entries);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static Entry *
find_entry (ZhihuiReportAnswers *self, const char *name)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (g_str_equal (entry->name, name))
        return entry;
    }
  return NULL;
}

static const char *
keep (ZhihuiReportAnswers *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->texts, text) : NULL;
}

/**
 * zhihui_report_answers_want:
 * @name: under which the answer is found; wanted twice it is asked for once
 */
void
zhihui_report_answers_want (ZhihuiReportAnswers        *self,
                            const char                 *name,
                            const ZhihuiReportQuestion *question)
{
  Entry *entry;

  if (find_entry (self, name) != NULL)
    return;
  entry = g_new0 (Entry, 1);
  entry->name = g_strdup (name);
  entry->question = *question;
  entry->question.unit = keep (self, question->unit);
  entry->question.peer = keep (self, question->peer);
  entry->question.region = keep (self, question->region);
  entry->question.period = keep (self, question->period);
  entry->cases = question->cases != NULL ? zhihui_case_filter_copy (question->cases) : NULL;
  entry->question.cases = entry->cases;
  g_ptr_array_add (self->entries, entry);
}

/**
 * zhihui_report_answers_get:
 *
 * Returns: (transfer none) (nullable): of the type that the kind of the question says; %NULL where
 *   it was not wanted, or the source did not tell it
 */
gpointer
zhihui_report_answers_get (ZhihuiReportAnswers *self, const char *name)
{
  const Entry *entry = self != NULL ? find_entry (self, name) : NULL;

  return entry != NULL ? entry->answer : NULL;
}

/**
 * zhihui_report_answers_get_fault:
 *
 * Returns: (transfer none): why there is no answer, in words for people
 */
const char *
zhihui_report_answers_get_fault (ZhihuiReportAnswers *self, const char *name)
{
  const Entry *entry = self != NULL ? find_entry (self, name) : NULL;

  return entry != NULL && entry->fault != NULL ? entry->fault : _ ("This source does not tell it");
}

/**
 * zhihui_report_answers_is_refused:
 * @self: (nullable): nothing was asked
 *
 * Returns: whether the source has an answer, and does not tell us
 */
gboolean
zhihui_report_answers_is_refused (ZhihuiReportAnswers *self, const char *name)
{
  const Entry *entry = self != NULL ? find_entry (self, name) : NULL;

  return entry != NULL && entry->fault != NULL && entry->is_refused;
}

guint
zhihui_report_answers_get_n (ZhihuiReportAnswers *self)
{
  return self->entries->len;
}

const ZhihuiReportQuestion *
zhihui_report_answers_get_question (ZhihuiReportAnswers *self, guint index)
{
  return &((const Entry *) self->entries->pdata[index])->question;
}

/**
 * zhihui_report_answers_get_answer:
 *
 * Returns: (transfer none) (nullable): what came
 */
gpointer
zhihui_report_answers_get_answer (ZhihuiReportAnswers *self, guint index)
{
  return ((const Entry *) self->entries->pdata[index])->answer;
}

/**
 * zhihui_report_answers_take:
 * @answer: (transfer full): of the type that the kind of the question says
 */
void
zhihui_report_answers_take (ZhihuiReportAnswers *self,
                            guint                index,
                            gpointer             answer,
                            GDestroyNotify       free_answer)
{
  Entry *entry = self->entries->pdata[index];

  drop_answer (entry);
  entry->answer = answer;
  entry->free_answer = free_answer;
  g_clear_pointer (&entry->fault, g_free);
}

/**
 * zhihui_report_answers_fail:
 * @fault: why, in words for people
 * @is_refused: the source has it, and does not tell us
 */
void
zhihui_report_answers_fail (ZhihuiReportAnswers *self,
                            guint                index,
                            const char          *fault,
                            gboolean             is_refused)
{
  Entry *entry = self->entries->pdata[index];

  drop_answer (entry);
  g_free (entry->fault);
  entry->fault = g_strdup (fault);
  entry->is_refused = is_refused;
}

/**
 * zhihui_report_answers_count_refused:
 * @self: (nullable): none was asked
 *
 * Returns: how many questions the source refused to answer
 */
guint
zhihui_report_answers_count_refused (ZhihuiReportAnswers *self)
{
  guint n = 0;

  for (guint i = 0; self != NULL && i < self->entries->len; i++)
    {
      const Entry *entry = self->entries->pdata[i];

      n += entry->fault != NULL && entry->is_refused;
    }
  return n;
}
