/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

int     zhihui_plain_file_open (const char *path, struct stat *status, GError **error);
GBytes *zhihui_plain_file_read (const char *path, gsize max_bytes, GError **error);
GBytes *zhihui_plain_file_map (const char *path, GError **error);
char   *zhihui_plain_file_read_text (const char *path, gsize max_bytes, GError **error);

GPtrArray *zhihui_plain_file_list (const char *folder, const char *suffix, guint most);

G_END_DECLS
