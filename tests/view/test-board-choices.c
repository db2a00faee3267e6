/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-sample.h"
#include "widget-search.h"
#include "zhihui-board-filter.h"
#include "zhihui-compare-window.h"
#include "zhihui-figure-definition.h"
#include "zhihui-language.h"
#include "zhihui-month-view.h"
#include "zhihui-period-choice.h"
#include "zhihui-view.h"

#include <math.h>

/* ---- periods ---- */

static void
test_judge (void)
{
  gint32 today = zhihui_day_from_ymd (2020, 7, 29);

  g_assert_null (zhihui_period_choice_judge (today, today, today));
  g_assert_null (zhihui_period_choice_judge (today - 90, today, today));
  /* the end of a month that goes on */
  g_assert_null (zhihui_period_choice_judge (today - 28, today + 2, today));
  g_assert_nonnull (zhihui_period_choice_judge (today, today - 1, today));
  g_assert_nonnull (zhihui_period_choice_judge (today + 1, today + 2, today));
  g_assert_nonnull (zhihui_period_choice_judge (today - 1200, today, today));
}

static void
test_periods (void)
{
  static const struct
  {
    const char *state, *period, *from, *to; /* "2020-07-01T00:00:00+08:00", NULL: no days */
  } cases[] = {
    { "month", "month", NULL, NULL },
    { "last-month", "2019-12", NULL, NULL },
    { "", NULL, NULL, NULL },
    { "nonsense", NULL, NULL, NULL },
    { "2020-07-15/2020-07-01", NULL, NULL, NULL },
    { "2020-13-01/2020-07-01", NULL, NULL, NULL },
    { "2019-07-01/2019-07-15", NULL, "2019-07-01T00:00:00+08:00", "2019-07-16T00:00:00+08:00" },
    { "rolling-90d", "rolling-90d", NULL, NULL },
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiPeriodChoice *choice =
    g_object_ref_sink (ZHIHUI_PERIOD_CHOICE (zhihui_period_choice_new ()));
  gint64 now = zhihui_zone_at (zone, zhihui_day_from_ymd (2020, 1, 9), 14, 0, 0);

  zhihui_period_choice_set_now (choice, zone, now);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiWindow window;
      gboolean     has_window;

      zhihui_period_choice_set_state (choice, cases[i].state);
      has_window = zhihui_period_choice_get_window (choice, &window);
      g_assert_cmpstr (zhihui_period_choice_get_period (choice), ==, cases[i].period);
      g_assert_true (has_window == (cases[i].from != NULL));
      if (has_window)
        {
          g_autofree char *from = zhihui_zone_format_rfc3339 (zone, window.from);
          g_autofree char *to = zhihui_zone_format_rfc3339 (zone, window.to);

          g_assert_cmpstr (from, ==, cases[i].from);
          g_assert_cmpstr (to, ==, cases[i].to);
        }
    }
  g_object_unref (choice);
}

static void
test_first_now (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiPeriodChoice *choice =
    g_object_ref_sink (ZHIHUI_PERIOD_CHOICE (zhihui_period_choice_new ()));
  gint64       july = zhihui_zone_at (zone, zhihui_day_from_ymd (2020, 7, 31), 23, 59, 59);
  ZhihuiWindow window;

  zhihui_period_choice_set_state (choice, "last-month");
  g_assert_null (zhihui_period_choice_get_period (choice));
  g_assert_true (zhihui_period_choice_set_now (choice, zone, july - 86400));
  g_assert_cmpstr (zhihui_period_choice_get_period (choice), ==, "2020-06");
  g_assert_false (zhihui_period_choice_set_now (choice, zone, july));
  /* midnight, and the month is another */
  g_assert_true (zhihui_period_choice_set_now (choice, zone, july + 1));
  g_assert_cmpstr (zhihui_period_choice_get_period (choice), ==, "2020-07");
  zhihui_period_choice_set_state (choice, "month");
  g_assert_false (zhihui_period_choice_set_now (choice, zone, july + 90 * 86400));
  g_object_unref (choice);

  choice = g_object_ref_sink (ZHIHUI_PERIOD_CHOICE (zhihui_period_choice_new ()));
  zhihui_period_choice_set_state (choice, "2020-07-01/2020-07-15");
  g_assert_false (zhihui_period_choice_get_window (choice, &window));
  g_assert_true (zhihui_period_choice_set_now (choice, zone, july));
  g_assert_true (zhihui_period_choice_get_window (choice, &window));
  g_assert_false (zhihui_period_choice_set_now (choice, zone, july + 1));
  g_object_unref (choice);
}

static GtkWidget *
find_after (GtkWidget *widget, GType type, GtkWidget **after)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type) && *after == NULL)
        return child;
      if (child == *after)
        *after = NULL;
      found = find_after (child, type, after);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The locale of the test has English months; the texts are Chinese. */
static void
test_days (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  GtkWidget          *window = gtk_window_new ();
  GtkWidget          *widget = zhihui_period_choice_new ();
  ZhihuiPeriodChoice *choice = ZHIHUI_PERIOD_CHOICE (widget);
  GtkWidget          *after = NULL, *popover, *first, *last, *apply = NULL;

  zhihui_period_choice_set_now (
    choice, zone, zhihui_zone_at (zone, zhihui_day_from_ymd (2020, 1, 9), 14, 0, 0));
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  gtk_menu_button_popup (GTK_MENU_BUTTON (find_after (widget, GTK_TYPE_MENU_BUTTON, &after)));
  popover = find_after (widget, GTK_TYPE_POPOVER, &after);
  first = after = find_after (popover, ZHIHUI_TYPE_MONTH_VIEW, &after);
  last = find_after (popover, ZHIHUI_TYPE_MONTH_VIEW, &after);
  g_assert_true (first != NULL && last != NULL && first != last);
  g_assert_true (widget_search_has_label (first, "2020年1月") &&
                 widget_search_has_label (last, "2020年1月"));
  g_assert_cmpint (
    zhihui_month_view_get_day (ZHIHUI_MONTH_VIEW (first)), ==, zhihui_day_from_ymd (2020, 1, 1));
  g_assert_cmpint (
    zhihui_month_view_get_day (ZHIHUI_MONTH_VIEW (last)), ==, zhihui_day_from_ymd (2020, 1, 9));

  zhihui_month_view_set_day (ZHIHUI_MONTH_VIEW (first), zhihui_day_from_ymd (2019, 12, 30));
  g_assert_true (widget_search_has_label (first, "2019年12月"));
  g_assert_true (widget_search_has_label (popover, "共 11 天"));
  for (GtkWidget *child = gtk_widget_get_first_child (gtk_widget_get_parent (first)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      apply = child;
  g_signal_emit_by_name (apply, "clicked");
  g_assert_cmpstr (zhihui_period_choice_get_state (choice), ==, "2019-12-30/2020-01-09");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- what is chosen ---- */

typedef struct
{
  const char *name, *text;
  guint       selected;
} Remembered;

static void
recall (const char *name, GObject *object, const char *property, gpointer user_data)
{
  const Remembered *all = user_data;

  for (guint i = 0; all[i].name != NULL; i++)
    if (g_str_equal (all[i].name, name) && all[i].text != NULL)
      g_object_set (object, property, all[i].text, NULL);
    else if (g_str_equal (all[i].name, name))
      g_object_set (object, property, all[i].selected, NULL);
}

static void
test_filter (void)
{
  Remembered remembered[] = { { "period", "quarter", 0 }, { "basis", NULL, 3 },
                              { "compared", NULL, 1 },    { "order", NULL, 1 },
                              { "tier", NULL, 2 },        { "min-n", NULL, 4 },
                              { "min-answers", NULL, 1 }, { NULL, NULL, 0 } };
  g_autoptr (ZhihuiSituation) situation = report_sample_new (99, 20);
  ZhihuiBoardFilter *filter = g_object_ref_sink (g_object_new (ZHIHUI_TYPE_BOARD_FILTER, NULL));
  ZhihuiBoardChoice  overdue, volume, satisfied;

  g_assert_null (zhihui_board_filter_get (filter, ZHIHUI_BOARD_OVERDUE).peer);
  zhihui_board_filter_foreach (filter, recall, remembered);
  zhihui_board_filter_set_peer (filter, "department");
  zhihui_board_filter_show (filter, situation, TRUE);
  overdue = zhihui_board_filter_get (filter, ZHIHUI_BOARD_OVERDUE);
  volume = zhihui_board_filter_get (filter, ZHIHUI_BOARD_VOLUME);
  satisfied = zhihui_board_filter_get (filter, ZHIHUI_BOARD_SATISFIED);
  g_assert_cmpstr (overdue.peer, ==, "department");
  g_assert_cmpstr (overdue.period, ==, "quarter");
  g_assert_cmpstr (zhihui_board_filter_get_peer_label (filter), ==, "部门");
  g_assert_cmpint (overdue.order, ==, ZHIHUI_ORDER_SHRUNK);
  g_assert_cmpuint (overdue.tier, ==, 2);
  g_assert_cmpuint (overdue.min_n, ==, 30);
  g_assert_cmpuint (satisfied.min_n, ==, 5);
  g_assert_cmpint (overdue.compared, ==, ZHIHUI_COMPARED_YEAR);
  /* by closing: where the board can be counted so */
  g_assert_true (overdue.has_basis && overdue.basis == ZHIHUI_BASIS_CLOSED);
  g_assert_true (satisfied.has_basis && satisfied.basis == ZHIHUI_BASIS_CLOSED);
  g_assert_false (volume.has_basis);
  g_object_unref (filter);
}

/* A group that this platform does not have is forgotten. */
static void
test_unknown_group (void)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (99, 20);
  ZhihuiBoardFilter *filter = g_object_ref_sink (g_object_new (ZHIHUI_TYPE_BOARD_FILTER, NULL));

  zhihui_board_filter_set_peer (filter, "utility");
  zhihui_board_filter_show (filter, situation, TRUE);
  g_assert_cmpstr (zhihui_board_filter_get (filter, ZHIHUI_BOARD_VOLUME).peer, ==, "town");
  g_object_unref (filter);
}

/* A platform that names no groups has one: all. */
static void
test_no_groups (void)
{
  g_autoptr (ZhihuiSituation) base = report_sample_new (99, 20);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (base);
  g_autoptr (ZhihuiSituation) situation = NULL;
  ZhihuiBoardFilter *filter = g_object_ref_sink (g_object_new (ZHIHUI_TYPE_BOARD_FILTER, NULL));

  zhihui_situation_builder_set_meta (builder, meta);
  situation = zhihui_situation_builder_finish (builder);
  zhihui_board_filter_set_peer (filter, "department");
  zhihui_board_filter_show (filter, situation, FALSE);
  g_assert_cmpstr (zhihui_board_filter_get (filter, ZHIHUI_BOARD_VOLUME).peer, ==, "all");
  zhihui_board_filter_show (filter, base, FALSE);
  g_assert_cmpstr (zhihui_board_filter_get (filter, ZHIHUI_BOARD_VOLUME).peer, ==, "town");
  g_object_unref (filter);
}

/* The same group as before, but of days that are known only now. */
static void
test_told_days (void)
{
  Remembered remembered[] = { { "period", "last-month", 0 }, { NULL, NULL, 0 } };
  g_autoptr (ZhihuiSituation) situation = report_sample_new (99, 20);
  ZhihuiBoardFilter *filter = g_object_ref_sink (g_object_new (ZHIHUI_TYPE_BOARD_FILTER, NULL));

  zhihui_board_filter_foreach (filter, recall, remembered);
  zhihui_board_filter_set_peer (filter, "department");
  g_assert_true (zhihui_board_filter_show (filter, situation, TRUE));
  g_assert_cmpstr (zhihui_board_filter_get (filter, ZHIHUI_BOARD_VOLUME).period, ==, "2026-06");
  g_assert_false (zhihui_board_filter_show (filter, situation, TRUE));
  g_object_unref (filter);
}

/* ---- definitions ---- */

static void
test_definitions (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiSituation) situation = report_sample_new (99, 20);
  ZhihuiRanking   *ranking = zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_OVERDUE, "town");
  g_autofree char *shown =
    zhihui_figure_definition_write (ZHIHUI_METRIC_OVERDUE_RATE, ranking, 0, "R9", zone);

  for (ZhihuiMetric metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    {
      const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (metric);
      g_autofree char          *text = zhihui_figure_definition_write (metric, NULL, 0, NULL, NULL);
      gboolean                  is_count = traits->is_count;

      g_assert_true ((strstr (text, "\n分子: ") != NULL) == !is_count);
      g_assert_true ((strstr (text, "\n分母: ") != NULL) == !is_count);
      g_assert_nonnull (strstr (text, "\n归期口径: "));
      g_assert_nonnull (strstr (text, zhihui_metric_get_rule_version ()));
      /* nothing of it stays English */
      g_assert_null (strstr (text, traits->denominator));
    }
  g_assert_nonnull (strstr (shown, "5月1日 – 7月29日"));
  g_assert_nonnull (strstr (shown, "少于 20 件"));
  g_assert_nonnull (strstr (shown, "2026年7月29日 14:05:12"));
  g_assert_nonnull (strstr (shown, ": R9"));
}

/* (transfer full): @base, whose board the platform said to hold then. */
static ZhihuiSituation *
hold (ZhihuiSituation *base, gint64 holds_at)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (base);
  const ZhihuiReceipt     receipt = { .holds_at = holds_at, .has_data = TRUE };

  zhihui_situation_builder_set_ranking_receipt (builder, ZHIHUI_BOARD_OVERDUE, "town", &receipt);
  return zhihui_situation_builder_finish (builder);
}

/* While nothing changes the platform says that it holds; who reads the definition meanwhile keeps
 * what he has marked in it. */
static void
test_definition_follows (void)
{
  g_autoptr (ZhihuiSituation) base = report_sample_new (99, 20);
  ZhihuiRanking *ranking = zhihui_situation_get_ranking (base, ZHIHUI_BOARD_OVERDUE, "town");
  g_autoptr (ZhihuiSituation) held = hold (base, ranking->as_of + 600);
  g_autoptr (ZhihuiSituation) earlier = hold (base, ranking->as_of - 600);
  GtkWidget         *window = gtk_window_new ();
  ZhihuiBoardFilter *filter = g_object_new (ZHIHUI_TYPE_BOARD_FILTER, NULL);
  GtkWidget         *definition, *rules;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (filter));
  gtk_window_present (GTK_WINDOW (window));
  zhihui_board_filter_set_peer (filter, "town");
  zhihui_board_filter_show (filter, base, TRUE);
  zhihui_board_filter_define (filter, ZHIHUI_METRIC_OVERDUE_RATE);
  definition = widget_search_type (GTK_WIDGET (filter), ZHIHUI_TYPE_FIGURE_DEFINITION);
  while (!gtk_widget_get_mapped (definition))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (widget_search_has_label (definition, "2026年7月29日 14:05:12"));
  rules = widget_search_label (definition, "R1");
  gtk_label_select_region (GTK_LABEL (rules), 0, 2);

  zhihui_board_filter_show (filter, held, TRUE);
  g_assert_true (widget_search_has_label (definition, "2026年7月29日 14:15:12"));
  g_assert_false (widget_search_has_label (definition, "2026年7月29日 14:05:12"));
  g_assert_true (widget_search_label (definition, "R1") == rules);
  g_assert_true (gtk_label_get_selection_bounds (GTK_LABEL (rules), NULL, NULL));
  /* Its own time is never taken back. */
  zhihui_board_filter_show (filter, earlier, TRUE);
  g_assert_true (widget_search_has_label (definition, "2026年7月29日 14:05:12"));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* A month that is closed is of its day, however often it is said to hold. */
static void
test_frozen_definition (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiSituation) situation = report_sample_new (99, 20);
  ZhihuiRanking   *ranking = zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_OVERDUE, "town");
  g_autofree char *text = NULL;

  ranking->frozen = TRUE;
  text = zhihui_figure_definition_write (
    ZHIHUI_METRIC_OVERDUE_RATE, ranking, ranking->as_of + 600, "R9", zone);
  g_assert_nonnull (strstr (text, "2026年7月29日 14:05:12"));
}

/* ---- side by side ---- */

static void
test_compare (void)
{
  ZhihuiScore   few = { .k = 2, .n = 171, .rank = 12 }, many = { .k = 50, .n = 969, .rank = 11 };
  ZhihuiScore   as_few = { .k = 10, .n = 969, .rank = 11 };
  ZhihuiRanking overdue = { .metric = ZHIHUI_METRIC_OVERDUE_RATE, .basis = ZHIHUI_BASIS_DEADLINE };
  ZhihuiRanking closed = { .metric = ZHIHUI_METRIC_OVERDUE_RATE, .basis = ZHIHUI_BASIS_CLOSED };
  ZhihuiCompareSide one = { .title = "one" }, other = { .title = "other" };
  g_autofree char  *untold = NULL, *worse = NULL, *chance = NULL, *unlike = NULL, *count = NULL;

  untold = zhihui_compare_window_write (&one, &other, ZHIHUI_BOARD_OVERDUE);
  g_assert_cmpstr (untold, ==, "未提供");

  one.scores[ZHIHUI_BOARD_OVERDUE] = &few;
  one.rankings[ZHIHUI_BOARD_OVERDUE] = &overdue;
  other.scores[ZHIHUI_BOARD_OVERDUE] = &many;
  other.rankings[ZHIHUI_BOARD_OVERDUE] = &overdue;
  worse = zhihui_compare_window_write (&one, &other, ZHIHUI_BOARD_OVERDUE);
  /* 50/969 − 2/171 */
  g_assert_true (g_str_has_prefix (worse, "+3.99 个百分点（"));
  g_assert_true (g_str_has_suffix (worse, "◆ 显著更差"));

  other.scores[ZHIHUI_BOARD_OVERDUE] = &as_few;
  chance = zhihui_compare_window_write (&one, &other, ZHIHUI_BOARD_OVERDUE);
  g_assert_true (g_str_has_suffix (chance, "● 可能出于偶然"));

  other.rankings[ZHIHUI_BOARD_OVERDUE] = &closed;
  unlike = zhihui_compare_window_write (&one, &other, ZHIHUI_BOARD_OVERDUE);
  g_assert_cmpstr (unlike, ==, "口径不同，不可比");

  one.scores[ZHIHUI_BOARD_VOLUME] = &few;
  other.scores[ZHIHUI_BOARD_VOLUME] = &many;
  count = zhihui_compare_window_write (&one, &other, ZHIHUI_BOARD_VOLUME);
  g_assert_cmpstr (count, ==, "+467%\n计数不作检验");
}

/* One unit in two periods of @days, the second of which begins @after days later. */
static char *
compare_periods (guint slot, ZhihuiMetric metric, int days, int after, int other_days)
{
  const gint64      day = 24 * 3600;
  ZhihuiUnit        unit = { .id = (char *) "u1" };
  ZhihuiScore       score = { .unit = &unit, .k = 7, .n = 190 };
  ZhihuiRanking     first = { .metric = metric, .as_of = 90 * day, .window = { 0, days * day } };
  ZhihuiRanking     second = first;
  ZhihuiCompareSide one = { .title = "one" }, other = { .title = "other" };

  second.window = (ZhihuiWindow){ after * day, (after + other_days) * day };
  one.scores[slot] = other.scores[slot] = &score;
  one.rankings[slot] = &first;
  other.rankings[slot] = &second;
  return zhihui_compare_window_write (&one, &other, slot);
}

static void
test_compare_periods (void)
{
  static const struct
  {
    guint        slot;
    ZhihuiMetric metric;
    int          days, after, other_days;
    const char  *end;
  } cases[] = {
    { ZHIHUI_BOARD_OVERDUE, ZHIHUI_METRIC_OVERDUE_RATE, 30, 30, 30, "● 可能出于偶然" },
    { ZHIHUI_BOARD_OVERDUE, ZHIHUI_METRIC_OVERDUE_RATE, 30, 29, 30, "统计期有重叠，不作判断" },
    { ZHIHUI_BOARD_OVERDUE, ZHIHUI_METRIC_OVERDUE_RATE, 30, 0, 30, "统计期有重叠，不作判断" },
    { ZHIHUI_BOARD_OVERDUE, ZHIHUI_METRIC_OVERDUE_RATE, 31, 31, 28, "● 可能出于偶然" },
    { ZHIHUI_BOARD_VOLUME, ZHIHUI_METRIC_VOLUME, 30, 30, 30, "计数不作检验" },
    { ZHIHUI_BOARD_VOLUME, ZHIHUI_METRIC_VOLUME, 31, 31, 28, "31 天与 28 天，不作检验" },
    /* a month that goes on: of the 31 days 20 are over */
    { ZHIHUI_BOARD_VOLUME, ZHIHUI_METRIC_VOLUME, 20, 70, 31, "计数不作检验" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = compare_periods (
        cases[i].slot, cases[i].metric, cases[i].days, cases[i].after, cases[i].other_days);

      if (!g_str_has_suffix (text, cases[i].end))
        g_error ("%u: %s, not %s", i, text, cases[i].end);
    }
}

static int
measure_comparison (ZhihuiSituation *situation, const char *name)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiCompareSide one = { .title = name, .detail = name }, other = one;
  GtkWidget        *window = g_object_ref_sink (zhihui_compare_window_new (NULL));
  int               wide;

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking = zhihui_situation_get_ranking (situation, board, "town");

      one.rankings[board] = other.rankings[board] = ranking;
      one.scores[board] = &ranking->scores[0];
      other.scores[board] = &ranking->scores[1];
    }
  zhihui_compare_window_show (ZHIHUI_COMPARE_WINDOW (window), &one, &other, zone);
  gtk_widget_measure (gtk_widget_get_parent (widget_search_label (window, name)),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      NULL,
                      &wide,
                      NULL,
                      NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
  return wide;
}

/* The figures of both sides are seen at once, however long the names are. */
static void
test_compare_long_names (void)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (99, 20);
  int usual = measure_comparison (situation, "松龄路街道办事处");
  int wide = measure_comparison (
    situation,
    "淄博市淄川区人民政府松龄路街道综合行政执法与民生诉求联合办理服务中心（筹备组）第一分中心");

  g_assert_cmpint (usual, >, 100);
  g_assert_cmpint (wide, <=, usual + usual / 10);
}

/* Beside a list of pages and a portrait, 1280 px leave it that much. */
static void
test_one_line (void)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (99, 20);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *filter = g_object_new (ZHIHUI_TYPE_BOARD_FILTER, NULL);
  GtkWidget *line = gtk_widget_get_first_child (filter);
  int        low, high;

  gtk_window_set_child (GTK_WINDOW (window), filter);
  zhihui_board_filter_show (ZHIHUI_BOARD_FILTER (filter), situation, TRUE);
  gtk_widget_measure (line, GTK_ORIENTATION_VERTICAL, 2000, NULL, &low, NULL, NULL);
  gtk_widget_measure (line, GTK_ORIENTATION_VERTICAL, 646, NULL, &high, NULL, NULL);
  g_assert_cmpint (high, ==, low);
  gtk_widget_measure (line, GTK_ORIENTATION_VERTICAL, 400, NULL, &high, NULL, NULL);
  g_assert_cmpint (high, >, low);
  gtk_window_destroy (GTK_WINDOW (window));
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
  g_test_add_func ("/board-choices/days-that-cannot-be-are-refused-with-a-reason", test_judge);
  g_test_add_func ("/board-choices/a-remembered-period-is-the-same-again", test_periods);
  g_test_add_func ("/board-choices/days-are-chosen-in-the-language-of-the-texts", test_days);
  g_test_add_func ("/board-choices/what-is-remembered-is-chosen-where-a-board-has-it", test_filter);
  g_test_add_func ("/board-choices/a-group-that-is-not-there-is-not-chosen", test_unknown_group);
  g_test_add_func ("/board-choices/without-groups-it-is-asked-for-all", test_no_groups);
  g_test_add_func ("/board-choices/days-reckoned-from-today-wait-for-it", test_first_now);
  g_test_add_func ("/board-choices/days-that-are-told-only-now-are-other-boards", test_told_days);
  g_test_add_func ("/board-choices/all-stand-in-one-line-at-1280", test_one_line);
  g_test_add_func ("/board-choices/every-figure-has-a-definition-in-chinese", test_definitions);
  g_test_add_func ("/board-choices/a-definition-that-is-open-is-of-what-holds-now",
                   test_definition_follows);
  g_test_add_func ("/board-choices/a-definition-of-what-is-frozen-is-of-its-day",
                   test_frozen_definition);
  g_test_add_func ("/board-choices/a-difference-says-whether-it-may-be-chance", test_compare);
  g_test_add_func ("/board-choices/what-periods-allow-is-said-of-them", test_compare_periods);
  g_test_add_func ("/board-choices/long-names-leave-room-for-the-figures", test_compare_long_names);
  return g_test_run ();
}
