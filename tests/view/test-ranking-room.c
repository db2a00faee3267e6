/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loop-run.h"
#include "report-sample.h"
#include "widget-search.h"
#include "zhihui-board-cell.h"
#include "zhihui-language.h"
#include "zhihui-ranking-table.h"
#include "zhihui-view.h"

#include <adwaita.h>

/* How the columns share the room, in a window of the desk's style. */
typedef struct
{
  GtkWidget          *window;
  ZhihuiRankingTable *table; /* owned by @window */
  ZhihuiSituation    *situation;
  GtkCssProvider     *style;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->situation = report_sample_new (99, 20);
  fixture->table = ZHIHUI_RANKING_TABLE (zhihui_ranking_table_new ());
  fixture->window = gtk_window_new ();
  fixture->style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (fixture->style, "/cn/zhihui/Zhihui/style.css");
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (fixture->window),
                                              GTK_STYLE_PROVIDER (fixture->style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->table));
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_style_context_remove_provider_for_display (gtk_widget_get_display (fixture->window),
                                                 GTK_STYLE_PROVIDER (fixture->style));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  zhihui_situation_unref (fixture->situation);
  g_object_unref (fixture->style);
}

static GtkWidget *
get_title (Fixture *fixture, guint index)
{
  GtkWidget *view = widget_search_type (GTK_WIDGET (fixture->table), GTK_TYPE_COLUMN_VIEW);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (view));

  while (index-- > 0)
    title = gtk_widget_get_next_sibling (title);
  return title;
}

static gboolean
has_its_size (gpointer window)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  return gtk_widget_get_width (window) == width;
}

/* Where the fourth title begins: behind the intervals. */
static int
measure_left (Fixture *fixture, int width)
{
  graphene_rect_t bounds;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 800);
  loop_run_until (has_its_size, fixture->window);
  for (guint i = 0; i < 5; i++)
    {
      gtk_widget_queue_draw (fixture->window);
      loop_run_one_frame (fixture->window);
    }
  g_assert_true (gtk_widget_compute_bounds (get_title (fixture, 3), fixture->window, &bounds));
  return (int) bounds.origin.x;
}

/* Where a title's box of words and arrow ends. */
static int
measure_title_right (Fixture *fixture, guint place)
{
  GtkWidget      *title = get_title (fixture, place);
  graphene_rect_t bounds;

  g_assert_true (
    gtk_widget_compute_bounds (gtk_widget_get_first_child (title), fixture->window, &bounds));
  return (int) (bounds.origin.x + bounds.size.width);
}

/* A figure stays where it is read together with its name, on whatever monitor. */
static void
test_wide (Fixture *fixture, gconstpointer data)
{
  int narrow, wide;

  narrow = measure_left (fixture, 900);
  wide = measure_left (fixture, 1900); /* GTK makes no window wider than the screen */
  g_assert_cmpint (wide, >, narrow + 100);
  g_assert_cmpint (wide, <, 1100);
  g_assert_cmpint (measure_title_right (fixture, 6), >, 1425); /* no half of it is empty */
  g_assert_cmpint (measure_left (fixture, 900), ==, narrow);
}

/* Where the last cell of the first row ends that shows figures. */
static int
measure_right (Fixture *fixture, guint place)
{
  GtkWidget      *cell = widget_search_type (GTK_WIDGET (fixture->table), ZHIHUI_TYPE_BOARD_CELL);
  graphene_rect_t bounds;

  for (cell = gtk_widget_get_first_child (gtk_widget_get_parent (gtk_widget_get_parent (cell)));
       place > 0;
       place--)
    cell = gtk_widget_get_next_sibling (cell);
  g_assert_true (
    gtk_widget_compute_bounds (gtk_widget_get_first_child (cell), fixture->window, &bounds));
  return (int) (bounds.origin.x + bounds.size.width);
}

/* Whichever column is the last one, which has more room to its right. */
static void
test_title_over_figures (Fixture *fixture, gconstpointer data)
{
  zhihui_ranking_table_set_rated (
    fixture->table,
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_SATISFIED, "department"));
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
  for (int width = 760; width <= 1900; width += 285)
    {
      guint last;

      measure_left (fixture, width);
      for (last = 0; get_title (fixture, last + 1) != NULL; last++)
        ;
      g_assert_cmpint (measure_title_right (fixture, last), ==, measure_right (fixture, last));
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  zhihui_view_init ();
#define ADD(name, func) g_test_add ("/ranking-room/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("the-last-title-stands-over-its-figures", test_title_over_figures);
  ADD ("a-very-wide-table-keeps-figures-near-their-names-and-is-filled", test_wide);
#undef ADD
  return g_test_run ();
}
