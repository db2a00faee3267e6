/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-http-source-private.h"

#include "zhihui-answer-head.h"

/* One request at a time is under way for a resource. Resources of one period go out together, as a
 * wave: their figures change together. While nothing answers, only one resource is tried; the first
 * answer brings all of them. */

#define JITTER 0.1
#define TOGETHER_RATIO 0.02 /* of the period: due so soon, it goes with the wave */
#define JOIN_US (G_USEC_PER_SEC / 2)
#define HOLD_US (2 * G_USEC_PER_SEC)
#define TOKEN_CHECK_US (10 * G_USEC_PER_SEC)

typedef struct
{
  ZhihuiHttpSource *source; /* borrowed: not touched when cancelled */
  ZhihuiFeed       *feed;   /* borrowed, as well */
} Call;

static gboolean
is_everything_refused (ZhihuiHttpSource *self)
{
  for (guint i = 0; i < self->feeds->len; i++)
    if (!((ZhihuiFeed *) self->feeds->pdata[i])->receipt.refused)
      return FALSE;

  return TRUE;
}

/* What is tried is another one each time: how often nothing came is told of the source. */
static void
note_lost (ZhihuiHttpSource *self, guint n_lost)
{
  for (guint i = 0; i < self->feeds->len; i++)
    ((ZhihuiFeed *) self->feeds->pdata[i])->receipt.n_lost = n_lost;
}

static void
mark_lost (ZhihuiHttpSource *self, ZhihuiFeed *failed, gint64 now_us)
{
  gboolean is_told = failed->not_before_us > now_us && !failed->receipt.refused;

  if (is_told || is_everything_refused (self))
    self->probe_due_us = failed->due_us;
  else
    self->probe_due_us = now_us + zhihui_feed_back_off_us (MAX (self->n_lost, 1));

  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (feed->cancellable != NULL)
        continue;
      /* What was not asked is lost as well: there is nobody to ask. */
      if (self->is_unreachable && feed != failed)
        zhihui_feed_fail (feed, 0, failed->receipt.detail, now_us);
      zhihui_feed_plan (feed, self->probe_due_us);
    }
}

static gboolean
is_everything_failing (ZhihuiHttpSource *self)
{
  for (guint i = 0; i < self->feeds->len; i++)
    if (((ZhihuiFeed *) self->feeds->pdata[i])->receipt.n_failures == 0)
      return FALSE;

  return TRUE;
}

static gboolean
is_anything_refused (ZhihuiHttpSource *self)
{
  for (guint i = 0; i < self->feeds->len; i++)
    if (((ZhihuiFeed *) self->feeds->pdata[i])->receipt.refused)
      return TRUE;

  return FALSE;
}

static void
ask_failing (ZhihuiHttpSource *self, gint64 now_us)
{
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (feed->receipt.n_failures > 0)
        zhihui_feed_plan (feed, now_us);
    }
}

static void
note_success (ZhihuiHttpSource *self, gint64 now_us)
{
  self->n_lost = 0;
  self->is_in_doubt = FALSE;
  self->answered_us = now_us;
  if (!self->is_lost)
    return;

  self->is_lost = FALSE;
  self->is_unreachable = FALSE;
  note_lost (self, 0);
  self->hold_until_us = now_us + HOLD_US;
  ask_failing (self, now_us);
}

/* That no connection came about for one resource is its own fault where others are answered
 * meanwhile: a server may drop the one that it cannot make. Those under way will tell. */
static gboolean
is_loss (ZhihuiHttpSource *self, const ZhihuiFeed *feed, gboolean is_unreachable)
{
  gint64   since_us = MIN (feed->asked_us, feed->receipt.failing_us);
  gboolean is_alone = self->answered_us != 0 && self->answered_us >= since_us;

  if (feed->receipt.http_status != 0)
    self->is_in_doubt = FALSE;
  else if (is_unreachable && !is_alone)
    self->is_in_doubt = TRUE;
  return self->is_in_doubt && self->n_in_flight == 0;
}

static void
note_failure (ZhihuiHttpSource *self,
              ZhihuiFeed       *feed,
              gboolean          is_probe,
              gboolean          is_unreachable,
              gint64            now_us)
{
  gboolean is_new_loss = !self->is_lost && is_loss (self, feed, is_unreachable);

  if (self->is_lost && self->is_unreachable && feed->receipt.http_status != 0)
    {
      /* Somebody is there again, if only to refuse: hear what each resource says. */
      self->is_lost = FALSE;
      self->is_unreachable = FALSE;
      note_lost (self, 0);
      ask_failing (self, now_us);
      zhihui_feed_plan (feed, now_us + zhihui_feed_back_off_us (feed->receipt.n_failures));
    }
  else if (is_probe || is_new_loss || (!self->is_lost && is_everything_failing (self)))
    {
      if (!self->is_lost)
        zhihui_remote_clock_doubt (&self->remote_clock);
      self->is_lost = TRUE;
      self->is_unreachable = is_unreachable || is_new_loss;
      self->n_lost++;
      note_lost (self, self->n_lost);
      self->hold_until_us = 0;
      mark_lost (self, feed, now_us);
    }
  else if (self->is_lost)
    {
      zhihui_feed_plan (feed, self->probe_due_us);
    }
}

/* That figures still hold makes them those of now only if they were so when they came: a platform
 * whose counting has ended says for ever that nothing changed. */
static void
note_hold (ZhihuiHttpSource *self, ZhihuiFeed *feed, gboolean is_new, gint64 now_us)
{
  gint64 now = zhihui_remote_clock_get_now (&self->remote_clock, now_us);
  gint64 as_of;

  if (feed->figures == NULL || now == ZHIHUI_NO_INSTANT)
    return;

  as_of = MAX (zhihui_resource_get_as_of (feed->resource, feed->figures), feed->receipt.holds_at);
  if (is_new || feed->is_adopted)
    feed->is_old = !self->remote_clock.is_simulated &&
                   zhihui_freshness_get_lag_s (as_of, now, feed->receipt.period_s) > 0;
  if (!is_new && feed->is_adopted && feed->is_old)
    {
      /* Kept for long: whether they are old or nothing has happened tells the whole answer. */
      g_clear_pointer (&feed->etag, g_free);
      zhihui_feed_plan (feed, now_us);
    }
  feed->is_adopted = FALSE;
  if (!is_new && !feed->is_old && !feed->resource->is_counted)
    feed->receipt.holds_at = now;
}

/* What was read tells who answers, what time it is there and what to keep. */
static void
note_figures (ZhihuiHttpSource *self, ZhihuiFeed *feed, gboolean is_new, gint64 date, gint64 now_us)
{
  ZhihuiMeta *meta = zhihui_feed_get_meta (feed);
  gint64      as_of =
    is_new ? zhihui_resource_get_as_of (feed->resource, feed->figures) : ZHIHUI_NO_INSTANT;

  if (is_new && meta != NULL)
    {
      zhihui_remote_clock_set_meta (&self->remote_clock, meta, now_us);
      zhihui_http_source_update_feeds (self);
    }
  if (meta != NULL)
    zhihui_http_hearing_update (self);
  zhihui_remote_clock_observe (&self->remote_clock, date, as_of, feed->asked_us, now_us);
  if (feed->resource->region != NULL)
    g_clear_pointer (&feed->unsaved, g_ptr_array_unref);
  else if (is_new)
    zhihui_http_keeper_plan (self);
  note_hold (self, feed, is_new, now_us);
}

static void
reading_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Call *call = user_data;
  g_autoptr (ZhihuiReading) reading = zhihui_reading_finish (result, NULL);
  g_autoptr (ZhihuiHttpSource) self = NULL;
  ZhihuiFeed *feed = call->feed;
  gboolean    has_figures;
  gboolean    is_unreachable;
  gboolean    is_probe;
  gint64      now_us;

  if (reading == NULL)
    return;

  self = g_object_ref (call->source);
  now_us = zhihui_http_source_get_now (self);
  has_figures = reading->figures != NULL;
  is_unreachable = reading->answer->unreachable;
  is_probe = self->probe == feed;
  if (is_probe)
    self->probe = NULL;
  self->n_in_flight--;
  self->n_decoded += reading->n_pages;
  zhihui_http_source_trace (self,
                            "answer %s %d after %.1f ms",
                            feed->resource->name,
                            reading->answer->status,
                            (double) (now_us - feed->asked_us) / 1000.0);

  if (reading->answer->retry_after_s < 0 && reading->answer->headers != NULL)
    reading->answer->retry_after_s = zhihui_answer_head_get_retry_after_s (
      reading->answer->headers, zhihui_remote_clock_get_now (&self->remote_clock, now_us));
  zhihui_remote_clock_compare (
    &self->remote_clock, reading->answer->date, self->desktop_clock (self->desktop_clock_data));

  if (zhihui_feed_take (feed, reading, now_us))
    {
      note_success (self, now_us);
      note_figures (self, feed, has_figures, reading->answer->date, now_us);
    }
  else
    {
      note_failure (self, feed, is_probe, is_unreachable, now_us);
    }

  zhihui_http_poller_tick (self);
  zhihui_http_teller_note_change (self);
}

static void
ask (ZhihuiHttpSource *self, ZhihuiFeed *feed, gint64 now_us)
{
  const ZhihuiReadingPlace place = {
    .session = self->session,
    .base = self->base,
    .token = self->token,
    .etag = zhihui_feed_choose_etag (feed, now_us),
    .deadline_ms = self->deadline_ms,
  };
  Call *call = g_new (Call, 1);

  call->source = self;
  call->feed = feed;
  feed->cancellable = g_cancellable_new ();
  feed->asked_us = now_us;
  feed->touched_due_us = 0;
  feed->wave_us = self->wave_us;
  feed->jitter = self->wave_jitter;
  self->n_in_flight++;
  zhihui_reading_async (&place, feed->resource, feed->cancellable, reading_done_cb, call);
}

/* What is asked soon after others belongs to their wave: the boards of the peers
 * that /meta has just named, or everything after an attempt that succeeded. */
static void
begin_wave (ZhihuiHttpSource *self, gint64 now_us)
{
  if (now_us - self->wave_us < JOIN_US)
    return;

  self->wave_us = now_us;
  self->wave_jitter = g_random_double_range (-JITTER, JITTER);
}

static gint64
find_first_due (ZhihuiHttpSource *self)
{
  gint64 first_us = G_MAXINT64;

  for (guint i = 0; i < self->feeds->len; i++)
    first_us = MIN (first_us, ((ZhihuiFeed *) self->feeds->pdata[i])->due_us);

  return first_us;
}

static void
ask_probe (ZhihuiHttpSource *self, gint64 now_us)
{
  if (self->n_in_flight > 0 || self->probe_due_us > now_us || self->feeds->len == 0)
    return;

  /* Another one each time: the one that is tried may be the one that is broken. But none that was
   * refused, or told when to come, before its time. */
  for (guint i = 0; i < self->feeds->len && self->probe == NULL; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[self->probe_index++ % self->feeds->len];

      if (feed->not_before_us <= now_us)
        self->probe = feed;
    }
  if (self->probe == NULL)
    {
      self->probe_due_us = find_first_due (self);
      return;
    }

  if (self->is_unreachable)
    zhihui_http_source_renew_session (self);
  begin_wave (self, now_us);
  ask (self, self->probe, now_us);
}

static void
ask_wave (ZhihuiHttpSource *self, gint64 now_us)
{
  gboolean is_any_due = FALSE;

  for (guint i = 0; i < self->feeds->len && !is_any_due; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      is_any_due = feed->cancellable == NULL && feed->due_us <= now_us;
    }

  if (!is_any_due)
    return;

  begin_wave (self, now_us);
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];
      gint64      together_us = feed->receipt.n_failures > 0
                                  ? 0
                                  : (gint64) (TOGETHER_RATIO * feed->receipt.period_s * G_USEC_PER_SEC);

      if (feed->cancellable == NULL && feed->due_us <= now_us + together_us)
        ask (self, feed, now_us);
    }
}

/* A token is read again while it is refused: somebody may have put a new one into the file. */
static void
check_token (ZhihuiHttpSource *self, gint64 now_us)
{
  g_autoptr (ZhihuiSecret) token = NULL;

  if (self->is_token_given || now_us - self->token_checked_us < TOKEN_CHECK_US ||
      !is_anything_refused (self))
    return;

  self->token_checked_us = now_us;
  token = zhihui_trust_read_token (self->trust, NULL);
  if (token == NULL || zhihui_secret_equal (token, self->token))
    return;

  g_clear_pointer (&self->token, zhihui_secret_unref);
  self->token = g_steal_pointer (&token);
  self->is_lost = FALSE;
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (!feed->receipt.refused)
        continue;

      feed->not_before_us = 0;
      zhihui_feed_plan (feed, now_us);
    }
  zhihui_http_hearing_stop (self);
}

static gboolean
tick_cb (gpointer data)
{
  ZhihuiHttpSource *self = data;

  self->tick_id = 0;
  zhihui_http_poller_tick (self);

  return G_SOURCE_REMOVE;
}

/**
 * zhihui_http_poller_plan:
 * @self: a source
 *
 * Sets the timer to the next moment at which something is due.
 */
void
zhihui_http_poller_plan (ZhihuiHttpSource *self)
{
  gint64 now_us = zhihui_http_source_get_now (self);
  gint64 due_us = G_MAXINT64;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (!self->is_polling)
    return;

  if (self->is_lost && self->n_in_flight == 0)
    due_us = self->probe_due_us;
  for (guint i = 0; i < self->feeds->len && !self->is_lost; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (feed->cancellable == NULL)
        due_us = MIN (due_us, feed->due_us);
    }
  if (!self->is_token_given && is_anything_refused (self))
    due_us = MIN (due_us, self->token_checked_us + TOKEN_CHECK_US);

  if (due_us != G_MAXINT64)
    {
      gint64 wait_ms = CLAMP ((due_us - now_us + 999) / 1000, 0, G_MAXINT32);

      self->tick_id = g_timeout_add ((guint) wait_ms, tick_cb, self);
    }
}

/**
 * zhihui_http_poller_tick:
 * @self: a source
 *
 * Asks for everything that is due, and plans the next time.
 */
void
zhihui_http_poller_tick (ZhihuiHttpSource *self)
{
  gint64 now_us = zhihui_http_source_get_now (self);

  if (!self->is_polling)
    return;

  zhihui_http_clocks_note_sleep (self);
  check_token (self, now_us);
  if (self->is_lost)
    ask_probe (self, now_us);
  else
    ask_wave (self, now_us);
  zhihui_http_poller_plan (self);
}

/**
 * zhihui_http_poller_start:
 * @self: a source whose token is known
 *
 * Asks for everything at once: whom the platform refused before may have another token now.
 */
void
zhihui_http_poller_start (ZhihuiHttpSource *self)
{
  gint64 now_us = zhihui_http_source_get_now (self);

  self->is_polling = TRUE;
  self->is_lost = FALSE;
  self->is_in_doubt = FALSE;
  self->n_lost = 0;
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (feed->receipt.refused)
        feed->not_before_us = 0;
      zhihui_feed_plan (feed, now_us);
    }
  zhihui_http_poller_tick (self);
}

/**
 * zhihui_http_poller_mark_new:
 * @self: a source whose feeds have changed
 *
 * While nothing answers, what is newly wanted has failed as well, and for as long.
 */
void
zhihui_http_poller_mark_new (ZhihuiHttpSource *self)
{
  gint64 now_us = zhihui_http_source_get_now (self);

  for (guint i = 1; i < self->feeds->len && self->is_lost; i++)
    {
      ZhihuiFeed *first = self->feeds->pdata[0];
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (feed->is_answered || feed->cancellable != NULL)
        continue;

      zhihui_feed_fail (feed, first->receipt.http_status, first->receipt.detail, now_us);
      if (first->receipt.failing_us != 0)
        feed->receipt.failing_us = MIN (feed->receipt.failing_us, first->receipt.failing_us);
      zhihui_feed_plan (feed, self->probe_due_us);
    }
}

/**
 * zhihui_http_poller_drop_feed:
 * @self: a source
 * @feed: (transfer none): no longer wanted: its request is cancelled
 */
void
zhihui_http_poller_drop_feed (ZhihuiHttpSource *self, ZhihuiFeed *feed)
{
  if (feed->cancellable == NULL)
    return;

  zhihui_feed_cancel (feed);
  self->n_in_flight--;
  if (self->probe == feed)
    self->probe = NULL;
}

/**
 * zhihui_http_poller_stop:
 * @self: a source
 *
 * Nothing is asked any more; what is under way ends without effect.
 */
void
zhihui_http_poller_stop (ZhihuiHttpSource *self)
{
  self->is_polling = FALSE;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  for (guint i = 0; i < self->feeds->len; i++)
    zhihui_http_poller_drop_feed (self, self->feeds->pdata[i]);
}
