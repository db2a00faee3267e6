/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-hash.h"

#include <string.h>

/**
 * zhihui_hash_bytes:
 * @hash: %ZHIHUI_HASH_START, or what an earlier call returned
 *
 * Returns: @hash carried on over @bytes (Fowler, Noll and Vo, variant 1a)
 */
guint64
zhihui_hash_bytes (guint64 hash, gconstpointer bytes, gsize length)
{
  const guint8 *byte = bytes;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ byte[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

/* The closing zero parts "ab", "c" from "a", "bc". NULL is a text of its own. */
guint64
zhihui_hash_string (guint64 hash, const char *text)
{
  if (text == NULL)
    return zhihui_hash_bytes (hash, "\1", 1);
  return zhihui_hash_bytes (hash, text, strlen (text) + 1);
}

/* In steps of 1/1024, so that what cannot be seen does not count, nor does a negative zero. */
guint64
zhihui_hash_double (guint64 hash, double value)
{
  return zhihui_hash_int (hash, (gint64) (value * 1024 + (value < 0 ? -0.5 : 0.5)));
}

guint64
zhihui_hash_int (guint64 hash, gint64 value)
{
  return zhihui_hash_bytes (hash, &value, sizeof value);
}
