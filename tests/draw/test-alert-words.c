/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-words.h"

#include "picture-layout.h"
#include "sample-figures.h"
#include "zhihui-language.h"

#include <string.h>

#define TELEPHONE "13812345678"
#define PASSCODE "482913"

/* Of @n alerts as a platform that is careless writes them. */
static ZhihuiSituation *
make_situation (ZhihuiMoment *moment, guint n)
{
  g_autoptr (ZhihuiSituation) sample = sample_figures_new (SAMPLE_FRESH, moment);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (sample);
  g_autoptr (ZhihuiAlerts) alerts = zhihui_alerts_new ();

  alerts->stamp.as_of = zhihui_situation_get_as_of (sample);
  for (guint i = 1; i <= n; i++)
    {
      ZhihuiAlert *alert = g_new0 (ZhihuiAlert, 1);

      alert->id = g_strdup_printf ("a%u", i);
      alert->kind = g_strdup ("surge");
      alert->level = ZHIHUI_LEVEL_ORANGE;
      alert->unit = g_strdup ("罗村镇");
      alert->text = g_strdup ("群众" TELEPHONE "来电，入会密码：" PASSCODE "，供水来件增多");
      alert->raised_at = alert->updated_at = zhihui_situation_get_as_of (sample) - 60;
      g_ptr_array_add (alerts->items, alert);
    }
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_ALERTS, alerts);
  return zhihui_situation_builder_finish (builder);
}

static void
numbers_of_persons_are_not_drawn (void)
{
  static const ZhihuiPanel panels[] = { ZHIHUI_PANEL_ALERTS, ZHIHUI_PANEL_ALERT_LIST };
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    {
      const ZhihuiPanelOptions options = { .metric = ZHIHUI_BOARD_VOLUME };
      ZhihuiMoment             moment;
      g_autoptr (ZhihuiSituation) situation = make_situation (&moment, 1);
      g_autoptr (ZhihuiPicture) picture =
        sample_figures_draw (page, panels[i], &options, situation, &moment, 1800, 520);
      g_autofree char *texts = picture_layout_join_texts (picture);

      g_assert_nonnull (strstr (texts, "罗村镇"));
      g_assert_nonnull (strstr (texts, "供水来件增多"));
      g_assert_null (strstr (texts, TELEPHONE));
      g_assert_null (strstr (texts, PASSCODE));
    }
}

/* The first monitor has too little of the panel for a column: nothing of the list stands there. */
static void
the_rest_stands_below_its_list (void)
{
  const ZhihuiPanelOptions options = { .metric = ZHIHUI_BOARD_VOLUME };
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);

  for (guint i = 0; i < 2; i++)
    {
      ZhihuiSeams  seams = { 0 };
      ZhihuiMoment moment;
      g_autoptr (ZhihuiSituation) situation = make_situation (&moment, 40);
      g_autoptr (ZhihuiPicture) picture = NULL;
      const ZhihuiItem *rest, *name;

      if (i == 1)
        zhihui_seam_list_add (&seams.upright, 300, 300);
      picture = sample_figures_draw_over (
        page, ZHIHUI_PANEL_ALERT_LIST, &options, situation, &moment, 1000, 520, &seams);
      rest = zhihui_picture_find (picture, "rest");
      name = zhihui_picture_find (picture, "item/a1/name");
      g_assert_nonnull (rest);
      g_assert_nonnull (name);
      g_assert_cmpfloat_with_epsilon (rest->x, name->x, 2);
      g_assert_cmpint (name->x > 300, ==, i == 1);
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alert-words/numbers-of-persons-are-not-drawn",
                   numbers_of_persons_are_not_drawn);
  g_test_add_func ("/alert-words/the-rest-stands-below-its-list", the_rest_stands_below_its_list);
  return g_test_run ();
}
