/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void zhihui_language_bind (void);
void zhihui_language_speak (const char *language);

G_END_DECLS
