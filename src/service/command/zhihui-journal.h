/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where messages of a service go: to journald with their fields, or as lines to stderr. */
void zhihui_journal_open (gboolean verbose);

G_END_DECLS
