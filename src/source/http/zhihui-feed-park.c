/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-feed-park.h"

struct _ZhihuiFeedPark
{
  GPtrArray *feeds; /* (element-type ZhihuiFeed), owned: put last comes last */
  guint      max_feeds;
};

/**
 * zhihui_feed_park_new:
 * @max_feeds: what is more than that goes, the one that was put first before the others
 *
 * Returns: (transfer full): a park without feeds
 */
ZhihuiFeedPark *
zhihui_feed_park_new (guint max_feeds)
{
  ZhihuiFeedPark *self = g_new0 (ZhihuiFeedPark, 1);

  self->feeds = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_feed_free);
  self->max_feeds = max_feeds;
  return self;
}

/**
 * zhihui_feed_park_free:
 * @self: (transfer full) (nullable): a park
 */
void
zhihui_feed_park_free (ZhihuiFeedPark *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->feeds);
  g_free (self);
}

static int
find (ZhihuiFeedPark *self, const char *path)
{
  for (guint i = 0; i < self->feeds->len; i++)
    if (g_str_equal (((ZhihuiFeed *) self->feeds->pdata[i])->resource->path, path))
      return (int) i;

  return -1;
}

/* What is of the whole stays longest: it is what one comes back to, and what is kept on disk. */
static guint
find_least (ZhihuiFeedPark *self)
{
  for (guint i = 0; i < self->feeds->len; i++)
    if (((ZhihuiFeed *) self->feeds->pdata[i])->resource->region != NULL)
      return i;

  return 0;
}

/**
 * zhihui_feed_park_put:
 * @self: a park
 * @feed: (transfer full): no request of it is on its way
 *
 * One that has no figures is not kept.
 */
void
zhihui_feed_park_put (ZhihuiFeedPark *self, ZhihuiFeed *feed)
{
  int old;

  g_return_if_fail (feed->cancellable == NULL);

  if (feed->figures == NULL)
    {
      zhihui_feed_free (feed);
      return;
    }

  old = find (self, feed->resource->path);
  if (old >= 0)
    g_ptr_array_remove_index (self->feeds, (guint) old);
  g_ptr_array_add (self->feeds, feed);
  if (self->feeds->len > self->max_feeds)
    g_ptr_array_remove_index (self->feeds, find_least (self));
}

/**
 * zhihui_feed_park_take:
 * @self: a park
 * @path: of the resource
 *
 * Returns: (transfer full) (nullable): the feed with all that it knew, due at once: it waits for an
 * answer as a new one does
 */
ZhihuiFeed *
zhihui_feed_park_take (ZhihuiFeedPark *self, const char *path)
{
  int         place = find (self, path);
  ZhihuiFeed *feed;

  if (place < 0)
    return NULL;

  feed = g_ptr_array_steal_index (self->feeds, (guint) place);
  feed->heard_period_s = 0;
  feed->touched_due_us = 0;
  feed->receipt.vouched_us = 0;
  feed->is_answered = FALSE;
  zhihui_feed_plan (feed, 0);
  return feed;
}

/**
 * zhihui_feed_park_get_feeds:
 * @self: a park
 *
 * Returns: (transfer none) (element-type ZhihuiFeed): what is in it
 */
GPtrArray *
zhihui_feed_park_get_feeds (ZhihuiFeedPark *self)
{
  return self->feeds;
}
