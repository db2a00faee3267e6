/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char   *zhihui_dav_answer_make_query (gint64 from, gint64 to);
GBytes *zhihui_dav_answer_join (GBytes *body, GError **error);

G_END_DECLS
