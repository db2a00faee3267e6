/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the first column of the first row; @word (nullable) is "?1". */
char *database_query (sqlite3 *database, const char *text, const char *word);

G_END_DECLS
