/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-peer-turn.h"
#include "zhihui-wall-view.h"

#include "zhihui-language.h"

#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000)
#define AS_OF G_GINT64_CONSTANT (1785305112) /* 2026-07-29T14:05:12+08:00 */

typedef struct
{
  GtkWidget      *window;
  ZhihuiWallView *view;
} Fixture;

static ZhihuiMeta *
make_meta (void)
{
  const char *const ids[] = { "town", "department" };
  const char *const labels[] = { "镇街道", "部门" };
  ZhihuiMeta       *meta = zhihui_meta_new ();

  meta->stamp.as_of = AS_OF;
  g_free (meta->title);
  meta->title = g_strdup ("般阳民生");
  g_free (meta->name);
  meta->name = g_strdup ("淄川区");
  meta->clock_speed = 1.0;
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      ZhihuiPeer *peer = g_new0 (ZhihuiPeer, 1);

      peer->id = g_strdup (ids[i]);
      peer->label = g_strdup (labels[i]);
      peer->n_units = 3;
      g_ptr_array_add (meta->peers, peer);
    }

  return meta;
}

static ZhihuiRanking *
make_ranking (ZhihuiBoard board, const char *peer_id, gint64 first_n)
{
  const ZhihuiUnit  a = { (char *) "a",     (char *) "松龄路街道", (char *) "松龄路街道",
                          (char *) peer_id, (char *) "",           TRUE };
  const ZhihuiUnit  b = { (char *) "b",     (char *) "洪山镇", (char *) "洪山镇",
                          (char *) peer_id, (char *) "",       TRUE };
  const ZhihuiUnit *units[] = { &a, &b };
  const ZhihuiTally tallies[] = { { 3, first_n, 0 }, { 1, 120, 0 } };
  g_autoptr (ZhihuiPeriod) period = zhihui_period_new_between (AS_OF - 86400, AS_OF);
  const ZhihuiRankingInput input = {
    .metric = zhihui_board_get_metric (board),
    .region = "370302",
    .peer = peer_id,
    .revision = "r1",
    .period = period,
    .as_of = AS_OF,
    .min_n = 10,
    .units = units,
    .tallies = tallies,
    .n_units = G_N_ELEMENTS (units),
    .region_total = { 4, first_n + 120, 0 },
  };

  return zhihui_ranking_new (&input);
}

static void
set_rankings (ZhihuiSituationBuilder *builder, const ZhihuiReceipt *receipt)
{
  const char *const peers[] = { "town", "department" };

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    for (gsize i = 0; i < G_N_ELEMENTS (peers); i++)
      {
        g_autoptr (ZhihuiRanking) ranking = make_ranking (board, peers[i], 100 + 50 * (gint64) i);

        zhihui_situation_builder_set_ranking (builder, board, peers[i], ranking);
        zhihui_situation_builder_set_ranking_receipt (builder, board, peers[i], receipt);
      }
}

/* What was read just now; the next situations share all but the summary with @base. */
static ZhihuiSituation *
make_situation (ZhihuiSituation *base, gint64 today, gint64 received_us)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (base);
  const ZhihuiReceipt     receipt = {
        .received_us = received_us, .period_s = 10, .http_status = 200, .has_data = TRUE
  };
  g_autoptr (ZhihuiSummary) summary = zhihui_summary_new ();

  summary->stamp.as_of = AS_OF;
  summary->today = today;
  summary->overdue_open = 9;
  summary->on_time = (ZhihuiTally){ 5819, 5871, 0 };
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_SUMMARY, &receipt);
  if (base == NULL)
    {
      g_autoptr (ZhihuiMeta) meta = make_meta ();

      zhihui_situation_builder_set_meta (builder, meta);
      zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_META, &receipt);
      set_rankings (builder, &receipt);
      zhihui_situation_builder_set_clock (builder, AS_OF, received_us);
      zhihui_situation_builder_set_started (builder, received_us - SECOND);
      zhihui_situation_builder_set_source_name (builder, "test");
    }

  return zhihui_situation_builder_finish (builder);
}

static gboolean
flag_time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
await_size (Fixture *fixture, int width)
{
  gboolean time_over = FALSE;
  guint    timeout_id = g_timeout_add_seconds (10, flag_time_over_cb, &time_over);

  while (gtk_widget_get_width (GTK_WIDGET (fixture->view)) != width && !time_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (time_over);
  g_source_remove (timeout_id);
}

static ZhihuiPicture *
get_picture (Fixture *fixture, ZhihuiPanel panel)
{
  ZhihuiPanelView *shown =
    zhihui_panel_deck_find_panel (zhihui_wall_view_get_deck (fixture->view), panel);

  return shown != NULL ? zhihui_panel_view_get_picture (shown) : NULL;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (ZhihuiSituation) situation = make_situation (NULL, 214, g_get_monotonic_time ());

  fixture->window = gtk_window_new ();
  fixture->view = ZHIHUI_WALL_VIEW (zhihui_wall_view_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1600, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  await_size (fixture, 1600);
  zhihui_wall_view_set_situation (fixture->view, situation);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiWallView *view = g_object_ref (fixture->view);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (view);
}

static void
test_places (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1600, 900, 0.0, NULL);
  guint              n_places;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n_places);

  g_assert_cmpuint (n_places, >=, 10);
  for (guint i = 0; i < n_places; i++)
    {
      ZhihuiPanelView *panel =
        zhihui_panel_deck_get_panel (zhihui_wall_view_get_deck (fixture->view), places[i].number);
      graphene_rect_t bounds;

      g_assert_true (
        gtk_widget_compute_bounds (GTK_WIDGET (panel), GTK_WIDGET (fixture->view), &bounds));
      g_assert_cmpfloat_with_epsilon (bounds.origin.x, places[i].x, 1.0);
      g_assert_cmpfloat_with_epsilon (bounds.origin.y, places[i].y, 1.0);
      g_assert_cmpfloat_with_epsilon (bounds.size.width, places[i].width, 1.0);
      g_assert_nonnull (zhihui_panel_view_get_picture (panel));
    }
}

static void
test_resize (Fixture *fixture, gconstpointer user_data)
{
  double width = zhihui_picture_get_width (get_picture (fixture, ZHIHUI_PANEL_HEAD));

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 720);
  await_size (fixture, 1280);

  g_assert_cmpfloat (
    zhihui_picture_get_width (get_picture (fixture, ZHIHUI_PANEL_HEAD)), <, width * 0.85);
}

static void
test_only_what_changed (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiPicture *kpi = get_picture (fixture, ZHIHUI_PANEL_KPI);
  ZhihuiPicture *board = get_picture (fixture, ZHIHUI_PANEL_OVERDUE);
  g_autoptr (ZhihuiSituation) next =
    make_situation (zhihui_wall_view_get_situation (fixture->view), 215, g_get_monotonic_time ());

  zhihui_wall_view_set_situation (fixture->view, next);

  g_assert_true (get_picture (fixture, ZHIHUI_PANEL_KPI) != kpi);
  g_assert_true (get_picture (fixture, ZHIHUI_PANEL_OVERDUE) == board);
  g_assert_false (zhihui_panel_view_is_resting (
    zhihui_panel_deck_find_panel (zhihui_wall_view_get_deck (fixture->view), ZHIHUI_PANEL_KPI)));
}

/* How many items of the page are drawn hollow. */
static guint
count_hollow (Fixture *fixture)
{
  guint n = 0;

  for (ZhihuiPanel panel = 0; panel < ZHIHUI_N_PANELS; panel++)
    {
      ZhihuiPicture *picture = get_picture (fixture, panel);

      for (guint i = 0; picture != NULL && i < zhihui_picture_get_n_items (picture); i++)
        n += zhihui_picture_get_item (picture, i)->font.hollow > 0.0;
    }

  return n;
}

static void
test_hollow_with_time (Fixture *fixture, gconstpointer user_data)
{
  gint64 now_us = g_get_monotonic_time ();
  g_autoptr (ZhihuiSituation) back = NULL;

  g_assert_cmpuint (count_hollow (fixture), ==, 0);
  zhihui_wall_view_pass_time (fixture->view, now_us + 60 * SECOND);
  g_assert_cmpuint (count_hollow (fixture), ==, 0);
  zhihui_wall_view_pass_time (fixture->view, now_us + 130 * SECOND);
  g_assert_cmpuint (count_hollow (fixture), >, 8);

  zhihui_wall_view_pass_time (fixture->view, now_us);
  g_assert_cmpuint (count_hollow (fixture), ==, 0);
}

static void
test_peers_take_turns (Fixture *fixture, gconstpointer user_data)
{
  gint64 now_us = g_get_monotonic_time ();

  g_assert_cmpstr (zhihui_wall_view_get_peer (fixture->view), ==, "town");
  zhihui_wall_view_pass_time (fixture->view, now_us + 10 * SECOND);
  g_assert_cmpstr (zhihui_wall_view_get_peer (fixture->view), ==, "town");
  zhihui_wall_view_pass_time (fixture->view, now_us + 21 * SECOND);
  g_assert_cmpstr (zhihui_wall_view_get_peer (fixture->view), ==, "department");
  zhihui_wall_view_pass_time (fixture->view, now_us + 42 * SECOND);
  g_assert_cmpstr (zhihui_wall_view_get_peer (fixture->view), ==, "town");

  zhihui_wall_view_hold (fixture->view, TRUE);
  zhihui_wall_view_pass_time (fixture->view, now_us + 80 * SECOND);
  g_assert_cmpstr (zhihui_wall_view_get_peer (fixture->view), ==, "town");
}

static guint
get_leaf (ZhihuiPeerTurn *turn, ZhihuiSituation *situation, gint64 now_s)
{
  zhihui_peer_turn_pass (turn, situation, now_s * SECOND);
  return zhihui_peer_turn_get_leaf (turn);
}

/* Each group goes on where its boards were when its turn ended. */
static void
test_leaves (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiSituation *situation = zhihui_wall_view_get_situation (fixture->view);
  ZhihuiPeerTurn   turn = { 0 };
  static const struct
  {
    gint64      now_s;
    const char *peer;
    guint       leaf;
  } steps[] = {
    { 100, "town", 0 },       { 109, "town", 0 }, { 111, "town", 1 }, { 121, "department", 0 },
    { 132, "department", 1 }, { 142, "town", 2 }, { 153, "town", 3 }, { 163, "department", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_cmpuint (get_leaf (&turn, situation, steps[i].now_s), ==, steps[i].leaf);
      g_assert_cmpstr (turn.peer, ==, steps[i].peer);
    }
  turn.held = TRUE;
  g_assert_cmpuint (get_leaf (&turn, situation, 300), ==, 2);
}

/* A copy of @base whose boards of @peer were read and have no unit. */
static ZhihuiSituation *
forget_units (ZhihuiSituation *base, const char *peer)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (base);
  g_autoptr (ZhihuiPeriod) period = zhihui_period_new_between (AS_OF - 86400, AS_OF);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRankingInput input = { .metric = zhihui_board_get_metric (board),
                                         .region = "370302",
                                         .peer = peer,
                                         .revision = "r1",
                                         .period = period,
                                         .as_of = AS_OF };
      g_autoptr (ZhihuiRanking) empty = zhihui_ranking_new (&input);

      zhihui_situation_builder_set_ranking (builder, board, peer, empty);
    }
  return zhihui_situation_builder_finish (builder);
}

/* As of a small town, which is its own only unit: at once when it is chosen, and until it no longer
 * is. Where no group has a unit all the same each says so. */
static void
test_groups_without_units (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiSituation *whole = zhihui_wall_view_get_situation (fixture->view);
  g_autoptr (ZhihuiSituation) town = forget_units (whole, "department");
  g_autoptr (ZhihuiSituation) nobody = forget_units (town, "town");
  ZhihuiPeerTurn turn = { 0 };
  const struct
  {
    gint64           now_s;
    ZhihuiSituation *situation;
    const char      *peer;
  } steps[] = {
    { 100, whole, "town" },        { 121, whole, "department" }, { 125, town, "town" },
    { 130, town, "town" },         { 141, town, "town" },        { 161, whole, "department" },
    { 163, town, "town" },         { 165, nobody, "town" },      { 181, nobody, "department" },
    { 185, nobody, "department" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      zhihui_peer_turn_pass (&turn, steps[i].situation, steps[i].now_s * SECOND);
      g_test_message ("%d s: %s", (int) steps[i].now_s, turn.peer);
      g_assert_cmpstr (turn.peer, ==, steps[i].peer);
    }
}

/* Two windows of one page look at different moments of a second, and a little late now and then. */
static void
test_windows_stay_together (Fixture *fixture, gconstpointer user_data)
{
  ZhihuiSituation *situation = zhihui_wall_view_get_situation (fixture->view);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  ZhihuiPeerTurn one = { 0 }, other = { 0 };
  guint          n_apart = 0;

  for (gint64 s = 100; s < 100 + 4 * 3600; s++)
    {
      gint64 late_us = g_rand_int_range (rand, 0, 50000);

      zhihui_peer_turn_pass (&one, situation, s * SECOND + SECOND / 10 + late_us);
      zhihui_peer_turn_pass (&other, situation, s * SECOND + 9 * SECOND / 10 - late_us);
      n_apart += one.peer != other.peer;
    }
  g_assert_cmpuint (n_apart, <=, 4 * 3600 / 20);
}

static void
test_spoken (Fixture *fixture, gconstpointer user_data)
{
  const char *spoken = zhihui_picture_get_spoken (get_picture (fixture, ZHIHUI_PANEL_KPI));

  g_assert_nonnull (strstr (spoken, "214"));
}

static void
test_unknown_page (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (zhihui_wall_view_set_page (fixture->view, "moon", &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (zhihui_wall_view_get_page (fixture->view), ==, "overview");
}

static void
test_what_is_for_desks (Fixture *fixture, gconstpointer user_data)
{
  static const char *const kinds[] = { "sensitive", "overdue", "group_risk" };
  ZhihuiSituation         *before = zhihui_wall_view_get_situation (fixture->view);
  ZhihuiSituationBuilder  *builder = zhihui_situation_builder_new (before);
  g_autoptr (ZhihuiAlerts) alerts = zhihui_alerts_new ();
  g_autoptr (ZhihuiSituation) told = NULL;
  const ZhihuiAlerts *shown;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      ZhihuiAlert *alert = g_new0 (ZhihuiAlert, 1);

      alert->id = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
      alert->kind = g_strdup (kinds[i]);
      alert->text = g_strdup ("");
      alert->unit = g_strdup ("");
      alert->level = ZHIHUI_LEVEL_RED;
      g_ptr_array_add (alerts->items, alert);
    }
  alerts->stamp.as_of = AS_OF;
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_ALERTS, alerts);
  told = zhihui_situation_builder_finish (builder);
  zhihui_wall_view_set_situation (fixture->view, told);

  shown = zhihui_situation_get_alerts (zhihui_wall_view_get_situation (fixture->view));
  g_assert_cmpuint (shown->items->len, ==, 1);
  g_assert_cmpstr (((ZhihuiAlert *) shown->items->pdata[0])->kind, ==, "overdue");
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/wall-view/panels-stand-where-the-page-puts-them", test_places);
  ADD ("/wall-view/another-size-lays-the-page-anew", test_resize);
  ADD ("/wall-view/only-what-changed-is-drawn", test_only_what_changed);
  ADD ("/wall-view/figures-become-hollow-with-time-alone", test_hollow_with_time);
  ADD ("/wall-view/peer-groups-take-turns", test_peers_take_turns);
  ADD ("/wall-view/boards-turn-over-within-their-turn", test_leaves);
  ADD ("/wall-view/groups-without-units-are-passed-over", test_groups_without_units);
  ADD ("/wall-view/windows-of-a-page-stay-together", test_windows_stay_together);
  ADD ("/wall-view/figures-are-spoken", test_spoken);
  ADD ("/wall-view/alerts-for-desks-never-reach-it", test_what_is_for_desks);
  ADD ("/wall-view/an-unknown-page-leaves-the-page", test_unknown_page);

  return g_test_run ();
}
