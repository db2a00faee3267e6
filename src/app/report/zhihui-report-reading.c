/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-reading.h"

#include "zhihui-desk-case.h"
#include "zhihui-error.h"
#include "zhihui-portrait.h"
#include "zhihui-report-question-path.h"

#include <glib/gi18n-lib.h>

#define MOST_AT_ONCE 4
#define MOST_ROWS 20000 /* of a list of cases */
#define MOST_TRIES 4    /* a platform that says "later" will answer, and soon */
#define AGAIN_MS 700

/* Asking all that the parts of a report want, a few questions at a time. */
typedef struct
{
  ZhihuiSource        *source;  /* owned */
  ZhihuiReportAnswers *answers; /* owned */
  guint                next;    /* the question that is asked next */
  guint                n_asking;
} Reading;

/* One question on its way. */
typedef struct
{
  GTask           *task;  /* owned: of the reading */
  guint            index; /* of the question */
  guint            n_tries;
  ZhihuiDeskCases *cases; /* owned, nullable: the pages of a list so far */
} Errand;

static void ask_next (GTask *task);

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_object (&self->source);
  zhihui_report_answers_unref (self->answers);
  g_free (self);
}

static void
errand_free (Errand *errand)
{
  g_clear_pointer (&errand->cases, zhihui_desk_cases_unref);
  g_object_unref (errand->task);
  g_free (errand);
}

static const ZhihuiReportQuestion *
get_question (const Errand *errand)
{
  const Reading *self = g_task_get_task_data (errand->task);

  return zhihui_report_answers_get_question (self->answers, errand->index);
}

/* Frees @errand and goes on; the last one ends the reading. */
static void
end_errand (Errand *errand)
{
  g_autoptr (GTask) task = g_object_ref (errand->task);
  Reading *self = g_task_get_task_data (task);

  errand_free (errand);
  self->n_asking--;
  ask_next (task);
  if (self->n_asking == 0 && self->next == zhihui_report_answers_get_n (self->answers) &&
      !g_task_get_completed (task) && !g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

/* TRUE: there is a page more, and it is wanted. */
static gboolean
join_page (Errand *errand, ZhihuiDeskCases *page)
{
  if (errand->cases == NULL)
    errand->cases = page;
  else
    {
      for (guint i = 0; i < page->items->len; i++)
        g_ptr_array_add (errand->cases->items, zhihui_desk_case_ref (page->items->pdata[i]));
      g_free (errand->cases->next);
      errand->cases->next = g_strdup (page->next);
      zhihui_desk_cases_unref (page);
    }
  return errand->cases->next != NULL && errand->cases->items->len < MOST_ROWS;
}

static void ask (Errand *errand);

static gboolean
again_cb (gpointer user_data)
{
  ask (user_data);
  return G_SOURCE_REMOVE;
}

static const char *
describe_fault (const GError *error)
{
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND))
    return _ ("This source does not tell it");
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED))
    return _ ("This token may not read it");
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_UNKNOWN_TOKEN))
    return error->message;
  /* The platform says what is wrong with the question. */
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID))
    return error->message;
  return _ ("It could not be read");
}

static void
take_answer (Errand *errand, gpointer answer, const GError *error)
{
  Reading                    *self = g_task_get_task_data (errand->task);
  const ZhihuiReportQuestion *question = get_question (errand);
  ZhihuiReportQuestionWay     way = zhihui_report_question_get_way (question);

  if (answer != NULL && zhihui_report_question_is_answered_by (question, answer))
    {
      zhihui_report_answers_take (self->answers, errand->index, answer, way.free_answer);
      return;
    }
  if (answer != NULL)
    way.free_answer (answer);
  zhihui_report_answers_fail (self->answers,
                              errand->index,
                              describe_fault (error),
                              g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GError) error = NULL;
  gpointer answer = zhihui_asking_finish (result, &error);

  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE) && ++errand->n_tries < MOST_TRIES)
    {
      g_timeout_add (AGAIN_MS, again_cb, errand);
      return;
    }
  /* A list of which the platform no longer has the rest is read from its beginning. */
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED) && errand->cases != NULL &&
      ++errand->n_tries < MOST_TRIES)
    {
      g_clear_pointer (&errand->cases, zhihui_desk_cases_unref);
      ask (errand);
      return;
    }
  if (answer != NULL && get_question (errand)->kind == ZHIHUI_QUESTION_CASES)
    {
      if (join_page (errand, answer))
        {
          ask (errand);
          return;
        }
      answer = g_steal_pointer (&errand->cases);
    }
  take_answer (errand, answer, error);
  end_errand (errand);
}

static void
ask (Errand *errand)
{
  const Reading              *self = g_task_get_task_data (errand->task);
  const ZhihuiReportQuestion *question = get_question (errand);
  ZhihuiReportQuestionWay     way = zhihui_report_question_get_way (question);
  g_autofree char            *path =
    zhihui_report_question_make_path (question, errand->cases != NULL ? errand->cases->next : NULL);

  zhihui_asking_async (self->source,
                       path,
                       way.decode,
                       way.free_answer,
                       g_task_get_cancellable (errand->task),
                       answered_cb,
                       errand);
}

static void
ask_next (GTask *task)
{
  Reading *self = g_task_get_task_data (task);

  while (self->n_asking < MOST_AT_ONCE && self->next < zhihui_report_answers_get_n (self->answers))
    {
      Errand *errand = g_new0 (Errand, 1);

      errand->task = g_object_ref (task);
      errand->index = self->next++;
      self->n_asking++;
      ask (errand);
    }
}

/**
 * zhihui_report_reading_async:
 * @source: started, and settled where the questions hang on what it told
 * @answers: what is wanted; filled as the answers come
 * @cancellable: (nullable): ends it
 * @callback: called when everything was answered or failed
 * @user_data: for @callback
 */
void
zhihui_report_reading_async (ZhihuiSource        *source,
                             ZhihuiReportAnswers *answers,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *self = g_new0 (Reading, 1);

  self->source = g_object_ref (source);
  self->answers = zhihui_report_answers_ref (answers);
  g_task_set_source_tag (task, zhihui_report_reading_async);
  g_task_set_task_data (task, self, reading_free);
  if (zhihui_report_answers_get_n (answers) == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  ask_next (task);
}

/**
 * zhihui_report_reading_finish:
 *
 * Returns: %FALSE only when it was cancelled: what the source did not tell is told by the answers
 */
gboolean
zhihui_report_reading_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- where no loop runs ---- */

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  zhihui_report_reading_finish (result, NULL);
  g_application_release (user_data);
}

typedef struct
{
  ZhihuiSource        *source;  /* borrowed */
  ZhihuiReportAnswers *answers; /* borrowed */
} Wanted;

static void
activate_cb (GApplication *loop, const Wanted *wanted)
{
  g_application_hold (loop);
  zhihui_report_reading_async (wanted->source, wanted->answers, NULL, read_cb, loop);
}

/**
 * zhihui_report_reading_wait:
 *
 * The same for programs that have no window: runs the main loop until everything was answered or
 * failed. Without an application id no bus is asked.
 */
void
zhihui_report_reading_wait (ZhihuiSource *source, ZhihuiReportAnswers *answers)
{
  g_autoptr (GApplication) loop = NULL;
  Wanted wanted = { source, answers };

  if (zhihui_report_answers_get_n (answers) == 0)
    return;
  loop = g_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (loop, "activate", G_CALLBACK (activate_cb), &wanted);
  g_application_run (loop, 0, NULL);
}
