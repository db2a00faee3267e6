/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "fake-platform.h"
#include "lone-window.h"
#include "program-run.h"
#include "widget-search.h"
#include "zhihui-board-totals.h"
#include "zhihui-desk-window.h"
#include "zhihui-drill.h"
#include "zhihui-format.h"
#include "zhihui-language.h"
#include "zhihui-map-view.h"
#include "zhihui-page-wants.h"
#include "zhihui-pages.h"
#include "zhihui-region-crumbs.h"
#include "zhihui-region-table.h"
#include "zhihui-wall-window.h"

/* A person goes down from a province, before the reference platform itself; what is shown is
 * compared with what it answers to who asks it by ?region=, read with another JSON reader. */

#define SUZHOU "320500"
#define KUNSHAN "320583"

typedef struct
{
  char         *folder, *database, *token_file, *token, *url; /* owned */
  GSubprocess  *server;                                       /* owned */
  SoupSession  *session;                                      /* owned */
  ZhihuiSource *source;                                       /* owned */
  GtkWidget    *window;                                       /* owned by GTK */
  const char   *place;                                        /* code that is awaited */
} Fixture;

static void
make_database (Fixture *self)
{
  const char *const line[] = { "simulate", "--scenario", "jiangsu",      "--cases",
                               "6000",     "-d",         self->database, NULL };
  g_auto (ProgramRun) made = program_run_platform_line (line);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (made.status, ==, 0);
  self->token = program_make_token (self->database, "desk");
  g_assert_true (g_file_set_contents_full (
    self->token_file, self->token, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = program_make_folder ();
  self->database = g_build_filename (self->folder, "js.db", NULL);
  self->token_file = g_build_filename (self->folder, "token", NULL);
  make_database (self);
  self->server =
    program_serve_platform (&self->url, "-d", self->database, "--listen", "127.0.0.1:0", NULL);
  self->session = soup_session_new ();
  self->source = zhihui_source_new_for (self->url, self->token_file, self->folder, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  zhihui_source_stop (self->source);
  g_clear_object (&self->source);
  g_clear_object (&self->session);
  program_kill (&self->server);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->token_file);
  g_free (self->token);
  g_free (self->url);
}

/* What the platform answers to @path. */
static JsonObject *
ask (Fixture *self, const char *path)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  body = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (soup_message_get_status (message), ==, 200);
  json_parser_load_from_data (
    parser, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

static gint64
ask_month (Fixture *self, const char *region)
{
  g_autofree char *path = g_strconcat ("/summary", region != NULL ? "?region=" : "", region, NULL);
  g_autoptr (JsonObject) summary = ask (self, path);

  return json_object_get_int_member (json_object_get_object_member (summary, "accepted"), "month");
}

static gboolean
is_row_of (GtkWidget *widget, gconstpointer name)
{
  return GTK_IS_LIST_BOX_ROW (widget) && g_str_equal (gtk_widget_get_name (widget), name);
}

static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  return widget_search_first (widget, is_row_of, name);
}

/* A label that is seen and holds the text. */
static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

/* ---- the desk ---- */

static ZhihuiRegionTable *
get_table (Fixture *self)
{
  return ZHIHUI_REGION_TABLE (widget_search_type (self->window, ZHIHUI_TYPE_REGION_TABLE));
}

static gboolean
has_row (gpointer user_data)
{
  Fixture *self = user_data;

  return zhihui_region_table_find (get_table (self), self->place) != NULL;
}

static void
await_row (Fixture *self, const char *code)
{
  self->place = code;
  await (has_row, self, "the table has the row of the region");
}

static void
open_map (Fixture *self)
{
  ZhihuiSource *source = self->source;
  GtkWidget    *row;

  self->window = zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), source);
  gtk_window_present (GTK_WINDOW (self->window));
  row = find_named (self->window, "map");
  while (!zhihui_source_is_settled (source))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_activate (row));
  await_row (self, SUZHOU);
}

static void
open_row (Fixture *self, const char *code)
{
  ZhihuiRegionTable *table = get_table (self);

  for (guint i = 0; i < zhihui_region_table_get_n_rows (table); i++)
    if (g_str_equal (zhihui_region_row_get_code (zhihui_region_table_get_row (table, i)), code))
      {
        g_signal_emit_by_name (
          widget_search_type (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW), "activate", i);
        return;
      }
  g_assert_not_reached ();
}

static guint
count_parts (Fixture *self, const char *region)
{
  g_autofree char *path = g_strdup_printf ("/regions?limit=20000&parent=%s", region);
  g_autoptr (JsonObject) answer = ask (self, path);
  JsonArray *items = json_object_get_array_member (answer, "items");
  guint      n = 0;

  for (guint i = 0; i < json_array_get_length (items); i++)
    n += g_str_equal (
      json_object_get_string_member (json_array_get_object_element (items, i), "parent"), region);
  return n;
}

/* Each row says what the platform answers of that region. */
static void
assert_rows_are_of (Fixture *self, const char *region)
{
  g_autofree char *path = g_strdup_printf ("/map/cases?period=month&limit=20000&region=%s", region);
  g_autoptr (JsonObject) map = ask (self, path);
  JsonArray         *items = json_object_get_array_member (map, "items");
  ZhihuiRegionTable *table = get_table (self);
  guint              n_compared = 0, n_rows = count_parts (self, region);

  g_assert_cmpuint (n_rows, >, 5);
  g_assert_cmpuint (zhihui_region_table_get_n_rows (table), ==, n_rows);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject      *item = json_array_get_object_element (items, i);
      ZhihuiRegionRow *row =
        zhihui_region_table_find (table, json_object_get_string_member (item, "code"));
      g_autofree char *expected = zhihui_format_count (json_object_get_int_member (item, "n"));

      if (row == NULL)
        continue;
      g_assert_cmpstr (zhihui_region_row_get_text (row, ZHIHUI_REGION_COLUMN_VALUE), ==, expected);
      n_compared++;
    }
  g_assert_cmpuint (n_compared, ==, n_rows);
}

static gboolean
shows_month (Fixture *self, gint64 month)
{
  g_autofree char *count = zhihui_format_count (month);
  g_autofree char *text = g_strdup_printf ("本月受理 %s　", count);

  return shows_text (self->window, text);
}

static void
person_goes_down_and_back_on_the_desk (Fixture *self, gconstpointer data)
{
  gint64 whole = ask_month (self, NULL), suzhou = ask_month (self, SUZHOU);
  gint64 kunshan = ask_month (self, KUNSHAN);

  g_assert_cmpint (kunshan, <, suzhou);
  g_assert_cmpint (suzhou, <, whole);
  open_map (self);
  assert_rows_are_of (self, "320000");
  g_assert_true (shows_month (self, whole));

  open_row (self, SUZHOU);
  await_row (self, KUNSHAN);
  g_assert_true (shows_month (self, suzhou));
  g_assert_false (shows_month (self, whole));
  assert_rows_are_of (self, SUZHOU);
  g_assert_true (
    shows_text (widget_search_type (self->window, ZHIHUI_TYPE_REGION_CRUMBS), "苏州市"));

  open_row (self, KUNSHAN);
  self->place = "320583100";
  await (has_row, self, "the towns of the county");
  g_assert_true (shows_month (self, kunshan));
  g_assert_true (
    shows_text (widget_search_type (self->window, ZHIHUI_TYPE_REGION_CRUMBS), "昆山市"));

  /* The first button of the way leads back to the province. */
  g_signal_emit_by_name (
    widget_search_type (widget_search_type (self->window, ZHIHUI_TYPE_REGION_CRUMBS),
                        GTK_TYPE_BUTTON),
    "clicked");
  await_row (self, SUZHOU);
  g_assert_true (shows_month (self, whole));
  g_assert_cmpstr (zhihui_region_table_get_marked (get_table (self)), ==, SUZHOU);
}

/* The volume of all units of the board that is seen, as the platform counts it. */
static char *
ask_total (Fixture *self, const char *region)
{
  g_autofree char *path = g_strconcat (
    "/rankings/volume?peer=town&limit=1", region != NULL ? "&region=" : "", region, NULL);
  g_autoptr (JsonObject) board = ask (self, path);
  JsonObject *total = json_object_get_object_member (board, "region_total");

  g_assert_cmpint (json_object_get_int_member (total, "n"), >, 0);
  return zhihui_format_count (json_object_get_int_member (total, "n"));
}

static gboolean
shows_total (gpointer user_data)
{
  Fixture         *self = user_data;
  GtkWidget       *totals = widget_search_type (self->window, ZHIHUI_TYPE_BOARD_TOTALS);
  g_autofree char *figure =
    zhihui_board_totals_write (ZHIHUI_BOARD_TOTALS (totals), TRUE, ZHIHUI_BOARD_VOLUME);

  return g_strcmp0 (figure, self->place) == 0;
}

/* Who has gone to a city on the map sees its units, and the way back to all of them. */
static void
boards_follow_the_region_of_the_map (Fixture *self, gconstpointer data)
{
  g_autofree char *whole = ask_total (self, NULL), *suzhou = ask_total (self, SUZHOU);
  GtkWidget       *chip;

  g_assert_cmpstr (whole, !=, suzhou);
  open_map (self);
  open_row (self, SUZHOU);
  await_row (self, KUNSHAN);
  g_assert_true (gtk_widget_activate (find_named (self->window, "rankings")));
  self->place = suzhou;
  await (shows_total, self, "the units of the city");
  chip = gtk_widget_get_parent (
    widget_search_type (widget_search_type (self->window, ADW_TYPE_FLAP), ADW_TYPE_BUTTON_CONTENT));
  g_assert_true (shows_text (chip, "苏州市"));

  g_signal_emit_by_name (chip, "clicked");
  self->place = whole;
  await (shows_total, self, "the units of the province");
  g_assert_false (gtk_widget_get_visible (chip));
}

static ZhihuiMapView *
get_map (Fixture *self)
{
  return ZHIHUI_MAP_VIEW (widget_search_type (self->window, ZHIHUI_TYPE_MAP_VIEW));
}

/* Which part of the map is the region that is awaited; -1 before it is there. */
static int
find_on_map (Fixture *self)
{
  ZhihuiMapScene  *scene = zhihui_map_view_get_scene (get_map (self));
  ZhihuiRegionRow *row = zhihui_region_table_find (get_table (self), self->place);

  if (scene == NULL || row == NULL)
    return -1;
  return zhihui_mesh_match (
    zhihui_map_scene_get_mesh (scene), self->place, zhihui_region_row_get_name (row));
}

static gboolean
is_on_map (gpointer user_data)
{
  return find_on_map (user_data) >= 0;
}

static void
map_and_table_are_in_step (Fixture *self, gconstpointer data)
{
  ZhihuiRegionTable *table;
  GListModel        *rows;
  int                suzhou, first;

  open_map (self);
  await (is_on_map, self, "the map shows the region");
  table = get_table (self);
  rows = G_LIST_MODEL (gtk_column_view_get_model (
    GTK_COLUMN_VIEW (widget_search_type (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW))));

  suzhou = find_on_map (self);
  zhihui_map_view_set_selected_region (get_map (self), suzhou);
  g_assert_cmpstr (zhihui_region_table_get_marked (table), ==, SUZHOU);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (rows), 0, TRUE);
  self->place = zhihui_region_row_get_code (zhihui_region_table_get_row (table, 0));
  first = find_on_map (self);
  g_assert_cmpint (zhihui_map_view_get_selected_region (get_map (self)), ==, first);

  /* What is opened on the map is opened in the table. */
  g_signal_emit_by_name (get_map (self), "region-activated", suzhou);
  await_row (self, KUNSHAN);
  await (is_on_map, self, "the map shows the county");
  g_assert_cmpint (zhihui_map_view_get_selected_region (get_map (self)), ==, -1);
  g_signal_emit_by_name (get_map (self), "ascended");
  await_row (self, SUZHOU);
  g_assert_cmpstr (zhihui_region_table_get_marked (table), ==, SUZHOU);
  await (is_on_map, self, "the map shows the province again");
  g_assert_cmpint (zhihui_map_view_get_selected_region (get_map (self)), ==, find_on_map (self));
}

/* ---- for hours ---- */

#define N_SAMPLES 12
#define DRILLS_A_SAMPLE 26
/* Between the second and the last third of the samples. It shrank in 312 drills. */
#define MAX_GROWTH_KB 2048

static gboolean
has_no_row (gpointer user_data)
{
  Fixture *self = user_data;

  return zhihui_region_table_get_n_rows (get_table (self)) > 0 && !has_row (self);
}

static gboolean
is_painted (gpointer user_data)
{
  return zhihui_map_view_is_resting (get_map (user_data));
}

/* Into the @index-th row of what is shown. */
static void
go_down (Fixture *self, guint index)
{
  ZhihuiRegionRow *row = zhihui_region_table_get_row (get_table (self), index);
  g_autofree char *code = g_strdup (zhihui_region_row_get_code (row));

  open_row (self, code);
  self->place = code;
  await (has_no_row, self, "the table is of the region");
}

static double
drill_often (Fixture *self, guint first)
{
  struct mallinfo2 heap;

  for (guint i = first; i < first + DRILLS_A_SAMPLE / 2; i++)
    {
      go_down (self, i % 13);
      go_down (self, 0);
      g_signal_emit_by_name (
        widget_search_type (widget_search_type (self->window, ZHIHUI_TYPE_REGION_CRUMBS),
                            GTK_TYPE_BUTTON),
        "clicked");
      await_row (self, SUZHOU);
      await (is_painted, self, "the map is there");
    }
  heap = mallinfo2 ();
  return (double) (heap.uordblks + heap.hblkhd) / 1024;
}

static int
compare_numbers (const void *a, const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
find_median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_numbers);
  return values[n / 2];
}

static void
memory_does_not_grow_with_the_drills (Fixture *self, gconstpointer data)
{
  guint  n = g_getenv ("ZHIHUI_TEST_LONG") != NULL ? N_SAMPLES : 3;
  double heap[N_SAMPLES], before, after;

  open_map (self);
  for (guint i = 0; i < n; i++)
    heap[i] = drill_often (self, i * DRILLS_A_SAMPLE / 2);
  before = find_median (heap + n / 3, n / 3);
  after = find_median (heap + n - n / 3, n / 3);
  g_test_message (
    "%u drills: heap %.0f KiB, grown by %.0f KiB", n * DRILLS_A_SAMPLE, after, after - before);
#ifndef __SANITIZE_ADDRESS__
  if (n == N_SAMPLES) /* else the first regions still fill what is remembered */
    g_assert_cmpfloat (after - before, <, MAX_GROWTH_KB);
#endif
}

/* ---- the wall ---- */

static gboolean
has_text (Fixture *self, ZhihuiPanel panel, const char *text)
{
  ZhihuiWallView  *view = zhihui_wall_window_get_view (ZHIHUI_WALL_WINDOW (self->window));
  ZhihuiPanelView *shown = zhihui_panel_deck_find_panel (zhihui_wall_view_get_deck (view), panel);
  ZhihuiPicture   *picture = shown != NULL ? zhihui_panel_view_get_picture (shown) : NULL;

  for (guint i = 0; picture != NULL && i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT && strstr (item->text, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_about_suzhou (gpointer user_data)
{
  return has_text (user_data, ZHIHUI_PANEL_HEAD, "江苏省 › 苏州市") &&
         has_text (user_data, ZHIHUI_PANEL_VOLUME, "1");
}

static void
assert_panel_has (Fixture *self, ZhihuiPanel panel, JsonObject *answer, const char *member)
{
  JsonArray       *items = json_object_get_array_member (answer, "items");
  JsonObject      *first = json_array_get_object_element (items, 0);
  g_autofree char *text = zhihui_format_count (json_object_get_int_member (first, member));

  g_assert_true (has_text (self, panel, text));
}

static void
every_panel_of_the_wall_is_of_the_region (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSelection) selection = zhihui_selection_new ();
  g_autoptr (ZhihuiDrill) drill = zhihui_drill_new (self->source, selection);
  g_autofree char *month = zhihui_format_count (ask_month (self, SUZHOU));
  g_autoptr (JsonObject) channels = ask (self, "/channels?region=" SUZHOU);
  g_autoptr (JsonObject) words = ask (self, "/hotwords?region=" SUZHOU);
  g_autoptr (JsonObject) meta = ask (self, "/meta");
  JsonArray  *peers = json_object_get_array_member (meta, "peers");
  const char *peer = json_object_get_string_member (json_array_get_object_element (peers, 0), "id");
  g_autofree char *path = g_strdup_printf (
    "/rankings/volume?first=1&last=1&period=month&region=" SUZHOU "&peer=%s", peer);
  g_autoptr (JsonObject) volume = ask (self, path);
  ZhihuiWants wants;

  zhihui_page_wants_of_shipped ("overview", 1600, 900, &wants);
  zhihui_drill_set_wants (drill, &wants);
  zhihui_source_start (self->source);
  self->window = GTK_WIDGET (lone_window_new (self->source));
  zhihui_wall_window_present (ZHIHUI_WALL_WINDOW (self->window), 1600, 900);
  zhihui_selection_enter (selection, SUZHOU, "苏州市");
  await (is_about_suzhou, self, "the wall is about the region");
  while (!zhihui_source_is_settled (self->source))
    g_main_context_iteration (NULL, TRUE);
  let_pass (400);

  g_assert_true (has_text (self, ZHIHUI_PANEL_KPI, month));
  assert_panel_has (self, ZHIHUI_PANEL_CHANNELS, channels, "n");
  assert_panel_has (self, ZHIHUI_PANEL_HOT_WORDS, words, "count");
  assert_panel_has (self, ZHIHUI_PANEL_VOLUME, volume, "n");
  /* There is no way to ask for these by region. */
  g_assert_true (has_text (self, ZHIHUI_PANEL_MEETINGS, "江苏省全域"));
  g_assert_true (has_text (self, ZHIHUI_PANEL_ALERTS, "江苏省全域"));
  g_assert_false (has_text (self, ZHIHUI_PANEL_CHANNELS, "全域"));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  application = adw_application_new ("cn.zhihui.Test", G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

#define ADD(path, test)                                                                            \
  g_test_add ("/region-platform/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("a-person-goes-down-and-back-on-the-desk", person_goes_down_and_back_on_the_desk);
  ADD ("boards-follow-the-region-of-the-map", boards_follow_the_region_of_the_map);
  ADD ("map-and-table-are-in-step", map_and_table_are_in_step);
  ADD ("memory-does-not-grow-with-the-drills", memory_does_not_grow_with_the_drills);
  ADD ("every-panel-of-the-wall-is-of-the-region", every_panel_of_the_wall_is_of_the_region);
#undef ADD

  return g_test_run ();
}
