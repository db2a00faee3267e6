/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables-sample.h"
#include "zhihui-language.h"
#include "zhihui-xlsx-proof.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static ZhihuiDataTable *
add_table (TablesSample *sample, const char *title, ZhihuiColumnKind kind)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("sample", title);

  zhihui_data_table_add_column (table, "one", "甲", kind);
  g_ptr_array_add (sample->tables, table);
  return table;
}

static void
add_text (ZhihuiDataTable *table, const char *text)
{
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, text);
}

/* NULL: skipped. */
static JsonObject *
write_and_open (TablesSample *sample)
{
  tables_sample_write (sample, zhihui_tables_write_xlsx, "sample.xlsx");
  return tables_sample_open_workbook (sample, "sample.xlsx");
}

static JsonObject *
get_sheet (JsonObject *book, guint sheet)
{
  return json_array_get_object_element (json_object_get_array_member (book, "sheets"), sheet);
}

static JsonNode *
get_cell (JsonObject *book, guint sheet, guint row, guint column)
{
  JsonArray *rows = json_object_get_array_member (get_sheet (book, sheet), "rows");

  return json_array_get_element (json_array_get_array_element (rows, row), column);
}

static void
test_hostile_texts (TablesSample *sample, gconstpointer data)
{
  static const struct
  {
    const char *text, *cell;
  } cases[] = {
    { "=1+1", "=1+1" },
    { "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0" },
    { "+86", "+86" },
    { "@SUM(A1)", "@SUM(A1)" },
    { "-1", "-1" },
    { "{=1}", "{=1}" },
    { "http://x/", "http://x/" },
    { "0012345678901234567", "0012345678901234567" },
    { " 前后 ", " 前后 " },
    { "a\tb\nc", "a\tb\nc" },
    { "a\r\nb\rc", "a\nb\nc" },
    { "\x01\x08\x0b\x1f", "␁␈␋␟" },
    { "x\xef\xbf\xbey\xef\xbf\xbfz", "x\xef\xbf\xbdy\xef\xbf\xbdz" }, /* U+FFFE, U+FFFF */
    { "\xf4\x8f\xbf\xbf", "\xf4\x8f\xbf\xbf" },                       /* U+10FFFF: XML has it */
    { "\xe2\x80\xae镇\xe2\x81\xa6", "\xe2\x80\xae镇\xe2\x81\xa6" },
    { "<b>&amp;\"']]>", "<b>&amp;\"']]>" },
    { "_x0041_ _x00_", "_x0041_ _x00_" },
    { "𠮷𠮷", "𠮷𠮷" },
  };
  ZhihuiDataTable *table = add_table (sample, "=文本", ZHIHUI_COLUMN_TEXT);
  g_autoptr (JsonObject) book = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add_text (table, cases[i].text);
  book = write_and_open (sample);
  if (book == NULL)
    return;
  g_assert_cmpint (json_object_get_int_member (book, "formulas"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (json_node_get_string (get_cell (book, 0, i + 1, 0)), ==, cases[i].cell);
}

static void
test_long_text (TablesSample *sample, gconstpointer data)
{
  ZhihuiDataTable *table = add_table (sample, "长文本", ZHIHUI_COLUMN_TEXT);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonObject) book = NULL;
  const char *cell;

  for (guint i = 0; i < 40000; i++)
    g_string_append (text, "长");
  add_text (table, text->str);
  g_string_truncate (text, 32767 * strlen ("长"));
  add_text (table, text->str);
  book = write_and_open (sample);
  if (book == NULL)
    return;
  cell = json_node_get_string (get_cell (book, 0, 1, 0));
  g_assert_true (g_str_has_suffix (cell, "……（已截短，原文 40000 字）"));
  g_assert_cmpint (g_utf8_strlen (cell, -1), <=, 32767);
  g_assert_cmpint (g_utf8_strlen (cell, -1), >, 32000);
  g_assert_cmpstr (json_node_get_string (get_cell (book, 0, 2, 0)), ==, text->str);
}

static void
add_kinds (TablesSample *sample)
{
  ZhihuiDataTable *table = add_table (sample, "类型", ZHIHUI_COLUMN_COUNT);

  zhihui_data_table_add_column (table, "rate", "乙", ZHIHUI_COLUMN_RATE);
  zhihui_data_table_add_column (table, "at", "丙", ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "left", "丁", ZHIHUI_COLUMN_DURATION);
  zhihui_data_table_add_column (table, "so", "戊", ZHIHUI_COLUMN_BOOLEAN);
  zhihui_data_table_add_column (table, "mean", "己", ZHIHUI_COLUMN_NUMBER);
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_count (table, 1234567);
  zhihui_data_table_add_rate (table, 7, 190);
  zhihui_data_table_add_instant (table, sample->head.as_of);
  zhihui_data_table_add_duration (table, 100 * 3600 + 61);
  zhihui_data_table_add_boolean (table, TRUE);
  zhihui_data_table_add_number (table, 1.25);
  /* What a workbook has no type for. */
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_count (table, G_GINT64_CONSTANT (9007199254740993));
  zhihui_data_table_add_rate (table, 0, 0);
  zhihui_data_table_add_instant (table, G_GINT64_CONSTANT (-3000000000)); /* 1874 */
  zhihui_data_table_add_duration (table, -3661);
}

static void
test_kinds (TablesSample *sample, gconstpointer data)
{
  static const char *const formats[] = {
    "#,##0", "#,##0", "#,##0", "0.00%", "yyyy-mm-dd hh:mm:ss", "[h]:mm:ss", "General", "#,##0.00"
  };
  g_autoptr (JsonObject) book = NULL;
  JsonArray *row;

  add_kinds (sample);
  book = write_and_open (sample);
  if (book == NULL)
    return;
  g_assert_cmpint (json_node_get_int (get_cell (book, 0, 1, 0)), ==, 1234567);
  g_assert_cmpint (json_node_get_int (get_cell (book, 0, 1, 1)), ==, 7);
  g_assert_cmpint (json_node_get_int (get_cell (book, 0, 1, 2)), ==, 190);
  g_assert_cmpfloat_with_epsilon (
    json_node_get_double (get_cell (book, 0, 1, 3)), 7.0 / 190, 1e-15);
  g_assert_cmpstr (
    json_object_get_string_member (json_node_get_object (get_cell (book, 0, 1, 4)), "date"),
    ==,
    "2026-07-29 14:05:12");
  g_assert_cmpint (
    json_object_get_int_member (json_node_get_object (get_cell (book, 0, 1, 5)), "seconds"),
    ==,
    100 * 3600 + 61);
  g_assert_true (json_node_get_boolean (get_cell (book, 0, 1, 6)));
  g_assert_cmpfloat_with_epsilon (json_node_get_double (get_cell (book, 0, 1, 7)), 1.25, 1e-15);
  row =
    json_array_get_array_element (json_object_get_array_member (get_sheet (book, 0), "formats"), 1);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    g_assert_cmpstr (json_array_get_string_element (row, i), ==, formats[i]);

  g_assert_cmpstr (json_node_get_string (get_cell (book, 0, 2, 0)), ==, "9,007,199,254,740,993");
  g_assert_true (JSON_NODE_HOLDS_NULL (get_cell (book, 0, 2, 3)));
  g_assert_true (g_str_has_prefix (json_node_get_string (get_cell (book, 0, 2, 4)), "1874-12-"));
  g_assert_cmpstr (json_node_get_string (get_cell (book, 0, 2, 5)), ==, "−1:01:01");
}

static void
test_look (TablesSample *sample, gconstpointer data)
{
  ZhihuiDataTable *table = add_table (sample, "列宽", ZHIHUI_COLUMN_TEXT);
  g_autoptr (JsonObject) book = NULL;
  JsonObject *sheet;
  JsonArray  *widths;
  GString    *wide = g_string_new (NULL);

  for (guint i = 0; i < 200; i++)
    g_string_append (wide, "宽");
  zhihui_data_table_add_column (table, "two", "乙", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "three", "丙", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, "昆仑镇人民政府信访接待中心");
  zhihui_data_table_add_text (table, "abcdefghijklmnopqrstuvwxyz");
  zhihui_data_table_add_text (table, wide->str);
  g_string_free (wide, TRUE);
  book = write_and_open (sample);
  if (book == NULL)
    return;
  sheet = get_sheet (book, 0);
  widths = json_object_get_array_member (sheet, "widths");
  /* Thirteen Chinese characters are as wide as 26 letters. */
  g_assert_cmpint (json_array_get_int_element (widths, 0), >=, 26);
  g_assert_cmpint (
    json_array_get_int_element (widths, 0), ==, json_array_get_int_element (widths, 1));
  g_assert_cmpint (json_array_get_int_element (widths, 2), <=, 64);
  g_assert_cmpstr (json_object_get_string_member (sheet, "frozen"), ==, "A2");
  g_assert_cmpstr (json_object_get_string_member (sheet, "filter"), ==, "A1:C2");
}

static void
test_empty (TablesSample *sample, gconstpointer data)
{
  ZhihuiDataTable *table = add_table (sample, "空表", ZHIHUI_COLUMN_COUNT);
  g_autoptr (JsonObject) book = NULL;

  zhihui_data_table_set_empty (table, "本期没有超期件。");
  book = write_and_open (sample);
  if (book == NULL)
    return;
  g_assert_cmpstr (json_node_get_string (get_cell (book, 0, 0, 0)), ==, "甲");
  g_assert_cmpstr (json_node_get_string (get_cell (book, 0, 1, 0)), ==, "本期没有超期件。");
}

/* Text of the second column beside @name in the last sheet. */
static const char *
find_note (JsonObject *book, guint sheet, const char *name)
{
  JsonArray *rows = json_object_get_array_member (get_sheet (book, sheet), "rows");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *first = get_cell (book, sheet, i, 0);

      if (!JSON_NODE_HOLDS_NULL (first) && g_strcmp0 (json_node_get_string (first), name) == 0)
        return json_node_get_string (get_cell (book, sheet, i, 1));
    }
  return NULL;
}

static void
test_notes (TablesSample *sample, gconstpointer data)
{
  ZhihuiDataTable *table = add_table (sample, "超期件", ZHIHUI_COLUMN_TEXT);
  g_autoptr (JsonObject) book = NULL;
  g_autofree char *digest = NULL;

  add_text (table, "1");
  zhihui_data_table_set_note (table, "按期限先后");
  digest = zhihui_data_tables_make_digest (sample->tables, sample->zone);
  book = write_and_open (sample);
  if (book == NULL)
    return;
  g_assert_cmpstr (json_object_get_string_member (get_sheet (book, 1), "name"), ==, "口径");
  g_assert_cmpstr (find_note (book, 1, "标题"), ==, "民生诉求办理排行通报");
  g_assert_cmpstr (find_note (book, 1, "统计期间"), ==, "2026年7月1日至31日");
  g_assert_cmpstr (find_note (book, 1, "数据修订"), ==, "r8812");
  g_assert_cmpstr (find_note (book, 1, "规则版本"), ==, "R2");
  g_assert_cmpstr (find_note (book, 1, "最小样本"), ==, "20");
  g_assert_cmpstr (find_note (book, 1, "超期率"), ==, "其中逾期答复或仍未办结的");
  g_assert_cmpstr (find_note (book, 1, "超期件"), ==, "1 行\n按期限先后");
  g_assert_cmpstr (find_note (book, 1, "SHA-256"), ==, digest);
}

static void
test_sheet_names (TablesSample *sample, gconstpointer data)
{
  static const char *const titles[] = {
    "超期率",
    "超期率",
    "超期率 (2)",
    "Overdue",
    "OVERDUE",
    "history",
    "",
    "''",
    "[a]:b*c?d/e\\f",
    "'引号'",
    "口径",
    "换\n行",
    "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷",
    "一个长得不能做工作表名称的标题，因为它有三十二个以上的字，甲",
    "一个长得不能做工作表名称的标题，因为它有三十二个以上的字，乙",
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonObject) book = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    add_table (sample, titles[i], ZHIHUI_COLUMN_COUNT);
  book = write_and_open (sample);
  if (book == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (titles) + 1; i++)
    {
      const char           *name = json_object_get_string_member (get_sheet (book, i), "name");
      glong                 n_units;
      g_autofree gunichar2 *units = g_utf8_to_utf16 (name, -1, NULL, &n_units, NULL);

      g_assert_cmpint (n_units, >, 0);
      g_assert_cmpint (n_units, <=, 31);
      g_assert_null (strpbrk (name, "[]:*?/\\\n"));
      g_assert_false (g_str_has_prefix (name, "'") || g_str_has_suffix (name, "'"));
      g_assert_cmpint (g_ascii_strcasecmp (name, "history"), !=, 0);
      g_assert_true (g_hash_table_add (seen, g_utf8_casefold (name, -1)));
    }
}

/* Sums of the last sheet as another reader has them. */
static ZhihuiSheetSum
sum_sheet (JsonObject *book, guint sheet)
{
  JsonArray     *rows = json_object_get_array_member (get_sheet (book, sheet), "rows");
  ZhihuiSheetSum sum = { 0 };

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);

      for (guint j = 0; j < json_array_get_length (row); j++)
        {
          JsonNode *cell = json_array_get_element (row, j);

          if (JSON_NODE_HOLDS_NULL (cell))
            continue;
          sum.n_cells++;
          if (JSON_NODE_HOLDS_VALUE (cell) && json_node_get_value_type (cell) == G_TYPE_STRING)
            sum.n_text_bytes += strlen (json_node_get_string (cell));
        }
    }
  return sum;
}

static void
test_proof (TablesSample *sample, gconstpointer data)
{
  ZhihuiDataTable *table = add_table (sample, "校验", ZHIHUI_COLUMN_TEXT);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonObject) book = NULL;
  g_autofree char *cut = g_build_filename (sample->folder, "cut", NULL);
  ZhihuiSheetSum   sums[2], wrong[2];

  add_text (table, "<&>");
  add_text (table, "乙");
  book = write_and_open (sample);
  if (book == NULL)
    return;
  sums[0] = sum_sheet (book, 0);
  sums[1] = sum_sheet (book, 1);
  g_assert_cmpuint (sums[0].n_cells, ==, 3);
  g_assert_true (zhihui_xlsx_proof_holds (sample->path, sums, 2));
  g_assert_false (zhihui_xlsx_proof_holds (sample->path, sums, 1));
  for (guint i = 0; i < 4; i++)
    {
      memcpy (wrong, sums, sizeof sums);
      if (i < 2)
        wrong[i].n_cells++;
      else
        wrong[i - 2].n_text_bytes++;
      g_assert_false (zhihui_xlsx_proof_holds (sample->path, wrong, 2));
    }

  bytes = tables_sample_read (sample, "sample.xlsx");
  for (gsize length = 0; length < g_bytes_get_size (bytes); length += 97)
    {
      g_file_set_contents (cut, g_bytes_get_data (bytes, NULL), (gssize) length, NULL);
      g_assert_false (zhihui_xlsx_proof_holds (cut, sums, 2));
    }
}

/* ---- what cannot be written ---- */

static const struct
{
  const char *name;
  TablesWrite write;
} formats[] = {
  { "old.csv", zhihui_tables_write_csv },
  { "old.xlsx", zhihui_tables_write_xlsx },
  { "old.json", zhihui_tables_write_json },
};

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
expect_refusal (TablesSample *sample, TablesWrite write, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (write (sample->tables, &sample->head, path, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_no_place (TablesSample *sample, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (sample->folder, "nowhere", "a", NULL);

  add_table (sample, "一", ZHIHUI_COLUMN_COUNT);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      expect_refusal (sample, formats[i].write, nowhere);
      expect_refusal (sample, formats[i].write, sample->folder);
      g_assert_cmpuint (count_files (sample->folder), ==, 0);
    }
}

/* A disk that is full after 64 KiB of any file. The rows are alike: packed they need less. */
static void
write_on_full_disk (TablesSample *sample)
{
  ZhihuiDataTable *table = add_table (sample, "满", ZHIHUI_COLUMN_TEXT);
  struct rlimit    limit = { .rlim_cur = 64 * 1024, .rlim_max = 64 * 1024 };

  for (guint i = 0; i < 20000; i++)
    add_text (table, "同样的文字");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_build_filename (sample->folder, formats[i].name, NULL);

      g_assert_true (g_file_set_contents (path, "old", 3, NULL));
    }
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_build_filename (sample->folder, formats[i].name, NULL);
      g_autofree char *text = NULL;

      expect_refusal (sample, formats[i].write, path);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_assert_cmpuint (count_files (sample->folder), ==, G_N_ELEMENTS (formats));
    }
}

static void
test_full_disk (TablesSample *sample, gconstpointer data)
{
  if (g_test_subprocess ())
    {
      write_on_full_disk (sample);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (TablesSample *sample, gconstpointer data);
  } tests[] = {
    { "/workbook/text-is-text-whatever-is-in-it", test_hostile_texts },
    { "/workbook/text-too-long-for-a-cell-is-shortened-and-says-so", test_long_text },
    { "/workbook/cells-have-the-type-of-their-column", test_kinds },
    { "/workbook/columns-are-as-wide-as-their-text-in-chinese-too", test_look },
    { "/workbook/a-table-without-rows-says-why", test_empty },
    { "/workbook/the-last-sheet-says-what-the-figures-are", test_notes },
    { "/workbook/every-sheet-has-a-name-that-spreadsheets-accept", test_sheet_names },
    { "/workbook/one-that-lacks-a-cell-or-its-end-does-not-pass", test_proof },
    { "/tables/where-nothing-can-be-written-nothing-is-left", test_no_place },
    { "/tables/a-full-disk-leaves-the-old-file", test_full_disk },
  };

  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name,
                TablesSample,
                NULL,
                tables_sample_set_up,
                tests[i].test,
                tables_sample_tear_down);
  return g_test_run ();
}
