/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-feed.h"

#define BACK_OFF_FIRST_S 2
#define BACK_OFF_MAX_S 60
#define REFUSED_WAIT_S 300
#define JITTER 0.1
/* So often at least it is read whole, in case the word that nothing changed is not true. */
#define WHOLE_US (600 * G_USEC_PER_SEC)
#define WHOLE_AFTER 3

/**
 * zhihui_feed_new:
 * @resource: what is read
 * @period_s: how often; 0 for the rhythm of the resource
 *
 * Returns: (transfer full): a feed that is due at once
 */
ZhihuiFeed *
zhihui_feed_new (ZhihuiResource *resource, guint period_s)
{
  ZhihuiFeed *self = g_new0 (ZhihuiFeed, 1);

  self->resource = zhihui_resource_ref (resource);
  self->receipt.period_s = period_s > 0 ? period_s : resource->period_s;

  return self;
}

/**
 * zhihui_feed_free:
 * @self: (transfer full) (nullable): a feed
 *
 * A request on its way is cancelled.
 */
void
zhihui_feed_free (ZhihuiFeed *self)
{
  if (self == NULL)
    return;

  zhihui_feed_cancel (self);
  zhihui_resource_unref_figures (self->resource, self->figures);
  zhihui_resource_unref (self->resource);
  g_clear_pointer (&self->unsaved, g_ptr_array_unref);
  g_free (self->etag);
  g_free (self->body_tag);
  g_free (self->receipt.detail);
  g_free (self);
}

/**
 * zhihui_feed_cancel:
 * @self: a feed
 */
void
zhihui_feed_cancel (ZhihuiFeed *self)
{
  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/**
 * zhihui_feed_adopt:
 * @self: a feed without figures
 * @figures: (transfer none): kept from an earlier run
 * @etag: (nullable): of @figures
 * @holds_at: when the platform said that they hold, 0 not known
 */
void
zhihui_feed_adopt (ZhihuiFeed *self, gpointer figures, const char *etag, gint64 holds_at)
{
  g_return_if_fail (self->figures == NULL);

  self->figures = zhihui_resource_ref_figures (self->resource, figures);
  self->etag = g_strdup (etag);
  self->receipt.has_data = TRUE;
  self->receipt.holds_at = holds_at;
  self->is_adopted = TRUE;
}

/**
 * zhihui_feed_inherit:
 * @self: a new feed
 * @other: the feed that had its place, with another period or length
 *
 * Keeps the old figures on the board until the new ones come.
 */
void
zhihui_feed_inherit (ZhihuiFeed *self, ZhihuiFeed *other)
{
  if (other->figures == NULL)
    return;

  zhihui_feed_adopt (self, other->figures, NULL, other->receipt.holds_at);
  self->receipt.received_us = other->receipt.received_us;
}

/**
 * zhihui_feed_back_off_us:
 * @n_failures: in a row, 1 or more
 *
 * Returns: how long to wait: 2, 4, 8 … 60 s, ±10 %
 */
gint64
zhihui_feed_back_off_us (guint n_failures)
{
  guint  doublings = MIN (n_failures - 1, 5);
  double wait_s = MIN (BACK_OFF_FIRST_S << doublings, BACK_OFF_MAX_S);

  return (gint64) (wait_s * g_random_double_range (1.0 - JITTER, 1.0 + JITTER) * G_USEC_PER_SEC);
}

/**
 * zhihui_feed_plan:
 * @self: a feed
 * @due_us: monotonic moment of the next request
 */
void
zhihui_feed_plan (ZhihuiFeed *self, gint64 due_us)
{
  self->due_us = MAX (due_us, self->not_before_us);
  self->receipt.next_try_us = self->due_us;
}

/**
 * zhihui_feed_fail:
 * @self: a feed
 * @status: of the answer, 0 none
 * @detail: what went wrong
 * @now_us: when
 *
 * Keeps the figures and plans the next attempt.
 */
void
zhihui_feed_fail (ZhihuiFeed *self, int status, const char *detail, gint64 now_us)
{
  ZhihuiReceipt *receipt = &self->receipt;

  receipt->n_failures++;
  receipt->http_status = status;
  receipt->refused = status == 401 || status == 403;
  if (receipt->failing_us == 0)
    receipt->failing_us = now_us;
  g_free (receipt->detail);
  receipt->detail = g_strdup (detail);
  self->is_answered = TRUE;

  if (receipt->refused)
    zhihui_feed_plan (self, now_us + REFUSED_WAIT_S * G_USEC_PER_SEC);
  else
    zhihui_feed_plan (self, now_us + zhihui_feed_back_off_us (receipt->n_failures));
}

/**
 * zhihui_feed_touch:
 * @self: a feed
 * @due_us: when to read it, because it has changed
 *
 * What fails or was refused keeps its own time.
 */
void
zhihui_feed_touch (ZhihuiFeed *self, gint64 due_us)
{
  if (self->touched_due_us == 0 || due_us < self->touched_due_us)
    self->touched_due_us = due_us;
  if (self->receipt.n_failures == 0 && due_us < self->due_us)
    zhihui_feed_plan (self, due_us);
}

/**
 * zhihui_feed_choose_etag:
 * @self: a feed
 * @now_us: when it is read
 *
 * Returns: (transfer none) (nullable): what to compare with; %NULL reads all of it
 */
const char *
zhihui_feed_choose_etag (ZhihuiFeed *self, gint64 now_us)
{
  if (self->is_tag_false)
    return NULL;
  if (self->whole_us != 0 && self->n_unchanged >= WHOLE_AFTER && now_us - self->whole_us > WHOLE_US)
    return NULL;

  return self->etag;
}

static void
take_pages (ZhihuiFeed *self, ZhihuiReading *reading)
{
  if (self->etag != NULL && self->body_tag != NULL && reading->body_tag != NULL &&
      g_strcmp0 (self->etag, reading->etag) == 0 &&
      !g_str_equal (self->body_tag, reading->body_tag))
    {
      g_debug ("%s: its ETag does not change with its figures", self->resource->name);
      self->is_tag_false = TRUE;
    }
  g_free (self->body_tag);
  self->body_tag = g_steal_pointer (&reading->body_tag);

  zhihui_resource_unref_figures (self->resource, self->figures);
  self->figures = g_steal_pointer (&reading->figures);

  g_free (self->etag);
  self->etag = g_steal_pointer (&reading->etag);

  self->receipt.holds_at = 0;
  g_clear_pointer (&self->unsaved, g_ptr_array_unref);
  self->unsaved = g_ptr_array_ref (reading->bodies);
}

/* What the platform no longer counts would only grow old. */
static void
give_up_figures (ZhihuiFeed *self)
{
  zhihui_resource_unref_figures (self->resource, self->figures);
  self->figures = NULL;
  g_clear_pointer (&self->etag, g_free);
}

/**
 * zhihui_feed_take:
 * @self: a feed
 * @reading: what its request came to; its figures move to the feed
 * @now_us: when it came
 *
 * Returns: whether it was a real answer: figures, or the word that those kept still hold
 */
gboolean
zhihui_feed_take (ZhihuiFeed *self, ZhihuiReading *reading, gint64 now_us)
{
  ZhihuiAnswer  *answer = reading->answer;
  ZhihuiReceipt *receipt = &self->receipt;
  guint          period_s = self->heard_period_s > 0 ? self->heard_period_s : receipt->period_s;
  gint64         period_us = (gint64) period_s * G_USEC_PER_SEC;

  g_clear_object (&self->cancellable);
  self->not_before_us = 0;

  if (answer->detail != NULL)
    {
      zhihui_feed_fail (self, answer->status, answer->detail, now_us);
      /* Its word counts more than our custom. */
      if (answer->retry_after_s >= 0)
        {
          self->not_before_us = now_us + MAX (answer->retry_after_s, 1) * G_USEC_PER_SEC;
          zhihui_feed_plan (self, self->not_before_us);
        }
      else if (receipt->refused)
        {
          self->not_before_us = self->due_us;
        }
      return FALSE;
    }

  if (reading->figures != NULL)
    take_pages (self, reading);
  else if (answer->status == ZHIHUI_STATUS_NOT_OFFERED)
    give_up_figures (self);
  self->n_unchanged = reading->is_same ? self->n_unchanged + 1 : 0;
  if (!reading->is_same || self->whole_us == 0)
    self->whole_us = now_us;

  receipt->received_us = now_us;
  receipt->cached_s = answer->age_s;
  receipt->failing_us = 0;
  receipt->n_failures = 0;
  receipt->http_status = answer->status;
  receipt->refused = FALSE;
  receipt->has_data = self->figures != NULL;
  g_clear_pointer (&receipt->detail, g_free);
  self->is_answered = TRUE;

  /* Counted from the wave, so that it stays together and does not drift with the answers. */
  zhihui_feed_plan (self,
                    MAX (self->wave_us + (gint64) ((double) period_us * (1.0 + self->jitter)),
                         now_us + period_us / 4));
  /* What was told while it was on its way may have come too late for it. */
  if (self->touched_due_us != 0)
    zhihui_feed_plan (self, self->touched_due_us);

  return TRUE;
}

/**
 * zhihui_feed_get_meta:
 * @self: a feed
 *
 * Returns: (transfer none) (nullable): who answers, where its figures tell it
 */
ZhihuiMeta *
zhihui_feed_get_meta (ZhihuiFeed *self)
{
  return zhihui_resource_get_meta (self->resource, self->figures);
}
