/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-beside.h"

#include "zhihui-asking.h"
#include "zhihui-error.h"
#include "zhihui-wire-courses.h"
#include "zhihui-wire.h"

typedef enum
{
  RATED,
  COURSES,
  N_QUESTIONS,
} Kind;

#define AFTER_FAILURE_S 60 /* the same is asked again, whatever the boards are of */

typedef struct
{
  char         *path;        /* owned, nullable: what was asked last */
  char         *revision;    /* owned, nullable: of the boards then */
  gint64        asked_us;    /* monotonic */
  gboolean      has_failed;  /* there was no answer the last time */
  GCancellable *cancellable; /* owned, NULL: nothing is asked */
  gpointer      answer;      /* owned, nullable */
} Question;

struct _ZhihuiDeskBeside
{
  GObject parent_instance;

  ZhihuiSource *source; /* owned */
  Question      questions[N_QUESTIONS];
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskBeside, zhihui_desk_beside, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* NULL also where it is of something else than was asked for. */
static gpointer
decode_rated (GBytes *body, GError **error)
{
  ZhihuiRanking *rated = zhihui_board_asked_decode (body, error);

  if (rated == NULL || rated->metric == ZHIHUI_METRIC_RATED_RATE)
    return rated;
  zhihui_ranking_unref (rated);
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, "metric");
  return NULL;
}

static const struct
{
  ZhihuiDecodeFunc decode;
  GDestroyNotify   free_answer;
  gint64           period_s; /* after which the same is asked again, if the boards are of another
                              * revision */
} kinds[N_QUESTIONS] = {
  [RATED] = { decode_rated, (GDestroyNotify) zhihui_ranking_unref, 60 },
  [COURSES] = { (ZhihuiDecodeFunc) zhihui_wire_decode_courses,
                (GDestroyNotify) zhihui_courses_unref,
                300 },
};

static void
clear_answer (Question *question, Kind kind)
{
  g_clear_pointer (&question->answer, kinds[kind].free_answer);
}

static void
zhihui_desk_beside_dispose (GObject *object)
{
  ZhihuiDeskBeside *self = ZHIHUI_DESK_BESIDE (object);

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      g_cancellable_cancel (self->questions[i].cancellable);
      g_clear_object (&self->questions[i].cancellable);
      g_clear_pointer (&self->questions[i].path, g_free);
      g_clear_pointer (&self->questions[i].revision, g_free);
      clear_answer (&self->questions[i], i);
    }
  g_clear_object (&self->source);
  G_OBJECT_CLASS (zhihui_desk_beside_parent_class)->dispose (object);
}

static void
zhihui_desk_beside_class_init (ZhihuiDeskBesideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_beside_dispose;
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_DESK_BESIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_desk_beside_init (ZhihuiDeskBeside *self)
{
}

/**
 * zhihui_desk_beside_new:
 * @source: (transfer none): is asked; one that tells nothing beside situations is asked in vain
 *
 * Returns: (transfer full): knows nothing yet
 */
ZhihuiDeskBeside *
zhihui_desk_beside_new (ZhihuiSource *source)
{
  ZhihuiDeskBeside *self = g_object_new (ZHIHUI_TYPE_DESK_BESIDE, NULL);

  self->source = g_object_ref (source);
  return self;
}

typedef struct
{
  ZhihuiDeskBeside *self; /* not touched when cancelled */
  Kind              kind;
} Asking;

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  ZhihuiDeskBeside  *self = asking->self;
  g_autoptr (GError) error = NULL;
  gpointer  answer = zhihui_asking_finish (result, &error);
  Question *question;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  question = &self->questions[asking->kind];
  g_clear_object (&question->cancellable);
  question->has_failed = answer == NULL;
  /* What was told stays until something else is told: a failure is seen at the boards themselves.
   */
  if (answer == NULL)
    return;
  clear_answer (question, asking->kind);
  question->answer = answer;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_due (const Question *question, Kind kind, const char *revision, gint64 now_us)
{
  gint64 age_us = now_us - question->asked_us;

  if (question->has_failed)
    return age_us >= AFTER_FAILURE_S * G_USEC_PER_SEC;
  return g_strcmp0 (revision, question->revision) != 0 &&
         age_us >= kinds[kind].period_s * G_USEC_PER_SEC;
}

/* Takes @path. */
static void
ask (ZhihuiDeskBeside *self, Kind kind, char *path, const char *revision, gint64 now_us)
{
  Question *question = &self->questions[kind];
  gboolean  is_other = g_strcmp0 (path, question->path) != 0;
  Asking   *asking;

  if (!is_other && !is_due (question, kind, revision, now_us))
    {
      g_free (path);
      return;
    }
  g_cancellable_cancel (question->cancellable);
  g_clear_object (&question->cancellable);
  g_free (question->path);
  question->path = path;
  g_free (question->revision);
  question->revision = g_strdup (revision);
  question->asked_us = now_us;
  question->has_failed = FALSE;
  if (is_other && question->answer != NULL)
    {
      clear_answer (question, kind);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  question->cancellable = g_cancellable_new ();
  asking = g_new0 (Asking, 1);
  asking->self = self;
  asking->kind = kind;
  zhihui_asking_async (self->source,
                       path,
                       kinds[kind].decode,
                       kinds[kind].free_answer,
                       question->cancellable,
                       told_cb,
                       asking);
}

static char *
make_course_path (const ZhihuiBoardAsked *asked)
{
  const char      *metric = zhihui_metric_get_traits (zhihui_board_get_metric (asked->board))->id;
  g_autofree char *peer = g_uri_escape_string (asked->peer, NULL, FALSE);

  return g_strdup_printf ("/courses/%s?peer=%s%s%s",
                          metric,
                          peer,
                          asked->region != NULL ? "&region=" : "",
                          asked->region != NULL ? asked->region : "");
}

/**
 * zhihui_desk_beside_ask:
 * @asked: of which units and days, and the board whose months are wanted; each metric has its own
 *   date
 * @situation: of the boards that it stands beside
 * @now_us: monotonic
 *
 * Asks again when the question is another one, or some time is over and the boards are of another
 * revision or there was no answer.
 */
void
zhihui_desk_beside_ask (ZhihuiDeskBeside       *self,
                        const ZhihuiBoardAsked *asked,
                        ZhihuiSituation        *situation,
                        gint64                  now_us)
{
  ZhihuiRanking   *board = zhihui_situation_get_ranking (situation, asked->board, asked->peer);
  const char      *revision = board != NULL && board->revision != NULL ? board->revision : "";
  ZhihuiBoardAsked rated = *asked;

  g_return_if_fail (ZHIHUI_IS_DESK_BESIDE (self));

  rated.board = ZHIHUI_BOARD_VOLUME; /* whose usual period it has */
  ask (
    self, RATED, zhihui_board_asked_make_path (&rated, ZHIHUI_METRIC_RATED_RATE), revision, now_us);
  ask (self, COURSES, make_course_path (asked), revision, now_us);
}

/**
 * zhihui_desk_beside_get_rated:
 *
 * Returns: (transfer none) (nullable): the rated share of the units
 */
ZhihuiRanking *
zhihui_desk_beside_get_rated (ZhihuiDeskBeside *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_BESIDE (self), NULL);

  return self->questions[RATED].answer;
}

/**
 * zhihui_desk_beside_get_courses:
 *
 * Returns: (transfer none) (nullable): the last months of the units
 */
ZhihuiCourses *
zhihui_desk_beside_get_courses (ZhihuiDeskBeside *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_BESIDE (self), NULL);

  return self->questions[COURSES].answer;
}
