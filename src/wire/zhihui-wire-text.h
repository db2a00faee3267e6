/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts and numbers of guarded JSON. */

/* Longest text kept, in bytes. */
#define ZHIHUI_WIRE_MAX_TEXT 4096

const char *zhihui_wire_text_find_end (const char *at, gboolean *has_escape);
char       *zhihui_wire_text_copy (const char *from, const char *to);
char       *zhihui_wire_text_shorten (const char *text);
double      zhihui_wire_text_to_double (const char *at, const char *end);

G_END_DECLS
