/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-agenda-worker.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "zhihui-error.h"

#define STATUS_REFUSED 3
#define DETAILS "details"

static GSubprocess *
start (const char *const *command, const ZhihuiAgendaLimits *limits, GError **error)
{
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, limits->from);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT, limits->to);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;

  g_strv_builder_addv (words, (const char **) command);
  g_strv_builder_add_many (words, limits->zone, from, to, limits->details ? DETAILS : NULL, NULL);
  argv = g_strv_builder_end (words);
  return g_subprocess_newv ((const char *const *) argv,
                            G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                              G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                            error);
}

static void
set_error (GSubprocess *process, GBytes *answer, GError **error)
{
  if (g_subprocess_get_if_exited (process) &&
      g_subprocess_get_exit_status (process) == STATUS_REFUSED && answer != NULL)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_MALFORMED,
                 "%.*s",
                 (int) MIN (g_bytes_get_size (answer), 500),
                 (const char *) g_bytes_get_data (answer, NULL));
  else if (g_subprocess_get_if_signaled (process) &&
           (g_subprocess_get_term_sig (process) == SIGXCPU ||
            g_subprocess_get_term_sig (process) == SIGKILL ||
            g_subprocess_get_term_sig (process) == SIGALRM))
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE, "reading this file takes too long");
  else
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, "the reader of iCalendar files fails on it");
}

/**
 * zhihui_agenda_worker_read:
 * @command: the words that make a process a reader
 * @body: an iCalendar file
 *
 * Blocks for at most ZHIHUI_AGENDA_MAX_WALL_S seconds: not for the thread of a main loop.
 *
 * Returns: (transfer full) (nullable): MALFORMED when it is no calendar or the reader crashes on
 *   it, TOO_LARGE when it takes too long or is too long
 */
ZhihuiAgenda *
zhihui_agenda_worker_read (const char *const        *command,
                           GBytes                   *body,
                           const ZhihuiAgendaLimits *limits,
                           GCancellable             *cancellable,
                           GError                  **error)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) why = NULL;

  g_return_val_if_fail (command != NULL && body != NULL && limits != NULL, NULL);

  if (g_bytes_get_size (body) > ZHIHUI_AGENDA_MAX_BYTES)
    {
      g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE, "a feed has at most 4 MiB");
      return NULL;
    }

  process = start (command, limits, error);
  if (process == NULL)
    return NULL;

  /* A reader that ends before it has read everything breaks the pipe: its status says why. */
  if (!g_subprocess_communicate (process, body, cancellable, &answer, NULL, &why) &&
      g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_subprocess_force_exit (process);
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }

  g_subprocess_wait (process, NULL, NULL);
  if (why == NULL && answer != NULL && g_subprocess_get_successful (process))
    return zhihui_agenda_decode (answer, error);

  set_error (process, answer, error);
  return NULL;
}

/* What a thread needs to read one feed. */
typedef struct
{
  char             **command; /* owned */
  char              *zone;    /* owned */
  GBytes            *body;    /* owned */
  ZhihuiAgendaLimits limits;
} Job;

static void
job_free (Job *job)
{
  g_strfreev (job->command);
  g_free (job->zone);
  g_bytes_unref (job->body);
  g_free (job);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job          *job = task_data;
  GError       *error = NULL;
  ZhihuiAgenda *feed = zhihui_agenda_worker_read (
    (const char *const *) job->command, job->body, &job->limits, cancellable, &error);

  if (feed != NULL)
    g_task_return_pointer (task, feed, (GDestroyNotify) zhihui_agenda_free);
  else
    g_task_return_error (task, error);
}

/**
 * zhihui_agenda_worker_read_async:
 *
 * As zhihui_agenda_worker_read(), in a thread.
 */
void
zhihui_agenda_worker_read_async (const char *const        *command,
                                 GBytes                   *body,
                                 const ZhihuiAgendaLimits *limits,
                                 GCancellable             *cancellable,
                                 GAsyncReadyCallback       callback,
                                 gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->command = g_strdupv ((char **) command);
  job->zone = g_strdup (limits->zone);
  job->body = g_bytes_ref (body);
  job->limits = *limits;
  job->limits.zone = job->zone;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_in_thread);
}

ZhihuiAgenda *
zhihui_agenda_worker_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
limit_self (void)
{
  const struct rlimit none = { 0, 0 };
  const struct rlimit cpu = { ZHIHUI_AGENDA_MAX_CPU_S, ZHIHUI_AGENDA_MAX_CPU_S + 1 };
#ifndef __SANITIZE_ADDRESS__
  const struct rlimit memory = { ZHIHUI_AGENDA_MAX_MEMORY, ZHIHUI_AGENDA_MAX_MEMORY };

  setrlimit (RLIMIT_AS, &memory);
#endif
  setrlimit (RLIMIT_CPU, &cpu);
  setrlimit (RLIMIT_CORE, &none);
#ifndef COVERAGE_IS_COUNTED /* into files, when the process ends */
  setrlimit (RLIMIT_FSIZE, &none);
#endif
  alarm (ZHIHUI_AGENDA_MAX_WALL_S);
}

static GBytes *
read_all (int fd)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8      block[65536];
  gssize      n;

  while ((n = read (fd, block, sizeof block)) != 0 && bytes->len <= ZHIHUI_AGENDA_MAX_BYTES)
    {
      if (n > 0)
        g_byte_array_append (bytes, block, (guint) n);
      else if (errno != EINTR)
        break;
    }
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * zhihui_agenda_worker_main:
 * @argv: the command's name, zone, from and to (epoch seconds), "details" or nothing
 *
 * Returns: 0 with the feed on standard output, 3 with the reason there, 2 for a wrong command line
 */
int
zhihui_agenda_worker_main (int argc, char **argv)
{
  ZhihuiAgendaLimits limits = { 0 };
  g_autoptr (GBytes) body = NULL;
  g_autoptr (ZhihuiAgenda) feed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  limits.details = argc == 5 && g_str_equal (argv[4], DETAILS);
  if ((argc != 4 && !limits.details) ||
      !g_ascii_string_to_signed (argv[2], 10, G_MININT64, G_MAXINT64, &limits.from, NULL) ||
      !g_ascii_string_to_signed (argv[3], 10, G_MININT64, G_MAXINT64, &limits.to, NULL))
    return 2;

  limit_self ();
  limits.zone = argv[1];
  body = read_all (STDIN_FILENO);
  feed = zhihui_agenda_parse (body, &limits, &error);
  if (feed == NULL)
    {
      g_print ("%s", error->message);
      return STATUS_REFUSED;
    }

  text = zhihui_agenda_encode (feed);
  g_print ("%s", text);
  return 0;
}
