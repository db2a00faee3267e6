/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-board-words.h"
#include "zhihui-desk-pages.h"

/* As a platform tells them: 3 red, 20 orange, the rest yellow; of the first somebody took note. */
static ZhihuiAlerts *
make_alerts (guint n, gint64 total)
{
  ZhihuiAlerts *alerts = zhihui_alerts_new ();

  for (guint i = 0; i < n; i++)
    {
      ZhihuiAlert *alert = g_new0 (ZhihuiAlert, 1);

      alert->id = g_strdup_printf ("a-%u", i);
      alert->kind = g_strdup ("overdue");
      alert->text = g_strdup ("1 件超期");
      alert->unit = g_strdup ("");
      alert->level = i < 3 ? ZHIHUI_LEVEL_RED : i < 23 ? ZHIHUI_LEVEL_ORANGE : ZHIHUI_LEVEL_YELLOW;
      alert->acknowledged = i == 0;
      g_ptr_array_add (alerts->items, alert);
    }
  alerts->total = total;
  return alerts;
}

/* A platform tells five hundred at once, and not always how many there are. */
static void
test_alerts (void)
{
  static const struct
  {
    guint       n_told;
    gint64      total;
    guint       n;
    gboolean    has_more;
    const char *words;
  } rows[] = {
    { 0, 0, 0, FALSE, NULL },
    { 1, 1, 0, FALSE, NULL },
    { 23, 23, 22, FALSE, "22 red or orange, 22 open" },
    { 23, 24, 22, TRUE, "22 red or orange, 23 open" },
    { 390, -1, 22, FALSE, "22 red or orange, 389 open" },
    { 500, -1, 22, FALSE, "22 red or orange, more than 499 open" },
    { 500, 812, 22, FALSE, "22 red or orange, 811 open" },
  };
  const ZhihuiDeskPageKind *page = zhihui_desk_pages_find ("alerts");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
      g_autoptr (ZhihuiAlerts) alerts = make_alerts (rows[i].n_told, rows[i].total);
      g_autoptr (ZhihuiSituation) situation = NULL;
      g_autofree char *words = NULL;

      zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_ALERTS, alerts);
      situation = zhihui_situation_builder_finish (builder);
      words = page->describe (situation);
      g_assert_cmpuint (page->count (situation), ==, rows[i].n);
      g_assert_cmpint (page->has_more (situation), ==, rows[i].has_more);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* As every other count. */
static void
test_many_units (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiRanking ranking = {
    .metric = ZHIHUI_METRIC_OVERDUE_RATE,
    .window = { 1782835200, 1785513600 }, /* 2026-07-01 to 2026-08-01 +08:00 */
    .as_of = 1785305112,
    .n_ranked = 1614,
    .n_unranked = 4976,
  };
  g_autofree char *words = zhihui_desk_board_words_make_title (&ranking, zone, NULL);

  g_assert_cmpstr (words, ==, "Overdue rate, Jul 1 – Jul 29, 1,614 ranked, 4,976 too few to rank");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk-pages/alerts-that-should-not-wait-are-counted", test_alerts);
  g_test_add_func ("/desk-pages/units-are-counted-in-thousands", test_many_units);
  return g_test_run ();
}
