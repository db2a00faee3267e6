/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Closes connections that were kept alive after an answer and whose other side went away. A
 * SoupServer before 3.3 keeps those open for ever, and with them a descriptor each
 * (https://gitlab.gnome.org/GNOME/libsoup/-/commit/d20c6601664624116f3dc43f21c7ec4a186cf8d3). */
typedef struct _ZhihuiIdleConnections ZhihuiIdleConnections;

ZhihuiIdleConnections *zhihui_idle_connections_new (SoupServer *server);
void                   zhihui_idle_connections_free (ZhihuiIdleConnections *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiIdleConnections, zhihui_idle_connections_free)

G_END_DECLS
