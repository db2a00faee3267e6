/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "database-query.h"

char *
database_query (sqlite3 *database, const char *text, const char *word)
{
  sqlite3_stmt *statement = NULL;
  char         *value = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (database, text, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, word, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return value;
}
