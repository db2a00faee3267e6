/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Where a server can be reached. Nothing is encrypted, so that others than this machine reach it
 * only when that is spelled out. */
gboolean zhihui_listen (SoupServer *server, const char *address, gboolean beyond, GError **error);
void     zhihui_listen_no_more (SoupServer *server);
char    *zhihui_listen_dup_url (SoupServer *server, const char *base);

G_END_DECLS
