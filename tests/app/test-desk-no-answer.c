/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "desk-application.h"
#include "fake-platform.h"
#include "widget-search.h"
#include "zhihui-desk-past.h"
#include "zhihui-desk-rankings.h"
#include "zhihui-desk-wall.h"
#include "zhihui-desk-window.h"
#include "zhihui-http-source.h"

#define RIGHT "zh1_desk_right"
#define WRONG "zh1_desk_wrong"
#define OTHER "zh1_desk_other"

/* A desk whose platform has told it nothing, and of which nothing is kept. */
typedef struct
{
  FakePlatform *platform;
  char         *folder, *token_file; /* owned */
  GtkWidget    *window;
  const char   *words; /* that are waited for */
} Fixture;

static void
write_token (Fixture *self, const char *token, int mode)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (
    self->token_file, token, -1, G_FILE_SET_CONTENTS_CONSISTENT, mode, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (self->token_file, (mode_t) mode), ==, 0);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->platform = fake_platform_new ();
  fake_platform_set_token (self->platform, RIGHT);
  self->folder = make_folder ();
  self->token_file = g_build_filename (self->folder, "token", NULL);
  write_token (self, RIGHT, 0600);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->token_file);
}

static void
open_window (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiHttpSource) source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), self->token_file, NULL, &error);

  g_assert_no_error (error);
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), ZHIHUI_SOURCE (source));
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
is_seen (Fixture *self, const char *words)
{
  return widget_search_seen (self->window, words) != NULL;
}

static gboolean
has_words (gpointer user_data)
{
  Fixture *self = user_data;

  return is_seen (self, self->words);
}

static gboolean
lacks_words (gpointer user_data)
{
  return !has_words (user_data);
}

static void
await_words (Fixture *self, const char *words)
{
  self->words = words;
  await (has_words, self, words);
}

static gboolean
is_empty_count (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "zh-waiting") && gtk_widget_get_mapped (widget) &&
         *gtk_label_get_text (GTK_LABEL (widget)) == '\0';
}

static gboolean
is_export (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_SPLIT_BUTTON (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
is_page (Fixture *self, GType type)
{
  GtkWidget *page = widget_search_type (self->window, type);

  return page != NULL && gtk_widget_get_mapped (page);
}

static gboolean
shows_rankings (gpointer user_data)
{
  return is_page (user_data, ZHIHUI_TYPE_DESK_RANKINGS);
}

static void
test_does_not_run (Fixture *self, gconstpointer data)
{
  fake_platform_go_away (self->platform);
  open_window (self);
  await_words (self, "平台读取失败");
  g_assert_true (is_seen (self, "连接被拒绝"));
  g_assert_true (is_seen (self, "127.0.0.1"));
  g_assert_true (is_seen (self, "排行榜"));
  g_assert_true (is_seen (self, "○ 尚无应答"));
  g_assert_false (is_seen (self, "正在读取"));
  g_assert_null (widget_search_first (self->window, is_empty_count, NULL));
  g_assert_null (widget_search_first (self->window, is_export, NULL));
}

/* What this machine keeps, and the wall beside it, need no platform. */
static void
test_own_pages (Fixture *self, gconstpointer data)
{
  fake_platform_go_away (self->platform);
  open_window (self);
  await_words (self, "平台读取失败");

  g_assert_true (gtk_widget_activate_action (self->window, "win.page", "s", "past"));
  await_words (self, "尚无历史");
  g_assert_true (is_page (self, ZHIHUI_TYPE_DESK_PAST));
  await_words (self, "连接被拒绝");
  g_assert_true (gtk_widget_activate_action (self->window, "win.page", "s", "wall"));
  g_assert_true (is_page (self, ZHIHUI_TYPE_DESK_WALL));

  g_assert_true (gtk_widget_activate_action (self->window, "win.page", "s", "review"));
  await_words (self, "平台读取失败");
  g_assert_true (is_seen (self, "会商研判"));
  g_assert_false (is_page (self, ZHIHUI_TYPE_DESK_WALL));

  fake_platform_come_back (self->platform);
  g_assert_true (gtk_widget_activate_action (self->window, "win.page", "s", "rankings"));
  g_assert_true (gtk_widget_activate_action (self->window, "win.try-again", NULL));
  await (shows_rankings, self, "the rankings");
}

static void
test_wrong_token (Fixture *self, gconstpointer data)
{
  write_token (self, WRONG, 0600);
  open_window (self);
  await_words (self, "平台不接受该令牌");
  g_assert_false (is_seen (self, "401"));

  write_token (self, RIGHT, 0600);
  g_assert_true (gtk_widget_activate_action (self->window, "win.try-again", NULL));
  g_assert_true (is_seen (self, "正在读取"));
  await (shows_rankings, self, "the rankings");
}

static void
test_open_file (Fixture *self, gconstpointer data)
{
  write_token (self, RIGHT, 0644);
  open_window (self);
  await_words (self, "令牌无法使用");
  g_assert_true (is_seen (self, self->token_file));

  g_assert_cmpint (g_chmod (self->token_file, 0600), ==, 0);
  g_assert_true (gtk_widget_activate_action (self->window, "win.try-again", NULL));
  await (shows_rankings, self, "the rankings");
}

/* It is revoked while the desk is open: that is said at once, not that the platform is late. */
static void
test_revoked (Fixture *self, gconstpointer data)
{
  open_window (self);
  await (shows_rankings, self, "the rankings");
  g_assert_false (is_seen (self, "首选项"));

  fake_platform_set_token (self->platform, OTHER);
  await_words (self, "平台不再接受该令牌：显示的是");
  g_assert_true (is_seen (self, "首选项"));
  g_assert_true (is_seen (self, "○ 非实时"));
  g_assert_false (is_seen (self, "401"));
  g_assert_true (gtk_widget_activate_action (self->window, "win.page", "s", "cases"));
  await_words (self, "请在首选项中换一个");
  g_assert_false (is_seen (self, "无权查看工单"));

  g_assert_true (gtk_widget_activate_action (self->window, "win.page", "s", "rankings"));
  write_token (self, OTHER, 0600);
  self->words = "显示的是";
  await (lacks_words, self, "the new token is read");
  g_assert_false (is_seen (self, "首选项"));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

#define ADD(name, func) g_test_add ("/desk-no-answer/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("that-a-platform-does-not-run-is-said-once", test_does_not_run);
  ADD ("pages-of-this-machine-open-without-it", test_own_pages);
  ADD ("a-token-it-does-not-know-is-told-apart-and-tried-again", test_wrong_token);
  ADD ("a-token-that-others-can-read-is-told-apart", test_open_file);
  ADD ("a-token-that-is-revoked-is-told-at-once", test_revoked);
#undef ADD
  return g_test_run ();
}
