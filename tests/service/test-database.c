/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-database.h"

#include <libpq-fe.h>

gboolean
test_database_is_server (void)
{
  return g_getenv ("ZHIHUI_TEST_POSTGRESQL") != NULL;
}

static char *
make_address (const char *name)
{
  return g_strdup_printf (
    "postgresql://zhihui@/%s?host=%s", name, g_getenv ("ZHIHUI_TEST_POSTGRESQL"));
}

static gboolean
make_database (const char *name, const char *like)
{
  g_autofree char *address = make_address ("postgres");
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE \"%s\" TEMPLATE %s", name, like);
  PGconn          *connection = PQconnectdb (address);
  PGresult        *result;
  gboolean         is_new;

  g_assert_cmpint (PQstatus (connection), ==, CONNECTION_OK);
  result = PQexec (connection, sql);
  is_new = PQresultStatus (result) == PGRES_COMMAND_OK;
  PQclear (result);
  PQfinish (connection);
  return is_new;
}

char *
test_database_make (void)
{
  g_autofree char *name = NULL;

  if (!test_database_is_server ())
    return g_strdup (":memory:");

  name = g_uuid_string_random ();
  g_assert_true (make_database (name, "template0"));
  return make_address (name);
}

static ZhihuiStore *
open_store (const char *address, void (*fill) (ZhihuiStore *store))
{
  g_autoptr (GError) error = NULL;
  ZhihuiStore *store = zhihui_store_open (address, TRUE, &error);

  g_assert_no_error (error);
  if (fill != NULL)
    fill (store);
  return store;
}

/* On a server what @fill writes is written once, then copied: that is quicker. */
ZhihuiStore *
test_database_open_filled (void (*fill) (ZhihuiStore *store))
{
  g_autofree char *model = g_strdup_printf ("model%" G_GSIZE_MODIFIER "x", (gsize) fill);
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *address = NULL;

  if (!test_database_is_server ())
    return open_store (":memory:", fill);

  if (make_database (model, "template0"))
    {
      g_autofree char *filled = make_address (model);

      zhihui_store_free (open_store (filled, fill));
    }
  g_assert_true (make_database (name, model));
  address = make_address (name);
  return open_store (address, NULL);
}

ZhihuiStore *
test_database_open_store (void)
{
  return test_database_open_filled (NULL);
}
