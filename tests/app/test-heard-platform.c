/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-platform.h"
#include "program-run.h"
#include "zhihui-http-source.h"

#include <string.h>

/* The stream of the reference platform itself, in a process of its own: what it says changed is on
 * the wall long before it would have been asked for. */

#define SPEED "600"
/* Heard of, the summary is read each 45 to 55 s. */
#define SOON_S 30

typedef struct
{
  GSubprocess      *server; /* owned */
  char             *folder; /* owned */
  ZhihuiHttpSource *source; /* owned */
  Listener         *listener;
  gint64            month_count; /* that was known before */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  ZhihuiWants wants = { .datasets = 1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_ALERTS };
  g_autoptr (GError) error = NULL;
  g_auto (ProgramRun) made = { 0 };
  g_autofree char *database = NULL;
  g_autofree char *token = NULL;
  g_autofree char *url = NULL;

  self->folder = program_make_folder ();
  database = g_build_filename (self->folder, "z.db", NULL);
  made = program_run_platform ("simulate",
                               "--scenario",
                               "zichuan",
                               "--from",
                               "2020-06-01",
                               "--until",
                               "2020-07-29T09:30:00+08:00",
                               "-d",
                               database,
                               NULL);
  g_assert_cmpint (made.status, ==, 0);
  token = program_make_token (database, "wall");
  self->server = program_serve_platform (
    &url, "-d", database, "--listen", "127.0.0.1:0", "--speed", SPEED, NULL);

  self->source = zhihui_http_source_new (url, NULL, NULL, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (self->source, token);
  self->listener = begin_reading (self->source, &wants);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end_reading (self->source, self->listener);
  program_kill (&self->server);
  program_remove_folder (self->folder);
  g_free (self->folder);
}

static gboolean
is_hearing (gpointer user_data)
{
  return zhihui_http_source_is_hearing (user_data);
}

static gboolean
is_deaf (gpointer user_data)
{
  return !zhihui_http_source_is_hearing (user_data);
}

static gint64
get_month_count (Fixture *self)
{
  return zhihui_situation_get_summary (self->listener->last)->month_count;
}

static gboolean
has_more (gpointer user_data)
{
  return get_month_count (user_data) > ((Fixture *) user_data)->month_count;
}

static void
test_what_it_tells_is_shown (Fixture *self, gconstpointer data)
{
  gint64 begun_us;

  g_assert_true (zhihui_situation_get_meta (self->listener->last)->has_stream);
  await (is_hearing, self->source, "the platform says hello");

  /* Twice, since "hello" alone asks once. */
  self->month_count = get_month_count (self);
  await (has_more, self, "a case comes in");
  begun_us = g_get_monotonic_time ();
  self->month_count = get_month_count (self);
  await (has_more, self, "another case comes in");

  g_assert_cmpint (g_get_monotonic_time () - begun_us, <, seconds (SOON_S));
  g_assert_true (zhihui_http_source_is_hearing (self->source));
  g_assert_cmpint (
    zhihui_situation_judge (self->listener->last, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ())
      .state,
    ==,
    ZHIHUI_STATE_FRESH);

  /* It is heard at once that the platform is gone. */
  g_subprocess_force_exit (self->server);
  await (is_deaf, self->source, "the stream ended with the platform");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/heard-platform/what-it-tells-is-shown-before-it-would-be-asked",
              Fixture,
              NULL,
              set_up,
              test_what_it_tells_is_shown,
              tear_down);

  return g_test_run ();
}
