/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person wrote, cut for who may read it. */
char *zhihui_access_mask (const char *text);
char *zhihui_public_text (const char *text);

G_END_DECLS
