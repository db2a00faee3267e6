/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-errands.h"

#include "zhihui-error.h"

/**
 * ZhihuiDeskErrands:
 *
 * What the user told and the platform does not have yet. Each waits ten seconds, in which it can be
 * undone, and is then sent once; what fails waits for the user. Of two about the same the second
 * leaves when the first has ended, so that they arrive in the order in which they were told. It has
 * no clock: it is told the time. Emits "changed" (ZhihuiDeskErrand) when one of them came or went
 * on.
 */
struct _ZhihuiDeskErrands
{
  GObject parent_instance;

  ZhihuiSource *source; /* owned */
  GPtrArray    *list;   /* (element-type ZhihuiDeskErrand), owned: in the order they came */
  GPtrArray    *ways;   /* (element-type Way): each owned by its request, or by who starts it */
};

/* One on its way, or behind another about the same. */
typedef struct
{
  ZhihuiDeskErrands *errands; /* owned: it is carried to its end */
  ZhihuiDeskErrand  *errand;  /* owned */
  GError            *refusal; /* owned, NULL before it was refused */
  gboolean           is_away; /* it has left */
} Way;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiDeskErrands, zhihui_desk_errands, G_TYPE_OBJECT)

static void
tell_change (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, errand);
}

/* Nothing more comes of it. */
static void
end (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand)
{
  g_autoptr (ZhihuiDeskErrand) kept = g_object_ref (errand);

  g_ptr_array_remove (self->list, errand);
  tell_change (self, kept);
}

static const char *
get_subject (Way *way)
{
  return zhihui_desk_errand_get_subject (way->errand);
}

/* (nullable): the first of those about it */
static Way *
find_way (ZhihuiDeskErrands *self, const char *subject)
{
  for (guint i = 0; i < self->ways->len; i++)
    if (g_str_equal (get_subject (self->ways->pdata[i]), subject))
      return self->ways->pdata[i];
  return NULL;
}

static void start (Way *way);

/* Who stands behind it leaves. */
static void
way_free (Way *way)
{
  Way *next;

  g_ptr_array_remove (way->errands->ways, way);
  next = find_way (way->errands, get_subject (way));
  if (next != NULL && !next->is_away)
    start (next);
  g_object_unref (way->errand);
  g_object_unref (way->errands);
  g_clear_error (&way->refusal);
  g_free (way);
}

static void
succeed (Way *way, GBytes *answer)
{
  zhihui_desk_errand_succeed (way->errand, answer);
  end (way->errands, way->errand);
  way_free (way);
}

static void
fail (Way *way)
{
  zhihui_desk_errand_fail (way->errand, way->refusal);
  tell_change (way->errands, way->errand);
  way_free (way);
}

static void
proven_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Way *way = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = zhihui_source_ask_finish (result, &error);

  if (answer != NULL && zhihui_desk_errand_is_proven (way->errand, answer))
    {
      succeed (way, answer);
      return;
    }
  /* Whose change it is can be asked again. */
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE) ||
      g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED))
    {
      g_clear_error (&way->refusal);
      way->refusal = g_steal_pointer (&error);
    }
  fail (way);
}

static void
told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Way *way = user_data;
  g_autoptr (GBytes) answer = zhihui_source_tell_finish (result, &way->refusal);
  const char *proof_path = zhihui_desk_errand_get_proof_path (way->errand);

  if (answer != NULL)
    succeed (way, answer);
  else if (proof_path != NULL && g_error_matches (way->refusal, ZHIHUI_ERROR, ZHIHUI_ERROR_CHANGED))
    zhihui_source_ask_async (way->errands->source, proof_path, NULL, proven_cb, way);
  else
    fail (way);
}

static void
start (Way *way)
{
  way->is_away = TRUE;
  zhihui_source_tell_async (way->errands->source,
                            zhihui_desk_errand_get_path (way->errand),
                            zhihui_desk_errand_get_if_match (way->errand),
                            zhihui_desk_errand_get_body (way->errand),
                            NULL,
                            told_cb,
                            way);
}

static void
send (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand)
{
  Way *way = g_new0 (Way, 1);

  way->errands = g_object_ref (self);
  way->errand = g_object_ref (errand);
  g_ptr_array_add (self->ways, way);
  zhihui_desk_errand_set_state (errand, ZHIHUI_ERRAND_SENDING);
  tell_change (self, errand);
  if (find_way (self, get_subject (way)) == way)
    start (way);
}

static void
zhihui_desk_errands_finalize (GObject *object)
{
  ZhihuiDeskErrands *self = ZHIHUI_DESK_ERRANDS (object);

  g_ptr_array_unref (self->list);
  g_ptr_array_unref (self->ways); /* there are none */
  g_clear_object (&self->source);
  G_OBJECT_CLASS (zhihui_desk_errands_parent_class)->finalize (object);
}

static void
zhihui_desk_errands_class_init (ZhihuiDeskErrandsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_desk_errands_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          ZHIHUI_TYPE_DESK_ERRANDS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          ZHIHUI_TYPE_DESK_ERRAND);
}

static void
zhihui_desk_errands_init (ZhihuiDeskErrands *self)
{
  self->list = g_ptr_array_new_with_free_func (g_object_unref);
  self->ways = g_ptr_array_new ();
}

/**
 * zhihui_desk_errands_new:
 * @source: (transfer none): whose platform is told
 *
 * Returns: (transfer full): nothing to carry yet
 */
ZhihuiDeskErrands *
zhihui_desk_errands_new (ZhihuiSource *source)
{
  ZhihuiDeskErrands *self = g_object_new (ZHIHUI_TYPE_DESK_ERRANDS, NULL);

  self->source = g_object_ref (source);
  return self;
}

/**
 * zhihui_desk_errands_get_source:
 *
 * Returns: (transfer none): whose platform is told
 */
ZhihuiSource *
zhihui_desk_errands_get_source (ZhihuiDeskErrands *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_ERRANDS (self), NULL);

  return self->source;
}

/**
 * zhihui_desk_errands_add:
 * @errand: (transfer none): what the user told just now
 * @now_us: monotonic
 */
void
zhihui_desk_errands_add (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand, gint64 now_us)
{
  g_return_if_fail (ZHIHUI_IS_DESK_ERRANDS (self) && ZHIHUI_IS_DESK_ERRAND (errand));

  g_ptr_array_add (self->list, g_object_ref (errand));
  zhihui_desk_errand_wait (errand, now_us + ZHIHUI_ERRAND_WAIT_US);
  tell_change (self, errand);
}

/* (transfer full) (nullable) */
static ZhihuiDeskErrand *
find_waiting (ZhihuiDeskErrands *self, const char *group)
{
  for (guint i = self->list->len; i > 0; i--)
    {
      ZhihuiDeskErrand *errand = self->list->pdata[i - 1];

      if (zhihui_desk_errand_get_state (errand) == ZHIHUI_ERRAND_WAITING &&
          g_strcmp0 (zhihui_desk_errand_get_group (errand), group) == 0)
        return g_object_ref (errand);
    }
  return NULL;
}

/**
 * zhihui_desk_errands_undo:
 * @errand: one of them; those of its group that wait go with it
 *
 * Returns: %FALSE when it is too late
 */
gboolean
zhihui_desk_errands_undo (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand)
{
  ZhihuiDeskErrand *one;
  g_autofree char  *group = NULL;

  g_return_val_if_fail (ZHIHUI_IS_DESK_ERRANDS (self) && ZHIHUI_IS_DESK_ERRAND (errand), FALSE);

  if (zhihui_desk_errand_get_state (errand) != ZHIHUI_ERRAND_WAITING)
    return FALSE;

  group = g_strdup (zhihui_desk_errand_get_group (errand));
  for (one = g_object_ref (errand); one != NULL;
       one = group != NULL ? find_waiting (self, group) : NULL)
    {
      zhihui_desk_errand_set_state (one, ZHIHUI_ERRAND_UNDONE);
      end (self, one);
      g_object_unref (one);
    }
  return TRUE;
}

/**
 * zhihui_desk_errands_try_again:
 * @errand: one that failed
 *
 * Sends the same once more, at once: the user has waited already.
 *
 * Returns: %FALSE when it has not failed, or was dismissed
 */
gboolean
zhihui_desk_errands_try_again (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_ERRANDS (self) && ZHIHUI_IS_DESK_ERRAND (errand), FALSE);

  if (zhihui_desk_errand_get_state (errand) != ZHIHUI_ERRAND_FAILED ||
      !g_ptr_array_find (self->list, errand, NULL))
    return FALSE;

  send (self, errand);
  return TRUE;
}

/**
 * zhihui_desk_errands_forget:
 * @errand: one that failed, and that the user has seen
 */
void
zhihui_desk_errands_forget (ZhihuiDeskErrands *self, ZhihuiDeskErrand *errand)
{
  g_return_if_fail (ZHIHUI_IS_DESK_ERRANDS (self) && ZHIHUI_IS_DESK_ERRAND (errand));

  if (zhihui_desk_errand_get_state (errand) == ZHIHUI_ERRAND_FAILED)
    end (self, errand);
}

static void
send_due (ZhihuiDeskErrands *self, gint64 now_us)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->list->len; i++)
    {
      ZhihuiDeskErrand *errand = self->list->pdata[i];

      if (zhihui_desk_errand_get_state (errand) == ZHIHUI_ERRAND_WAITING &&
          zhihui_desk_errand_get_due_us (errand) <= now_us)
        g_ptr_array_add (due, g_object_ref (errand));
    }
  /* Who hears of one may undo another. */
  for (guint i = 0; i < due->len; i++)
    if (zhihui_desk_errand_get_state (due->pdata[i]) == ZHIHUI_ERRAND_WAITING)
      send (self, due->pdata[i]);
}

/**
 * zhihui_desk_errands_pass:
 * @now_us: monotonic
 *
 * Sends what is due.
 */
void
zhihui_desk_errands_pass (ZhihuiDeskErrands *self, gint64 now_us)
{
  g_return_if_fail (ZHIHUI_IS_DESK_ERRANDS (self));

  send_due (self, now_us);
}

/**
 * zhihui_desk_errands_send_all:
 *
 * Sends what waits, now: the desk is about to close.
 */
void
zhihui_desk_errands_send_all (ZhihuiDeskErrands *self)
{
  g_return_if_fail (ZHIHUI_IS_DESK_ERRANDS (self));

  send_due (self, G_MAXINT64);
}

/**
 * zhihui_desk_errands_count:
 *
 * Returns: how many of them are there; what was sent or undone is none of them any more
 */
guint
zhihui_desk_errands_count (ZhihuiDeskErrands *self, ZhihuiErrandState state)
{
  guint n = 0;

  for (guint i = 0; i < self->list->len; i++)
    n += zhihui_desk_errand_get_state (self->list->pdata[i]) == state;
  return n;
}

/**
 * zhihui_desk_errands_get_all:
 *
 * Returns: (transfer none) (element-type ZhihuiDeskErrand): all of them, in the order they came
 */
GPtrArray *
zhihui_desk_errands_get_all (ZhihuiDeskErrands *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_ERRANDS (self), NULL);

  return self->list;
}

/**
 * zhihui_desk_errands_is_idle:
 *
 * Returns: whether nothing waits and nothing is on its way
 */
gboolean
zhihui_desk_errands_is_idle (ZhihuiDeskErrands *self)
{
  return zhihui_desk_errands_count (self, ZHIHUI_ERRAND_WAITING) == 0 &&
         zhihui_desk_errands_count (self, ZHIHUI_ERRAND_SENDING) == 0;
}

/**
 * zhihui_desk_errands_get_newest:
 *
 * Returns: (transfer none) (nullable): the one that came last, of those in @state
 */
ZhihuiDeskErrand *
zhihui_desk_errands_get_newest (ZhihuiDeskErrands *self, ZhihuiErrandState state)
{
  for (guint i = self->list->len; i > 0; i--)
    if (zhihui_desk_errand_get_state (self->list->pdata[i - 1]) == state)
      return self->list->pdata[i - 1];
  return NULL;
}

/**
 * zhihui_desk_errands_find:
 * @subject: "alert:a-17"
 *
 * Returns: (transfer none) (nullable): the newest about it
 */
ZhihuiDeskErrand *
zhihui_desk_errands_find (ZhihuiDeskErrands *self, const char *subject)
{
  for (guint i = self->list->len; i > 0; i--)
    if (g_str_equal (zhihui_desk_errand_get_subject (self->list->pdata[i - 1]), subject))
      return self->list->pdata[i - 1];
  return NULL;
}
