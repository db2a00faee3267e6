/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* "Zhih": marks a SQLite file as ours. */
#define ZHIHUI_SCHEMA_APPLICATION_ID 0x5a686968
#define ZHIHUI_SCHEMA_VERSION 1

gboolean zhihui_schema_create (sqlite3 *db, GError **error);
gboolean zhihui_schema_create_indices (sqlite3 *db, GError **error);
void     zhihui_schema_drop_indices (sqlite3 *db);
gboolean zhihui_schema_upgrade (sqlite3 *db, int from_version, GError **error);

G_END_DECLS
