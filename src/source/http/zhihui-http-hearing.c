/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-http-source-private.h"

#include <string.h>

/* While a platform tells by its stream what changes, what it tells of is asked at once when it
 * changed, and otherwise more rarely: its silence is as good as an answer. A feed whose change was
 * told is not vouched for before it was read again. */

#define STRETCH 5
#define STRETCHED_MAX_S 300
/* Five hundred walls hear the same in the same millisecond: each waits a moment of its own. */
#define SPREAD_US G_USEC_PER_SEC
/* Where something changes every second it is not asked every second: half its period must pass, so
 * much at most. */
#define PAUSE_MAX_US (15 * G_USEC_PER_SEC)
#define STREAM_PATH "/stream"

/* docs/wire.md, 3c. */
static const char *const topics_told[] = {
  "summary",
  "rankings/volume",
  "rankings/overdue_rate",
  "rankings/return_rate",
  "rankings/satisfied_rate",
  "channels",
  "hotwords",
  "map/cases",
  "meetings",
  "alerts",
};

/* A topic is a path, or all below it. */
static gboolean
is_of_topic (const ZhihuiResource *resource, const char *topic)
{
  const char *path = resource->path + (*resource->path == '/' ? 1 : 0);
  gsize       length = strlen (topic);

  return strncmp (path, topic, length) == 0 && strchr ("?/", path[length]) != NULL;
}

/* Of a part nothing is told: figures that change places within the whole leave it as it was. Nor
 * does the usual board say when the days of another are over; when it changes that is read, too. */
static gboolean
is_told (const ZhihuiResource *resource)
{
  if (resource->region != NULL || resource->is_of_own_days)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (topics_told); i++)
    if (is_of_topic (resource, topics_told[i]))
      return TRUE;

  return FALSE;
}

static gint64
draw_moment_us (void)
{
  return (gint64) g_random_double_range (0.0, SPREAD_US);
}

/**
 * zhihui_http_hearing_mark:
 * @self: a source whose feeds have changed, or that begins to hear
 *
 * What is told of is read more rarely, unless a rhythm was asked for.
 */
void
zhihui_http_hearing_mark (ZhihuiHttpSource *self)
{
  for (guint i = 0; i < self->feeds->len && self->is_hearing; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];
      guint       period_s = feed->receipt.period_s;

      if (!is_told (feed->resource))
        continue;

      feed->heard_period_s = self->wants->wants.period_s > 0
                               ? period_s
                               : MAX (period_s, MIN (period_s * STRETCH, STRETCHED_MAX_S));
    }
}

/* They were told of, and nothing was said: what is kept holds. */
static void
vouch (ZhihuiHttpSource *self, gint64 now_us)
{
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (feed->heard_period_s > 0 && feed->receipt.n_failures == 0 && feed->touched_due_us == 0 &&
          feed->cancellable == NULL)
        feed->receipt.vouched_us = now_us;
    }
  zhihui_http_teller_note_change (self);
}

/* Before it may be read again because it changed. A rhythm that was asked for is kept. */
static gint64
get_pause_us (ZhihuiHttpSource *self, const ZhihuiFeed *feed)
{
  gint64 period_us = (gint64) feed->receipt.period_s * G_USEC_PER_SEC;

  return self->wants->wants.period_s > 0 ? period_us : MIN (period_us / 2, PAUSE_MAX_US);
}

/* @topics: NULL: all */
static void
touch (ZhihuiHttpSource *self, const GPtrArray *topics, gint64 now_us)
{
  gint64 moment_us = draw_moment_us ();

  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];
      gboolean    is_touched = topics == NULL && feed->heard_period_s > 0;

      for (guint j = 0; topics != NULL && j < topics->len && !is_touched; j++)
        is_touched = is_of_topic (feed->resource, topics->pdata[j]);
      if (is_touched)
        zhihui_feed_touch (feed,
                           MAX (now_us, feed->asked_us + get_pause_us (self, feed)) + moment_us);
    }
}

/* From now on only what is asked is known: what would have been asked meanwhile is due. */
static void
forget_stream (ZhihuiHttpSource *self, gint64 now_us)
{
  gint64 soon_us = now_us + draw_moment_us ();

  self->is_hearing = FALSE;
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];
      gint64      usual_us =
        feed->receipt.received_us + (gint64) feed->receipt.period_s * G_USEC_PER_SEC;

      if (feed->heard_period_s == 0)
        continue;

      feed->heard_period_s = 0;
      feed->touched_due_us = 0;
      if (feed->receipt.n_failures == 0 && feed->cancellable == NULL)
        zhihui_feed_plan (feed, MIN (feed->due_us, MAX (usual_us, soon_us)));
    }
}

static void
heard_cb (ZhihuiHeard what, const GPtrArray *topics, gpointer user_data)
{
  ZhihuiHttpSource *self = user_data;
  gint64            now_us = zhihui_http_source_get_now (self);

  if (what == ZHIHUI_HEARD_END)
    {
      forget_stream (self, now_us);
      zhihui_http_poller_tick (self);
      return;
    }

  if (!self->is_hearing)
    {
      self->is_hearing = TRUE;
      zhihui_http_hearing_mark (self);
    }
  if (what == ZHIHUI_HEARD_LIFE)
    vouch (self, now_us);
  else
    touch (self, topics, now_us);
  zhihui_http_poller_plan (self);
}

static SoupMessage *
make_message (gpointer user_data)
{
  ZhihuiHttpSource *self = user_data;
  g_auto (ZhihuiRequest) request = { 0 };

  request.url = g_strconcat (self->base, STREAM_PATH, NULL);
  zhihui_request_add_token (&request,
                            self->token != NULL ? zhihui_secret_peek (self->token) : NULL);
  return zhihui_exchange_make_message (&request, NULL);
}

static gint64
get_now (gpointer user_data)
{
  return zhihui_http_source_get_now (user_data);
}

/**
 * zhihui_http_hearing_update:
 * @self: a source that has been told who answers
 *
 * Hears while the platform offers a stream, once everything was read.
 */
void
zhihui_http_hearing_update (ZhihuiHttpSource *self)
{
  const ZhihuiHearerFuncs funcs = {
    .make_message = make_message,
    .heard = heard_cb,
    .get_now = get_now,
  };
  ZhihuiMeta *meta = self->feeds->len > 0 ? zhihui_feed_get_meta (self->feeds->pdata[0]) : NULL;

  if (meta == NULL || !meta->has_stream)
    {
      zhihui_http_hearing_stop (self);
      return;
    }
  if (self->hearer != NULL || !self->is_settled || !self->is_polling)
    return;

  self->hearer = zhihui_hearer_new (self->session, &funcs, self);
  zhihui_hearer_set_deadline (self->hearer, self->deadline_ms);
  zhihui_hearer_start (self->hearer);
}

/**
 * zhihui_http_hearing_tick:
 * @self: a source whose clock may have been set
 */
void
zhihui_http_hearing_tick (ZhihuiHttpSource *self)
{
  if (self->hearer != NULL)
    zhihui_hearer_tick (self->hearer);
}

/**
 * zhihui_http_hearing_stop:
 * @self: a source
 *
 * Nothing is heard any more; it begins anew with the next word of who answers.
 */
void
zhihui_http_hearing_stop (ZhihuiHttpSource *self)
{
  if (self->hearer == NULL)
    return;

  g_clear_pointer (&self->hearer, zhihui_hearer_free);
  forget_stream (self, zhihui_http_source_get_now (self));
}
