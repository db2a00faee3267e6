/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-error.h"
#include "zhihui-request.h"
#include "zhihui-store-audit.h"

#define DEFAULT_DAYS 365
#define MAX_DAYS 3660

typedef struct
{
  char *database, *scope, *unit, *region, *revoke; /* owned */
  int   days;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->database);
  g_free (options->scope);
  g_free (options->unit);
  g_free (options->region);
  g_free (options->revoke);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The audit log knows a token by the start of its hash, as the request log does. */
static gboolean
write_audit (
  ZhihuiStore *store, const char *action, const char *token, const char *scope, GError **error)
{
  g_autofree char       *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  g_autofree char       *subject = g_strdup_printf ("%.8s", hash);
  const ZhihuiAuditEntry entry = {
    .actor = "command", .action = action, .subject = subject, .reason = scope
  };

  return zhihui_store_write_audit (store, &entry, error);
}

static gboolean
end_transaction (ZhihuiStore *store, gboolean done, GError **error)
{
  if (done && zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  return FALSE;
}

static int
revoke_token (ZhihuiStore *store, const char *token)
{
  g_autoptr (GError) error = NULL;
  gboolean done = zhihui_store_begin (store, &error) &&
                  zhihui_store_revoke_token (store, token, &error) &&
                  write_audit (store, "token.revoked", token, "", &error);

  if (!end_transaction (store, done, &error))
    return zhihui_command_line_complain (1, error->message);

  g_print ("%s\n", _ ("The token is revoked."));
  return 0;
}

static gboolean
has_code (ZhihuiStore *store, const char *sql, const char *code)
{
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  gboolean         has;

  zhihui_statement_bind_text (row, 1, code);
  has = zhihui_statement_step (row) == ZHIHUI_STEP_ROW;
  zhihui_statement_reset (row);
  return has;
}

static int
make (ZhihuiStore *store, const Options *options)
{
  static const char unit_sql[] = "SELECT 1 FROM unit WHERE code = ?1";
  static const char region_sql[] = "SELECT 1 FROM region WHERE code = ?1";
  g_autoptr (GError) error = NULL;
  gint64           now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *token = NULL;
  gboolean         done;

  if (options->region != NULL && !has_code (store, region_sql, options->region))
    return zhihui_command_line_complain (1, _ ("there is no such region in this database"));
  if (options->unit != NULL && !has_code (store, unit_sql, options->unit))
    {
      g_autofree char *words = g_strdup_printf (_ ("there is no unit '%s'"), options->unit);

      return zhihui_command_line_complain (1, words);
    }

  if (zhihui_store_begin (store, &error))
    token = zhihui_store_make_unit_token (store,
                                          options->scope,
                                          options->unit != NULL ? options->unit : "",
                                          now + options->days * G_GINT64_CONSTANT (86400),
                                          &error);
  done =
    token != NULL &&
    (options->region == NULL || zhihui_store_bind_token (store, token, options->region, &error)) &&
    write_audit (store, "token.made", token, options->scope, &error);
  if (!end_transaction (store, done, &error))
    return zhihui_command_line_complain (1, error->message);

  g_print ("%s\n", token);
  return 0;
}

static const char *
find_fault (const Options *options, ZhihuiScopes scopes)
{
  const ZhihuiScopes writers = ZHIHUI_SCOPE_EVENTS | ZHIHUI_SCOPE_INSTRUCT | ZHIHUI_SCOPE_ADMIN;

  if (options->days < 1 || options->days > MAX_DAYS)
    return _ ("--days is a number from 1 to 3660");
  if (options->unit != NULL && scopes != ZHIHUI_SCOPE_EVENTS)
    return _ ("--unit goes with --scope events alone");
  if (options->region != NULL && (scopes & writers) != 0)
    return _ ("--region binds tokens that read, not those that write");
  return NULL;
}

/* A binding that nobody would look at is refused, not promised. */
static gboolean
check_options (const Options *options, GError **error)
{
  ZhihuiScopes scopes;
  const char  *fault;

  if (options->revoke != NULL)
    return TRUE;
  if (options->scope != NULL && !zhihui_scopes_parse (options->scope, &scopes, error))
    return FALSE;

  fault = options->scope == NULL ? _ ("what may the token do? Give it with --scope")
                                 : find_fault (options, scopes);
  if (fault != NULL)
    g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, fault);
  return fault == NULL;
}

int
zhihui_token_main (int argc, char **argv)
{
  g_auto (Options) options = { .days = DEFAULT_DAYS };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  int status;
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &options.database, N_ ("The database"), N_ ("DB") },
    { "scope", 0, 0, G_OPTION_ARG_STRING, &options.scope,
      N_ ("What it may: wall, wall:room, desk, events, instruct, case:full, admin"), N_ ("SCOPE") },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &options.unit,
      N_ ("Events of this unit alone; else it is the centre's"), N_ ("UNIT") },
    { "region", 0, 0, G_OPTION_ARG_STRING, &options.region,
      N_ ("What part it may see"), N_ ("CODE") },
    { "days", 0, 0, G_OPTION_ARG_INT, &options.days, N_ ("How long it holds"), "N" },
    { "revoke", 0, 0, G_OPTION_ARG_STRING, &options.revoke,
      N_ ("End a token instead"), N_ ("TOKEN") },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB --scope SCOPE"),
        _ ("Prints the new token alone on the last line; it cannot be shown again. Exits 0 on "
           "success, 1 when the database cannot be used, 2 when the command line is wrong."),
        &status))
    return status;

  if (argc > 1 || options.database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));
  if (!check_options (&options, &error))
    return zhihui_command_line_complain (2, error->message);

  store = zhihui_store_open (options.database, FALSE, &error);
  if (store == NULL)
    return zhihui_command_line_complain (1, error->message);

  return options.revoke != NULL ? revoke_token (store, options.revoke) : make (store, &options);
}
