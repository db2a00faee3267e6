/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_KEPT_PREFIX "last-good-"

void zhihui_kept_purge (const char *folder, const char *keep, gint64 now);

G_END_DECLS
