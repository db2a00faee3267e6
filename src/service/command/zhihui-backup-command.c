/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "zhihui-command-line.h"
#include "zhihui-command.h"
#include "zhihui-error.h"
#include "zhihui-store-audit.h"

/* A copy is made beside its place under another name, looked through, brought to the disk and only
 * then given its name: what is there under the name is always whole. */

static gboolean
fail_from_errno (const char *path, GError **error)
{
  int why = errno;

  g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, "%s: %s", path, g_strerror (why));
  return FALSE;
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int      fd = g_open (path, flags | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    fail_from_errno (path, error);
  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
fail_from_name (const char *path, GError **error)
{
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_EXISTS,
               _ ("%s is there already; --replace overwrites it"),
               path);
  return FALSE;
}

static gboolean
check_name (const char *path, gboolean replace, GError **error)
{
  return replace || !g_file_test (path, G_FILE_TEST_EXISTS) || fail_from_name (path, error);
}

/* What took the name meanwhile keeps it, also against another that makes a copy now. */
static gboolean
rename_to (const char *path, const char *target, gboolean replace, GError **error)
{
  if (!replace)
    {
      if (renameat2 (AT_FDCWD, path, AT_FDCWD, target, RENAME_NOREPLACE) == 0)
        return TRUE;
      if (errno == EEXIST)
        return fail_from_name (target, error);
      /* Some file systems cannot do it at once. */
      if (errno != EINVAL && errno != ENOSYS)
        return fail_from_errno (target, error);
    }
  return check_name (target, replace, error) &&
         (g_rename (path, target) == 0 || fail_from_errno (target, error));
}

/* Gives @path its name @target for good, or removes it. */
static gboolean
put_in_place (const char *path, const char *target, gboolean replace, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (target);

  if (!sync_path (path, O_RDONLY, error) || !rename_to (path, target, replace, error))
    return FALSE;
  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

static char *
make_side_name (const char *target)
{
  g_autofree char *mark = g_uuid_string_random ();

  return g_strdup_printf ("%s.%.8s.part", target, mark);
}

/* Reads the copy through; brings its tables up to this version. */
static gboolean
check_copy (const char *path, const ZhihuiAuditEntry *entry, GError **error)
{
  g_autoptr (ZhihuiStore) store = zhihui_store_open (path, FALSE, error);
  g_autofree char *fault = NULL;

  if (store == NULL)
    return FALSE;

  fault = zhihui_database_check (zhihui_store_get_database (store));
  if (fault != NULL)
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("The copy is damaged: %s"), fault);
      return FALSE;
    }

  /* One file, without a log beside it. */
  return (entry == NULL || zhihui_store_write_audit (store, entry, error)) &&
         zhihui_database_run (
           zhihui_store_get_database (store), "PRAGMA journal_mode = DELETE", error);
}

static gboolean
back_up (ZhihuiStore *store, const char *target, gboolean replace, GError **error)
{
  g_autofree char       *side = make_side_name (target);
  g_autofree char       *name = g_path_get_basename (target);
  const ZhihuiAuditEntry entry = { .actor = "command", .action = "backup", .subject = name };
  gboolean               done;

  done = zhihui_store_write_audit (store, &entry, error) &&
         zhihui_database_copy (zhihui_store_get_database (store), side, error) &&
         check_copy (side, NULL, error) && put_in_place (side, target, replace, error);
  g_unlink (side);
  return done;
}

static gboolean
check_place (const char *database, gboolean replace, GError **error)
{
  g_autoptr (ZhihuiStore) store = NULL;

  if (!g_file_test (database, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!check_name (database, replace, error))
    return FALSE;

  store = zhihui_store_open (database, FALSE, error);
  if (store == NULL)
    return FALSE;
  if (zhihui_database_is_alone (zhihui_store_get_database (store)))
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_REFUSED,
               _ ("%s is in use; end zhihui-platform serve first"),
               database);
  return FALSE;
}

static gboolean
restore (const char *copy, const char *database, gboolean replace, GError **error)
{
  g_autofree char *side = make_side_name (database);
  g_autofree char *name = g_path_get_basename (copy);
  g_autoptr (GFile) from = g_file_new_for_path (copy);
  g_autoptr (GFile) to = g_file_new_for_path (side);
  const ZhihuiAuditEntry entry = { .actor = "command", .action = "restore", .subject = name };
  gboolean               done;

  done = check_place (database, replace, error) &&
         g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, error) &&
         check_copy (side, &entry, error) && put_in_place (side, database, replace, error);
  g_unlink (side);
  return done;
}

typedef struct
{
  char    *database, *output; /* owned */
  gboolean replace;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->database);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

int
zhihui_backup_main (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  int                status;
  const GOptionEntry entries[] = {
    { "database",
      'd',
      0,
      G_OPTION_ARG_FILENAME,
      &options.database,
      N_ ("The database"),
      N_ ("DB") },
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME,
      &options.output,
      N_ ("Where to put the copy"),
      N_ ("FILE") },
    { "replace",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.replace,
      N_ ("Replace a copy that is there"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB -o FILE"),
        _ ("Copies the database while it may be served: the state of one moment, looked through. "
           "A copy of the name is kept, or with --replace replaced by a whole one. Exits 0 on "
           "success, 1 when it cannot be made, 2 when the command line is wrong."),
        &status))
    return status;
  if (argc > 1 || options.database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));
  if (options.output == NULL)
    return zhihui_command_line_complain (2, _ ("where to? Give a file with -o"));

  if (check_name (options.output, options.replace, &error))
    store = zhihui_store_open (options.database, FALSE, &error);
  if (store == NULL || !back_up (store, options.output, options.replace, &error))
    return zhihui_command_line_complain (1, error->message);
  return 0;
}

int
zhihui_restore_main (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  int                status;
  const GOptionEntry entries[] = {
    { "database",
      'd',
      0,
      G_OPTION_ARG_FILENAME,
      &options.database,
      N_ ("The database"),
      N_ ("DB") },
    { "replace",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options.replace,
      N_ ("Overwrite a database that is there"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!zhihui_command_line_parse (
        &argc,
        &argv,
        entries,
        N_ ("-d DB FILE"),
        _ ("Makes the database from a copy, which stays as it is. A database that is served is "
           "not overwritten. Exits 0 on success, 1 when nothing was changed, 2 when the command "
           "line is wrong."),
        &status))
    return status;
  if (options.database == NULL)
    return zhihui_command_line_complain (2, _ ("which database? Give it with -d"));
  if (argc != 2)
    return zhihui_command_line_complain (2, _ ("from which copy? Name one file"));

  if (!restore (argv[1], options.database, options.replace, &error))
    return zhihui_command_line_complain (1, error->message);
  return 0;
}
