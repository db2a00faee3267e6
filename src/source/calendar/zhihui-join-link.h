/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *zhihui_join_link_check (const char *text, const char *const *hosts);
char    *zhihui_join_link_find_passcode (const char *text);
gboolean zhihui_join_link_is_host (const char *entry);

G_END_DECLS
