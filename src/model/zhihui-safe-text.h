/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text that others have written, beside text of our own. */

gboolean zhihui_safe_text_may_stand (gunichar c);
char    *zhihui_safe_text_make (const char *text);

G_END_DECLS
