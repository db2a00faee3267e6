/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FNV-1a with 64 bits: the same on every machine for bytes. Not for untrusted tables. */
#define ZHIHUI_HASH_START G_GUINT64_CONSTANT (0xcbf29ce484222325)

guint64 zhihui_hash_bytes (guint64 hash, gconstpointer bytes, gsize length);
guint64 zhihui_hash_string (guint64 hash, const char *text);
guint64 zhihui_hash_double (guint64 hash, double value);
guint64 zhihui_hash_int (guint64 hash, gint64 value);

G_END_DECLS
