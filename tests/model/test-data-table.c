/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-csv.h"
#include "zhihui-data-table.h"

#include <math.h>
#include <string.h>

#define HEAD                                                                                       \
  "board,peer,rank,tied,unit_id,unit,k,n,value,low,high,shrunk,flag,extra,unranked,open_overdue,"  \
  "rank_change,value_change,period,from,to,as_of,min_n,revision,rule_version\r\n"
#define TIMES                                                                                      \
  "\"month\",\"2026-07-01T00:00:00+08:00\",\"2026-08-01T00:00:00+08:00\","                         \
  "\"2026-07-29T14:05:12+08:00\",5,\"r8812\",\"R2\"\r\n"

/* A column of each kind. */
static ZhihuiDataTable *
make_table (void)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("sample", "样例");

  zhihui_data_table_add_column (table, "unit", "单位", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "open", "在办", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "overdue", "超期率", ZHIHUI_COLUMN_RATE);
  zhihui_data_table_add_column (table, "target", "目标", ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "mean", "平均", ZHIHUI_COLUMN_NUMBER);
  zhihui_data_table_add_column (table, "due", "期限", ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "left", "剩余", ZHIHUI_COLUMN_DURATION);
  zhihui_data_table_add_column (table, "watched", "关注", ZHIHUI_COLUMN_BOOLEAN);
  return table;
}

static void
add_full_row (ZhihuiDataTable *table)
{
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, "=昆仑,\"镇\"");
  zhihui_data_table_add_count (table, -12);
  zhihui_data_table_add_rate (table, 7, 190);
  zhihui_data_table_add_number (table, 0.98);
  zhihui_data_table_add_count (table, 3);
  zhihui_data_table_add_instant (table, G_GINT64_CONSTANT (1785305112));
  zhihui_data_table_add_duration (table, -3601);
  zhihui_data_table_add_boolean (table, TRUE);
}

static char *
write_csv (ZhihuiDataTable *table)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  GString *csv = g_string_new (NULL);

  zhihui_data_table_append_csv (table, zone, csv);
  return g_string_free (csv, FALSE);
}

static void
test_csv (void)
{
  g_autoptr (ZhihuiDataTable) table = make_table ();
  g_autofree char *csv = NULL;

  add_full_row (table);
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, NULL);
  zhihui_data_table_add_none (table);
  zhihui_data_table_add_rate (table, 0, 0);
  zhihui_data_table_add_number (table, (double) NAN);
  zhihui_data_table_add_number (table, -1.5);
  zhihui_data_table_add_instant (table, ZHIHUI_NO_INSTANT);
  csv = write_csv (table);
  g_assert_cmpstr (csv,
                   ==,
                   "unit,open,overdue_k,overdue_n,overdue,target,mean,due,left,watched\r\n"
                   "\"'=昆仑,\"\"镇\"\"\",-12,7,190,0.036842,0.980000,3,"
                   "\"2026-07-29T14:05:12+08:00\",-3601,1\r\n"
                   ",,0,0,,,-1.500000,,,\r\n");
}

/* People see which way it went; programs read the number. */
static void
test_changes (void)
{
  static const struct
  {
    gint64      change;
    const char *read;
  } cases[] = { { 1214, "+1,214" }, { 0, "0" }, { -3, "−3" } };
  g_autoptr (ZhihuiDataTable) table = zhihui_data_table_new ("channels", "");
  g_autofree char *csv = NULL;

  zhihui_data_table_add_column (table, "change", "增减", ZHIHUI_COLUMN_COUNT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiDataCell   cell;
      g_autofree char *read = NULL;

      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_change (table, cases[i].change);
      cell = zhihui_data_table_get_cell (table, i, 0);
      read = zhihui_data_cell_format (&cell, NULL);
      g_assert_cmpstr (read, ==, cases[i].read);
    }
  csv = write_csv (table);
  g_assert_cmpstr (csv, ==, "change\r\n1214\r\n0\r\n-3\r\n");
}

static void
test_short_rows (void)
{
  g_autoptr (ZhihuiDataTable) table = make_table ();

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, "a");
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, "b");
  g_assert_cmpuint (zhihui_data_table_get_n_rows (table), ==, 2);
  g_assert_cmpint (zhihui_data_table_get_cell (table, 0, 7).kind, ==, ZHIHUI_COLUMN_NONE);
  g_assert_cmpstr (zhihui_data_table_get_cell (table, 1, 0).text, ==, "b");
  g_assert_cmpint (zhihui_data_table_get_cell (table, 1, 1).kind, ==, ZHIHUI_COLUMN_NONE);
}

static void
test_groups (void)
{
  g_autoptr (ZhihuiDataTable) table = zhihui_data_table_new ("list", "");
  g_autofree char *csv = NULL;

  zhihui_data_table_add_column (table, "case", "", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, "1");
  g_assert_false (zhihui_data_table_has_groups (table));
  for (guint i = 0; i < 2; i++)
    {
      zhihui_data_table_begin_group (table, i == 0 ? "双杨镇" : "昆仑镇");
      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, "2");
    }
  zhihui_data_table_begin_row (table);
  csv = write_csv (table);
  g_assert_cmpstr (
    csv, ==, "group,case\r\n\"\",\"1\"\r\n\"双杨镇\",\"2\"\r\n\"昆仑镇\",\"2\"\r\n\"昆仑镇\",\r\n");
  g_assert_null (zhihui_data_table_get_group (table, 0));
  g_assert_cmpstr (zhihui_data_table_get_group (table, 3), ==, "昆仑镇");
}

static void
test_several (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GPtrArray) tables =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autofree char *digest = NULL;

  for (guint i = 0; i < 2; i++)
    {
      ZhihuiDataTable *table = zhihui_data_table_new (i == 0 ? "first" : "last", "");

      zhihui_data_table_add_column (table, "n", "", ZHIHUI_COLUMN_COUNT);
      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_count (table, i);
      g_ptr_array_add (tables, table);
    }
  zhihui_data_tables_append_csv (tables, zone, csv);
  g_assert_cmpstr (
    csv->str, ==, "\"table\",\"first\"\r\nn\r\n0\r\n\r\n\"table\",\"last\"\r\nn\r\n1\r\n");
  digest = zhihui_data_tables_make_digest (tables, zone);
  /* printf '"table","first"\r\nn\r\n0\r\n\r\n"table","last"\r\nn\r\n1\r\n' | sha256sum */
  g_assert_cmpstr (digest, ==, "fa9e32b331c69539dbd76655e5add526ce7bf2d995cd15b0906fc40191e52168");

  g_ptr_array_remove_index (tables, 1);
  g_string_truncate (csv, 0);
  zhihui_data_tables_append_csv (tables, zone, csv);
  g_assert_cmpstr (csv->str, ==, "n\r\n0\r\n");
}

static void
test_format (void)
{
  static const struct
  {
    ZhihuiDataCell cell;
    const char    *text;
  } cases[] = {
    { { .kind = ZHIHUI_COLUMN_NONE }, "—" },
    { { .kind = ZHIHUI_COLUMN_TEXT, .text = "昆仑镇" }, "昆仑镇" },
    { { .kind = ZHIHUI_COLUMN_COUNT, .count = -6037 }, "−6,037" },
    { { .kind = ZHIHUI_COLUMN_RATE, .k = 7, .n = 190 }, "3.68%" },
    { { .kind = ZHIHUI_COLUMN_RATE, .k = 0, .n = 0 }, "—" },
    { { .kind = ZHIHUI_COLUMN_RATIO, .number = 0.98765 }, "98.77%" },
    { { .kind = ZHIHUI_COLUMN_NUMBER, .number = 1234.5 }, "1,234.5" },
    { { .kind = ZHIHUI_COLUMN_NUMBER, .number = -0.05 }, "−0.05" },
    { { .kind = ZHIHUI_COLUMN_NUMBER, .number = -0.001 }, "0" },
    { { .kind = ZHIHUI_COLUMN_NUMBER, .number = 2.999 }, "3" },
    { { .kind = ZHIHUI_COLUMN_INSTANT, .instant = 1785305112 }, "Jul 29, 2026 14:05:12" },
    { { .kind = ZHIHUI_COLUMN_DURATION, .seconds = -7200 }, "−2 hours" },
    { { .kind = ZHIHUI_COLUMN_BOOLEAN, .count = 1 }, "yes" },
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = zhihui_data_cell_format (&cases[i].cell, zone);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_invalid_text (void)
{
  g_autoptr (ZhihuiDataTable) table = make_table ();

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, "a\xff\xed\xa0\x80z");
  g_assert_true (g_utf8_validate (zhihui_data_table_get_cell (table, 0, 0).text, -1, NULL));
  g_assert_true (g_str_has_suffix (zhihui_data_table_get_cell (table, 0, 0).text, "z"));
}

static ZhihuiUnit *
make_unit (const char *id, const char *name)
{
  return zhihui_unit_copy (&(ZhihuiUnit){ .id = (char *) id,
                                          .name = (char *) name,
                                          .short_name = (char *) name,
                                          .peer = (char *) "town",
                                          .region = (char *) "370302",
                                          .active = TRUE });
}

static ZhihuiRanking *
make_ranking (ZhihuiMetric metric)
{
  ZhihuiRanking *ranking = zhihui_ranking_new_empty (metric);

  ranking->region = g_strdup ("370302");
  ranking->peer = g_strdup ("town");
  ranking->period = g_strdup ("month");
  ranking->revision = g_strdup ("r8812");
  ranking->window =
    (ZhihuiWindow){ .from = G_GINT64_CONSTANT (1782835200), .to = G_GINT64_CONSTANT (1785513600) };
  ranking->as_of = G_GINT64_CONSTANT (1785305112);
  ranking->min_n = 5;
  ranking->scores = g_new0 (ZhihuiScore, 1);
  ranking->n_scores = ranking->n_ranked = 1;
  ranking->unranked = g_new0 (ZhihuiScore, 1);
  ranking->n_unranked = ranking->n_unranked_sent = 1;
  ranking->scores[0] = (ZhihuiScore){ .unit = make_unit ("t1", "=昆仑镇"),
                                      .rank = 1,
                                      .tied = TRUE,
                                      .k = 7,
                                      .n = 190,
                                      .value = 7.0 / 190,
                                      .low = 0.0179,
                                      .high = 0.0741,
                                      .shrunk = 0.04,
                                      .flag = ZHIHUI_FLAG_WORSE,
                                      .open_overdue = 2,
                                      .has_delta = TRUE,
                                      .delta_value = -0.0125,
                                      .has_delta_rank = TRUE,
                                      .delta_rank = -3 };
  ranking->unranked[0] = (ZhihuiScore){ .unit = make_unit ("t2", "太河镇"),
                                        .reason = ZHIHUI_UNRANKED_NO_CASES,
                                        .extra = 4,
                                        .value = (double) NAN,
                                        .low = (double) NAN,
                                        .high = (double) NAN,
                                        .shrunk = (double) NAN,
                                        .open_overdue = -1 };
  return ranking;
}

/* Frozen boards and filed bulletins are known by the hash of these bytes. */
static void
test_board_csv (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiRanking) rate = make_ranking (ZHIHUI_METRIC_OVERDUE_RATE);
  g_autoptr (ZhihuiRanking) count = make_ranking (ZHIHUI_METRIC_VOLUME);
  g_autoptr (GString) csv = g_string_new (NULL);

  zhihui_board_csv_append_head (csv);
  zhihui_board_csv_append (csv, rate, zone, "R2");
  zhihui_board_csv_append (csv, count, zone, "R2");
  g_assert_cmpstr (
    csv->str,
    ==,
    HEAD "\"overdue_rate\",\"town\",1,1,\"t1\",\"'=昆仑镇\",7,190,0.036842,0.017900,0.074100,"
         "0.040000,\"worse\",0,\"\",2,-3,-0.012500," TIMES
         "\"overdue_rate\",\"town\",,0,\"t2\",\"太河镇\",0,0,,,,,\"none\",4,\"no_cases\",,,," TIMES
         "\"volume\",\"town\",1,1,\"t1\",\"'=昆仑镇\",,190,190,0.017900,0.074100,0.040000,\"\",0,"
         "\"\",2,-3,-0.012500," TIMES
         "\"volume\",\"town\",,0,\"t2\",\"太河镇\",,0,0,,,,\"\",4,\"no_cases\",,,," TIMES);
}

/* Programs read the same whatever the language; people read theirs. */
static void
test_words (void)
{
  g_autoptr (ZhihuiDataTable) table = zhihui_data_table_new ("sample", "样例");
  g_autofree char *csv = NULL;
  ZhihuiDataCell   cell;

  zhihui_data_table_add_column (table, "state", "状态", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_begin_group_as (table, "overdue_rate", "超期率");
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_word (table, "ended", "已结束");
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_word (table, "custom", NULL);
  zhihui_data_table_begin_group (table, "镇街道");
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_word (table, "", "全组合计");
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_word (table, NULL, "无");
  csv = write_csv (table);
  g_assert_cmpstr (csv,
                   ==,
                   "group,state\r\n\"overdue_rate\",\"ended\"\r\n\"overdue_rate\",\"custom\"\r\n"
                   "\"镇街道\",\"\"\r\n\"镇街道\",\r\n");
  cell = zhihui_data_table_get_cell (table, 0, 0);
  g_assert_cmpstr (cell.text, ==, "已结束");
  g_assert_cmpstr (zhihui_data_table_get_group (table, 0), ==, "超期率");
  cell = zhihui_data_table_get_cell (table, 1, 0);
  g_assert_cmpstr (cell.text, ==, "custom");
  cell = zhihui_data_table_get_cell (table, 2, 0);
  g_assert_cmpstr (cell.text, ==, "全组合计");
  g_assert_cmpint (zhihui_data_table_get_cell (table, 3, 0).kind, ==, ZHIHUI_COLUMN_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-table/a-change-has-its-sign", test_changes);
  g_test_add_func ("/data-table/csv-has-each-kind-as-programs-read-it", test_csv);
  g_test_add_func ("/data-table/cells-that-a-row-lacks-are-none", test_short_rows);
  g_test_add_func ("/data-table/rows-keep-the-group-they-were-begun-in", test_groups);
  g_test_add_func ("/data-table/of-several-tables-each-is-named", test_several);
  g_test_add_func ("/data-table/cells-read-as-figures-do-elsewhere", test_format);
  g_test_add_func ("/data-table/programs-read-words-that-are-of-no-language", test_words);
  g_test_add_func ("/data-table/text-is-utf-8-whatever-came", test_invalid_text);
  g_test_add_func ("/board-csv/bytes-are-those-that-hashes-were-made-of", test_board_csv);
  return g_test_run ();
}
