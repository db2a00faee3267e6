/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-forced-state.h"
#include "zhihui-language.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-wall-shelf.h"

#include "in-english.h"
#include "picture-layout.h"
#include "served-scenario.h"

#include <string.h>

/* Every shipped page, on every shape of a wall, in every state, with what each simulated place
 * sends: no text is cut, crowded or too small to be read. */

#define DAYS_S (3 * 86400 + 13 * 3600)

static const int sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 },
                                { 6656, 1792 }, { 7680, 2160 }, { 1280, 720 } };

/* A name that is cut goes on in words; of what says how much nobody knows that there was another
 * digit. Who speaks, what a panel and its page are about, which clock it is and who published a
 * figure is to be read as well. */
static gboolean
is_to_be_whole (const ZhihuiItem *item)
{
  return strpbrk (item->text, "0123456789") != NULL || g_str_equal (item->key, "system") ||
         g_str_equal (item->key, "title") || g_str_equal (item->key, "page") ||
         g_str_has_prefix (item->key, "clock/") || g_str_has_prefix (item->key, "kpi/") ||
         (g_str_has_prefix (item->key, "item/") && g_str_has_suffix (item->key, "/second"));
}

static void
check_item (const ZhihuiItem *item, const ZhihuiPlace *place, double unit)
{
  const char *fault = NULL;

  if (item->kind != ZHIHUI_ITEM_TEXT)
    return;
  if (is_to_be_whole (item) && pango_layout_is_ellipsized (item->layout))
    fault = "is cut";
  else if (item->font.size < 20 * unit - 0.001)
    fault = "is too small";
  if (fault == NULL)
    return;
  g_test_message ("%s: %s “%s” %s, %g u",
                  zhihui_panel_get_title (place->panel),
                  item->key,
                  item->text,
                  fault,
                  item->font.size / unit);
  g_test_fail ();
}

static void
check_place (ZhihuiWallPage *page, const ZhihuiPlace *place)
{
  g_assert_cmpfloat (place->x, >=, 0);
  g_assert_cmpfloat (place->y, >=, 0);
  g_assert_cmpfloat (place->x + place->width, <=, zhihui_wall_page_get_width (page) + 0.5);
  g_assert_cmpfloat (place->y + place->height, <=, zhihui_wall_page_get_height (page) + 0.5);
}

/* Returns how many texts there were. */
static guint
check_page (ZhihuiWallPage *page, ZhihuiSituation *situation, const ZhihuiMoment *moment)
{
  double             unit = zhihui_theme_get_unit (zhihui_wall_page_get_theme (page));
  guint              n_places, n_texts = 0;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n_places);

  for (guint i = 0; i < n_places; i++)
    {
      g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
        page, places[i].number, situation, moment, places[i].width, places[i].height);

      check_place (page, &places[i]);
      picture_layout_check (picture, &places[i]);
      for (guint j = 0; j < zhihui_picture_get_n_items (picture); j++)
        {
          check_item (zhihui_picture_get_item (picture, j), &places[i], unit);
          n_texts += zhihui_picture_get_item (picture, j)->kind == ZHIHUI_ITEM_TEXT;
        }
    }
  return n_texts;
}

static void
check_state (ZhihuiWallFile  *file,
             ZhihuiSituation *situation,
             const char      *peer,
             ZhihuiState      state,
             gint64           earlier_s,
             guint           *n_texts)
{
  gint64 now_us = g_get_monotonic_time ();
  g_autoptr (ZhihuiSituation) forced = zhihui_forced_state_apply (situation, state, now_us);
  ZhihuiMoment moment = {
    .now_us = now_us,
    .peer = peer,
    .page = 1,
    .n_pages = 12,
    .local_now = zhihui_situation_get_platform_now (situation, now_us) - earlier_s,
  };

  /* The clock of a picture of old figures is that much later. */
  if (state == ZHIHUI_STATE_STALE)
    g_assert_cmpint (zhihui_situation_get_platform_now (forced, now_us) - moment.local_now -
                       earlier_s,
                     ==,
                     zhihui_situation_judge (forced, ZHIHUI_DATASET_SUMMARY, now_us).age_s);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new_of (file, sizes[i][0], sizes[i][1], 0, &error);

      g_assert_no_error (error);
      g_test_message (
        "%s %dx%d state %u", zhihui_wall_file_get_name (file), sizes[i][0], sizes[i][1], state);
      *n_texts += check_page (page, forced, &moment);
    }
}

static void
check_file (ZhihuiWallFile *file, ZhihuiSituation *situation, guint *n_texts)
{
  GPtrArray  *peers = zhihui_situation_get_meta (situation)->peers;
  const char *first = ((ZhihuiPeer *) peers->pdata[0])->id;

  for (ZhihuiState state = ZHIHUI_STATE_LOADING; state <= ZHIHUI_STATE_REFUSED; state++)
    check_state (file, situation, first, state, 0, n_texts);
  /* The clocks that run have days left. */
  check_state (file, situation, first, ZHIHUI_STATE_FRESH, DAYS_S, n_texts);
  for (guint i = 1; i < peers->len; i++)
    check_state (
      file, situation, ((ZhihuiPeer *) peers->pdata[i])->id, ZHIHUI_STATE_FRESH, 0, n_texts);
}

static void
every_text_of_every_page_is_whole (gconstpointer scenario)
{
  /* Of a busy place, with long names and figures of many digits, on the screen of a room. */
  const char    *cases = g_str_equal (scenario, "zichuan") ? "36000" : "1500";
  ServedScenario served = { 0 };
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (NULL);
  g_autoptr (ZhihuiSource) source = NULL;
  ZhihuiSituation *situation;
  guint            n_texts = 0;

  served_scenario_start (&served, scenario, cases);
  source = served_scenario_read (&served, "wall:room");
  situation = zhihui_source_get_situation (source);
  g_assert_nonnull (zhihui_situation_get_meta (situation));

  for (guint i = 0; i < zhihui_wall_shelf_get_n_pages (shelf); i++)
    check_file (zhihui_wall_shelf_get_page (shelf, i), situation, &n_texts);
  g_test_message ("%u texts", n_texts);
  g_assert_cmpuint (n_texts, >, 20000);

  zhihui_source_stop (source);
  served_scenario_stop (&served);
}

static void
likewise_in_english (gconstpointer scenario)
{
  in_english (every_text_of_every_page_is_whole, scenario);
}

int
main (int argc, char **argv)
{
  static const char *const scenarios[] = { "zichuan", "jiangsu",  "gaotang",
                                           "naxi",    "pengshan", "wuqi" };

  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/wall-structure/every-text-of-every-page-is-whole/%s", scenarios[i]);

      g_autofree char *english =
        g_strdup_printf ("/wall-structure/likewise-in-english/%s", scenarios[i]);

      g_test_add_data_func (path, scenarios[i], every_text_of_every_page_is_whole);
      g_test_add_data_func (english, scenarios[i], likewise_in_english);
    }
  return g_test_run ();
}
