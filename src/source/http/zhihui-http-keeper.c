/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-http-source-private.h"

#define FIRST_SAVE_S 2
#define SAVE_PERIOD_S 60

/* The kept answers of a source: shown until the platform speaks, written from time to time. */

static void
adopt (ZhihuiHttpSource *self, ZhihuiKept *kept)
{
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (feed->figures != NULL || !g_str_equal (feed->resource->path, kept->resource->path))
        continue;

      zhihui_feed_adopt (feed, kept->figures, kept->etag, MAX (kept->as_of, 0));
      if (zhihui_feed_get_meta (feed) != NULL)
        zhihui_http_source_update_feeds (self);
      return;
    }
}

/* The platform's clock has run on for as long as this machine, if that was not started anew since;
 * the machine's own clock may have been set meanwhile, or lost its time while it was off. */
static void
guess_clock (ZhihuiHttpSource *self, ZhihuiKeptSet *set)
{
  ZhihuiMeta *meta = zhihui_feed_get_meta (self->feeds->pdata[0]);
  double      speed = meta != NULL ? meta->clock_speed : 1.0;
  gint64      now_us = zhihui_http_source_get_now (self);
  gint64      elapsed_s = zhihui_http_clocks_get_uptime_s (self) - set->uptime_s;

  if (set->platform_now == ZHIHUI_NO_INSTANT || !(speed > 0.0))
    return;

  if (zhihui_http_clocks_is_boot (self, set->boot) && elapsed_s >= 0)
    zhihui_remote_clock_guess (&self->remote_clock,
                               set->platform_now + (gint64) ((double) elapsed_s * speed),
                               speed,
                               now_us);
  else
    zhihui_remote_clock_guess_least (&self->remote_clock, set->platform_now, speed, now_us);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZhihuiKeptSet) set = zhihui_last_good_load_finish (result, NULL);
  ZhihuiHttpSource *self = user_data; /* not touched when cancelled */

  if (set == NULL)
    return;

  self->is_loading = FALSE;
  for (guint i = 0; i < set->items->len; i++)
    adopt (self, set->items->pdata[i]);
  if (set->items->len > 0)
    guess_clock (self, set);
  zhihui_http_source_trace (self, "kept %u", set->items->len);
  zhihui_http_poller_tick (self);

  /* What has failed already waited for them; else the platform has a moment to speak first. */
  if (self->n_untold > 0)
    zhihui_http_teller_note_change (self);
}

/**
 * zhihui_http_keeper_load:
 * @self: a source that starts
 *
 * Fetches the kept answers; they fill only what the platform has not answered yet.
 */
void
zhihui_http_keeper_load (ZhihuiHttpSource *self)
{
  const char *token =
    self->token != NULL && !self->is_token_given ? zhihui_secret_peek (self->token) : NULL;

  g_clear_pointer (&self->last_good, zhihui_last_good_unref);
  if (self->keeps_nothing)
    return;

  self->last_good = zhihui_last_good_new (self->cache_dir, self->key, token);
  self->is_loading = TRUE;
  zhihui_last_good_load_async (
    self->last_good, self->catalogue, self->wants, self->cancellable, loaded_cb, self);
}

static void
add_to_set (ZhihuiKeptSet *set, ZhihuiFeed *feed)
{
  ZhihuiKept *kept;

  /* On disk are figures of the whole: a part is chosen for a while. */
  if (feed->figures == NULL || feed->resource->region != NULL)
    return;

  kept = g_new0 (ZhihuiKept, 1);
  kept->resource = zhihui_resource_ref (feed->resource);
  kept->etag = g_strdup (feed->etag);
  kept->as_of =
    MAX (zhihui_resource_get_as_of (feed->resource, feed->figures), feed->receipt.holds_at);
  kept->bodies = g_steal_pointer (&feed->unsaved);
  g_ptr_array_add (set->items, kept);
}

/* What is kept from now on; the pages not yet on disk move to it. */
static ZhihuiKeptSet *
make_set (ZhihuiHttpSource *self)
{
  GPtrArray     *parked = zhihui_feed_park_get_feeds (self->park);
  ZhihuiKeptSet *set = g_new0 (ZhihuiKeptSet, 1);

  set->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_kept_free);
  set->platform_now =
    zhihui_remote_clock_get_now (&self->remote_clock, zhihui_http_source_get_now (self));
  set->uptime_s = zhihui_http_clocks_get_uptime_s (self);
  set->boot = g_strdup (self->boot);

  for (guint i = 0; i < self->feeds->len; i++)
    add_to_set (set, self->feeds->pdata[i]);
  for (guint i = 0; i < parked->len && self->wants->wants.region != NULL; i++)
    add_to_set (set, parked->pdata[i]);

  return set;
}

static gboolean
has_unsaved (ZhihuiHttpSource *self)
{
  for (guint i = 0; i < self->feeds->len; i++)
    {
      ZhihuiFeed *feed = self->feeds->pdata[i];

      if (feed->unsaved != NULL && feed->resource->region == NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
save_cb (gpointer data)
{
  ZhihuiHttpSource *self = data;

  self->save_id = 0;
  if (has_unsaved (self))
    {
      self->saved_us = g_get_monotonic_time ();
      zhihui_last_good_save_async (self->last_good, make_set (self));
    }

  return G_SOURCE_REMOVE;
}

/**
 * zhihui_http_keeper_plan:
 * @self: a source
 *
 * There is something new to keep.
 */
void
zhihui_http_keeper_plan (ZhihuiHttpSource *self)
{
  if (self->save_id != 0 || self->last_good == NULL || self->only_reads)
    return;

  self->save_id =
    g_timeout_add_seconds (self->saved_us == 0 ? FIRST_SAVE_S : SAVE_PERIOD_S, save_cb, self);
}

/**
 * zhihui_http_keeper_save:
 * @self: a source
 * @error: return location
 *
 * Returns: whether everything is on disk; blocks until it is
 */
gboolean
zhihui_http_keeper_save (ZhihuiHttpSource *self, GError **error)
{
  g_autoptr (ZhihuiKeptSet) set = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->last_good == NULL || self->only_reads || !has_unsaved (self))
    return TRUE;

  set = make_set (self);
  return zhihui_last_good_save (self->last_good, set, error);
}

/**
 * zhihui_http_keeper_stop:
 * @self: a source that ends
 */
void
zhihui_http_keeper_stop (ZhihuiHttpSource *self)
{
  g_autoptr (GError) error = NULL;

  if (!zhihui_http_keeper_save (self, &error))
    g_warning ("The last good figures cannot be kept: %s", error->message);
  g_clear_pointer (&self->last_good, zhihui_last_good_unref);
}

/**
 * zhihui_http_source_keep_nothing:
 * @self: a source that has not started
 *
 * Its answers are on disk already, or are not worth it.
 */
void
zhihui_http_source_keep_nothing (ZhihuiHttpSource *self)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self) && !self->is_started);

  self->keeps_nothing = TRUE;
}

/**
 * zhihui_http_source_only_read:
 * @self: a source that has not started
 *
 * It shows what is kept until the platform speaks, and leaves it as it is: another one of the same
 * platform, which wants more of it, writes there.
 */
void
zhihui_http_source_only_read (ZhihuiHttpSource *self)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self) && !self->is_started);

  self->only_reads = TRUE;
}

/**
 * zhihui_http_source_write_too:
 * @self: a source, which may have started
 *
 * Who wrote there has gone: from now on this one does, beginning with what it has.
 */
void
zhihui_http_source_write_too (ZhihuiHttpSource *self)
{
  g_return_if_fail (ZHIHUI_IS_HTTP_SOURCE (self));

  if (!self->only_reads)
    return;
  self->only_reads = FALSE;
  zhihui_http_keeper_plan (self);
}

/**
 * zhihui_http_source_is_writing:
 *
 * Returns: whether what it reads goes to disk
 */
gboolean
zhihui_http_source_is_writing (ZhihuiHttpSource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_HTTP_SOURCE (self), FALSE);

  return self->last_good != NULL && !self->only_reads;
}
