/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-demo-platform.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "zhihui-error.h"
#include "zhihui-work-calendar.h"

#define PROGRAM "zhihui-platform"
#define SEED "1"
#define MAX_AGE_S (12 * 3600)
/* A day in 24 minutes: a visitor sees figures change while he looks. */
#define DEFAULT_SPEED "60"
#define LISTENING "listening on "

/* simulate → copy → token → serve. The copy is this process's own: several demonstrations can run
 * at once, and the simulated county stays as it was made. */
struct _ZhihuiDemoPlatform
{
  int               ref_count;     /* the owner's and those of steps under way; main thread only */
  char             *program;       /* owned */
  char             *scenario;      /* owned */
  char             *scope;         /* owned */
  char             *folder;        /* owned */
  char             *made;          /* owned: database as simulated */
  char             *fresh;         /* owned: database in the making */
  char             *copy;          /* owned: database that is served */
  char             *url;           /* owned, nullable */
  char             *token;         /* owned, nullable */
  gboolean          is_second_try; /* the database was made anew already */
  gboolean          is_freed;
  GSubprocess      *server; /* owned, nullable */
  GDataInputStream *lines;  /* owned, nullable: what the server says */
};

static void start_token (GTask *task);
static void start_simulate (GTask *task);
static void read_line (ZhihuiDemoPlatform *self, GTask *task);

static void
remove_database (const char *path)
{
  const char *const ends[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
}

static void
unref_platform (ZhihuiDemoPlatform *self)
{
  if (--self->ref_count > 0)
    return;

  remove_database (self->fresh);
  remove_database (self->copy);
  g_clear_object (&self->lines);
  g_clear_object (&self->server);
  g_free (self->program);
  g_free (self->scenario);
  g_free (self->scope);
  g_free (self->folder);
  g_free (self->made);
  g_free (self->fresh);
  g_free (self->copy);
  g_free (self->url);
  g_free (self->token);
  g_free (self);
}

/**
 * zhihui_demo_platform_new:
 * @scenario: what is simulated
 * @scope: of the token: "wall" or "desk"
 * @cache_dir: (nullable): where the database is kept; %NULL for "zhihui" in the user's cache folder
 *
 * Returns: (transfer full): a platform that does not run yet
 */
ZhihuiDemoPlatform *
zhihui_demo_platform_new (const char *scenario, const char *scope, const char *cache_dir)
{
  ZhihuiDemoPlatform *self = g_new0 (ZhihuiDemoPlatform, 1);
  g_autofree char    *mark = g_strdup_printf ("%ld-%08x", (long) getpid (), g_random_int ());
  g_autofree char    *made = g_strdup_printf ("demo-%s.db", scenario);
  g_autofree char    *fresh = g_strdup_printf ("demo-%s.new-%s.db", scenario, mark);
  g_autofree char    *copy = g_strdup_printf ("demo-%s.run-%s.db", scenario, mark);

  self->ref_count = 1;
  self->scenario = g_strdup (scenario);
  self->scope = g_strdup (scope);
  self->folder = cache_dir != NULL ? g_strdup (cache_dir)
                                   : g_build_filename (g_get_user_cache_dir (), "zhihui", NULL);
  self->made = g_build_filename (self->folder, made, NULL);
  self->fresh = g_build_filename (self->folder, fresh, NULL);
  self->copy = g_build_filename (self->folder, copy, NULL);

  return self;
}

/**
 * zhihui_demo_platform_free:
 * @self: (transfer full) (nullable): a platform
 *
 * Ends it.
 */
void
zhihui_demo_platform_free (ZhihuiDemoPlatform *self)
{
  if (self == NULL)
    return;

  self->is_freed = TRUE;
  if (self->server != NULL)
    g_subprocess_send_signal (self->server, SIGTERM);
  /* What it has open stays open; nobody may be here any more when it ends. */
  remove_database (self->copy);
  unref_platform (self);
}

static void
release_task_platform (gpointer data)
{
  unref_platform (data);
}

static char *
find_program (void)
{
  const char      *named = g_getenv ("ZHIHUI_PLATFORM");
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self_path != NULL ? g_path_get_dirname (self_path) : NULL;

  if (named != NULL && named[0] != '\0')
    return g_strdup (named);

  if (folder != NULL)
    {
      g_autofree char *beside = g_build_filename (folder, PROGRAM, NULL);

      if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&beside);
    }

  return g_find_program_in_path (PROGRAM);
}

/**
 * zhihui_demo_platform_is_installed:
 *
 * Returns: whether there is a program that could be the platform
 */
gboolean
zhihui_demo_platform_is_installed (void)
{
  g_autofree char *program = find_program ();

  return program != NULL && g_file_test (program, G_FILE_TEST_IS_EXECUTABLE);
}

/* In the child, between fork and exec: it shall not outlive us, however we end, and what it writes
 * is for nobody else. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  umask (0077);
  if (getppid () != (pid_t) GPOINTER_TO_INT (user_data))
    _exit (1);
}

static GSubprocess *
spawn (const char *const *arguments, GSubprocessFlags flags, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);

  g_subprocess_launcher_set_child_setup (
    launcher, die_with_parent, GINT_TO_POINTER ((int) getpid ()), NULL);
  return g_subprocess_launcher_spawnv (launcher, arguments, error);
}

static const char *
get_last_line (char *text)
{
  char *end;

  g_strchomp (text);
  end = strrchr (text, '\n');
  return end != NULL ? end + 1 : text;
}

/* Databases of demonstrations that were killed. */
static void
remove_left (ZhihuiDemoPlatform *self)
{
  g_autoptr (GDir) directory = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      const char      *mark = strstr (name, ".run-");
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      long             pid;

      if (mark == NULL)
        mark = strstr (name, ".new-");
      if (mark == NULL || !g_str_has_prefix (name, "demo-"))
        continue;

      pid = strtol (mark + strlen (".run-"), NULL, 10);
      if (pid > 0 && kill ((pid_t) pid, 0) != 0 && errno == ESRCH)
        g_unlink (path);
    }
}

static gboolean
is_made (ZhihuiDemoPlatform *self)
{
  GStatBuf status;

  return g_stat (self->made, &status) == 0 && status.st_size > 0 &&
         g_get_real_time () / G_USEC_PER_SEC - status.st_mtime < MAX_AGE_S;
}

/* Takes what @process said; FALSE when @task has ended with an error. */
static gboolean
hear (GTask *task, GSubprocess *process, GAsyncResult *result, const char *step, char **said)
{
  g_autofree char *out = NULL;
  g_autofree char *complaint = NULL;
  GError          *error = NULL;

  if (!g_subprocess_communicate_utf8_finish (process, result, &out, &complaint, &error))
    {
      g_task_return_error (task, error);
      return FALSE;
    }

  if (!g_subprocess_get_successful (process))
    {
      g_autofree char *name = g_strdup_printf (PROGRAM " %s: ", step);
      const char      *line = get_last_line (complaint);

      /* It says its name itself, most often. */
      g_task_return_new_error (task,
                               ZHIHUI_ERROR,
                               ZHIHUI_ERROR_FAILED,
                               "%s%s",
                               g_str_has_prefix (line, PROGRAM) ? "" : name,
                               line);
      return FALSE;
    }

  if (said != NULL)
    *said = g_steal_pointer (&out);
  return TRUE;
}

static void
line_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZhihuiDemoPlatform *self = g_task_get_task_data (task);
  g_autofree char    *line =
    g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (object), result, NULL, NULL);

  if (line == NULL)
    {
      if (self->url == NULL)
        g_task_return_new_error (
          task, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, _ ("%s ended before it listened"), PROGRAM);
      return;
    }

  if (self->url == NULL && g_str_has_prefix (line, LISTENING))
    {
      self->url = g_strdup (g_strstrip (line + strlen (LISTENING)));
      g_task_return_boolean (task, TRUE);
    }

  /* Also what it says later is read, or it would wait for us one day. */
  read_line (self, task);
}

static void
read_line (ZhihuiDemoPlatform *self, GTask *task)
{
  if (self->is_freed)
    return;

  g_data_input_stream_read_line_async (
    self->lines, G_PRIORITY_LOW, NULL, line_read_cb, g_object_ref (task));
}

static void
start_serve (GTask *task)
{
  ZhihuiDemoPlatform *self = g_task_get_task_data (task);
  const char         *speed = g_getenv ("ZHIHUI_DEMO_SPEED");
  const char *const   arguments[] = {
      self->program, "serve",       "-d",      self->copy,
      "--listen",    "127.0.0.1:0", "--speed", speed != NULL ? speed : DEFAULT_SPEED,
      NULL,
  };
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task) || self->is_freed)
    return;

  self->server = spawn (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  if (self->server == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  read_line (self, task);
}

static void
token_made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZhihuiDemoPlatform *self = g_task_get_task_data (task);
  g_autofree char    *said = NULL;

  /* A database of another version: once, it is made anew. */
  if (!self->is_second_try && g_subprocess_get_if_exited (G_SUBPROCESS (object)) &&
      g_subprocess_get_exit_status (G_SUBPROCESS (object)) != 0)
    {
      g_autofree char *out = NULL;

      g_subprocess_communicate_utf8_finish (G_SUBPROCESS (object), result, &out, NULL, NULL);
      self->is_second_try = TRUE;
      remove_database (self->copy);
      start_simulate (task);
      return;
    }

  if (!hear (task, G_SUBPROCESS (object), result, "token", &said))
    return;

  self->token = g_strdup (get_last_line (said));
  start_serve (task);
}

/* Runs a program to its end, unless nobody waits any more. */
static void
run_step (GTask *task, const char *const *arguments, GAsyncReadyCallback ended_cb)
{
  GError *error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  process =
    spawn (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  if (process == NULL)
    g_task_return_error (task, error);
  else
    g_subprocess_communicate_utf8_async (process, NULL, NULL, ended_cb, g_object_ref (task));
}

/* Who tries the desk may do there whatever can be done. */
static void
start_token (GTask *task)
{
  ZhihuiDemoPlatform *self = g_task_get_task_data (task);
  const char *scope = g_str_equal (self->scope, "desk") ? "desk instruct case:full" : self->scope;
  const char *const arguments[] = {
    self->program, "token", "-d", self->copy, "--scope", scope, NULL
  };

  run_step (task, arguments, token_made_cb);
}

static void
copied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!g_file_copy_finish (G_FILE (object), result, &error))
    g_task_return_error (task, error);
  else
    start_token (task);
}

static void
start_copy (GTask *task)
{
  ZhihuiDemoPlatform *self = g_task_get_task_data (task);
  g_autoptr (GFile) made = g_file_new_for_path (self->made);
  g_autoptr (GFile) copy = g_file_new_for_path (self->copy);

  /* One that was made elsewhere. */
  (void) g_chmod (self->made, 0600);
  g_file_copy_async (made,
                     copy,
                     G_FILE_COPY_OVERWRITE,
                     G_PRIORITY_DEFAULT,
                     NULL,
                     NULL,
                     NULL,
                     copied_cb,
                     g_object_ref (task));
}

static void
simulated_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZhihuiDemoPlatform *self = g_task_get_task_data (task);

  if (!hear (task, G_SUBPROCESS (object), result, "simulate", NULL))
    return;

  remove_database (self->made);
  if (g_rename (self->fresh, self->made) != 0)
    {
      g_task_return_new_error (
        task, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, "%s: %s", self->made, g_strerror (errno));
      return;
    }

  start_copy (task);
}

/* A county at work: now, or at night and on days of rest the last working morning. */
static char *
choose_moment (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  gint64      now = g_get_real_time () / G_USEC_PER_SEC;
  ZhihuiCivil civil = zhihui_zone_to_civil (zone, now);
  gint32      day = civil.day;

  if (zhihui_work_calendar_is_workday (calendar, day) && civil.hour >= 9 && civil.hour < 17)
    return zhihui_zone_format_rfc3339 (zone, now);
  if (civil.hour < 9)
    day--;
  while (!zhihui_work_calendar_is_workday (calendar, day))
    day--;
  return zhihui_zone_format_rfc3339 (zone, zhihui_zone_at (zone, day, 10, 20, 0));
}

static void
start_simulate (GTask *task)
{
  ZhihuiDemoPlatform *self = g_task_get_task_data (task);
  g_autofree char    *moment = choose_moment ();
  const char *const   arguments[] = { self->program, "simulate",  "--scenario", self->scenario,
                                      "--seed",      SEED,        "--until",    moment,
                                      "-d",          self->fresh, NULL };

  run_step (task, arguments, simulated_cb);
}

/**
 * zhihui_demo_platform_start_async:
 * @self: a platform that does not run
 * @cancellable: (nullable): ends it between two steps
 * @callback: called when it listens
 * @user_data: for @callback
 *
 * Simulates the county when there is none of the last 12 hours, makes a token and serves.
 */
void
zhihui_demo_platform_start_async (ZhihuiDemoPlatform *self,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  self->ref_count++;
  g_task_set_source_tag (task, zhihui_demo_platform_start_async);
  g_task_set_task_data (task, self, release_task_platform);

  self->program = find_program ();
  if (self->program == NULL)
    {
      g_task_return_new_error (task,
                               ZHIHUI_ERROR,
                               ZHIHUI_ERROR_NOT_FOUND,
                               _ ("A demonstration needs %s, which is not installed here: install "
                                  "the package of that name, or name the program in "
                                  "$ZHIHUI_PLATFORM"),
                               PROGRAM);
      return;
    }

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_task_return_new_error (
        task, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, "%s: %s", self->folder, g_strerror (errno));
      return;
    }

  remove_left (self);
  if (is_made (self))
    start_copy (task);
  else
    start_simulate (task);
}

/**
 * zhihui_demo_platform_start_finish:
 * @result: given to the callback
 * @error: return location
 *
 * Returns: whether it listens
 */
gboolean
zhihui_demo_platform_start_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * zhihui_demo_platform_get_url:
 * @self: a platform
 *
 * Returns: (transfer none) (nullable): its address, once it listens
 */
const char *
zhihui_demo_platform_get_url (ZhihuiDemoPlatform *self)
{
  return self->url;
}

/**
 * zhihui_demo_platform_get_token:
 * @self: a platform
 *
 * Returns: (transfer none) (nullable): a token of the wanted scope, once it listens
 */
const char *
zhihui_demo_platform_get_token (ZhihuiDemoPlatform *self)
{
  return self->token;
}
