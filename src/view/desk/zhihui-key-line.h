/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A key, or keys parted by blanks, and what they do. */
typedef struct
{
  const char *keys;
  const char *does; /* translated */
} ZhihuiKeyHint;

GtkWidget *zhihui_key_line_new (const ZhihuiKeyHint *hints, guint n_hints, const char *reading);

G_END_DECLS
