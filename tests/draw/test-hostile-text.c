/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "naughty-lines.h"
#include "picture-layout.h"
#include "sample-situation.h"
#include "zhihui-language.h"
#include "zhihui-situation.h"

static const int sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 }, { 6656, 1792 } };

/* What no platform should send, and some that do: four-byte characters, stacked marks, right to
 * left, zero width, markup, very long, empty. */
static const char *const texts[] = {
  "𠮷野家𡈽𩸽乡",
  "Z̴̢̛̗̖̙̘ą̷̛̗̖l̴̨̛̗̖g̷̛̗̖o̴̗̖̙̘",
  "مكتب الخدمات العامة",
  "ﷺﷺﷺﷺﷺﷺ",
  "👩‍👩‍👧‍👦🇨🇳👍🏽",
  "<b>&amp;</b>%s%n",
  "ا̷̗̖ل̷̗̖",
  "\u200b\u200d\u2066\u2067",
  "   ",
  "",
  "街",
  "淄川区松龄路街道办事处综合行政执法中队第三大队便民服务中心民生诉求受理窗口",
  "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
  "a\tb\nc\rd",
  "\u0e49\u0e49\u0e49\u0e49\u0e49\u0e49\u0e49\u0e49\u0e49",
};

static void
replace (char **text, const char *by)
{
  g_free (*text);
  *text = g_strdup (by);
}

/* The situation is our own and not shown yet: all its names become @text. */
static void
rename_all (ZhihuiSituation *situation, const char *text)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);

#define EACH(Type, array, name)                                                                    \
  for (guint i_##name = 0; i_##name < (array)->len; i_##name++)                                    \
    for (Type *one = g_ptr_array_index (array, i_##name); one != NULL; one = NULL)

  replace (&meta->name, text);
  replace (&meta->title, text);
  EACH (ZhihuiPeer, meta->peers, peer)
  replace (&one->label, text);
  EACH (ZhihuiChannel, zhihui_situation_get_channels (situation)->items, channel)
  replace (&one->label, text);
  EACH (ZhihuiHotWord, zhihui_situation_get_hot_words (situation)->items, word)
  replace (&one->word, text);
  EACH (ZhihuiRegion, zhihui_situation_get_regions (situation)->items, region)
  replace (&one->name, text);
  EACH (ZhihuiMeeting, zhihui_situation_get_meetings (situation)->items, meeting)
  {
    replace (&one->title, text);
    for (guint i = 0; i < one->units->len; i++)
      replace ((char **) &one->units->pdata[i], text);
  }
  EACH (ZhihuiAlert, zhihui_situation_get_alerts (situation)->items, alert)
  {
    replace (&one->text, text);
    replace (&one->unit, text);
  }
  for (int board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking =
        zhihui_situation_get_ranking (situation, (ZhihuiBoard) board, "town");

      for (guint i = 0; i < ranking->n_scores; i++)
        replace (&ranking->scores[i].unit->short_name, text);
      for (guint i = 0; i < ranking->n_unranked_sent; i++)
        replace (&ranking->unranked[i].unit->short_name, text);
    }
#undef EACH
}

static void
check_text (const char *text, guint n_sizes, gboolean paint)
{
  for (guint i = 0; i < n_sizes; i++)
    for (int state = SAMPLE_FRESH; state <= SAMPLE_OFFLINE; state += 2)
      {
        g_autoptr (ZhihuiWallPage) page =
          zhihui_wall_page_new ("overview", sizes[i][0], sizes[i][1], 0, NULL);
        ZhihuiMoment moment;
        g_autoptr (ZhihuiSituation) situation = sample_situation_new ((SampleState) state, &moment);
        guint              n;
        const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);

        rename_all (situation, text);
        for (guint j = 0; j < n; j++)
          {
            g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
              page, places[j].number, situation, &moment, places[j].width, places[j].height);

            picture_layout_check (picture, &places[j]);
          }
        if (paint)
          {
            cairo_surface_t *surface =
              cairo_image_surface_create (CAIRO_FORMAT_RGB24, sizes[i][0], sizes[i][1]);
            cairo_t *cr = cairo_create (surface);

            zhihui_wall_page_paint (page, cr, situation, &moment);
            g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
            cairo_destroy (cr);
            cairo_surface_destroy (surface);
          }
      }
}

static void
names_of_every_kind_keep_the_layout (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      check_text (texts[i], G_N_ELEMENTS (sizes), i % 3 == 0);
    }
}

/* The last of @n units of a board, all of which changed their place by almost as much. */
static void
move_to_the_end (ZhihuiRanking *ranking, guint n)
{
  for (guint i = 0; i < ranking->n_scores; i++)
    {
      ranking->scores[i].rank = n - ranking->n_scores + i;
      ranking->scores[i].has_delta_rank = TRUE;
      ranking->scores[i].delta_rank = (i % 2 != 0 ? 1 : -1) * (int) (n - 20 - i);
    }
}

static void
ranks_of_many_units_are_whole_and_keep_the_layout (void)
{
  const guint numbers[] = { 99, 125, 1244 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers) * G_N_ELEMENTS (sizes); i++)
    {
      guint        n = numbers[i / G_N_ELEMENTS (sizes)], n_places, n_ranks = 0;
      const int   *size = sizes[i % G_N_ELEMENTS (sizes)];
      ZhihuiMoment moment;
      g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("overview", size[0], size[1], 0, NULL);
      const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n_places);

      for (int board = 0; board < ZHIHUI_N_BOARDS; board++)
        move_to_the_end (zhihui_situation_get_ranking (situation, (ZhihuiBoard) board, "town"), n);
      for (guint j = 0; j < n_places; j++)
        {
          g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
            page, places[j].number, situation, &moment, places[j].width, places[j].height);

          picture_layout_check (picture, &places[j]);
          for (guint k = 0; k < zhihui_picture_get_n_items (picture); k++)
            {
              const ZhihuiItem *item = zhihui_picture_get_item (picture, k);

              if (item->kind == ZHIHUI_ITEM_TEXT && g_str_has_suffix (item->key, "/rank"))
                {
                  g_assert_cmpint (strspn (item->text, "0123456789"), ==, strlen (item->text));
                  g_assert_cmpint (atoi (item->text), >=, (int) n - 20);
                  n_ranks++;
                }
            }
        }
      g_assert_cmpuint (n_ranks, >, 8);
    }
}

static void
naughty_strings_keep_the_layout (void)
{
  g_autoptr (GPtrArray) strings = naughty_lines_load ();

  for (guint i = 0; strings != NULL && i < strings->len; i++)
    check_text (strings->pdata[i], 1, FALSE);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile-text/names-of-every-kind-keep-the-layout",
                   names_of_every_kind_keep_the_layout);
  g_test_add_func ("/hostile-text/ranks-of-many-units-are-whole-and-keep-the-layout",
                   ranks_of_many_units_are_whole_and_keep_the_layout);
  g_test_add_func ("/hostile-text/naughty-strings-keep-the-layout",
                   naughty_strings_keep_the_layout);
  return g_test_run ();
}
