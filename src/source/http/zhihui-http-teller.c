/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-http-source-private.h"

#include <glib/gi18n-lib.h>

/* Answers that come so close together are one change. */
#define TOGETHER_MS 12
#define TOGETHER_MAX_MS 50
#define FIRST_TOGETHER_MS 60
#define FIRST_TOGETHER_MAX_MS 300
/* A platform that is there answers sooner: then the kept figures are not shown for a blink. */
#define SHOW_KEPT_MS 250
#define CALL_OFFLINE_MS 1500

static gboolean
is_everything_answered (ZhihuiHttpSource *self)
{
  for (guint i = 0; i < self->feeds->len; i++)
    if (!((ZhihuiFeed *) self->feeds->pdata[i])->is_answered)
      return FALSE;

  return self->feeds->len > 0;
}

/**
 * zhihui_http_teller_make_situation:
 * @self: a source
 *
 * Returns: (transfer full): what is known now
 */
ZhihuiSituation *
zhihui_http_teller_make_situation (ZhihuiHttpSource *self)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);

  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      zhihui_resource_put (feed->resource, builder, feed->figures, &feed->receipt);
    }
  if (self->remote_clock.is_known)
    zhihui_situation_builder_set_clock (
      builder, self->remote_clock.instant, self->remote_clock.at_us);
  zhihui_situation_builder_set_clock_doubtful (builder, self->remote_clock.is_doubtful);
  zhihui_situation_builder_set_clock_error (builder, self->remote_clock.desktop_error_s);
  zhihui_situation_builder_set_started (builder, self->started_us);
  zhihui_situation_builder_set_source_name (builder, self->name);
  zhihui_situation_builder_set_region_path (builder, self->wants->wants.region);

  return zhihui_situation_builder_finish (builder);
}

/**
 * zhihui_http_teller_tell:
 * @self: a source
 *
 * Makes the situation of what is known now and gives it to who listens.
 */
void
zhihui_http_teller_tell (ZhihuiHttpSource *self)
{
  g_autoptr (ZhihuiHttpSource) keep = g_object_ref (self);
  g_autoptr (ZhihuiSituation) situation = zhihui_http_teller_make_situation (self);

  g_clear_handle_id (&self->emit_id, g_source_remove);
  self->hold_until_us = 0;
  if (!self->is_settled && is_everything_answered (self))
    {
      self->is_settled = TRUE;
      zhihui_http_hearing_update (self);
      g_clear_handle_id (&self->kept_id, g_source_remove);
      g_clear_handle_id (&self->doubt_id, g_source_remove);
    }

  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = zhihui_situation_ref (situation);
  zhihui_http_source_trace (self,
                            "situation of %u answers, the first waited %.1f ms",
                            self->n_untold,
                            self->first_untold_us == 0
                              ? 0.0
                              : (double) (g_get_monotonic_time () - self->first_untold_us) /
                                  1000.0);
  self->n_untold = 0;
  self->first_untold_us = 0;

  g_signal_emit_by_name (self, "situation-changed", situation);
  zhihui_http_source_trace (self, "shown");
}

static gboolean
tell_cb (gpointer data)
{
  ZhihuiHttpSource *self = data;

  self->emit_id = 0;
  zhihui_http_teller_tell (self);

  return G_SOURCE_REMOVE;
}

static gboolean
has_figures (ZhihuiHttpSource *self)
{
  for (guint i = 0; i < self->feeds->len; i++)
    if (((ZhihuiFeed *) self->feeds->pdata[i])->figures != NULL)
      return TRUE;

  return FALSE;
}

/**
 * zhihui_http_teller_note_change:
 * @self: a source
 *
 * An answer came or failed: tells it at once when it was the last under way, else together with
 * those that follow closely. After a loss only a whole set is told, or what there is after 2 s.
 */
void
zhihui_http_teller_note_change (ZhihuiHttpSource *self)
{
  gint64 real_now_us = g_get_monotonic_time ();
  gint64 wait_ms = self->is_settled ? TOGETHER_MS : FIRST_TOGETHER_MS;
  gint64 wait_max_ms = self->is_settled ? TOGETHER_MAX_MS : FIRST_TOGETHER_MAX_MS;

  if (!self->is_started)
    return;

  self->n_untold++;
  if (self->first_untold_us == 0)
    self->first_untold_us = real_now_us;

  /* A failure without figures, a moment before the kept ones are there. */
  if (self->is_loading && !has_figures (self))
    return;

  if (self->n_in_flight == 0)
    {
      zhihui_http_teller_tell (self);
      return;
    }

  if (self->hold_until_us != 0)
    wait_ms = (self->hold_until_us - zhihui_http_source_get_now (self)) / 1000;
  else
    wait_ms = MIN (wait_ms, wait_max_ms - (real_now_us - self->first_untold_us) / 1000);

  g_clear_handle_id (&self->emit_id, g_source_remove);
  self->emit_id = g_timeout_add ((guint) MAX (wait_ms, 0), tell_cb, self);
}

/**
 * zhihui_http_teller_note_wants:
 * @self: a source of which something else is wanted: of another region, or nothing that is not
 * there
 *
 * Figures that are still at hand are told at once. Until there are some those of the former region
 * stay, but not for long: then it is told that they are being read.
 */
void
zhihui_http_teller_note_wants (ZhihuiHttpSource *self)
{
  gboolean is_whole = TRUE;

  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      is_whole = is_whole && (feed->figures != NULL || feed->is_answered);
    }

  self->hold_until_us = 0;
  self->first_untold_us = g_get_monotonic_time ();
  g_clear_handle_id (&self->emit_id, g_source_remove);
  self->emit_id = g_timeout_add (is_whole ? 0 : FIRST_TOGETHER_MAX_MS, tell_cb, self);
}

static gboolean
has_kept (ZhihuiHttpSource *self)
{
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (feed->figures != NULL && !feed->is_answered)
        return TRUE;
    }

  return FALSE;
}

static gboolean
show_kept_cb (gpointer data)
{
  ZhihuiHttpSource *self = data;

  self->kept_id = 0;
  if (has_kept (self))
    zhihui_http_teller_tell (self);

  return G_SOURCE_REMOVE;
}

/* Nothing answers and nothing refuses either: it may take long until the attempts are over. */
static gboolean
call_offline_cb (gpointer data)
{
  ZhihuiHttpSource *self = data;
  gint64            now_us = zhihui_http_source_get_now (self);
  gboolean          is_changed = FALSE;

  self->doubt_id = 0;
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (feed->is_answered || feed->figures == NULL)
        continue;

      feed->receipt.failing_us = now_us;
      g_free (feed->receipt.detail);
      feed->receipt.detail = g_strdup (_ ("No answer yet"));
      is_changed = TRUE;
    }
  if (is_changed)
    zhihui_http_teller_tell (self);

  return G_SOURCE_REMOVE;
}

static void
forget_answers (GPtrArray *feeds)
{
  for (guint i = 0; i < feeds->len; i++)
    ((ZhihuiFeed *) feeds->pdata[i])->is_answered = FALSE;
}

/**
 * zhihui_http_teller_start:
 * @self: a source that starts
 *
 * What an earlier run was answered does not settle this one.
 */
void
zhihui_http_teller_start (ZhihuiHttpSource *self)
{
  forget_answers (self->feeds);
  forget_answers (zhihui_feed_park_get_feeds (self->park));
  self->kept_id = g_timeout_add (SHOW_KEPT_MS, show_kept_cb, self);
  self->doubt_id = g_timeout_add (CALL_OFFLINE_MS, call_offline_cb, self);
}

/**
 * zhihui_http_teller_stop:
 * @self: a source that ends
 */
void
zhihui_http_teller_stop (ZhihuiHttpSource *self)
{
  g_clear_handle_id (&self->emit_id, g_source_remove);
  g_clear_handle_id (&self->kept_id, g_source_remove);
  g_clear_handle_id (&self->doubt_id, g_source_remove);
}

/**
 * zhihui_http_teller_list_reports: (skip)
 *
 * Returns: (transfer full) (element-type ZhihuiResourceReport): what was found on the way
 */
GPtrArray *
zhihui_http_teller_list_reports (ZhihuiSource *source)
{
  ZhihuiHttpSource *self = ZHIHUI_HTTP_SOURCE (source);
  GPtrArray        *reports =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_resource_report_free);

  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed           *feed = self->feeds->pdata[i];
      ZhihuiResource       *resource = feed->resource;
      ZhihuiResourceReport *report;

      if (feed->figures == NULL || resource->klass->report == NULL)
        continue;
      report = zhihui_resource_report_new (resource->name);
      resource->klass->report (resource, feed->figures, report);
      g_ptr_array_add (reports, report);
    }

  return reports;
}
