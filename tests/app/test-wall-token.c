/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-token-guard.h"

#include "program-run.h"
#include "zhihui-error.h"

/* ---- what is judged ---- */

static ZhihuiSituation *
make_situation (const char *scope)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();

  meta->scope = g_strdup (scope);
  zhihui_situation_builder_set_meta (builder, meta);
  return zhihui_situation_builder_finish (builder);
}

static void
test_only_a_wall_is_a_wall (void)
{
  static const struct
  {
    const char *scope;
    gboolean    is_right;
  } cases[] = {
    { NULL, TRUE },
    { "wall", TRUE },
    { "wall:room", TRUE },
    { "wall wall:room", TRUE },
    { "desk", FALSE },
    { "admin", FALSE },
    { "wall case:full", FALSE },
    { "walls", FALSE },
    { "wall events", FALSE },
    { "", TRUE },
  };
  g_autoptr (ZhihuiSituation) nothing =
    zhihui_situation_builder_finish (zhihui_situation_builder_new (NULL));

  g_assert_true (zhihui_token_guard_judge (nothing, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiSituation) situation = make_situation (cases[i].scope);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].scope);
      g_assert_cmpint (zhihui_token_guard_judge (situation, &error), ==, cases[i].is_right);
      if (!cases[i].is_right)
        g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED);
    }
}

/* ---- before the platform ---- */

typedef struct
{
  char        *folder, *database, *url; /* owned */
  GSubprocess *server;                  /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer user_data)
{
  g_auto (ProgramRun) run = { 0 };

  self->folder = program_make_folder ();
  self->database = g_build_filename (self->folder, "z.db", NULL);
  run = program_run_platform ("create", "-d", self->database, "--scenario", "zichuan", NULL);
  g_assert_cmpint (run.status, ==, 0);
  self->server =
    program_serve_platform (&self->url, "-d", self->database, "--listen", "127.0.0.1:0", NULL);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  program_kill (&self->server);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->url);
}

/* A file with a new token. */
static char *
write_token (Fixture *self, const char *scope)
{
  char *path = g_build_filename (self->folder, scope, NULL);

  program_write_token (self->database, scope, path);
  return path;
}

static ProgramRun
run_wall (Fixture *self, const char *scope, const char *quit_after, const char *more)
{
  g_autofree char *token = write_token (self, scope);

  return program_run ("wall",
                      "--lang",
                      "en",
                      "--source",
                      self->url,
                      "--token-file",
                      token,
                      "--size",
                      "1280x720",
                      "--no-animation",
                      "--quit-after",
                      quit_after,
                      more,
                      NULL);
}

/* It ends long before it would by itself. */
static void
a_desk_token_is_refused (Fixture *self, gconstpointer user_data)
{
  g_auto (ProgramRun) run = run_wall (self, "desk", "60", NULL);

  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "more than a wall (desk)"));
}

static void
a_desk_token_that_is_meant_is_warned_of (Fixture *self, gconstpointer user_data)
{
  g_auto (ProgramRun) run = run_wall (self, "desk", "3", "--allow-desk-token");

  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.err, "more than a wall (desk)"));
}

static void
a_wall_token_is_right (Fixture *self, gconstpointer user_data)
{
  g_auto (ProgramRun) run = run_wall (self, "wall:room", "3", NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_null (strstr (run.err, "more than a wall"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wall-token/only-a-wall-is-a-wall", test_only_a_wall_is_a_wall);
#define ADD(path, test) g_test_add ("/wall-token/" path, Fixture, NULL, set_up, test, tear_down)
  if (g_getenv ("DISPLAY") != NULL)
    {
      ADD ("a-token-of-the-desk-is-refused", a_desk_token_is_refused);
      ADD ("a-token-of-the-desk-that-is-meant-is-warned-of",
           a_desk_token_that_is_meant_is_warned_of);
      ADD ("a-token-of-the-wall-is-right", a_wall_token_is_right);
    }
  return g_test_run ();
}
