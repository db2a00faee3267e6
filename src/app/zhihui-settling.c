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
  ZhihuiMeta      *meta = situation != NULL ? zhihui_situation_get_meta (situation) : NULL;

  if (!zhihui_source_is_settled (source) || situation == NULL)
    return FALSE;

  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    if (is_put_off (zhihui_situation_get_receipt (situation, dataset)))
      return FALSE;
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    for (guint i = 0; meta != NULL && i < meta->peers->len; i++)
      {
        const ZhihuiPeer *peer = meta->peers->pdata[i];

        if (is_put_off (zhihui_situation_get_ranking_receipt (situation, board, peer->id)))
          return FALSE;
      }
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
