/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-database.h"

G_BEGIN_DECLS

/* The tables of the platform: numbered steps (schema/NNN-name.sql), each run once in a database. */
gboolean zhihui_schema_update (ZhihuiDatabase *db, gboolean create, GError **error);
gboolean zhihui_schema_create_indices (ZhihuiDatabase *db, GError **error);
gboolean zhihui_schema_replace (ZhihuiDatabase *db, GError **error);
gboolean zhihui_schema_drop_indices (ZhihuiDatabase *db, GError **error);

G_END_DECLS
