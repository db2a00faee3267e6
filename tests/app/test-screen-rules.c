/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-screen-rules.h"

#include "zhihui-error.h"

#include <string.h>

static ZhihuiScreenRules *
read_rules (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (ZhihuiSettingsText) conf = zhihui_settings_text_new (bytes, "wall.conf", error);
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (NULL);
  ZhihuiScreenRules *rules;

  if (conf == NULL)
    return NULL;

  rules = zhihui_screen_rules_new (conf, shelf, error);
  if (rules != NULL && !zhihui_settings_text_check_read (conf, error))
    g_clear_pointer (&rules, zhihui_screen_rules_free);
  return rules;
}

/* "SCREEN@MONITOR X,Y WxH" a window. */
static void
assert_plan (ZhihuiScreenRules *rules, const ZhihuiMonitor *monitors, guint n, const char *expected)
{
  g_autoptr (GArray) plans = zhihui_screen_rules_plan (rules, monitors, n);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < plans->len; i++)
    {
      const ZhihuiWindowPlan *plan = &g_array_index (plans, ZhihuiWindowPlan, i);

      g_string_append_printf (
        text, "%s%s@%s", i > 0 ? " | " : "", plan->screen, monitors[plan->monitor].connector);
      if (plan->width > 0)
        g_string_append_printf (text, " %d,%d %dx%d", plan->x, plan->y, plan->width, plan->height);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Four in a square, one of another size beside them; not in the order of their places. */
static const ZhihuiMonitor monitors[] = {
  { "HDMI-2", "LG ULTRAWIDE", 1920, 0, 1920, 1080 },
  { "HDMI-1", "LG ULTRAWIDE", 0, 0, 1920, 1080 },
  { "DP-1", NULL, 0, 1080, 1920, 1080 },
  { "DP-2", NULL, 1920, 1080, 1920, 1080 },
  { "VGA-1", "Side", 3840, 0, 1280, 1024 },
};

static void
test_nothing_said (void)
{
  g_autoptr (ZhihuiScreenRules) rules = read_rules ("", NULL);
  const ZhihuiMonitor nameless = { NULL, NULL, 0, 0, 800, 600 };

  assert_plan (rules, monitors, G_N_ELEMENTS (monitors), "HDMI-2@HDMI-2");
  g_assert_null (zhihui_screen_rules_get_items (rules, NULL));
  {
    g_autoptr (GArray) plans = zhihui_screen_rules_plan (rules, &nameless, 1);

    g_assert_cmpstr (g_array_index (plans, ZhihuiWindowPlan, 0).screen, ==, "wall");
  }
}

static void
test_by_connector_and_model (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiScreenRules) rules = read_rules ("[playlist]\npages = overview, map:20\n"
                                                    "[screen VGA-1]\npages = rankings:0\n"
                                                    "[screen lg ultrawide]\n",
                                                    &error);
  const GArray *items;

  g_assert_no_error (error);
  assert_plan (rules, monitors, G_N_ELEMENTS (monitors), "VGA-1@VGA-1 | lg ultrawide@HDMI-2");
  items = zhihui_screen_rules_get_items (rules, NULL);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (g_array_index (items, ZhihuiPlayItem, 0).page, ==, "overview");
  g_assert_cmpuint (g_array_index (items, ZhihuiPlayItem, 0).dwell_s, ==, 60);
  g_assert_cmpuint (g_array_index (items, ZhihuiPlayItem, 1).dwell_s, ==, 20);
  items = zhihui_screen_rules_get_items (rules, "VGA-1");
  g_assert_cmpuint (g_array_index (items, ZhihuiPlayItem, 0).dwell_s, ==, 0);
  g_assert_null (zhihui_screen_rules_get_items (rules, "lg ultrawide"));
  /* Those that are named are not there: somebody has to show something. */
  assert_plan (rules, &monitors[2], 2, "DP-1@DP-1");
}

static void
test_span (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiScreenRules) rules =
    read_rules ("[span square]\nmonitors = HDMI-1, HDMI-2, DP-1, DP-2\nbezel = 20\n", &error);

  g_assert_no_error (error);
  assert_plan (rules,
               monitors,
               G_N_ELEMENTS (monitors),
               "square@HDMI-1 0,0 3860x2180 | square@HDMI-2 1940,0 3860x2180 | "
               "square@DP-1 0,1100 3860x2180 | square@DP-2 1940,1100 3860x2180");
  {
    g_autoptr (GArray) plans = zhihui_screen_rules_plan (rules, monitors, G_N_ELEMENTS (monitors));
    const ZhihuiSeams *seams = &g_array_index (plans, ZhihuiWindowPlan, 0).seams;

    /* Once each, though two monitors have it. */
    g_assert_cmpuint (seams->upright.n, ==, 1);
    g_assert_cmpfloat (seams->upright.items[0].from, ==, 1920);
    g_assert_cmpfloat (seams->upright.items[0].to, ==, 1940);
    g_assert_cmpuint (seams->level.n, ==, 1);
    g_assert_cmpfloat (seams->level.items[0].from, ==, 1080);
    g_assert_cmpfloat (seams->level.items[0].to, ==, 1100);
  }
  /* One of them lost: the page goes over what is left. */
  assert_plan (rules, monitors, 2, "square@HDMI-1 0,0 3860x1080 | square@HDMI-2 1940,0 3860x1080");
  assert_plan (rules, monitors, 1, "square@HDMI-2");
  assert_plan (
    rules, &monitors[1], 2, "square@HDMI-1 0,0 1920x2180 | square@DP-1 0,1100 1920x2180");
}

static void
test_monitor_twice (void)
{
  g_autoptr (ZhihuiScreenRules) rules =
    read_rules ("[screen HDMI-1]\n[span all]\nmonitors=HDMI-1,HDMI-2\n", NULL);

  assert_plan (rules, monitors, 2, "HDMI-1@HDMI-1 | all@HDMI-2");
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text, *place;
  } faults[] = {
    { "[playlist]\npages = overview:x\n", "wall.conf:2:9:" },
    { "[playlist]\npages = overview:-1\n", "wall.conf:2:9:" },
    { "[playlist]\npages = overview:86401\n", "wall.conf:2:9:" },
    { "[playlist]\npages = overview,,map\n", "wall.conf:2:9:" },
    { "[playlist]\npages = overview:60, nosuch\n", "wall.conf:2:9:" },
    { "[screen a]\npages = nosuch:5\n", "wall.conf:2:9:" },
    { "[span a]\nmonitors = x\npages = nosuch\n", "wall.conf:3:9:" },
    { "[screen a]\nmonitors = a\n", "wall.conf:2:1:" },
    { "\n[screen]\n", "wall.conf:2:1:" },
    { "[span a]\nbezel = 3\n", "wall.conf:1:1:" },
    { "[span a]\nmonitors = x\nbezel = 1001\n", "wall.conf:3:9:" },
    { "[screen a]\npage = x\n", "wall.conf:2:1:" },
    { "[screen a]\nbezel = 3\n", "wall.conf:2:1:" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", faults[i].text);
      g_assert_null (read_rules (faults[i].text, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, faults[i].place));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/screen-rules/without-rules-the-first-monitor-shows-all", test_nothing_said);
  g_test_add_func ("/screen-rules/by-connector-or-by-model", test_by_connector_and_model);
  g_test_add_func ("/screen-rules/a-page-goes-on-behind-the-bezels", test_span);
  g_test_add_func ("/screen-rules/no-monitor-shows-two-things", test_monitor_twice);
  g_test_add_func ("/screen-rules/faults-are-named-with-their-place", test_faults);

  return g_test_run ();
}
