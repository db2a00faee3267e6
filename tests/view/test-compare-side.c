/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-compare-side.h"
#include "zhihui-language.h"

/* ---- taken out of the window ---- */

/* (transfer full): the cell of that column in that line; none of these has a comma in it */
static char *
dup_cell (char **lines, guint line, const char *column)
{
  g_auto (GStrv) head = g_strsplit (lines[0], ",", -1);
  g_auto (GStrv) cells = g_strsplit (lines[line], ",", -1);

  g_assert_cmpuint (g_strv_length (head), ==, g_strv_length (cells));
  for (guint i = 0; head[i] != NULL; i++)
    if (g_str_equal (head[i], column))
      return g_strdup (g_strdelimit (cells[i], "\"", ' '));
  g_error ("no column %s", column);
}

typedef struct
{
  guint       line;
  const char *column, *cell;
} Cell;

static void
expect_cells (char **lines, const Cell *cells, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *cell = dup_cell (lines, cells[i].line, cells[i].column);

      g_assert_cmpstr (g_strstrip (cell), ==, cells[i].cell);
    }
}

/* What somebody else makes of it: R. G. Newcombe's method 10 for 2/171 and 50/969, worked out
 * beside this program. */
static void
test_compare_files (void)
{
  static const Cell cells[] = {
    { 1, "figure", "overdue_rate" },
    { 1, "one", "甲" },
    { 1, "other", "乙" },
    { 1, "one_k", "2" },
    { 1, "one_n", "171" },
    { 1, "one_value", "0.011696" },
    { 1, "other_k", "50" },
    { 1, "other_n", "969" },
    { 1, "other_value", "0.051600" },
    { 1, "one_unit_id", "u1" },
    { 1, "other_unit_id", "u2" },
    { 1, "difference", "0.039904" },
    { 1, "least", "0.007558" },
    { 1, "most", "0.057823" },
    { 1, "verdict", "worse" },
    { 1, "one_basis", "deadline" },
    { 1, "other_tier", "2" },
    { 1, "one_rule_version", "R2" },
    { 1, "other_peer", "town" },
    { 1, "one_rank", "12" },
    { 1, "one_tier", "" },
    { 1, "one_from", "1970-01-01T08:00:00+08:00" },
    { 1, "one_to", "1970-01-02T08:00:00+08:00" },
    { 1, "one_as_of", "1970-01-03T08:00:00+08:00" },
    { 2, "figure", "volume" },
    { 2, "one_k", "" },
    { 2, "one_n", "171" },
    { 2, "one_value", "" },
    { 2, "difference", "4.666667" },
    { 2, "verdict", "count" },
    { 3, "figure", "return_rate" },
    { 3, "other_n", "" },
    { 3, "verdict", "untold" },
  };
  const gint64      day = 24 * 3600;
  ZhihuiUnit        first = { .id = (char *) "u1" }, second = { .id = (char *) "u2" };
  ZhihuiScore       few = { .unit = &first, .k = 2, .n = 171, .value = 2.0 / 171, .rank = 12 };
  ZhihuiScore       many = { .unit = &second, .k = 50, .n = 969, .value = 50.0 / 969, .rank = 11 };
  ZhihuiRanking     board = { .metric = ZHIHUI_METRIC_OVERDUE_RATE,
                              .basis = ZHIHUI_BASIS_DEADLINE,
                              .peer = (char *) "town",
                              .window = { 0, day },
                              .as_of = 2 * day };
  ZhihuiRanking     third = board;
  ZhihuiCompareSide one = { .title = "甲", .rules = "R2" }, other = { .title = "乙" };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiDataTable) table = NULL;
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  third.tier = 2;
  one.scores[ZHIHUI_BOARD_OVERDUE] = one.scores[ZHIHUI_BOARD_VOLUME] = &few;
  one.scores[ZHIHUI_BOARD_RETURN] = &few;
  other.scores[ZHIHUI_BOARD_OVERDUE] = other.scores[ZHIHUI_BOARD_VOLUME] = &many;
  one.rankings[ZHIHUI_BOARD_OVERDUE] = &board;
  other.rankings[ZHIHUI_BOARD_OVERDUE] = &third;
  table = zhihui_compare_side_make_table (&one, &other);
  zhihui_data_table_append_csv (table, zone, csv);
  lines = g_strsplit (csv->str, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 3 + 1);
  expect_cells (lines, cells, G_N_ELEMENTS (cells));

  text = zhihui_compare_side_write_text (table, zone);
  g_assert_true (g_str_has_prefix (text, "指标\t甲\t甲：单位编码\t甲：比率\t"));
  g_assert_nonnull (strstr (text, "\n超期率\t甲\tu1\t1.17%\t2\t171\t"));
  g_assert_nonnull (strstr (text, "\t3.99%\t0.76%\t5.78%\t◆ 显著更差\n"));
}

/* (transfer full): how the differences of one figure in two periods are to be read */
static char *
read_periods (int after)
{
  const gint64      day = 24 * 3600;
  ZhihuiUnit        unit = { .id = (char *) "u1" };
  ZhihuiScore       score = { .unit = &unit, .k = 7, .n = 190 };
  ZhihuiRanking     first = { .metric = ZHIHUI_METRIC_OVERDUE_RATE,
                              .as_of = 90 * day,
                              .window = { 0, 30 * day } };
  ZhihuiRanking     second = first;
  ZhihuiCompareSide one = { .title = "one" }, other = { .title = "other" };

  second.window = (ZhihuiWindow){ after * day, (after + 30) * day };
  one.scores[ZHIHUI_BOARD_OVERDUE] = other.scores[ZHIHUI_BOARD_OVERDUE] = &score;
  one.rankings[ZHIHUI_BOARD_OVERDUE] = &first;
  other.rankings[ZHIHUI_BOARD_OVERDUE] = &second;
  return zhihui_compare_side_write_reading (&one, &other);
}

/* By what a difference is judged is said where one is. */
static void
test_compare_reading (void)
{
  ZhihuiCompareSide none = { .title = "none" };
  g_autofree char  *apart = read_periods (30), *shared = read_periods (29);
  g_autofree char  *untold = zhihui_compare_side_write_reading (&none, &none);
  ZhihuiCompareSide cut = { .title = "cut", .note = "整日。" };
  g_autofree char  *noted = zhihui_compare_side_write_reading (&none, &cut);

  g_assert_nonnull (strstr (apart, "Newcombe"));
  g_assert_null (strstr (apart, "重叠"));
  g_assert_null (strstr (shared, "Newcombe"));
  g_assert_nonnull (strstr (shared, "两个统计期有重叠"));
  g_assert_cmpstr (untold, ==, "以上差值均不足以判断。");
  g_assert_cmpstr (noted, ==, "以上差值均不足以判断。\n整日。");
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare-side/a-comparison-is-taken-along-with-what-it-is-of",
                   test_compare_files);
  g_test_add_func ("/compare-side/how-a-difference-is-read-is-said-of-those-that-are-judged",
                   test_compare_reading);
  return g_test_run ();
}
