/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-reader.h"

#include "zhihui-asking.h"
#include "zhihui-desk-fault.h"
#include "zhihui-desk-plan.h"
#include "zhihui-ranking-thin.h"
#include "zhihui-report-question-path.h"

#include <glib/gi18n-lib.h>

#define MOST_AT_ONCE 4
#define MOST_REVIEWED 20u /* cases of one review */
#define SETTLE_MS 150     /* who walks through the rows asks for the last one alone */
#define AGAIN_US (60 * G_USEC_PER_SEC)

/**
 * ZhihuiUnitReader:
 *
 * Reads what is wanted of one unit from the source, a few questions at a time, and again each
 * minute. Boards are read once: those of a province are large, and the page of the boards follows
 * them.
 */
struct _ZhihuiUnitReader
{
  GObject parent_instance;

  ZhihuiSource    *source; /* owned */
  char            *period; /* owned: of portrait and boards; NULL: of each its usual one */
  ZhihuiWindow     window; /* instead of @period; from is to: none */
  char            *peer;   /* owned, nullable: whose boards */
  ZhihuiUnitFacts *facts;  /* owned, nullable: no unit is chosen */
  gboolean         wanted[ZHIHUI_N_FACTS];
  GQueue           waiting;     /* of ZhihuiFact + 1: to be asked */
  guint            n_asking;    /* under way */
  GCancellable    *cancellable; /* owned: of what is under way for the present unit */
  guint            settle_id, told_id;
  gint64           asked_us; /* monotonic: when all was asked last, 0 never */
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitReader, zhihui_unit_reader, G_TYPE_OBJECT)

/* One question on its way. */
typedef struct
{
  ZhihuiUnitReader *reader; /* not touched when cancelled */
  ZhihuiFact        fact;   /* of the present unit: else it is cancelled */
} Question;

static void ask_next (ZhihuiUnitReader *self);

static void
forget_questions (ZhihuiUnitReader *self)
{
  g_queue_clear (&self->waiting);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->told_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->n_asking = 0;
}

static void
zhihui_unit_reader_dispose (GObject *object)
{
  ZhihuiUnitReader *self = ZHIHUI_UNIT_READER (object);

  forget_questions (self);
  g_clear_object (&self->facts);
  g_clear_object (&self->source);
  g_clear_pointer (&self->period, g_free);
  g_clear_pointer (&self->peer, g_free);

  G_OBJECT_CLASS (zhihui_unit_reader_parent_class)->dispose (object);
}

static void
zhihui_unit_reader_class_init (ZhihuiUnitReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_unit_reader_dispose;
}

static void
zhihui_unit_reader_init (ZhihuiUnitReader *self)
{
  g_queue_init (&self->waiting);
}

/**
 * zhihui_unit_reader_new:
 * @source: that is asked
 *
 * Returns: (transfer full): a reader of nothing yet
 */
ZhihuiUnitReader *
zhihui_unit_reader_new (ZhihuiSource *source)
{
  ZhihuiUnitReader *self = g_object_new (ZHIHUI_TYPE_UNIT_READER, NULL);

  self->source = g_object_ref (source);
  return self;
}

/* ---- questions ---- */

static ZhihuiMetric
get_metric (ZhihuiFact fact)
{
  return (ZhihuiMetric) ((fact - ZHIHUI_FACT_TREND) % ZHIHUI_N_METRICS);
}

/* @cases: filled, and borrowed by what is returned */
static ZhihuiReportQuestion
make_question (ZhihuiUnitReader *self, ZhihuiFact fact, ZhihuiCaseFilter *cases)
{
  const char          *unit = zhihui_unit_facts_get_unit (self->facts);
  ZhihuiReportQuestion question = { .unit = unit, .period = self->period, .window = self->window };

  if (fact == ZHIHUI_FACT_PORTRAIT)
    {
      question.kind = ZHIHUI_QUESTION_PORTRAIT;
      return question;
    }
  if (fact == ZHIHUI_FACT_OVERDUE || fact == ZHIHUI_FACT_OPEN)
    {
      zhihui_case_filter_set (cases, ZHIHUI_CASE_FILTER_UNIT, unit);
      zhihui_case_filter_set (
        cases, ZHIHUI_CASE_FILTER_DUE, fact == ZHIHUI_FACT_OVERDUE ? "over" : "soon");
      question.kind = ZHIHUI_QUESTION_CASES;
      question.cases = cases;
      return question;
    }
  question.metric = get_metric (fact);
  question.kind = fact < ZHIHUI_FACT_BOARD ? ZHIHUI_QUESTION_TREND : ZHIHUI_QUESTION_BOARD;
  /* A course is of the months before, whatever the period is. */
  if (question.kind == ZHIHUI_QUESTION_TREND)
    question.window = (ZhihuiWindow){ 0 };
  if (fact >= ZHIHUI_FACT_REGION)
    question.unit = NULL;
  question.peer = self->peer;
  return question;
}

/**
 * zhihui_unit_reader_make_path:
 *
 * Returns: (transfer full): what the platform is asked for @fact of the present unit
 */
char *
zhihui_unit_reader_make_path (ZhihuiUnitReader *self, ZhihuiFact fact)
{
  g_autoptr (ZhihuiCaseFilter) cases = zhihui_case_filter_new ();
  ZhihuiReportQuestion question = make_question (self, fact, cases);

  return zhihui_report_question_make_path (&question, NULL);
}

static gboolean
tell_cb (gpointer user_data)
{
  ZhihuiUnitReader *self = user_data;

  self->told_id = 0;
  if (self->facts != NULL)
    zhihui_unit_facts_emit_changed (self->facts);
  return G_SOURCE_REMOVE;
}

/* Boards are kept as long as the unit is looked at, and there are many of them. */
static void
take_board (ZhihuiUnitReader *self, ZhihuiFact fact, ZhihuiRanking *board)
{
  zhihui_unit_facts_take (
    self->facts, fact, zhihui_ranking_make_thin (board, zhihui_unit_facts_get_unit (self->facts)));
  zhihui_ranking_unref (board);
}

static void
take_answer (ZhihuiUnitReader *self, ZhihuiFact fact, gpointer data, const GError *error)
{
  g_autoptr (ZhihuiCaseFilter) cases = zhihui_case_filter_new ();
  ZhihuiReportQuestion question = make_question (self, fact, cases);
  const char          *past;

  if (data != NULL && zhihui_report_question_is_answered_by (&question, data))
    {
      if (fact >= ZHIHUI_FACT_BOARD)
        take_board (self, fact, data);
      else
        zhihui_unit_facts_take (self->facts, fact, data);
      return;
    }
  if (data != NULL)
    zhihui_report_question_get_way (&question).free_answer (data);
  past = zhihui_desk_fault_describe_past (zhihui_source_get_situation (self->source));
  zhihui_unit_facts_fail (
    self->facts, fact, past != NULL ? past : zhihui_desk_fault_describe (error));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  ZhihuiUnitReader    *self = question->reader;
  g_autoptr (GError) error = NULL;
  gpointer data = zhihui_asking_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_asking--;
  take_answer (self, question->fact, data, error);
  if (self->told_id == 0)
    self->told_id = g_idle_add (tell_cb, self);
  ask_next (self);
}

static void
ask_next (ZhihuiUnitReader *self)
{
  while (self->n_asking < MOST_AT_ONCE && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (ZhihuiCaseFilter) cases = zhihui_case_filter_new ();
      Question               *question = g_new0 (Question, 1);
      g_autofree char        *path = NULL;
      ZhihuiReportQuestion    asked;
      ZhihuiReportQuestionWay way;

      question->fact = (ZhihuiFact) GPOINTER_TO_UINT (g_queue_pop_head (&self->waiting)) - 1;
      question->reader = self;
      asked = make_question (self, question->fact, cases);
      path = zhihui_report_question_make_path (&asked, NULL);
      way = zhihui_report_question_get_way (&asked);
      self->n_asking++;
      zhihui_asking_async (
        self->source, path, way.decode, way.free_answer, self->cancellable, answered_cb, question);
    }
}

static void
enqueue (ZhihuiUnitReader *self, ZhihuiFact fact)
{
  gpointer entry = GUINT_TO_POINTER (fact + 1);

  if (g_queue_find (&self->waiting, entry) == NULL)
    g_queue_push_tail (&self->waiting, entry);
}

static void
ask_all (ZhihuiUnitReader *self)
{
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  for (ZhihuiFact fact = 0; fact < ZHIHUI_N_FACTS; fact++)
    if (self->wanted[fact] &&
        (fact < ZHIHUI_FACT_BOARD || zhihui_unit_facts_get (self->facts, fact) == NULL))
      enqueue (self, fact);
  self->asked_us = g_get_monotonic_time ();
  ask_next (self);
}

static gboolean
settled_cb (gpointer user_data)
{
  ZhihuiUnitReader *self = user_data;

  self->settle_id = 0;
  ask_all (self);
  return G_SOURCE_REMOVE;
}

/* All of it anew, of @unit. What the region's own course is does not change with the unit. */
static void
begin (ZhihuiUnitReader *self, const char *unit)
{
  g_autoptr (ZhihuiUnitFacts) before = g_steal_pointer (&self->facts);

  forget_questions (self);
  if (unit == NULL)
    return;

  self->facts = zhihui_unit_facts_new (unit);
  self->asked_us = 0;
  for (guint i = 0; i < ZHIHUI_N_METRICS && before != NULL; i++)
    {
      ZhihuiTrend *trend = zhihui_unit_facts_get (before, ZHIHUI_FACT_REGION + i);

      if (trend != NULL)
        zhihui_unit_facts_take (self->facts, ZHIHUI_FACT_REGION + i, zhihui_trend_ref (trend));
    }
  self->settle_id = g_timeout_add (SETTLE_MS, settled_cb, self);
}

/* ---- what is wanted ---- */

/**
 * zhihui_unit_reader_set_unit:
 * @unit: (nullable): id; what is under way for another one is given up
 */
void
zhihui_unit_reader_set_unit (ZhihuiUnitReader *self, const char *unit)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_READER (self));

  if (self->facts != NULL && g_strcmp0 (zhihui_unit_facts_get_unit (self->facts), unit) == 0)
    return;
  if (self->facts == NULL && unit == NULL)
    return;
  begin (self, unit);
}

static void
begin_again (ZhihuiUnitReader *self)
{
  g_autofree char *unit =
    self->facts != NULL ? g_strdup (zhihui_unit_facts_get_unit (self->facts)) : NULL;

  begin (self, unit);
}

/**
 * zhihui_unit_reader_set_period:
 * @period: (nullable): of portrait and boards, as the platform names it: "month", "2020-07"; %NULL
 *   of each the usual one, which is that of the boards where nothing else was chosen
 * @window: instead of @period; from is to: none
 */
void
zhihui_unit_reader_set_period (ZhihuiUnitReader   *self,
                               const char         *period,
                               const ZhihuiWindow *window)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_READER (self) && window != NULL);

  if (g_strcmp0 (self->period, period) == 0 && self->window.from == window->from &&
      self->window.to == window->to)
    return;
  g_free (self->period);
  self->period = g_strdup (period);
  self->window = *window;
  begin_again (self);
}

/**
 * zhihui_unit_reader_set_peer:
 * @peer: (nullable): id of the group whose boards are read; %NULL all units
 */
void
zhihui_unit_reader_set_peer (ZhihuiUnitReader *self, const char *peer)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_READER (self));

  if (g_strcmp0 (self->peer, peer) == 0)
    return;
  g_free (self->peer);
  self->peer = g_strdup (peer);
  begin_again (self);
}

/**
 * zhihui_unit_reader_want:
 *
 * From now on @fact is read, of whatever unit.
 */
void
zhihui_unit_reader_want (ZhihuiUnitReader *self, ZhihuiFact fact)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_READER (self) && fact < ZHIHUI_N_FACTS);

  if (self->wanted[fact])
    return;
  self->wanted[fact] = TRUE;
  if (self->facts == NULL || self->settle_id != 0)
    return;
  enqueue (self, fact);
  ask_next (self);
}

/**
 * zhihui_unit_reader_drop:
 *
 * From now on @fact is not read any more.
 */
void
zhihui_unit_reader_drop (ZhihuiUnitReader *self, ZhihuiFact fact)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_READER (self) && fact < ZHIHUI_N_FACTS);

  self->wanted[fact] = FALSE;
}

/**
 * zhihui_unit_reader_pass:
 * @now_us: monotonic
 *
 * Each second while it is looked at: reads again what is older than a minute.
 */
void
zhihui_unit_reader_pass (ZhihuiUnitReader *self, gint64 now_us)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_READER (self));

  if (self->facts == NULL || self->settle_id != 0 || self->n_asking > 0 ||
      now_us - self->asked_us < AGAIN_US)
    return;
  ask_all (self);
}

/**
 * zhihui_unit_reader_is_settled:
 *
 * Returns: whether everything that is wanted of the present unit was answered, or failed
 */
gboolean
zhihui_unit_reader_is_settled (ZhihuiUnitReader *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_READER (self), FALSE);

  return self->facts != NULL && self->asked_us > 0 && self->settle_id == 0 && self->n_asking == 0 &&
         g_queue_is_empty (&self->waiting);
}

/**
 * zhihui_unit_reader_get_facts:
 *
 * Returns: (transfer none) (nullable): of the present unit, as far as they have arrived
 */
ZhihuiUnitFacts *
zhihui_unit_reader_get_facts (ZhihuiUnitReader *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_READER (self), NULL);

  return self->facts;
}

/**
 * zhihui_unit_reader_plan_review:
 * @desk: where the review is called
 * @parent: whose dialog it is
 * @name: of the unit
 *
 * Asks the user for a case review of what the present unit owes, as far as that was read.
 */
void
zhihui_unit_reader_plan_review (ZhihuiUnitReader *self,
                                ZhihuiDesk       *desk,
                                GtkWindow        *parent,
                                const char       *name)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *note = NULL;
  ZhihuiDeskCases *cases;

  g_return_if_fail (ZHIHUI_IS_UNIT_READER (self) && ZHIHUI_IS_DESK (desk));

  if (self->facts == NULL)
    return;
  cases = zhihui_unit_facts_get (self->facts, ZHIHUI_FACT_OVERDUE);
  for (guint i = 0; cases != NULL && i < MIN (cases->items->len, MOST_REVIEWED); i++)
    g_ptr_array_add (ids, ((const ZhihuiDeskCase *) cases->items->pdata[i])->id);
  g_ptr_array_add (ids, NULL);
  if (cases != NULL && (cases->items->len > MOST_REVIEWED || cases->next != NULL))
    note = g_strdup_printf (
      _ ("The unit has more cases overdue: only %u of them are taken into this review."),
      MOST_REVIEWED);
  zhihui_desk_plan_review_noting (desk,
                                  parent,
                                  (const char *const *) ids->pdata,
                                  zhihui_unit_facts_get_unit (self->facts),
                                  name,
                                  note);
}
