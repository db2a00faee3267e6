/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "map-page.h"
#include "zhihui-error.h"
#include "zhihui-map-panel.h"

#define NAME "map.conf"

static ZhihuiMapSettings *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return zhihui_map_settings_parse (bytes, NAME, error);
}

static void
test_what_is_not_said_is_as_usual (void)
{
  static const char *const texts[] = { "", "# nothing\n\n", "[volume]\n[overdue]\n[tour]\n" };
  g_autoptr (ZhihuiMapSettings) usual = zhihui_map_settings_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiMapSettings) read = parse (texts[i], &error);

      g_assert_no_error (error);
      g_assert_cmpmem (&read->rules, sizeof read->rules, &usual->rules, sizeof usual->rules);
      g_assert_cmpint (read->volume, ==, usual->volume);
      g_assert_cmpint (read->tour, ==, usual->tour);
      g_assert_cmpuint (read->layers->len, ==, usual->layers->len);
    }
  g_assert_cmpint (usual->tour, ==, ZHIHUI_BOARD_OVERDUE);
  g_assert_cmpint (usual->rules[ZHIHUI_BOARD_VOLUME].manner, ==, ZHIHUI_BREAKS_QUANTILE);
}

static void
test_all_that_can_be_said_is_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMapSettings) read = parse ("[overdue]\n"
                                              "classes = 1% 3%\n"
                                              "[volume]\n"
                                              "classes=5, 7.5\n"
                                              "measure=per-1000\n"
                                              "[return]\nclasses=equal\n"
                                              "[satisfaction]\nclasses=quantile\n"
                                              "[tour]\nby=satisfaction\n",
                                              &error);

  g_assert_no_error (error);
  g_assert_cmpint (read->volume, ==, ZHIHUI_MAP_VOLUME_PER_1000);
  g_assert_cmpuint (read->rules[ZHIHUI_BOARD_VOLUME].n_targets, ==, 2);
  g_assert_cmpint (read->rules[ZHIHUI_BOARD_VOLUME].targets[1], ==, 75); /* tenths */
  g_assert_cmpint (read->rules[ZHIHUI_BOARD_OVERDUE].targets[1], ==, 300);
  g_assert_cmpint (read->rules[ZHIHUI_BOARD_RETURN].manner, ==, ZHIHUI_BREAKS_EQUAL);
  g_assert_cmpint (read->rules[ZHIHUI_BOARD_SATISFIED].manner, ==, ZHIHUI_BREAKS_QUANTILE);
  g_assert_cmpint (read->tour, ==, ZHIHUI_BOARD_SATISFIED);
}

/* One fault and nothing of the file holds; it is told where. */
static void
test_a_fault_is_told_by_its_place (void)
{
  static const struct
  {
    const char *text, *place;
  } cases[] = {
    { "[overdue]\nclasses=quantile\n[return]\n  classes = 4% 2%\n", NAME ":4:13: " },
    { "[overdue]\nclasses=50% 101%\n", NAME ":2:9: " },
    { "[overdue]\nclasses=\n", NAME ":2:9: " },
    { "[overdue]\nmeasure=counts\n", NAME ":2:1: " },
    { "[volume]\nclasses=5 10\n", NAME ":2:9: " },
    { "[volume]\nmeasure=heads\n", NAME ":2:9: " },
    { "[volume]\n\n  color=red\n", NAME ":3:3: " },
    { "# 地图\n[超期]\n", NAME ":2:1: " },
    { "[tour]\nby=volume\n", NAME ":2:4: " },
    { "[tour]\nby=speed\n", NAME ":2:4: " },
    { "[tour]\nby=return\nby=overdue\n", NAME ":3:1: " },
    { "classes=quantile\n", NAME ":1:1: " },
    { "[tour\n", NAME ":1:1: " },
    { "[overdue]\nclasses=1%\n\xff\n", NAME ":3:1: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].place);
      g_assert_null (parse (cases[i].text, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, cases[i].place));
    }
}

static void
test_a_file_is_read_or_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("map-settings-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.conf", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.conf", NULL);
  g_autoptr (ZhihuiMapSettings) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (zhihui_map_settings_load (path, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_null (zhihui_map_settings_load (pipe, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "[tour]\nby=return\n", -1, NULL));
  read = zhihui_map_settings_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->tour, ==, ZHIHUI_BOARD_RETURN);
  g_remove (path);
  g_remove (pipe);
  g_rmdir (folder);
}

/* ---- on the map ---- */

static const Town towns[] = {
  { 90, 10000, 200, 3 }, { 40, 20000, 200, 9 }, { 15, -1, 200, 1 }, { 70, 35000, 3, 3 }
};

/* The ranges of the classes, from the lowest, in one line; "" without a map. */
static char *
draw (ZhihuiMapPanel *panel, ZhihuiBoard board, guint n, GString *values)
{
  g_autoptr (ZhihuiSituation) situation = map_situation_new (towns, n);
  g_autoptr (ZhihuiMapChart) chart = NULL;
  ZhihuiMapReading *reading;
  ZhihuiMesh       *mesh;
  g_autoptr (GString) ranges = g_string_new (NULL);
  const ZhihuiMapBreaks *breaks;

  zhihui_map_panel_set_board (panel, board);
  reading = zhihui_map_panel_read (panel, situation);
  mesh = zhihui_map_panel_find_mesh (panel, reading);
  chart = zhihui_map_panel_make_chart (
    panel, reading, mesh, situation, zhihui_palette_get (ZHIHUI_THEME_WALL));
  breaks = &chart->looks->breaks;
  for (guint i = 0; i < breaks->n; i++)
    {
      g_autofree char *range = zhihui_map_breaks_format_range (breaks, i);

      g_string_append_printf (ranges, "%s|", range);
    }
  for (guint i = 0; values != NULL && i < reading->values->len; i++)
    {
      g_autofree char *value =
        zhihui_map_reading_format (reading, &g_array_index (reading->values, ZhihuiMapValue, i));

      g_string_append_printf (values, "%s|", value);
    }
  return g_string_free (g_steal_pointer (&ranges), FALSE);
}

static void
set (ZhihuiMapPanel *panel, const char *text)
{
  g_autoptr (ZhihuiMapSettings) settings = text != NULL ? parse (text, NULL) : NULL;

  zhihui_map_panel_set_settings (panel, settings);
}

static void
test_the_map_goes_by_them_at_once (void)
{
  g_autoptr (ZhihuiMapPanel) panel = zhihui_map_panel_new ();
  g_autofree char *usual = draw (panel, ZHIHUI_BOARD_OVERDUE, 4, NULL);
  g_autofree char *told = NULL, *again = NULL, *other = NULL;

  g_assert_cmpstr (usual, ==, "< 0.5%|0.5 – 0.99%|1 – 1.99%|2 – 3.99%|≥ 4%|");
  set (panel, "[overdue]\nclasses=1% 3%\n");
  told = draw (panel, ZHIHUI_BOARD_OVERDUE, 4, NULL);
  g_assert_cmpstr (told, ==, "< 1%|1 – 2.99%|≥ 3%|");
  other = draw (panel, ZHIHUI_BOARD_RETURN, 4, NULL);
  g_assert_cmpstr (other, ==, "< 2%|2 – 3.99%|4 – 7.99%|8 – 11.99%|≥ 12%|");
  set (panel, NULL);
  again = draw (panel, ZHIHUI_BOARD_OVERDUE, 4, NULL);
  g_assert_cmpstr (again, ==, usual);
}

/* One town of four has no inhabitants. */
static void
test_the_volume_is_measured_as_told (void)
{
  static const struct
  {
    const char *text;
    guint       n;
    const char *values;
  } cases[] = {
    { NULL, 4, "90|40|15|70|" },
    { NULL, 2, "9.0|2.0|" },
    { "[volume]\nmeasure=counts\n", 2, "90|40|" },
    { "[volume]\nmeasure=per-1000\n", 4, "9.0|2.0|—|2.0|" },
  };
  g_autoptr (ZhihuiMapPanel) panel = zhihui_map_panel_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) values = g_string_new (NULL);
      g_autofree char *ranges = NULL;

      set (panel, cases[i].text);
      ranges = draw (panel, ZHIHUI_BOARD_VOLUME, cases[i].n, values);
      g_assert_cmpstr (values->str, ==, cases[i].values);
    }
}

/* Ends per head say nothing where nobody's inhabitants are known. */
static void
test_ends_hold_for_their_measure_alone (void)
{
  static const Town heads[] = { { 90, 10000, 0, 0 } }, none[] = { { 90, -1, 0, 0 } };
  g_autoptr (ZhihuiMapSettings) settings =
    parse ("[volume]\nmeasure=per-1000\nclasses=5 10\n", NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ZhihuiMapPanel) panel = zhihui_map_panel_new ();
      g_autoptr (ZhihuiSituation) situation = map_situation_new (i == 0 ? heads : none, 1);
      g_autoptr (ZhihuiMapChart) chart = NULL;
      ZhihuiMapReading *reading;
      ZhihuiMesh       *mesh;

      zhihui_map_panel_set_settings (panel, settings);
      reading = zhihui_map_panel_read (panel, situation);
      mesh = zhihui_map_panel_find_mesh (panel, reading);
      chart = zhihui_map_panel_make_chart (
        panel, reading, mesh, situation, zhihui_palette_get (ZHIHUI_THEME_WALL));
      g_assert_cmpuint (chart->looks->breaks.n, ==, i == 0 ? 3 : 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-settings/what-is-not-said-is-as-usual", test_what_is_not_said_is_as_usual);
  g_test_add_func ("/map-settings/all-that-can-be-said-is-read", test_all_that_can_be_said_is_read);
  g_test_add_func ("/map-settings/a-fault-is-told-by-its-place", test_a_fault_is_told_by_its_place);
  g_test_add_func ("/map-settings/a-file-is-read-or-refused", test_a_file_is_read_or_refused);
  g_test_add_func ("/map-settings/the-map-goes-by-them-at-once", test_the_map_goes_by_them_at_once);
  g_test_add_func ("/map-settings/the-volume-is-measured-as-told",
                   test_the_volume_is_measured_as_told);
  g_test_add_func ("/map-settings/ends-hold-for-their-measure-alone",
                   test_ends_hold_for_their_measure_alone);
  return g_test_run ();
}
