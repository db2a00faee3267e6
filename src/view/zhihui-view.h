/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     zhihui_view_init (void);
gboolean zhihui_view_reads_webp (void);

G_END_DECLS
