/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *zhihui_paper_text_shorten (const char *text, guint max_characters);
gsize zhihui_paper_text_weigh (const char *text);

G_END_DECLS
