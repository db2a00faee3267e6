/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-request.h"
#include "zhihui-store.h"

#define DEFAULT_DAYS 365
#define MAX_DAYS 3660

typedef struct
{
  char *database, *scope, *revoke; /* owned */
  int   days;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->database);
  g_free (options->scope);
  g_free (options->revoke);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
revoke_token (ZhihuiStore *store, const char *token)
{
  g_autoptr (GError) error = NULL;

  if (!zhihui_store_revoke_token (store, token, &error))
    return zhihui_command_line_complain (1, error->message);

  g_print ("%s\n", _ ("The token is revoked."));
  return 0;
}

static int
make (ZhihuiStore *store, const Options *options)
{
  g_autoptr (GError) error = NULL;
  gint64           now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *token = zhihui_store_make_token (
    store, options->scope, now + options->days * G_GINT64_CONSTANT (86400), &error);

  if (token == NULL)
    return zhihui_command_line_complain (1, error->message);

  g_print ("%s\n", token);
  return 0;
}

int
zhihui_token_main (int argc, char **argv)
{
  g_auto (Options) options = { .days = DEFAULT_DAYS };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  ZhihuiScopes       scopes;
  int                status;
  const GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &options.database, N_ ("The database"), "DB" },
    { "scope",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.scope,
      N_ ("What it may: wall, wall:room, desk, events, instruct, case:full, admin"),
      "SCOPE" },
    { "days", 0, 0, G_OPTION_ARG_INT, &options.days, N_ ("How long it holds"), "N" },
    { "revoke", 0, 0, G_OPTION_ARG_STRING, &options.revoke, N_ ("End a token instead"), "TOKEN" },
    G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        "-d DB --scope SCOPE",
        _ ("Prints the new token alone on the last line; it cannot be shown again. Exits 0 on "
           "success, 1 when the database cannot be used, 2 when the command line is wrong."),
        &status))
    return status;

  if (argc > 1 || options.database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));
  if (options.revoke == NULL && options.scope == NULL)
    return zhihui_command_line_complain (2, _ ("what may the token do? Give it with --scope"));
  if (options.days < 1 || options.days > MAX_DAYS)
    return zhihui_command_line_complain (2, _ ("--days is a number from 1 to 3660"));
  if (options.revoke == NULL && !zhihui_scopes_parse (options.scope, &scopes, &error))
    return zhihui_command_line_complain (2, error->message);

  store = zhihui_store_open (options.database, FALSE, &error);
  if (store == NULL)
    return zhihui_command_line_complain (1, error->message);

  return options.revoke != NULL ? revoke_token (store, options.revoke) : make (store, &options);
}
