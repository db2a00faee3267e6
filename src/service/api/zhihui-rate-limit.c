/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rate-limit.h"

#define BURST_S 2 /* a bucket holds the allowances of so many seconds */
#define MAX_ASKERS 4096

typedef struct
{
  double level;
  gint64 filled_us;
} Bucket;

struct _ZhihuiRateLimit
{
  guint       per_second; /* 0: everything is allowed */
  GHashTable *buckets;    /* (element-type utf8 Bucket) */
};

ZhihuiRateLimit *
zhihui_rate_limit_new (guint per_second)
{
  ZhihuiRateLimit *self = g_new0 (ZhihuiRateLimit, 1);

  self->per_second = per_second;
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
zhihui_rate_limit_free (ZhihuiRateLimit *self)
{
  g_hash_table_unref (self->buckets);
  g_free (self);
}

/**
 * zhihui_rate_limit_take:
 * @asker: whose bucket
 * @now_us: monotonic
 *
 * Returns: whether there was an allowance left
 */
gboolean
zhihui_rate_limit_take (ZhihuiRateLimit *self, const char *asker, gint64 now_us)
{
  double  full = (double) self->per_second * BURST_S;
  Bucket *bucket;

  if (self->per_second == 0)
    return TRUE;

  bucket = g_hash_table_lookup (self->buckets, asker);
  if (bucket == NULL)
    {
      if (g_hash_table_size (self->buckets) >= MAX_ASKERS)
        g_hash_table_remove_all (self->buckets);
      bucket = g_new0 (Bucket, 1);
      bucket->level = full;
      bucket->filled_us = now_us;
      g_hash_table_insert (self->buckets, g_strdup (asker), bucket);
    }

  bucket->level =
    MIN (full,
         bucket->level + (double) (now_us - bucket->filled_us) / G_USEC_PER_SEC * self->per_second);
  bucket->filled_us = now_us;
  if (bucket->level < 1)
    return FALSE;

  bucket->level -= 1;
  return TRUE;
}
