/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables-sample.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define PYTHON "/usr/bin/python3" /* the one that has the packages of the distribution */
#define MISSING 77                /* what the reader ends with when its library is not there */
#define AS_OF G_GINT64_CONSTANT (1785305112) /* 2026-07-29T14:05:12+08:00 */

void
tables_sample_set_up (TablesSample *self, gconstpointer data)
{
  static const ZhihuiTablesFact facts[] = { { "最小样本", "20" } };
  static const ZhihuiTablesFact definitions[] = { { "超期率", "其中逾期答复或仍未办结的" } };

  self->folder = g_dir_make_tmp ("zhihui-tables-XXXXXX", NULL);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_data_table_unref);
  self->zone = zhihui_zone_new_shanghai ();
  self->head = (ZhihuiTablesHead){ .title = "民生诉求办理排行通报",
                                   .issuer = "淄川区般阳民生服务中心",
                                   .number = "第 30 期",
                                   .marking = "内部资料",
                                   .period = "2026年7月1日至31日",
                                   .as_of = AS_OF,
                                   .zone = self->zone,
                                   .revision = "r8812",
                                   .rules = "R2",
                                   .facts = facts,
                                   .n_facts = G_N_ELEMENTS (facts),
                                   .definitions = definitions,
                                   .n_definitions = G_N_ELEMENTS (definitions) };
}

void
tables_sample_tear_down (TablesSample *self, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_ptr_array_unref (self->tables);
  zhihui_zone_unref (self->zone);
}

const char *
tables_sample_write (TablesSample *self, TablesWrite write, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_free (self->path);
  self->path = g_build_filename (self->folder, name, NULL);
  write (self->tables, &self->head, self->path, &error);
  g_assert_no_error (error);
  return self->path;
}

GBytes *
tables_sample_read (TablesSample *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

JsonObject *
tables_sample_open_json (TablesSample *self, const char *name)
{
  g_autoptr (GBytes) bytes = tables_sample_read (self, name);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return parse (text);
}

JsonObject *
tables_sample_open_workbook (TablesSample *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "read-workbook", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) reader = NULL;

  reader = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, PYTHON, script, path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (reader, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_exited (reader) && g_subprocess_get_exit_status (reader) == MISSING)
    {
      g_test_skip ("python3-openpyxl is not installed");
      return NULL;
    }
  g_assert_true (g_subprocess_get_successful (reader));
  return parse (text);
}

/* Names that a spreadsheet, a parser or a page could take for something else. */
static char *
draw_name (guint index)
{
  static const char *const starts[] = {
    "昆仑镇",   "=1+1 局", "a,b \"c\"", "𠮷田街道", "-双杨镇",
    "<b>&amp;", "两\n行",  "_x0041_",   "12345",    "\u202e镇"
  };

  return g_strdup_printf ("%s%u", starts[g_test_rand_int_range (0, G_N_ELEMENTS (starts))], index);
}

static ZhihuiUnit *
draw_unit (guint index)
{
  g_autofree char *id = g_strdup_printf ("t%03u", index);
  g_autofree char *name = draw_name (index);

  return zhihui_unit_copy (&(ZhihuiUnit){ .id = id,
                                          .name = name,
                                          .short_name = name,
                                          .peer = (char *) "town",
                                          .region = (char *) "370302",
                                          .active = TRUE });
}

/* Few different fractions, so that units share ranks; some of nothing. */
static ZhihuiTally
draw_tally (void)
{
  gint64 n = g_test_rand_int_range (0, 6) * 20;

  return (ZhihuiTally){ .k = n > 0 ? g_test_rand_int_range (0, 4) * n / 20 : 0, .n = n };
}

ZhihuiRanking *
tables_sample_draw_ranking (ZhihuiMetric metric, guint n_units)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  g_autofree ZhihuiTally *tallies = g_new0 (ZhihuiTally, n_units + 1);
  g_autofree ZhihuiTally *previous = g_new0 (ZhihuiTally, n_units + 1);
  g_autofree gint64      *open = g_new0 (gint64, n_units + 1);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) period = zhihui_period_parse ("month", AS_OF, zone, NULL);
  ZhihuiRankingInput input = { .metric = metric,
                               .region = "370302",
                               .peer = "town",
                               .revision = "r8812",
                               .period = period,
                               .as_of = AS_OF,
                               .min_n = 25,
                               .tallies = tallies,
                               .previous = previous,
                               .open_overdue = g_test_rand_bit () ? open : NULL,
                               .n_units = n_units };

  for (guint i = 0; i < n_units; i++)
    {
      g_ptr_array_add (units, draw_unit (i));
      tallies[i] = draw_tally ();
      previous[i] = draw_tally ();
      open[i] = g_test_rand_int_range (0, 9);
    }
  input.units = (const ZhihuiUnit *const *) units->pdata;
  return zhihui_ranking_new (&input);
}
