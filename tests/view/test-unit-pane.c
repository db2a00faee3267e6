/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loop-run.h"
#include "report-sample.h"
#include "widget-search.h"
#include "zhihui-chart-card.h"
#include "zhihui-format.h"
#include "zhihui-language.h"
#include "zhihui-unit-pane.h"
#include "zhihui-unit-tile.h"
#include "zhihui-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GtkWidget       *window;
  ZhihuiUnitPane  *pane;
  ZhihuiSituation *situation;
  ZhihuiRanking   *boards[ZHIHUI_N_BOARDS]; /* borrowed */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->situation = report_sample_new (99, 20);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    fixture->boards[board] = zhihui_situation_get_ranking (fixture->situation, board, "department");
  fixture->pane = ZHIHUI_UNIT_PANE (zhihui_unit_pane_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->pane));
  zhihui_unit_pane_set_situation (fixture->pane, fixture->situation);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->pane), (gpointer *) &fixture->pane);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (fixture->pane);
  zhihui_situation_unref (fixture->situation);
}

/* All text that is seen below @widget, a line each. */
static void
gather (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_STACK (widget))
    {
      gather (gtk_stack_get_visible_child (GTK_STACK (widget)), text);
      return;
    }
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather (child, text);
}

static char *
read_pane (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  gather (GTK_WIDGET (fixture->pane), text);
  return g_string_free (text, FALSE);
}

static void
assert_says (Fixture *fixture, const char *words)
{
  g_autofree char *text = read_pane (fixture);

  if (strstr (text, words) == NULL)
    g_error ("no “%s” in\n%s", words, text);
}

static ZhihuiUnitRow *
show_score (Fixture *fixture, const ZhihuiScore *score)
{
  ZhihuiUnitRow *row = zhihui_unit_row_new (score->unit);

  zhihui_unit_row_set_score (
    row, ZHIHUI_BOARD_OVERDUE, fixture->boards[ZHIHUI_BOARD_OVERDUE], score);
  zhihui_unit_pane_set_row (fixture->pane, row, "部门");
  return row;
}

static gboolean
has_width (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0;
}

static void
nobody_is_chosen_at_first (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label;

  zhihui_unit_pane_set_row (fixture->pane, NULL, NULL);
  assert_says (fixture, "选择一个单位");
  /* In a pane that has room for it, the words stand on one line. */
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 340, 400);
  gtk_window_present (GTK_WINDOW (fixture->window));
  label = widget_search_label (fixture->window, _ ("Select a unit to see its portrait"));
  loop_run_until (has_width, label);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), ==, 1);
}

/* (transfer full): as @situation, with open cases overdue everywhere */
static ZhihuiSituation *
add_summary (ZhihuiSituation *situation, gint64 overdue_open)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (situation);
  g_autoptr (ZhihuiSummary) summary = zhihui_summary_new ();

  summary->overdue_open = overdue_open;
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
  return zhihui_situation_builder_finish (builder);
}

static void
all_units_are_called_by_the_level_of_the_place (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][3] = {
    { "高唐县", "\n全县 0.10%\n", "\n全县 43 件\n" },
    { "淄博市", "\n全市 0.10%\n", "\n全市 43 件\n" },
    { "淄川区", "\n全区 0.10%\n", "\n全区 43 件\n" },
    { "Baltimore", "\n全域 0.10%\n", "\n全域 43 件\n" },
  };
  ZhihuiRanking     *board = fixture->boards[ZHIHUI_BOARD_OVERDUE];
  const ZhihuiScore *score = &board->scores[0];
  g_autoptr (ZhihuiSituation) situation = add_summary (fixture->situation, 43);
  g_autoptr (ZhihuiUnitFacts) facts = zhihui_unit_facts_new (score->unit->id);
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);

  board->region_total = (ZhihuiTally){ .k = 1, .n = 1000 };
  zhihui_unit_facts_take (facts, ZHIHUI_FACT_OVERDUE, zhihui_desk_cases_new ());
  zhihui_unit_pane_set_situation (fixture->pane, situation);
  zhihui_unit_pane_set_facts (fixture->pane, facts);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiUnitRow) row = NULL;

      g_free (meta->name);
      meta->name = g_strdup (cases[i][0]);
      row = show_score (fixture, score);
      assert_says (fixture, cases[i][1]);
      assert_says (fixture, cases[i][2]);
    }
}

static void
a_tile_says_rank_figure_fraction_group_and_all_units (Fixture *fixture, gconstpointer data)
{
  ZhihuiRanking     *board = fixture->boards[ZHIHUI_BOARD_OVERDUE];
  const ZhihuiScore *score = &board->scores[0];
  g_autofree char   *group = zhihui_format_rate (board->total.k, board->total.n);
  g_autofree char   *words = g_strdup_printf ("　同类 %s\n全区 0.10%%\n", group);
  g_autoptr (ZhihuiUnitRow) row = NULL;
  g_autofree char *rank = g_strdup_printf ("%u / %u", score->rank, board->n_ranked);
  g_autofree char *fraction =
    g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, score->k, score->n);

  /* The line of the interval is the group, whatever all units together reach. */
  g_assert_cmpstr (group, !=, "0.10%");
  board->region_total = (ZhihuiTally){ .k = 1, .n = 1000 };
  row = show_score (fixture, score);
  assert_says (fixture, rank);
  assert_says (fixture, fraction);
  assert_says (fixture, words);
  assert_says (fixture, score->unit->name);
  assert_says (fixture, "部门");
  /* The other boards were not read: that is said, not left as a zero. */
  assert_says (fixture, "—");
}

/* What @widget paints, as one picture. */
static gboolean
has_ink (gpointer widget)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  GskRenderNode   *node;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr = cairo_create (surface);
  const guchar    *pixels;
  gboolean         is_inked = FALSE;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    {
      gsk_render_node_draw (node, cr);
      gsk_render_node_unref (node);
    }
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  for (int i = 0; i < height * cairo_image_surface_get_stride (surface); i++)
    is_inked = is_inked || pixels[i] != 0;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return is_inked;
}

/* A dot among those of the group tells the rate that is not to be told. */
static void
of_too_few_cases_no_dot_is_drawn (Fixture *fixture, gconstpointer data)
{
  ZhihuiRanking *board = fixture->boards[ZHIHUI_BOARD_OVERDUE];
  ZhihuiScore    score = board->scores[0];
  GtkWidget     *window = gtk_window_new ();
  GtkWidget     *tile = zhihui_unit_tile_new ();
  GtkWidget     *mark;

  gtk_window_set_child (GTK_WINDOW (window), tile);
  gtk_window_present (GTK_WINDOW (window));
  zhihui_unit_tile_set (ZHIHUI_UNIT_TILE (tile), board->metric, board, &score, "全县");
  mark = widget_search_type (tile, GTK_TYPE_DRAWING_AREA);
  loop_run_until (has_width, mark);
  loop_run_until (has_ink, mark);
  score.rank = 0;
  score.reason = ZHIHUI_UNRANKED_MIN_N;
  zhihui_unit_tile_set (ZHIHUI_UNIT_TILE (tile), board->metric, board, &score, "全县");
  loop_run_one_frame (window);
  g_assert_false (has_ink (mark));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
what_is_read_is_said_to_be_read_and_what_failed_to_fail (Fixture *fixture, gconstpointer data)
{
  const ZhihuiScore *score = &fixture->boards[ZHIHUI_BOARD_OVERDUE]->scores[0];
  g_autoptr (ZhihuiUnitRow) row = show_score (fixture, score);
  g_autoptr (ZhihuiUnitFacts) facts = zhihui_unit_facts_new (score->unit->id);

  zhihui_unit_pane_set_facts (fixture->pane, facts);
  assert_says (fixture, "正在读取");
  zhihui_unit_facts_fail (facts, ZHIHUI_FACT_OVERDUE, "此令牌无权读取");
  zhihui_unit_facts_emit_changed (facts);
  assert_says (fixture, "此令牌无权读取");
}

static ZhihuiTrend *
make_trend (ZhihuiMetric metric)
{
  ZhihuiTrend     *trend = zhihui_trend_new ();
  ZhihuiTrendPoint point = { .at = 1785305112, .n = 40, .k = 4 };

  trend->metric = metric;
  trend->unit = g_strdup ("d000");
  trend->step = g_strdup ("month");
  g_array_append_val (trend->points, point);
  return trend;
}

/* What was read before is still there, but not of now. */
static void
a_course_that_could_not_be_read_again_says_so (Fixture *fixture, gconstpointer data)
{
  const ZhihuiFact   fact = ZHIHUI_FACT_TREND + ZHIHUI_METRIC_OVERDUE_RATE;
  const ZhihuiScore *score = &fixture->boards[ZHIHUI_BOARD_OVERDUE]->scores[0];
  g_autoptr (ZhihuiUnitRow) row = show_score (fixture, score);
  g_autoptr (ZhihuiUnitFacts) facts = zhihui_unit_facts_new (score->unit->id);
  g_autofree char *fresh = NULL;

  zhihui_unit_facts_take (facts, fact, make_trend (ZHIHUI_METRIC_OVERDUE_RATE));
  zhihui_unit_pane_set_facts (fixture->pane, facts);
  fresh = read_pane (fixture);
  g_assert_null (strstr (fresh, "留存"));
  zhihui_unit_facts_fail (facts, fact, "现在读不到");
  zhihui_unit_facts_emit_changed (facts);
  assert_says (fixture, "留存数字，不是现在");
}

/* ---- what it owes ---- */

static ZhihuiDeskCase *
make_case (const char *id, const char *title, gint64 due_at)
{
  ZhihuiDeskCase *one = zhihui_desk_case_new ();

  g_free (one->id);
  g_free (one->title);
  one->id = g_strdup (id);
  one->title = g_strdup (title);
  one->no = g_strdup ("ZC1");
  one->complainant = g_strdup ("段**");
  one->state = g_strdup ("handling");
  one->work = zhihui_case_work_new ();
  one->work->due_at = due_at;
  return one;
}

static void
note_case (ZhihuiUnitPane *pane, const char *id, char **noted)
{
  g_free (*noted);
  *noted = g_strdup (id);
}

static void
the_longest_overdue_is_first_and_opens_its_case (Fixture *fixture, gconstpointer data)
{
  const ZhihuiScore *score = &fixture->boards[ZHIHUI_BOARD_OVERDUE]->scores[0];
  gint64 now = zhihui_situation_get_platform_now (fixture->situation, g_get_monotonic_time ());
  g_autoptr (ZhihuiUnitRow) row = show_score (fixture, score);
  g_autoptr (ZhihuiUnitFacts) facts = zhihui_unit_facts_new (score->unit->id);
  g_autofree char *noted = NULL;
  ZhihuiDeskCases *cases = zhihui_desk_cases_new ();
  GtkListBox      *list;

  g_ptr_array_add (cases->items, make_case ("c-1", "<b>路灯</b>", now - 18 * 3600 - 60));
  g_ptr_array_add (cases->items, make_case ("c-2", "征地", now - 50 * 3600 - 60));
  g_ptr_array_add (cases->items, make_case ("c-3", "还没到期", now + 3600));
  zhihui_unit_facts_take (facts, ZHIHUI_FACT_OVERDUE, cases);
  zhihui_unit_pane_set_facts (fixture->pane, facts);
  g_signal_connect (fixture->pane, "case-activated", G_CALLBACK (note_case), &noted);

  assert_says (fixture, "在办超期 2 件");
  assert_says (fixture, "<b>路灯</b>");
  assert_says (fixture, "超 18 小时");
  assert_says (fixture, "超 2 天");
  list = GTK_LIST_BOX (widget_search_type (GTK_WIDGET (fixture->pane), GTK_TYPE_LIST_BOX));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpstr (noted, ==, "c-2");
}

static void
a_unit_without_a_case_and_one_with_a_long_name_have_a_portrait (Fixture      *fixture,
                                                                gconstpointer data)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (ZhihuiUnitRow) row = NULL;
  ZhihuiUnit  unit = { .id = (char *) "x", .peer = (char *) "department", .region = (char *) "" };
  ZhihuiScore nothing = { .unit = &unit, .value = NAN, .low = NAN, .high = NAN, .shrunk = NAN };
  int         minimum, natural;

  for (guint i = 0; i < 10000; i++)
    g_string_append (name, "局");
  unit.name = unit.short_name = name->str;
  nothing.reason = ZHIHUI_UNRANKED_NO_CASES;
  row = show_score (fixture, &nothing);
  assert_says (fixture, "无工单");
  gtk_widget_measure (
    GTK_WIDGET (fixture->pane), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, 600);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
  adw_init ();
  zhihui_view_init ();
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/unit-pane/nobody-is-chosen-at-first", nobody_is_chosen_at_first);
  ADD ("/unit-pane/a-tile-says-rank-figure-fraction-group-and-all-units",
       a_tile_says_rank_figure_fraction_group_and_all_units);
  ADD ("/unit-pane/of-too-few-cases-no-dot-is-drawn", of_too_few_cases_no_dot_is_drawn);
  ADD ("/unit-pane/all-units-are-called-by-the-level-of-the-place",
       all_units_are_called_by_the_level_of_the_place);
  ADD ("/unit-pane/what-is-read-is-said-to-be-read-and-what-failed-to-fail",
       what_is_read_is_said_to_be_read_and_what_failed_to_fail);
  ADD ("/unit-pane/a-course-that-could-not-be-read-again-says-so",
       a_course_that_could_not_be_read_again_says_so);
  ADD ("/unit-pane/the-longest-overdue-is-first-and-opens-its-case",
       the_longest_overdue_is_first_and_opens_its_case);
  ADD ("/unit-pane/a-unit-without-a-case-and-one-with-a-long-name-have-a-portrait",
       a_unit_without_a_case_and_one_with_a_long_name_have_a_portrait);
#undef ADD
  return g_test_run ();
}
