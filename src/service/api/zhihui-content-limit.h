/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* How long a body may be. */
void zhihui_content_limit_watch (SoupServer *server, const char *events);

G_END_DECLS
