/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_LOOK_REASON_LEAST 4 /* characters that are seen */

/* Why somebody looks at a case as it was given: who checks the log has to learn something of it. */
gboolean zhihui_look_reason_is_enough (const char *text);

G_END_DECLS
