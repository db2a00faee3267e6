/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the verb Status answers, as text: @status is its a{sv}. */
char *zhihui_wall_status_to_json (GVariant *status);
char *zhihui_wall_status_to_text (GVariant *status);

G_END_DECLS
