/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-wall.h"

#include "certificates.h"
#include "fake-platform.h"
#include "own-bus.h"
#include "program-run.h"
#include "widget-search.h"
#include "zhihui-desk-page.h"
#include "zhihui-http-source.h"
#include "zhihui-language.h"
#include "zhihui-settings-store.h"
#include "zhihui-view.h"
#include "zhihui-wall-bus.h"
#include "zhihui-wall-remote.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define TOKEN "a77e-right-token"

/* A wall in this process and the page of a desk that steers it. */
typedef struct
{
  ZhihuiDirector   *director; /* owned */
  ZhihuiWallVerbs  *verbs;    /* owned */
  ZhihuiWallBus    *name;     /* owned, nullable: it is the wall of this session */
  ZhihuiWallRemote *remote;   /* owned, nullable: it is one of the network */
  GSubprocess      *process;  /* owned, nullable: it is a program of its own */
  char             *folder;   /* owned */
  guint16           port;

  ZhihuiSource   *source; /* owned */
  ZhihuiDesk     *desk;   /* owned */
  GtkWidget      *window; /* owned by GTK */
  ZhihuiDeskPage *page;   /* of @window */
  char           *told;   /* owned, nullable: what the user was told last */
  const char     *part;   /* what is awaited */
} Fixture;

/* ---- the wall ---- */

static cairo_status_t
append_cb (void *closure, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* As wide as it was asked for, half as high. */
static void
paint (
  gpointer painter, const char *screen, guint width, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) width / 2);
  GByteArray *bytes = g_byte_array_new ();

  cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_destroy (surface);
  g_task_return_pointer (task, g_byte_array_free_to_bytes (bytes), (GDestroyNotify) g_bytes_unref);
}

static GBytes *
finish (gpointer painter, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
get_size (gpointer painter, const char *screen, int *width, int *height)
{
  return FALSE;
}

static const char *
get_title (gpointer painter, const char *page)
{
  return g_str_equal (page, "overview") ? "总览" : g_str_equal (page, "map") ? "地图" : "会商研判";
}

static void
make_wall (Fixture *self)
{
  static const char *const    screens[] = { "left", "right" };
  static const char *const    pages[] = { "overview", "map", "review" };
  static const ZhihuiPlayItem items[] = { { "overview", 600 }, { "map", 300 } };
  const ZhihuiWallPainter     painter = { paint, finish, get_size, get_title, NULL };

  self->director = zhihui_director_new ();
  zhihui_director_pass_time (self->director, g_get_monotonic_time ());
  zhihui_director_set_pages (self->director, pages, G_N_ELEMENTS (pages));
  zhihui_director_set_screens (self->director, screens, G_N_ELEMENTS (screens));
  zhihui_director_set_playlist (self->director, NULL, items, G_N_ELEMENTS (items));
  self->verbs = zhihui_wall_verbs_new (self->director, &painter);
}

static char *
dup_path (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
write_token (Fixture *self, const char *name, const char *token)
{
  g_autofree char *path = dup_path (self, name);

  g_assert_true (
    g_file_set_contents_full (path, token, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
listen_on_network (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  ZhihuiRemoteSettings settings = {
    .listen = g_strdup_printf ("127.0.0.1:%u", self->port),
    .certificate = dup_path (self, "wall.pem"),
    .key = dup_path (self, "wall.key"),
    .token_file = dup_path (self, "token"),
  };

  self->remote = zhihui_wall_remote_new (self->verbs, &settings, &error);
  g_assert_no_error (error);
  self->port = (guint16) zhihui_wall_remote_get_port (self->remote);
  zhihui_remote_settings_clear (&settings);
}

/* ---- the desk ---- */

static void
told_cb (Fixture *self, const char *text)
{
  g_free (self->told);
  self->told = g_strdup (text);
}

/* In the place of the one before, if any. */
static void
open_page (Fixture *self)
{
  self->page = g_object_new (ZHIHUI_TYPE_DESK_WALL, NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  zhihui_desk_page_open (self->page, self->desk);
}

static void
open_desk (Fixture *self)
{
  self->source =
    ZHIHUI_SOURCE (zhihui_http_source_new ("http://127.0.0.1:9/api/v1", NULL, NULL, NULL));
  self->desk = zhihui_desk_new (self->source);
  g_signal_connect_swapped (self->desk, "tell", G_CALLBACK (told_cb), self);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  open_page (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* What the window of the desk does each second; often, so that the test is quick. */
static gboolean
passed_cb (gpointer user_data)
{
  zhihui_desk_page_pass (((Fixture *) user_data)->page, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

static void
await_page (Fixture *self, Condition is_so, const char *what)
{
  guint id = g_timeout_add (50, passed_cb, self);

  await (is_so, self, what);
  g_source_remove (id);
}

static gboolean
does_action (GtkWidget *widget, gconstpointer action)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

static gboolean
is_picture (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_PICTURE (widget);
}

static gboolean
is_list (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LIST_BOX (widget);
}

static gboolean
is_choice (GtkWidget *widget, gconstpointer number)
{
  return GTK_IS_DROP_DOWN (widget) && gtk_widget_get_mapped (widget) &&
         gtk_drop_down_get_model (GTK_DROP_DOWN (widget)) != NULL &&
         g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (widget))) ==
           GPOINTER_TO_UINT (number);
}

static GtkWidget *
get_button (Fixture *self, const char *action)
{
  GtkWidget *button = widget_search_first (self->window, does_action, action);

  g_assert_nonnull (button);
  return button;
}

static void
click (Fixture *self, const char *action)
{
  GtkWidget *button = get_button (self, action);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_pressed (Fixture *self, const char *action)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_button (self, action)));
}

static gboolean
is_said (gpointer user_data)
{
  Fixture *self = user_data;

  return widget_search_seen (self->window, self->part) != NULL;
}

static void
await_words (Fixture *self, const char *part)
{
  self->part = part;
  await_page (self, is_said, part);
}

static const char *
get_page (Fixture *self, const char *screen)
{
  return zhihui_director_get_page (self->director, screen);
}

static gboolean
has_picture (gpointer user_data)
{
  Fixture   *self = user_data;
  GtkWidget *picture = widget_search_first (self->window, is_picture, NULL);

  return picture != NULL && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

static gboolean
was_told (gpointer user_data)
{
  return ((Fixture *) user_data)->told != NULL;
}

/* ---- the fixture ---- */

static gboolean
is_gone (gpointer page)
{
  return *(gpointer *) page == NULL;
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  self->folder = program_make_folder ();
  make_wall (self);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  g_object_add_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  zhihui_desk_page_leave (self->page);
  gtk_window_destroy (GTK_WINDOW (self->window));
  await (is_gone, &self->page, "the end of the page");
  g_assert_finalize_object (self->desk);
  g_object_unref (self->source);
  program_kill (&self->process);
  zhihui_wall_bus_free (self->name);
  zhihui_wall_remote_free (self->remote);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (self->verbs);
  g_object_unref (self->director);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->told);
}

/* ---- the tests ---- */

static void
assert_line (Fixture *self, const char *line)
{
  g_autofree char *told = zhihui_desk_page_describe (self->page);

  g_assert_cmpstr (told, ==, line);
}

static void
test_no_wall (Fixture *self, gconstpointer user_data)
{
  open_desk (self);
  await_words (self, "本机没有运行大屏");
  assert_line (self, "");
  g_assert_null (widget_search_seen (self->window, "zhihui wall"));
  g_assert_nonnull (widget_search_first (self->window, does_action, "wall.add"));

  /* One that is started is found without a hand. */
  self->name = zhihui_wall_bus_new (self->verbs);
  await_words (self, "总览 · 第 1 页，共 2 页");
  assert_line (self, "大屏正在显示的内容");
}

static gboolean
is_steered (gpointer user_data)
{
  Fixture            *self = user_data;
  ZhihuiDirectorState state;
  const char         *wanted = self->part;
  g_autofree char    *is = NULL;

  zhihui_director_get_state (self->director, "left", &state);
  is = g_strdup_printf ("%s%s%s%s",
                        state.page,
                        state.is_held ? " held" : "",
                        state.is_pinned ? " pinned" : "",
                        state.is_curtained ? " curtained" : "");
  return g_str_equal (is, wanted);
}

static void
await_steered (Fixture *self, const char *state)
{
  self->part = state;
  await_page (self, is_steered, state);
}

static void
test_buttons (Fixture *self, gconstpointer user_data)
{
  GtkListBox *pages;

  self->name = zhihui_wall_bus_new (self->verbs);
  open_desk (self);
  await_words (self, "秒后切换到“地图”（本页共 600 秒）");
  await_page (self, has_picture, "the picture");

  click (self, "wall.next");
  await_steered (self, "map");
  await_words (self, "地图 · 第 2 页，共 2 页");
  click (self, "wall.previous");
  await_steered (self, "overview");
  click (self, "wall.hold");
  await_steered (self, "overview held");
  await_words (self, "已停留");
  g_assert_true (is_pressed (self, "wall.hold"));
  click (self, "wall.hold");
  await_steered (self, "overview");
  click (self, "wall.pin");
  await_steered (self, "overview pinned");
  await_words (self, "已固定");
  click (self, "wall.pin");
  await_steered (self, "overview");
  click (self, "wall.curtain");
  await_steered (self, "overview curtained");
  await_words (self, "画面已遮蔽");
  click (self, "wall.curtain");
  await_steered (self, "overview");

  pages = GTK_LIST_BOX (widget_search_first (self->window, is_list, NULL));
  g_signal_emit_by_name (pages, "row-activated", gtk_list_box_get_row_at_index (pages, 2));
  await_steered (self, "review");
  g_assert_cmpstr (get_page (self, "right"), ==, "overview");
}

static void
test_others (Fixture *self, gconstpointer user_data)
{
  GtkDropDown *screens;

  self->name = zhihui_wall_bus_new (self->verbs);
  open_desk (self);
  await_words (self, "总览 · 第 1 页");
  zhihui_director_turn (self->director, "left", 1);
  await_words (self, "地图 · 第 2 页");

  /* Another screen of the same wall. */
  screens = GTK_DROP_DOWN (widget_search_first (self->window, is_choice, GUINT_TO_POINTER (2)));
  gtk_drop_down_set_selected (screens, 1);
  await_words (self, "总览 · 第 1 页");
  click (self, "wall.pin");
  await_words (self, "已固定");
  g_assert_true (zhihui_director_show (self->director, "left", "review", NULL));
  g_assert_false (zhihui_director_show (self->director, "right", "map", NULL));

  /* What the wall does not do is told. */
  g_assert_null (self->told);
  gtk_widget_activate_action (
    widget_search_first (self->window, is_picture, NULL), "wall.show", "s", "map", NULL);
  await_page (self, was_told, "the refusal");
  g_assert_nonnull (strstr (self->told, "请先取消固定"));
}

/* Which pages come by themselves on the screen that is looked at, and when: "12-". */
static char *
read_turns (Fixture *self)
{
  GtkListBox *pages = GTK_LIST_BOX (widget_search_first (self->window, is_list, NULL));
  GString    *turns = g_string_new (NULL);

  for (int i = 0; i < 3; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (pages, i);
      const char    *turn = gtk_label_get_text (
        GTK_LABEL (gtk_widget_get_last_child (gtk_list_box_row_get_child (row))));
      guint number = 0;

      if (sscanf (turn, "轮播第 %u 页", &number) == 1)
        g_string_append_printf (turns, "%u", number);
      else
        g_string_append (turns, *turn == '\0' ? "-" : turn);
    }
  return g_string_free (turns, FALSE);
}

static gboolean
has_turns (gpointer user_data)
{
  Fixture         *self = user_data;
  g_autofree char *turns = read_turns (self);

  return g_str_equal (turns, self->part);
}

static void
test_playlist (Fixture *self, gconstpointer user_data)
{
  static const ZhihuiPlayItem own[] = { { "review", 60 }, { "overview", 60 } };
  GtkDropDown                *screens;

  zhihui_director_set_playlist (self->director, "right", own, G_N_ELEMENTS (own));
  self->name = zhihui_wall_bus_new (self->verbs);
  open_desk (self);
  await_words (self, "总览 · 第 1 页");
  self->part = "12-";
  await_page (self, has_turns, "the turns of the first screen");

  screens = GTK_DROP_DOWN (widget_search_first (self->window, is_choice, GUINT_TO_POINTER (2)));
  gtk_drop_down_set_selected (screens, 1);
  self->part = "2-1";
  await_page (self, has_turns, "the turns of the other screen");
}

static void
test_review (Fixture *self, gconstpointer user_data)
{
  GVariantDict target;

  self->name = zhihui_wall_bus_new (self->verbs);
  open_desk (self);
  await_words (self, "总览");
  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "show", "s", "review");
  {
    g_autoptr (GVariant) told = g_variant_ref_sink (g_variant_dict_end (&target));

    zhihui_desk_page_go (self->page, told);
  }
  await_steered (self, "review");
  await_words (self, "会商研判");
}

/* Name, address, file of the token, of the authority. */
static void
keep_place (Fixture *self, const char *token)
{
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, NULL);
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", self->port);
  g_autofree char *token_file = dup_path (self, token);
  g_autofree char *ca_file = dup_path (self, "ca.pem");
  GVariantBuilder  places;

  g_variant_builder_init (&places, G_VARIANT_TYPE ("a(ssss)"));
  g_variant_builder_add (&places, "(ssss)", "大厅", address, token_file, ca_file);
  g_settings_set_value (store, "walls", g_variant_builder_end (&places));
}

static void
test_network (Fixture *self, gconstpointer user_data)
{
  certificates_make_authority (self->folder, "ca");
  certificates_issue (
    self->folder, "ca", "wall", "IP:127.0.0.1", "20200101000000Z", "20991231235959Z");
  write_token (self, "token", TOKEN);
  listen_on_network (self);
  keep_place (self, "token");
  open_desk (self);
  await_words (self, "本机没有运行大屏");

  gtk_drop_down_set_selected (
    GTK_DROP_DOWN (widget_search_first (self->window, is_choice, GUINT_TO_POINTER (2))), 1);
  await_words (self, "总览 · 第 1 页");
  await_page (self, has_picture, "the picture");
  click (self, "wall.next");
  await_steered (self, "map");
  await_words (self, "地图 · 第 2 页");

  /* The wall that was chosen is chosen when the page is opened anew. */
  open_page (self);
  await_words (self, "地图 · 第 2 页");

  zhihui_wall_remote_free (g_steal_pointer (&self->remote));
  await_words (self, "无法连接大屏");
  write_token (self, "token", "another");
  listen_on_network (self);
  write_token (self, "token", TOKEN);
  await_words (self, "大屏不接受令牌");

  /* A wall that is forgotten is forgotten at the next start as well. */
  click (self, "wall.remove");
  await_words (self, "本机没有运行大屏");
  {
    g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, NULL);
    g_autoptr (GVariant) kept = g_settings_get_value (store, "walls");

    g_assert_cmpuint (g_variant_n_children (kept), ==, 0);
  }
}

/* The program itself. */
static void
test_program (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *recording = g_test_build_filename (G_TEST_DIST, "recording", NULL);

  program_end_with_test (launcher);
  self->process = g_subprocess_launcher_spawn (launcher,
                                               NULL,
                                               g_getenv ("ZHIHUI"),
                                               "wall",
                                               "-s",
                                               recording,
                                               "--size",
                                               "640x360",
                                               "--no-animation",
                                               NULL);
  open_desk (self);
  await_words (self, "总览 · 第 1 页");
  await_page (self, has_picture, "the picture");
  click (self, "wall.next");
  await_words (self, "排行榜 · 第 2 页");
  click (self, "wall.curtain");
  await_words (self, "画面已遮蔽");
}

int
main (int argc, char **argv)
{
  GSubprocess *bus = own_bus_start (); /* before GTK speaks to another */
  int          status;

  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  zhihui_view_init ();

  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/desk-wall/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("without-a-wall-it-says-what-to-do-until-one-comes", test_no_wall);
  ADD ("the-buttons-steer-the-wall-and-show-what-it-tells", test_buttons);
  ADD ("what-others-do-is-seen-and-what-it-refuses-told", test_others);
  ADD ("pages-of-the-playlist-are-marked-by-their-turn", test_playlist);
  ADD ("a-page-is-put-on-the-wall", test_review);
  ADD ("a-wall-of-the-network-is-steered-lost-and-refuses", test_network);
  ADD ("the-program-is-steered", test_program);

  status = g_test_run ();
  own_bus_stop (bus);
  return status;
}
