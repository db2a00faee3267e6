/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "picture-layout.h"
#include "sample-situation.h"
#include "zhihui-language.h"

static ZhihuiSituation *
make_situation (SampleState state, gboolean is_simulated, gint64 error_s, ZhihuiMoment *moment)
{
  g_autoptr (ZhihuiSituation) sample = sample_situation_new (state, moment);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (sample);

  meta->stamp.as_of = zhihui_situation_get_as_of (sample);
  meta->title = g_strdup ("般阳民生");
  meta->name = g_strdup ("淄川区");
  meta->clock_simulated = is_simulated;
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_clock_error (builder, error_s);
  return zhihui_situation_builder_finish (builder);
}

static ZhihuiPicture *
draw_head (ZhihuiWallPage     *page,
           ZhihuiSituation    *situation,
           const ZhihuiMoment *moment,
           ZhihuiPlace        *head)
{
  guint              n;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);

  for (guint i = 0; i < n; i++)
    if (places[i].panel == ZHIHUI_PANEL_HEAD)
      {
        *head = places[i];
        return zhihui_wall_page_draw_panel (
          page, ZHIHUI_PANEL_HEAD, situation, moment, places[i].width, places[i].height);
      }
  g_assert_not_reached ();
}

static void
it_finds_its_place_on_every_wall (void)
{
  const int         sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 }, { 6656, 1792 } };
  const SampleState states[] = { SAMPLE_FRESH, SAMPLE_LATE };

  for (guint i = 0; i < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (states); i++)
    {
      const int   *size = sizes[i / G_N_ELEMENTS (states)];
      ZhihuiMoment moment;
      ZhihuiPlace  head;
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("overview", size[0], size[1], 0, NULL);
      g_autoptr (ZhihuiSituation) situation =
        make_situation (states[i % G_N_ELEMENTS (states)], FALSE, -(26 * 3600 + 59 * 60), &moment);
      g_autoptr (ZhihuiPicture) picture = draw_head (page, situation, &moment, &head);

      g_assert_nonnull (zhihui_picture_find (picture, "clock-error"));
      g_assert_nonnull (zhihui_picture_find (picture, "state"));
      g_assert_nonnull (strstr (zhihui_picture_get_spoken (picture), "本机时钟慢"));
      picture_layout_check (picture, &head);
    }
}

static void
a_simulated_or_right_clock_is_not_warned_of (void)
{
  const struct
  {
    gboolean is_simulated;
    gint64   error_s;
  } cases[] = { { TRUE, 86400 }, { FALSE, 59 }, { FALSE, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiMoment moment;
      ZhihuiPlace  head;
      g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
      g_autoptr (ZhihuiSituation) situation =
        make_situation (SAMPLE_FRESH, cases[i].is_simulated, cases[i].error_s, &moment);
      g_autoptr (ZhihuiPicture) picture = draw_head (page, situation, &moment, &head);

      g_assert_null (zhihui_picture_find (picture, "clock-error"));
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-warning/it-finds-its-place-on-every-wall",
                   it_finds_its_place_on_every_wall);
  g_test_add_func ("/clock-warning/a-simulated-or-right-clock-is-not-warned-of",
                   a_simulated_or_right_clock_is_not_warned_of);
  return g_test_run ();
}
