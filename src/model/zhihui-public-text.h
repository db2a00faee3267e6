/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person wrote, cut for who may read it. @access: of zhihui_access_pattern_new (). */
GRegex *zhihui_access_pattern_new (void);
char   *zhihui_access_mask (GRegex *access, const char *text);
char   *zhihui_public_text (const char *text);

G_END_DECLS
