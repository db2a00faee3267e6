/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets the monotonic clock of this program on. Its g_get_monotonic_time () goes before that of the
 * library wherever it is called, so that deadlines of the loop come at once. */
void clock_ahead_add (gint64 us);

G_END_DECLS
