/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-settling.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#define TOO_MANY 429

/* A platform that says "later" to too many requests at once will answer, and soon. */
static gboolean
is_put_off (const ZhihuiReceipt *receipt)
{
  return receipt != NULL && !receipt->has_data && receipt->http_status == TOO_MANY;
}

static gboolean
is_done (ZhihuiSource *source)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (source);

  if (!zhihui_source_is_settled (source) || situation == NULL)
    return FALSE;

  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    if (is_put_off (zhihui_situation_get_receipt (situation, dataset)))
      return FALSE;
  for (guint i = 0; i < zhihui_situation_get_n_rankings (situation); i++)
    if (is_put_off (zhihui_situation_get_board_receipt (
          situation, zhihui_situation_get_board_key (situation, i))))
      return FALSE;
  return TRUE;
}

/* What is waited for. */
typedef struct
{
  ZhihuiSource *source;  /* borrowed */
  GApplication *loop;    /* borrowed */
  gboolean      is_told; /* that it takes a while */
} Settling;

static void
situation_changed_cb (ZhihuiSource *source, ZhihuiSituation *situation, GApplication *loop)
{
  if (is_done (source))
    g_application_quit (loop);
}

/* A county or a province in the making is waited for: the platform has not been asked yet. */
static gboolean
time_over_cb (gpointer user_data)
{
  Settling *self = user_data;

  if (!zhihui_source_is_preparing (self->source))
    {
      g_application_quit (self->loop);
      return G_SOURCE_CONTINUE;
    }

  if (!self->is_told)
    g_printerr ("%s\n", _ ("The simulated deployment is being made; this takes a while, once."));
  self->is_told = TRUE;
  return G_SOURCE_CONTINUE;
}

/**
 * zhihui_settling_wait:
 * @source: started
 *
 * Runs the main loop until every wanted dataset was answered or failed once, for programs that
 * have no window; what was put off, because too much was asked at once, is waited for, and so is
 * what is in the making. Without an application id no bus is asked.
 *
 * Returns: FALSE when the time was over before
 */
gboolean
zhihui_settling_wait (ZhihuiSource *source, guint timeout_ms)
{
  g_autoptr (GApplication) loop = g_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  Settling self = { .source = source, .loop = loop };
  gulong   changed_id;
  guint    timeout_id;

  if (is_done (source))
    return TRUE;

  changed_id =
    g_signal_connect (source, "situation-changed", G_CALLBACK (situation_changed_cb), loop);
  timeout_id = g_timeout_add (timeout_ms, time_over_cb, &self);
  g_signal_connect (loop, "activate", G_CALLBACK (g_application_hold), NULL);
  g_application_run (loop, 0, NULL);
  g_source_remove (timeout_id);
  g_signal_handler_disconnect (source, changed_id);

  return is_done (source);
}

/* ---- where a loop runs already ---- */

typedef struct
{
  gulong changed_id, cancelled_id; /* 0 none */
  guint  timeout_id;               /* 0 none */
} Waiting;

/* @task is given up. */
static void
end_waiting (GTask *task)
{
  Waiting      *self = g_task_get_task_data (task);
  ZhihuiSource *source = g_task_get_source_object (task);

  g_clear_signal_handler (&self->changed_id, source);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->cancelled_id != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), self->cancelled_id);
  self->cancelled_id = 0;
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, is_done (source));
  g_object_unref (task);
}

static void
waited_for_changed_cb (ZhihuiSource *source, ZhihuiSituation *situation, GTask *task)
{
  if (is_done (source))
    end_waiting (task);
}

static gboolean
waited_too_long_cb (gpointer user_data)
{
  Waiting *self = g_task_get_task_data (user_data);

  if (zhihui_source_is_preparing (g_task_get_source_object (user_data)))
    return G_SOURCE_CONTINUE;

  self->timeout_id = 0;
  end_waiting (user_data);
  return G_SOURCE_REMOVE;
}

/* A handler must not disconnect itself while the cancellable calls it. */
static gboolean
given_up_cb (gpointer user_data)
{
  Waiting *self = g_task_get_task_data (user_data);

  self->timeout_id = 0;
  end_waiting (user_data);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, GTask *task)
{
  Waiting *self = g_task_get_task_data (task);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_idle_add (given_up_cb, task);
}

/**
 * zhihui_settling_wait_async:
 * @source: started
 * @timeout_ms: but what is in the making is waited for
 * @cancellable: (nullable): ends the waiting; @source goes on
 * @callback: called in the main context when every wanted dataset was answered or failed once, or
 *   the time is over
 * @user_data: for @callback
 */
void
zhihui_settling_wait_async (ZhihuiSource       *source,
                            guint               timeout_ms,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask   *task = g_task_new (source, cancellable, callback, user_data);
  Waiting *self;

  g_task_set_source_tag (task, zhihui_settling_wait_async);
  if (is_done (source) || g_cancellable_is_cancelled (cancellable))
    {
      if (!g_task_return_error_if_cancelled (task))
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  self = g_new0 (Waiting, 1);
  g_task_set_task_data (task, self, g_free);
  self->changed_id =
    g_signal_connect (source, "situation-changed", G_CALLBACK (waited_for_changed_cb), task);
  self->timeout_id = g_timeout_add (timeout_ms, waited_too_long_cb, task);
  if (cancellable != NULL)
    self->cancelled_id =
      g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
}

/**
 * zhihui_settling_wait_finish:
 * @result: given to the callback
 * @error: return location; set only by cancelling
 *
 * Returns: whether all was answered or failed; %FALSE: the time was over before
 */
gboolean
zhihui_settling_wait_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
