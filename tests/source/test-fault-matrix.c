/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-wall.h"

#include <string.h>

/* Faults of the way to a platform and of what comes from there, with real processes on the other
 * side. Prints the table of docs/reliability.md. */

#define PATIENT_MS 20000

/* A row of the table. */
typedef struct
{
  const char *name;
  const char *server;  /* of the bench, while the fault is there; NULL: as before */
  const char *command; /* to the proxy; NULL none */
  const char *good;    /* the server before and after; NULL: "good" */
  const char *detail;  /* part of what a person reads */
  gint64      back_s;  /* the longest it may take to recover */
} Fault;

static const Fault faults[] = {
  { "connection refused", NULL, "refuse", NULL, "connection refused", 67 },
  { "connect time-out", NULL, "hang", NULL, "No answer within", 67 },
  { "closed without an answer", "close", NULL, NULL, "cannot be reached", 67 },
  { "slow head (a byte each 50 ms)", NULL, "drip 0 50", NULL, "No answer within", 67 },
  { "slow body (a byte each 50 ms)", NULL, "drip 300 50", NULL, "No answer within", 67 },
  { "truncated body", NULL, "cut 300", NULL, "cut off", 67 },
  { "reset in the middle of the body", NULL, "reset 300", NULL, "cut off", 67 },
  { "half-open TCP", NULL, "silence", NULL, "No answer within", 67 },
  { "500", "e500", NULL, NULL, "error 500", 67 },
  { "502", "e502", NULL, NULL, "error 502", 67 },
  { "503, Retry-After 5", "e503", NULL, NULL, "error 503", 67 },
  { "429, Retry-After 40", "e429", NULL, NULL, "error 429", 67 },
  { "429, Retry-After a date", "e429date", NULL, NULL, "error 429", 100 },
  { "redirect loop", "loop", NULL, NULL, "not followed", 67 },
  { "HTML with 200", "html", NULL, NULL, "web page", 67 },
  { "JSON that says it is HTML", "htmljson", NULL, NULL, "web page", 67 },
  { "another content type", "png", NULL, NULL, "cannot be read", 67 },
  { "an empty body", "empty", NULL, NULL, "cannot be read", 67 },
  { "gzip bomb (100 MiB of blanks)", "bomb", NULL, NULL, "16 MiB", 67 },
  { "100 MiB body", "huge", NULL, NULL, "16 MiB", 67 },
  { "401 mid-session", "e401", NULL, NULL, "401", 301 },
  { "403 mid-session", "e403", NULL, NULL, "403", 301 },
  { "certificate expired", "expired", NULL, "tls", "expired on", 67 },
  { "certificate of another host", "wronghost", NULL, "tls", "is for", 67 },
  { "certificate of an unknown CA", "unknownca", NULL, "tls", "authority", 67 },
  { "TLS 1.0 only", "tls10", NULL, "tls", "1.2 or newer", 67 },
};

static void
begin_fault (FaultWall *self)
{
  const Fault *fault = self->fault;

  if (fault->server != NULL)
    fault_bench_lead_to (self->bench, fault->server);
  if (fault->command != NULL)
    fault_bench_tell (self->bench, fault->command);
}

static void
end_fault (FaultWall *self)
{
  const Fault *fault = self->fault;

  zhihui_http_source_set_deadline (self->source, PATIENT_MS);
  fault_bench_lead_to (self->bench, fault->good != NULL ? fault->good : "good");
  fault_bench_tell (self->bench, "pass");
  if (fault->command != NULL &&
      (g_str_equal (fault->command, "refuse") || g_str_equal (fault->command, "hang")))
    fault_bench_tell (self->bench, "accept");
}

typedef struct
{
  FaultBench  *bench;
  const Fault *fault;
} Case;

/* What was shown on a connection that does not protect. */
static void
assert_nothing_was_shown (FaultBench *bench)
{
  g_autofree char *path = g_build_filename (fault_bench_get_folder (bench), "shown.log", NULL);
  g_autofree char *log = NULL;

  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  g_assert_null (strstr (log, "Bearer"));
}

static void
test_fault (gconstpointer data)
{
  const Case  *one = data;
  const Fault *fault = one->fault;
  const char  *good = fault->good != NULL ? fault->good : "good";
  FaultWay     way = { fault->name, fault->detail, begin_fault, end_fault, fault->back_s };
  FaultWall    wall = { .bench = one->bench, .fault = fault };

  fault_bench_set_figure (one->bench, FAULT_BEFORE);
  fault_bench_lead_to (one->bench, good);
  fault_wall_start (&wall, g_str_equal (good, "tls") ? "https" : "http", "127.0.0.1");
  /* What is said, and be it 16 MiB, is waited for; the deadline is for silence. */
  if (strstr (fault->detail, "No answer") == NULL)
    zhihui_http_source_set_deadline (wall.source, PATIENT_MS);
  fault_wall_run (&wall, &way);
  fault_wall_stop (&wall);
  if (g_strcmp0 (fault->server, "tls10") == 0)
    assert_nothing_was_shown (one->bench);
}

static void
skip_fault (gconstpointer data)
{
  g_autofree char *why = g_strdup_printf ("%s is not installed", (const char *) data);

  g_test_skip (why);
}

static char *
make_path (const char *name)
{
  char *path = g_strconcat ("/fault-matrix/", name, NULL);

  return g_strdelimit (path, " ", '-');
}

/* Only here: the machine's own list does not know who signs for the bench. */
static void
trust_bench (FaultBench *bench)
{
  g_autofree char *path = g_build_filename (fault_bench_get_folder (bench), "ca.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

int
main (int argc, char **argv)
{
  const char *missing = NULL;
  g_autoptr (FaultBench) bench = NULL;
  Case cases[G_N_ELEMENTS (faults)];

  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  bench = fault_bench_new (&missing);
  if (bench != NULL)
    trust_bench (bench);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = make_path (faults[i].name);

      cases[i] = (Case){ bench, &faults[i] };
      if (bench != NULL)
        g_test_add_data_func (path, &cases[i], test_fault);
      else
        g_test_add_data_func (path, missing, skip_fault);
    }

  return g_test_run ();
}
