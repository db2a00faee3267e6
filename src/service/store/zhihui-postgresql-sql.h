/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Our SQL in PostgreSQL's words, and which rows go into monthly parts of a table. */
char       *zhihui_postgresql_translate (const char *sql);
guint       zhihui_postgresql_count_parameters (const char *translated);
gboolean    zhihui_postgresql_is_write (const char *sql);
const char *zhihui_postgresql_get_partition_key (const char *table);
const char *zhihui_postgresql_get_partitioned_target (const char *sql);
guint       zhihui_postgresql_find_partition_parameter (const char *translated, const char **table);
char       *zhihui_postgresql_make_partition (const char *table, gint64 instant, char **name);

G_END_DECLS
