/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "served-scenario.h"

#include "program-run.h"
#include "zhihui-page-wants.h"
#include "zhihui-settling.h"

/* A working day after noon: the same figures in every run. */
#define UNTIL "2026-07-29T14:05:00+08:00"

void
served_scenario_start (ServedScenario *self, const char *name, const char *cases)
{
  g_auto (ProgramRun) run = { 0 };

  self->folder = program_make_folder ();
  self->database = g_build_filename (self->folder, "z.db", NULL);
  run = program_run_platform (
    "simulate", "--scenario", name, "--cases", cases, "--until", UNTIL, "-d", self->database, NULL);
  g_assert_cmpint (run.status, ==, 0);
  self->server = program_serve_platform (
    &self->url, "-d", self->database, "--listen", "127.0.0.1:0", "--rate-limit", "0", NULL);
}

void
served_scenario_stop (ServedScenario *self)
{
  program_kill (&self->server);
  program_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->url, g_free);
}

ZhihuiSource *
served_scenario_open (ServedScenario *self, const char *scope)
{
  g_autofree char *path = g_build_filename (self->folder, scope, NULL);
  g_autoptr (GError) error = NULL;
  ZhihuiSource *source;

  program_write_token (self->database, scope, path);
  source = zhihui_source_new_for (self->url, path, NULL, &error);
  g_assert_no_error (error);
  return source;
}

ZhihuiSource *
served_scenario_read (ServedScenario *self, const char *scope)
{
  ZhihuiSource *source = served_scenario_open (self, scope);
  ZhihuiWants   wants;

  zhihui_page_wants_of_shipped (NULL, 0, 0, &wants);
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  g_assert_true (zhihui_settling_wait (source, 30000));
  return source;
}
