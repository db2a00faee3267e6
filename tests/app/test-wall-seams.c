/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-forced-state.h"
#include "zhihui-language.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-wall-shelf.h"

#include "in-english.h"
#include "picture-layout.h"
#include "served-scenario.h"

#include <string.h>

/* Every shipped page on walls of several monitors: nothing that is read lies over an edge between
 * two of them, and no edge costs a text its place beside others. */

typedef struct
{
  int columns, rows, monitor_width, monitor_height, bezel;
} Wall;

static const Wall walls[] = {
  { 3, 1, 1920, 1080, 0 },  { 3, 1, 1920, 1080, 37 }, { 3, 3, 1920, 1080, 7 },
  { 3, 3, 1920, 1080, 31 }, { 2, 1, 1920, 1080, 0 },  { 2, 1, 1920, 1080, 61 },
  { 2, 2, 1920, 1080, 24 }, { 3, 1, 1080, 1920, 13 }, { 1, 2, 1920, 1080, 11 },
};

typedef struct
{
  const Wall *wall;
  int         width, height;
  ZhihuiSeams seams;
  guint       n_texts, n_plain;       /* with edges, and without */
  guint       n_names, n_plain_names; /* of regions on maps */
  guint       n_beyond;               /* alerts of a list behind its first edge */
} Check;

static void
add_seams (ZhihuiSeamList *list, int n, int monitor, int bezel)
{
  for (int i = 1; i < n; i++)
    zhihui_seam_list_add (list, i * monitor + (i - 1) * bezel, i * (monitor + bezel));
}

static void
begin (Check *self, const Wall *wall)
{
  *self = (Check){ .wall = wall };
  self->width = wall->columns * (wall->monitor_width + wall->bezel) - wall->bezel;
  self->height = wall->rows * (wall->monitor_height + wall->bezel) - wall->bezel;
  add_seams (&self->seams.upright, wall->columns, wall->monitor_width, wall->bezel);
  add_seams (&self->seams.level, wall->rows, wall->monitor_height, wall->bezel);
}

static void
check_item (const Check *self, const ZhihuiPlace *place, const ZhihuiItem *item)
{
  double x = place->x + item->x, y = place->y + item->y;

  if (strpbrk (item->text, "0123456789") != NULL && pango_layout_is_ellipsized (item->layout))
    {
      g_test_message ("%s %s “%s” is cut, %g u", place->name, item->key, item->text, place->width);
      g_test_fail ();
    }

  if (!zhihui_seam_list_meets (&self->seams.upright, x, x + item->width) &&
      !zhihui_seam_list_meets (&self->seams.level, y, y + item->height))
    return;
  g_test_message ("%s %s “%s” lies over an edge: %g,%g %gx%g",
                  place->name,
                  item->key,
                  item->text,
                  x,
                  y,
                  item->width,
                  item->height);
  g_test_fail ();
}

static gboolean
is_region_name (const ZhihuiItem *item)
{
  return g_str_has_prefix (item->key, "region/") && g_str_has_suffix (item->key, "/name");
}

/* Is it an alert of a list that an edge crosses, at the right of that edge? */
static gboolean
is_beyond (const Check *self, const ZhihuiPlace *place, const ZhihuiItem *item)
{
  ZhihuiSeamList cut = { 0 };

  zhihui_seam_list_cut (&self->seams.upright, place->x, place->width, 0, &cut);
  return place->panel == ZHIHUI_PANEL_ALERT_LIST && cut.n > 0 && item->x > cut.items[0].to &&
         g_str_has_prefix (item->key, "item/");
}

static guint
check_page (Check              *self,
            ZhihuiWallPage     *page,
            ZhihuiSituation    *situation,
            const ZhihuiMoment *moment,
            gboolean            is_cut)
{
  guint              n_places, n_texts = 0;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n_places);

  for (guint i = 0; i < n_places; i++)
    {
      g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
        page, places[i].number, situation, moment, places[i].width, places[i].height);

      g_assert_cmpfloat_with_epsilon (zhihui_picture_get_width (picture), places[i].width, 0.5);
      if (is_cut)
        picture_layout_check (picture, &places[i]);
      for (guint j = 0; j < zhihui_picture_get_n_items (picture); j++)
        {
          const ZhihuiItem *item = zhihui_picture_get_item (picture, j);

          if (item->kind != ZHIHUI_ITEM_TEXT)
            continue;
          n_texts++;
          *(is_cut ? &self->n_names : &self->n_plain_names) += is_region_name (item);
          if (!is_cut)
            continue;
          self->n_beyond += is_beyond (self, &places[i], item);
          check_item (self, &places[i], item);
        }
    }
  return n_texts;
}

static void
check_state (ZhihuiWallFile *file, ZhihuiSituation *situation, ZhihuiState state, Check *check)
{
  gint64 now_us = g_get_monotonic_time ();
  g_autoptr (ZhihuiSituation) forced = zhihui_forced_state_apply (situation, state, now_us);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiWallPage) cut =
    zhihui_wall_page_new_spanning (file, check->width, check->height, 0, &check->seams, &error);
  g_autoptr (ZhihuiWallPage) plain =
    zhihui_wall_page_new_of (file, check->width, check->height, 0, NULL);
  ZhihuiMoment moment = {
    .now_us = now_us,
    .peer = ((ZhihuiPeer *) zhihui_situation_get_meta (situation)->peers->pdata[0])->id,
    .page = 1,
    .n_pages = 12,
    .local_now = zhihui_situation_get_platform_now (situation, now_us),
  };

  g_assert_no_error (error);
  g_test_message ("%s %dx%d of %dx%d, bezel %d, state %u",
                  zhihui_wall_file_get_name (file),
                  check->wall->columns,
                  check->wall->rows,
                  check->wall->monitor_width,
                  check->wall->monitor_height,
                  check->wall->bezel,
                  state);
  check->n_texts += check_page (check, cut, forced, &moment, TRUE);
  check->n_plain += check_page (check, plain, forced, &moment, FALSE);
}

static void
no_text_lies_over_an_edge (gconstpointer scenario)
{
  const char    *cases = g_str_equal (scenario, "zichuan") ? "36000" : "1500";
  ServedScenario served = { 0 };
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (NULL);
  g_autoptr (ZhihuiSource) source = NULL;
  ZhihuiSituation *situation;

  served_scenario_start (&served, scenario, cases);
  source = served_scenario_read (&served, "wall:room");
  situation = zhihui_source_get_situation (source);
  g_assert_nonnull (zhihui_situation_get_meta (situation));

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      Check check;

      begin (&check, &walls[i]);
      for (guint j = 0; j < zhihui_wall_shelf_get_n_pages (shelf); j++)
        {
          ZhihuiWallFile *file = zhihui_wall_shelf_get_page (shelf, j);

          check_state (file, situation, ZHIHUI_STATE_FRESH, &check);
          check_state (file, situation, ZHIHUI_STATE_STALE, &check);
        }
      g_test_message ("%u texts, %u without edges; of these names on maps %u, %u",
                      check.n_texts,
                      check.n_plain,
                      check.n_names,
                      check.n_plain_names);
      /* An edge costs a row here and there, not a panel. */
      g_assert_cmpuint (check.n_texts * 100, >, check.n_plain * 75);
      g_assert_cmpuint (check.n_names * 100, >, check.n_plain_names * 85);
      /* Two of three monitors beside each other are for the list. */
      if (g_str_equal (scenario, "zichuan") && walls[i].rows == 3)
        g_assert_cmpuint (check.n_beyond, >, 0);
    }

  zhihui_source_stop (source);
  served_scenario_stop (&served);
}

static void
likewise_in_english (gconstpointer scenario)
{
  in_english (no_text_lies_over_an_edge, scenario);
}

int
main (int argc, char **argv)
{
  static const char *const scenarios[] = { "zichuan", "wuqi" };

  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/wall-seams/no-text-lies-over-an-edge/%s", scenarios[i]);

      g_autofree char *english =
        g_strdup_printf ("/wall-seams/likewise-in-english/%s", scenarios[i]);

      g_test_add_data_func (path, scenarios[i], no_text_lies_over_an_edge);
      g_test_add_data_func (english, scenarios[i], likewise_in_english);
    }
  return g_test_run ();
}
