/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_DEFAULT_LANGUAGE "zh_CN" /* of a deployment that names none */

void     zhihui_language_bind (void);
gboolean zhihui_language_speak (const char *language);
gboolean zhihui_language_is_spoken (const char *language);

G_END_DECLS
