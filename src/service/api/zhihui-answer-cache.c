/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-answer-cache.h"

#include <string.h>

#define MAX_ANSWERS 512
#define MAX_BYTES (64 * 1024 * 1024)
#define GZIP_LEVEL 1 /* half the time of 5 for an eighth more bytes */

struct _ZhihuiAnswerCache
{
  guint       moment;
  GHashTable *answers; /* (element-type utf8 ZhihuiAnswer) */
  gsize       n_bytes;
};

/**
 * zhihui_answer_new:
 * @type: (transfer none): a literal
 * @body: (transfer full)
 */
ZhihuiAnswer *
zhihui_answer_new (int status, const char *type, char *body)
{
  ZhihuiAnswer *self = g_new0 (ZhihuiAnswer, 1);

  self->n_refs = 1;
  self->status = status;
  self->type = type;
  self->body = g_bytes_new_take (body, strlen (body));
  return self;
}

ZhihuiAnswer *
zhihui_answer_ref (ZhihuiAnswer *self)
{
  self->n_refs++;
  return self;
}

void
zhihui_answer_unref (ZhihuiAnswer *self)
{
  if (--self->n_refs > 0)
    return;

  g_bytes_unref (self->body);
  g_clear_pointer (&self->gzip, g_bytes_unref);
  g_free (self->etag);
  g_free (self->next);
  g_free (self);
}

/**
 * zhihui_answer_get_gzip:
 *
 * Returns: (transfer none): the body compressed; made once
 */
GBytes *
zhihui_answer_get_gzip (ZhihuiAnswer *self)
{
  if (self->gzip == NULL)
    {
      g_autoptr (GZlibCompressor) compressor =
        g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, GZIP_LEVEL);
      g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (self->body);
      g_autoptr (GInputStream) packed =
        g_converter_input_stream_new (plain, G_CONVERTER (compressor));
      g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

      g_output_stream_splice (memory,
                              packed,
                              G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                              NULL,
                              NULL);
      self->gzip = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
    }

  return self->gzip;
}

ZhihuiAnswerCache *
zhihui_answer_cache_new (void)
{
  ZhihuiAnswerCache *self = g_new0 (ZhihuiAnswerCache, 1);

  self->answers =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) zhihui_answer_unref);
  return self;
}

void
zhihui_answer_cache_free (ZhihuiAnswerCache *self)
{
  g_hash_table_unref (self->answers);
  g_free (self);
}

static void
empty (ZhihuiAnswerCache *self)
{
  g_hash_table_remove_all (self->answers);
  self->n_bytes = 0;
}

/**
 * zhihui_answer_cache_find:
 * @moment: when it is another than last time, everything kept is dropped
 *
 * Returns: (transfer none) (nullable)
 */
ZhihuiAnswer *
zhihui_answer_cache_find (ZhihuiAnswerCache *self, guint moment, const char *key)
{
  if (self->moment != moment)
    {
      empty (self);
      self->moment = moment;
    }

  return g_hash_table_lookup (self->answers, key);
}

/**
 * zhihui_answer_cache_keep:
 * @answer: (transfer none): of the moment that was last looked for
 */
void
zhihui_answer_cache_keep (ZhihuiAnswerCache *self, const char *key, ZhihuiAnswer *answer)
{
  self->n_bytes += g_bytes_get_size (answer->body);
  if (g_hash_table_size (self->answers) >= MAX_ANSWERS || self->n_bytes > MAX_BYTES)
    {
      empty (self);
      self->n_bytes = g_bytes_get_size (answer->body);
    }

  g_hash_table_replace (self->answers, g_strdup (key), zhihui_answer_ref (answer));
}
