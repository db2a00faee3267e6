/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-words.h"

#include "picture-layout.h"
#include "sample-figures.h"
#include "zhihui-language.h"

#include <string.h>

#define TELEPHONE "13812345678"
#define PASSCODE "482913"

/* Of an alert as a platform that is careless writes it. */
static ZhihuiSituation *
make_situation (ZhihuiMoment *moment)
{
  g_autoptr (ZhihuiSituation) sample = sample_figures_new (SAMPLE_FRESH, moment);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (sample);
  g_autoptr (ZhihuiAlerts) alerts = zhihui_alerts_new ();
  ZhihuiAlert *alert = g_new0 (ZhihuiAlert, 1);

  alert->id = g_strdup ("a1");
  alert->kind = g_strdup ("surge");
  alert->level = ZHIHUI_LEVEL_ORANGE;
  alert->unit = g_strdup ("罗村镇");
  alert->text = g_strdup ("群众" TELEPHONE "来电，入会密码：" PASSCODE "，供水来件增多");
  alert->raised_at = alert->updated_at = zhihui_situation_get_as_of (sample) - 60;
  alerts->stamp.as_of = zhihui_situation_get_as_of (sample);
  g_ptr_array_add (alerts->items, alert);
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
      g_autoptr (ZhihuiSituation) situation = make_situation (&moment);
      g_autoptr (ZhihuiPicture) picture =
        sample_figures_draw (page, panels[i], &options, situation, &moment, 1800, 520);
      g_autofree char *texts = picture_layout_join_texts (picture);

      g_assert_nonnull (strstr (texts, "罗村镇"));
      g_assert_nonnull (strstr (texts, "供水来件增多"));
      g_assert_null (strstr (texts, TELEPHONE));
      g_assert_null (strstr (texts, PASSCODE));
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alert-words/numbers-of-persons-are-not-drawn",
                   numbers_of_persons_are_not_drawn);
  return g_test_run ();
}
