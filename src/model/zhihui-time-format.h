/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* Times as foreign files write them. A format is text with these directives: %Y %y %m %d %H %I %M
 * %S %p %z, %f (digits after the second, dropped), %F (%Y-%m-%d), %T (%H:%M:%S), %% and a space
 * for any white space. Everything else stands for itself. */
gboolean zhihui_time_format_check (const char *format, GError **error);
gboolean zhihui_time_format_has_hour (const char *format);
gboolean
zhihui_time_format_parse (const char *format, const char *text, ZhihuiZone *zone, gint64 *instant);

G_END_DECLS
