/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The pages of one paper as pictures: "file.png", of several "file-1.png", "file-2.png" … */
char    *zhihui_picture_set_name_page (const char *path, guint page, guint n_pages);
gboolean zhihui_picture_set_check (const char *path, guint n_pages, GError **error);
void     zhihui_picture_set_sign (GString *picture);
void     zhihui_picture_set_remove_others (const char *path, guint n_pages);

G_END_DECLS
