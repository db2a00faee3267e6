/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-window.h"

#include "fake-platform.h"
#include "lone-window.h"
#include "program-run.h"
#include "zhihui-language.h"
#include "zhihui-page-wants.h"
#include "zhihui-pages.h"
#include "zhihui-settling.h"

#include <glib/gstdio.h>
#include <string.h>

/* The wall before the reference platform itself, in a process of its own. */
typedef struct
{
  char             *folder, *database, *token_file, *url; /* owned */
  GSubprocess      *server;                               /* owned, nullable */
  ZhihuiSource     *source;                               /* owned */
  ZhihuiWallWindow *window;                               /* owned by GTK */
} Fixture;

static void
start_server (Fixture *self, const char *listen, const char *limit)
{
  g_free (self->url);
  self->server = program_serve_platform (&self->url,
                                         "-d",
                                         self->database,
                                         "--listen",
                                         listen,
                                         limit != NULL ? "--rate-limit" : NULL,
                                         limit,
                                         NULL);
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_auto (ProgramRun) made = { 0 };
  ZhihuiWants wants;

  self->folder = program_make_folder ();
  self->database = g_build_filename (self->folder, "z.db", NULL);
  self->token_file = g_build_filename (self->folder, "token", NULL);
  made = program_run_platform ("simulate", "--scenario", "zichuan", "-d", self->database, NULL);
  g_assert_cmpint (made.status, ==, 0);
  program_write_token (self->database, "wall", self->token_file);
  start_server (self, "127.0.0.1:0", NULL);

  self->source = zhihui_source_new_for (self->url, self->token_file, NULL, &error);
  g_assert_no_error (error);
  zhihui_page_wants_of_shipped ("overview", 1600, 900, &wants);
  wants.period_s = 1;
  zhihui_source_set_wants (self->source, &wants);
  zhihui_source_start (self->source);
  self->window = lone_window_new (self->source);
  zhihui_wall_window_present (self->window, 1600, 900);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  ZhihuiWallWindow *window = g_object_ref (self->window);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
  zhihui_source_stop (self->source);
  g_clear_object (&self->source);
  program_kill (&self->server);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->token_file);
  g_free (self->url);
}

static ZhihuiState
judge (Fixture *self)
{
  ZhihuiSituation *situation =
    zhihui_wall_view_get_situation (zhihui_wall_window_get_view (self->window));

  if (situation == NULL)
    return ZHIHUI_STATE_LOADING;
  return zhihui_situation_judge_source (situation, g_get_monotonic_time (), NULL).state;
}

/* Counts items by what they look like on the whole page. */
static guint
count_items (Fixture *self, gboolean hollow, const char *part)
{
  ZhihuiWallView *view = zhihui_wall_window_get_view (self->window);
  guint           n = 0;

  for (guint number = 0; number < zhihui_panel_deck_get_n_panels (zhihui_wall_view_get_deck (view));
       number++)
    {
      ZhihuiPicture *picture = zhihui_panel_view_get_picture (
        zhihui_panel_deck_get_panel (zhihui_wall_view_get_deck (view), number));

      for (guint i = 0; picture != NULL && i < zhihui_picture_get_n_items (picture); i++)
        {
          const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

          if (hollow)
            n += item->font.hollow > 0.0;
          else
            n += item->text != NULL && strstr (item->text, part) != NULL;
        }
    }

  return n;
}

static gboolean
is_fresh (gpointer user_data)
{
  return judge (user_data) == ZHIHUI_STATE_FRESH && count_items (user_data, TRUE, NULL) == 0 &&
         count_items (user_data, FALSE, "%") > 10;
}

static gboolean
is_ageing (gpointer user_data)
{
  return count_items (user_data, FALSE, "秒前") >= 5;
}

static void
test_killed_and_started_again (Fixture *self, gconstpointer user_data)
{
  g_autofree char *port = NULL;
  g_autofree char *listen = NULL;

  await (is_fresh, self, "the first figures");
  port = g_strndup (strrchr (self->url, ':') + 1, strcspn (strrchr (self->url, ':') + 1, "/"));
  listen = g_strconcat ("127.0.0.1:", port, NULL);

  program_kill (&self->server);
  await (is_ageing, self, "the ages");
  g_assert_cmpuint (count_items (self, TRUE, NULL), ==, 0);
  zhihui_wall_view_pass_time (zhihui_wall_window_get_view (self->window),
                              g_get_monotonic_time () + 125 * G_USEC_PER_SEC);
  g_assert_cmpuint (count_items (self, TRUE, NULL), >, 10);
  /* nothing is blank: three headline rates and four rows of three boards */
  g_assert_cmpuint (count_items (self, FALSE, "%"), >=, 15);

  start_server (self, listen, NULL);
  await (is_fresh, self, "the return");
}

/* A page asks for more at once than this platform gives in a second. */
static void
test_put_off (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiSource) source = NULL;
  ZhihuiSituation *situation;
  ZhihuiWants      wants;

  program_kill (&self->server);
  start_server (self, "127.0.0.1:0", "4");
  source = zhihui_source_new_for (self->url, self->token_file, NULL, &error);
  g_assert_no_error (error);
  zhihui_page_wants_of_shipped ("overview", 1920, 1080, &wants);
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  g_assert_true (zhihui_settling_wait (source, 30000));

  situation = zhihui_source_get_situation (source);
  g_assert_nonnull (zhihui_situation_get_alerts (situation));
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_assert_nonnull (zhihui_situation_get_ranking (situation, board, "town"));
      g_assert_nonnull (zhihui_situation_get_ranking (situation, board, "department"));
    }
  zhihui_source_stop (source);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/wall-platform/killed-it-ages-and-hollows-started-again-it-returns",
              Fixture,
              NULL,
              set_up,
              test_killed_and_started_again,
              tear_down);
  g_test_add ("/wall-platform/who-is-put-off-for-asking-much-waits-and-has-all",
              Fixture,
              NULL,
              set_up,
              test_put_off,
              tear_down);

  return g_test_run ();
}
