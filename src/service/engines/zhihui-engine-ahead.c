/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-engine-ahead.h"

#include <string.h>

#include "zhihui-run-latch.h"

/* After a failure the near engine counts for so long before the far one is tried again. */
#define PAUSE_US (10 * G_USEC_PER_SEC)
#define MAX_ANSWERS 4096

/* A question with its own copy of the units, and its answer. */
typedef struct
{
  ZhihuiEngineQuestion question;
  guint32             *units, *groups; /* owned, or NULL */
  gsize                n_tallies;
  ZhihuiTally         *tallies; /* owned */
} Asked;

/* Of one run of the thread; in the main thread before and after it. */
typedef struct
{
  GPtrArray *asked;  /* (element-type Asked) */
  guint64    moment; /* what the data were then */
} Errand;

typedef struct
{
  ZhihuiAheadFunc ready;
  gpointer        user_data;
} Waiter;

struct _ZhihuiEngineAhead
{
  ZhihuiEngine      base;
  ZhihuiEngine     *far, *near; /* owned */
  ZhihuiEngineFeed *feed;       /* owned, or NULL: with @far only in the thread while it runs */
  GHashTable       *answers;    /* Asked, a set of them */
  GPtrArray        *wanted;     /* (element-type Asked): for the next errand */
  GArray           *waiters;    /* (element-type Waiter): for the next errand */
  GArray           *waiting;    /* (element-type Waiter): for the present one */
  GTask            *errand;     /* or NULL: the thread rests */
  GCancellable     *cancellable;
  guint64           moment;
  gint64            rest_until_us; /* monotonic */
  gboolean          is_asking;
  ZhihuiAheadCheck  is_current; /* or NULL */
  gpointer          current_data;
  ZhihuiRunLatch    latch;
  gboolean          is_over; /* its answers are here */
};

static void
asked_free (gpointer asked)
{
  Asked *self = asked;

  g_free (self->units);
  g_free (self->groups);
  g_free (self->tallies);
  g_free (self);
}

static void
errand_free (gpointer errand)
{
  Errand *self = errand;

  g_ptr_array_unref (self->asked);
  g_free (self);
}

static gsize
count_groups (const ZhihuiEngineQuestion *question)
{
  gsize n = question->n_units;

  if (question->groups != NULL)
    n = 0;
  for (gsize i = 0; question->groups != NULL && i < question->n_units; i++)
    n = MAX (n, (gsize) question->groups[i] + 1);
  return n;
}

static Asked *
asked_new (const ZhihuiEngineQuestion *question)
{
  Asked *self = g_new0 (Asked, 1);
  gsize  size = question->n_units * sizeof (guint32);

  self->question = *question;
  if (question->units != NULL)
    self->units = g_memdup2 (question->units, size);
  if (question->groups != NULL)
    self->groups = g_memdup2 (question->groups, size);
  self->question.units = self->units;
  self->question.groups = self->groups;
  self->n_tallies = count_groups (question);
  self->tallies = g_new0 (ZhihuiTally, MAX (self->n_tallies, 1));
  return self;
}

static gint64
get_end (const ZhihuiEngineQuestion *question)
{
  return zhihui_tally_get_end (question->metric, &question->window, question->as_of);
}

static guint
hash_asked (gconstpointer asked)
{
  const ZhihuiEngineQuestion *question = &((const Asked *) asked)->question;

  return (guint) question->metric * 31u + (guint) question->window.from * 7u +
         (guint) get_end (question) + (guint) question->n_units;
}

static gboolean
is_same_list (const guint32 *one, const guint32 *other, gsize n)
{
  if (one == NULL || other == NULL)
    return one == other;
  return memcmp (one, other, n * sizeof (guint32)) == 0;
}

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  const ZhihuiEngineQuestion *x = &((const Asked *) a)->question;
  const ZhihuiEngineQuestion *y = &((const Asked *) b)->question;

  return x->metric == y->metric && x->window.from == y->window.from && get_end (x) == get_end (y) &&
         x->n_units == y->n_units && is_same_list (x->units, y->units, x->n_units) &&
         is_same_list (x->groups, y->groups, x->n_units);
}

static ZhihuiEngineAhead *
get_self (ZhihuiEngine *engine)
{
  return (ZhihuiEngineAhead *) engine;
}

static gboolean
count (ZhihuiEngine               *engine,
       const ZhihuiEngineQuestion *question,
       ZhihuiTally                *tallies,
       GError                    **error)
{
  ZhihuiEngineAhead *self = get_self (engine);
  const Asked        key = { .question = *question };
  const Asked       *known;

  if (!self->is_asking || g_get_monotonic_time () < self->rest_until_us)
    return zhihui_engine_count (self->near, question, tallies, error);

  known = g_hash_table_lookup (self->answers, &key);
  if (known == NULL)
    {
      self->base.lacks_counts = TRUE;
      g_ptr_array_add (self->wanted, asked_new (question));
      return TRUE;
    }

  for (gsize i = 0; i < known->n_tallies; i++)
    {
      tallies[i].n += known->tallies[i].n;
      tallies[i].k += known->tallies[i].k;
      tallies[i].extra += known->tallies[i].extra;
    }
  return TRUE;
}

/* Rows reach the far engine by the outbox of the store. */
static gboolean
write_rows (ZhihuiEngine *engine, const ZhihuiEngineRow *rows, gsize n_rows, GError **error)
{
  ZhihuiEngineAhead *self = get_self (engine);

  self->moment++;
  g_hash_table_remove_all (self->answers);
  return zhihui_engine_write (self->near, rows, n_rows, error);
}

static void
forget (ZhihuiEngine *engine)
{
  ZhihuiEngineAhead *self = get_self (engine);

  self->moment++;
  g_hash_table_remove_all (self->answers);
  zhihui_engine_forget (self->near);
}

static void
free_base (ZhihuiEngine *engine)
{
  zhihui_engine_ahead_free (get_self (engine));
}

static gboolean
count_all (ZhihuiEngineAhead *self, GPtrArray *asked, GError **error)
{
  gboolean done = TRUE;

  if (asked->len == 0)
    return TRUE;
  if (!zhihui_engine_begin (self->far, error))
    return FALSE;
  for (guint i = 0; done && i < asked->len; i++)
    {
      Asked *one = asked->pdata[i];

      done = zhihui_engine_count (self->far, &one->question, one->tallies, error);
    }
  zhihui_engine_end (self->far);
  return done;
}

static void
run_errand (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ZhihuiEngineAhead *self = g_object_get_data (G_OBJECT (task), "ahead");
  Errand            *errand = data;
  g_autoptr (GError) error = NULL;
  gboolean done =
    (self->feed == NULL || zhihui_engine_feed_run (self->feed, cancellable, &error)) &&
    count_all (self, errand->asked, &error);

  zhihui_run_latch_end (&self->latch);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void start_errand (ZhihuiEngineAhead *self);

/* The list is not of the present any more while its functions are called: they may wait again. */
static void
call_waiters (GArray *waiters)
{
  g_autoptr (GArray) list = g_array_copy (waiters);

  g_array_set_size (waiters, 0);
  for (guint i = 0; i < list->len; i++)
    {
      const Waiter *one = &g_array_index (list, Waiter, i);

      one->ready (one->user_data);
    }
}

static void
errand_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask             *task = G_TASK (result);
  ZhihuiEngineAhead *self = g_object_get_data (G_OBJECT (task), "ahead");
  Errand            *errand = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  if (!g_task_propagate_boolean (task, &error))
    {
      g_warning ("boards are counted here: %s", error->message);
      self->rest_until_us = g_get_monotonic_time () + PAUSE_US;
    }
  else if (errand->moment == self->moment &&
           (self->is_current == NULL || self->is_current (self->current_data)))
    {
      if (g_hash_table_size (self->answers) > MAX_ANSWERS)
        g_hash_table_remove_all (self->answers);
      while (errand->asked->len > 0)
        g_hash_table_add (self->answers,
                          g_ptr_array_steal_index (errand->asked, errand->asked->len - 1));
    }

  /* Whoever is called may end this. */
  self->is_over = TRUE;
  call_waiters (self->waiting);
  if (g_object_get_data (G_OBJECT (task), "ahead") == NULL)
    return;
  g_clear_object (&self->errand);
  if (self->waiters->len > 0)
    start_errand (self);
}

static void
start_errand (ZhihuiEngineAhead *self)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->asked = g_steal_pointer (&self->wanted);
  errand->moment = self->moment;
  self->wanted = g_ptr_array_new_with_free_func (asked_free);
  g_array_append_vals (self->waiting, self->waiters->data, self->waiters->len);
  g_array_set_size (self->waiters, 0);
  self->errand = g_task_new (NULL, self->cancellable, errand_done_cb, NULL);
  g_object_set_data (G_OBJECT (self->errand), "ahead", self);
  g_task_set_task_data (self->errand, errand, errand_free);
  zhihui_run_latch_begin (&self->latch);
  self->is_over = FALSE;
  g_task_run_in_thread (self->errand, run_errand);
}

/**
 * zhihui_engine_ahead_new:
 * @far: (transfer full)
 * @feed: (transfer full) (nullable): sends to @far; %NULL where it sees the data itself
 * @near: (transfer full): counts the same, and does not let wait
 */
ZhihuiEngineAhead *
zhihui_engine_ahead_new (ZhihuiEngine *far, ZhihuiEngineFeed *feed, ZhihuiEngine *near)
{
  static const ZhihuiEngineBackend backend = {
    .forget = forget, .write = write_rows, .count = count, .free = free_base
  };
  ZhihuiEngineAhead *self = g_new0 (ZhihuiEngineAhead, 1);

  self->base.backend = &backend;
  self->far = far;
  self->near = near;
  self->feed = feed;
  self->answers = g_hash_table_new_full (hash_asked, is_same, asked_free, NULL);
  self->wanted = g_ptr_array_new_with_free_func (asked_free);
  self->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiter));
  self->cancellable = g_cancellable_new ();
  far->cancellable = self->cancellable;
  zhihui_run_latch_init (&self->latch);
  return self;
}

static gboolean
call_left_cb (gpointer waiters)
{
  call_waiters (waiters);
  return G_SOURCE_REMOVE;
}

/**
 * zhihui_engine_ahead_free:
 *
 * Waits for its thread. Who still waits is told, later and from the main loop: nothing will come
 * any more.
 */
void
zhihui_engine_ahead_free (ZhihuiEngineAhead *self)
{
  if (self == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  zhihui_run_latch_wait (&self->latch);
  if (self->errand != NULL)
    g_object_set_data (G_OBJECT (self->errand), "ahead", NULL);
  g_clear_object (&self->errand);
  g_array_append_vals (self->waiting, self->waiters->data, self->waiters->len);
  if (self->waiting->len > 0)
    g_idle_add_full (G_PRIORITY_DEFAULT,
                     call_left_cb,
                     g_array_ref (self->waiting),
                     (GDestroyNotify) g_array_unref);
  zhihui_engine_feed_free (self->feed);
  zhihui_engine_free (self->far);
  zhihui_engine_free (self->near);
  g_hash_table_unref (self->answers);
  g_ptr_array_unref (self->wanted);
  g_array_unref (self->waiters);
  g_array_unref (self->waiting);
  g_object_unref (self->cancellable);
  zhihui_run_latch_clear (&self->latch);
  g_free (self);
}

ZhihuiEngine *
zhihui_engine_ahead_get_engine (ZhihuiEngineAhead *self)
{
  return &self->base;
}

/**
 * zhihui_engine_ahead_begin:
 *
 * An answer is being made: from now on nothing lets wait, and what is not known is noted.
 */
void
zhihui_engine_ahead_begin (ZhihuiEngineAhead *self)
{
  self->is_asking = TRUE;
  self->base.lacks_counts = FALSE;
}

/**
 * zhihui_engine_ahead_end:
 *
 * Returns: whether something was not known: forget what was made, wait
 *   (zhihui_engine_ahead_wait ()), and make it again
 */
gboolean
zhihui_engine_ahead_end (ZhihuiEngineAhead *self)
{
  self->is_asking = FALSE;
  return self->base.lacks_counts;
}

/**
 * zhihui_engine_ahead_wait:
 * @ready: called once from the main loop, also when it could not be found out
 */
void
zhihui_engine_ahead_wait (ZhihuiEngineAhead *self, ZhihuiAheadFunc ready, gpointer user_data)
{
  const Waiter one = { ready, user_data };

  g_array_append_val (self->waiters, one);
  if (self->errand == NULL)
    start_errand (self);
}

static gboolean
remove_waiter (GArray *waiters, gpointer user_data)
{
  guint n = waiters->len;

  for (guint i = n; i > 0; i--)
    if (g_array_index (waiters, Waiter, i - 1).user_data == user_data)
      g_array_remove_index (waiters, i - 1);
  return waiters->len < n;
}

/**
 * zhihui_engine_ahead_wait_no_more:
 *
 * Returns: whether @user_data waited, and will not be called now
 */
gboolean
zhihui_engine_ahead_wait_no_more (ZhihuiEngineAhead *self, gpointer user_data)
{
  gboolean was_next = remove_waiter (self->waiters, user_data);

  return remove_waiter (self->waiting, user_data) || was_next;
}

/**
 * zhihui_engine_ahead_is_counting:
 *
 * Returns: whether something that was asked is being counted
 */
gboolean
zhihui_engine_ahead_is_counting (ZhihuiEngineAhead *self)
{
  return self->errand != NULL && !self->is_over &&
         ((Errand *) g_task_get_task_data (self->errand))->asked->len > 0;
}

/**
 * zhihui_engine_ahead_set_check:
 * @is_current: whether the data that the caller knows are still those that @far sees
 *
 * Where @far sees by itself what others write: what it counted then is of no use.
 */
void
zhihui_engine_ahead_set_check (ZhihuiEngineAhead *self,
                               ZhihuiAheadCheck   is_current,
                               gpointer           user_data)
{
  self->is_current = is_current;
  self->current_data = user_data;
}

void
zhihui_engine_ahead_move_on (ZhihuiEngineAhead *self)
{
  self->moment++;
  g_hash_table_remove_all (self->answers);
  if (self->feed != NULL && self->errand == NULL && g_get_monotonic_time () >= self->rest_until_us)
    start_errand (self);
}
