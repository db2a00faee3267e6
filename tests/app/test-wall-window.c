/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-window.h"

#include "fake-platform.h"
#include "lone-window.h"
#include "zhihui-http-source.h"
#include "zhihui-language.h"
#include "zhihui-page-wants.h"
#include "zhihui-pages.h"

#include <string.h>

typedef struct
{
  FakePlatform     *platform;
  char             *folder; /* owned */
  ZhihuiSource     *source; /* owned, nullable */
  ZhihuiWallWindow *window; /* owned by GTK, nullable */
  gint64            figure;
} Fixture;

static void
open_window (Fixture *self)
{
  ZhihuiHttpSource *source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, self->folder, NULL);
  ZhihuiWants wants;

  zhihui_http_source_set_token (source, NULL);
  self->source = ZHIHUI_SOURCE (source);
  zhihui_page_wants_of_shipped ("overview", 1600, 900, &wants);
  wants.period_s = 1;
  zhihui_source_set_wants (self->source, &wants);
  zhihui_source_start (self->source);
  self->window = lone_window_new (self->source);
  zhihui_wall_window_present (self->window, 1600, 900);
}

static void
close_window (Fixture *self)
{
  ZhihuiWallWindow *window = g_object_ref (self->window);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
  zhihui_source_stop (self->source);
  g_clear_object (&self->source);
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  self->platform = fake_platform_new ();
  self->folder = make_folder ();
  self->figure = 214;
  fake_platform_set_figure (self->platform, self->figure);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  close_window (self);
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  g_free (self->folder);
}

static ZhihuiPicture *
get_picture (Fixture *self, ZhihuiPanel panel)
{
  ZhihuiWallView  *view = zhihui_wall_window_get_view (self->window);
  ZhihuiPanelView *shown = zhihui_panel_deck_find_panel (zhihui_wall_view_get_deck (view), panel);

  return shown != NULL ? zhihui_panel_view_get_picture (shown) : NULL;
}

static gboolean
has_text (Fixture *self, ZhihuiPanel panel, const char *part)
{
  ZhihuiPicture *picture = get_picture (self, panel);

  for (guint i = 0; picture != NULL && i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT && strstr (item->text, part) != NULL)
        return TRUE;
    }

  return FALSE;
}

static guint
count_hollow (Fixture *self)
{
  guint n = 0;

  for (ZhihuiPanel panel = 0; panel < ZHIHUI_N_PANELS; panel++)
    {
      ZhihuiPicture *picture = get_picture (self, panel);

      for (guint i = 0; picture != NULL && i < zhihui_picture_get_n_items (picture); i++)
        n += zhihui_picture_get_item (picture, i)->font.hollow > 0.0;
    }

  return n;
}

static gboolean
shows_figure (gpointer user_data)
{
  Fixture         *self = user_data;
  g_autofree char *text = g_strdup_printf ("%d", (int) self->figure);

  return has_text (self, ZHIHUI_PANEL_KPI, text) && has_text (self, ZHIHUI_PANEL_VOLUME, text);
}

static gboolean
is_solid (gpointer user_data)
{
  return shows_figure (user_data) && count_hollow (user_data) == 0;
}

static gboolean
tells_age (gpointer user_data)
{
  return has_text (user_data, ZHIHUI_PANEL_KPI, "秒前") &&
         has_text (user_data, ZHIHUI_PANEL_VOLUME, "秒前");
}

static gboolean
is_hollow (gpointer user_data)
{
  return count_hollow (user_data) > 5;
}

static void
test_figures_follow (Fixture *self, gconstpointer user_data)
{
  open_window (self);
  await (shows_figure, self, "the first figures");
  self->figure = 977;
  fake_platform_set_figure (self->platform, self->figure);
  await (shows_figure, self, "the next figures");
}

static void
test_loss_and_return (Fixture *self, gconstpointer user_data)
{
  gint64 lost_us;

  open_window (self);
  await (is_solid, self, "the first figures");

  lost_us = g_get_monotonic_time ();
  fake_platform_go_away (self->platform);
  await (tells_age, self, "the age");
  /* two polls of one second each, ten per cent of chance, one second of the wall's own clock */
  g_assert_cmpint (g_get_monotonic_time () - lost_us, <, 5 * G_USEC_PER_SEC);
  g_assert_true (shows_figure (self));
  g_assert_cmpuint (count_hollow (self), ==, 0);

  zhihui_wall_view_pass_time (zhihui_wall_window_get_view (self->window),
                              g_get_monotonic_time () + 121 * G_USEC_PER_SEC);
  g_assert_true (is_hollow (self));
  g_assert_true (shows_figure (self));

  self->figure = 431;
  fake_platform_set_figure (self->platform, self->figure);
  fake_platform_come_back (self->platform);
  await (is_solid, self, "the return");
  g_assert_false (tells_age (self));
}

static void
test_cold_start (Fixture *self, gconstpointer user_data)
{
  gint64 started_us;

  open_window (self);
  await (is_solid, self, "the first figures");
  g_assert_true (zhihui_http_source_flush (ZHIHUI_HTTP_SOURCE (self->source), NULL));
  close_window (self);
  fake_platform_go_away (self->platform);

  started_us = g_get_monotonic_time ();
  open_window (self);
  await (is_hollow, self, "the kept figures");
  g_assert_cmpint (g_get_monotonic_time () - started_us, <, 2 * G_USEC_PER_SEC);
  g_assert_true (has_text (self, ZHIHUI_PANEL_HEAD, "离线"));
}

static gboolean
tells (ZhihuiPanelView *panel, const char *part)
{
  ZhihuiPicture *picture = zhihui_panel_view_get_picture (panel);

  return picture != NULL && strstr (zhihui_picture_get_spoken (picture), part) != NULL;
}

static void
test_director_is_obeyed (Fixture *self, gconstpointer user_data)
{
  ZhihuiInterruption alert = { .kind = ZHIHUI_INTERRUPTION_ALERT,
                               .id = (char *) "a-1",
                               .page = (char *) "map",
                               .words = (char *) "红色预警" };
  ZhihuiDirector    *director;
  ZhihuiWallFrame   *frame;
  ZhihuiWallView    *view;

  open_window (self);
  await (is_solid, self, "the first figures");
  director = zhihui_wall_window_get_director (self->window);
  frame = zhihui_wall_window_get_frame (self->window);
  view = zhihui_wall_window_get_view (self->window);
  g_assert_cmpstr (zhihui_wall_view_get_page (view), ==, "overview");
  g_assert_null (zhihui_panel_view_get_picture (zhihui_wall_frame_get_strip (frame)));

  alert.until_us = g_get_monotonic_time () + 3600 * (gint64) G_USEC_PER_SEC;
  zhihui_director_interrupt (director, &alert);
  g_assert_cmpstr (zhihui_wall_view_get_page (view), ==, "map");
  g_assert_true (tells (zhihui_wall_frame_get_strip (frame), "红色预警"));
  zhihui_director_end_interruption (director, "a-1");
  g_assert_cmpstr (zhihui_wall_view_get_page (view), ==, "overview");

  zhihui_director_hold (director, TRUE);
  zhihui_director_pin (director, NULL, NULL, NULL);
  g_assert_true (zhihui_wall_view_is_held (view));
  g_assert_true (tells (zhihui_wall_frame_get_strip (frame), "已固定"));
  g_assert_true (tells (zhihui_wall_frame_get_strip (frame), "已停留"));
}

/* Nothing was read yet: the curtain and a copy of the screen need no figures. */
static void
test_before_figures (Fixture *self, gconstpointer user_data)
{
  ZhihuiWallFrame *frame;
  ZhihuiWallCopy   copy;

  open_window (self);
  frame = zhihui_wall_window_get_frame (self->window);
  g_assert_null (zhihui_wall_view_get_situation (zhihui_wall_window_get_view (self->window)));
  zhihui_wall_frame_copy (frame, &copy);
  g_assert_null (copy.situation);
  zhihui_wall_copy_clear (&copy);
  zhihui_director_curtain (zhihui_wall_window_get_director (self->window), TRUE);
  g_assert_true (zhihui_wall_frame_is_curtained (frame));
}

/* No figure, no word of the page is left on the screen, nor for screen readers. */
static void
test_curtain_hides (Fixture *self, gconstpointer user_data)
{
  ZhihuiPanelView *curtain;
  ZhihuiDirector  *director;
  GtkWidget       *view;

  open_window (self);
  await (is_solid, self, "the first figures");
  director = zhihui_wall_window_get_director (self->window);
  curtain = zhihui_wall_frame_get_curtain (zhihui_wall_window_get_frame (self->window));
  view = GTK_WIDGET (zhihui_wall_window_get_view (self->window));
  g_assert_true (gtk_widget_get_mapped (view));

  zhihui_director_hold (director, TRUE);
  zhihui_director_curtain (director, TRUE);
  g_assert_false (gtk_widget_get_mapped (view));
  gtk_test_accessible_assert_state (view, GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
  gtk_test_accessible_assert_state (
    zhihui_wall_frame_get_strip (zhihui_wall_window_get_frame (self->window)),
    GTK_ACCESSIBLE_STATE_HIDDEN,
    TRUE);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (curtain)));
  g_assert_true (tells (curtain, "画面已遮蔽"));
  g_assert_false (tells (curtain, "214"));
  g_assert_false (gtk_widget_get_mapped (
    GTK_WIDGET (zhihui_wall_frame_get_strip (zhihui_wall_window_get_frame (self->window)))));

  zhihui_director_curtain (director, FALSE);
  gtk_test_accessible_assert_state (view, GTK_ACCESSIBLE_STATE_HIDDEN, FALSE);
  g_assert_true (gtk_widget_get_mapped (view));
  g_assert_null (zhihui_panel_view_get_picture (curtain));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/wall-window/new-figures-come-to-the-wall", test_figures_follow);
  ADD ("/wall-window/a-lost-platform-ages-then-hollows-then-returns", test_loss_and_return);
  ADD ("/wall-window/a-start-without-platform-shows-the-kept-figures", test_cold_start);
  ADD ("/wall-window/what-the-director-says-is-shown", test_director_is_obeyed);
  ADD ("/wall-window/before-the-first-figures-it-can-be-covered", test_before_figures);
  ADD ("/wall-window/the-curtain-leaves-nothing-of-the-page", test_curtain_hides);

  return g_test_run ();
}
