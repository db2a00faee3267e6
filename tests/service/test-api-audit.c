/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-language.h"
#include "zhihui-store-audit.h"

/* What the audit log says of what was asked over the API. */

static void
remember (const ZhihuiAuditEntry *entry, gpointer user_data)
{
  g_ptr_array_add (user_data,
                   g_strdup_printf ("%s|%s|%s|%s|%d",
                                    entry->actor,
                                    entry->action,
                                    entry->subject,
                                    entry->reason,
                                    (int) entry->n_rows));
}

static GPtrArray *
read_log (Api *api)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (zhihui_store_read_audit (api->store, 0, remember, lines, NULL));
  return lines;
}

static void
test_exports_are_logged (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  g_autoptr (Reply) told = api_send (
    api,
    "POST",
    api->desk,
    "/exports",
    "{\"kind\":\"pdf\",\"title\":\"七月通报\",\"digest\":\"ab12\",\"rows\":112,\"by\":\"值班长\"}",
    NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, api->desk, -1);
  g_autofree char *expected = g_strdup_printf ("%.8s|export|pdf ab12|值班长: 七月通报|112", hash);
  g_autoptr (GPtrArray) lines = read_log (api);

  g_assert_cmpuint (told->status, ==, 200);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (lines->pdata[0], ==, expected);
}

/* Nobody's export is not logged, and neither is one by who may not export. */
static void
test_bad_exports_are_refused_by_name (void)
{
  const struct
  {
    const char *content, *fault;
  } cases[] = {
    { "", "body" },
    { "{", "body" },
    { "{\"by\":\"a\"}", "kind" },
    { "{\"kind\":\"pdf\"}", "by" },
    { "{\"kind\":\"pdf\",\"by\":\"\"}", "by" },
    { "{\"kind\":7,\"by\":\"a\"}", "kind" },
  };
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  g_autoptr (Reply) by_wall =
    api_send (api, "POST", api->wall, "/exports", "{\"kind\":\"pdf\",\"by\":\"a\"}", NULL);
  g_autoptr (GPtrArray) lines = NULL;

  reply_assert_problem (by_wall, 403, "insufficient_scope");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) refused =
        api_send (api, "POST", api->desk, "/exports", cases[i].content, NULL);
      g_autofree char *text = reply_dup_text (refused);
      g_autofree char *name = g_strdup_printf ("\"name\":\"%s\"", cases[i].fault);

      reply_assert_problem (refused, 400, "bad_parameter");
      g_assert_nonnull (strstr (text, name));
    }
  lines = read_log (api);
  g_assert_cmpuint (lines->len, ==, 0);
}

/* A log that cannot be written lets nothing through. */
static void
test_without_a_log_there_is_no_export (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  g_autoptr (Reply) refused = NULL;

  api_run (api->store,
           "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE (ABORT, 'full'); END");
  g_test_expect_message ("zhihui-service", G_LOG_LEVEL_WARNING, "audit: *full*");
  refused = api_send (api, "POST", api->desk, "/exports", "{\"kind\":\"pdf\",\"by\":\"a\"}", NULL);
  g_test_assert_expected_messages ();
  reply_assert_problem (refused, 503, "maintenance");
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api-audit/exports-are-logged", test_exports_are_logged);
  g_test_add_func ("/api-audit/bad-exports-are-refused-by-name",
                   test_bad_exports_are_refused_by_name);
  g_test_add_func ("/api-audit/without-a-log-there-is-no-export",
                   test_without_a_log_there_is_no_export);
  return g_test_run ();
}
