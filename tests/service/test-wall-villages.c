/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-figures.h"
#include "zhihui-language.h"
#include "zhihui-wire.h"

#define TOWN "370302104"
#define MAX_VILLAGES 4
#define MAX_MONTHS 2
#define MAX_CELLS (MAX_VILLAGES * (MAX_MONTHS + 1))

/* ---- all that could be, beside all that is told ---- */

/* Cases of each village in each month. */
typedef struct
{
  guint  n_villages, n_months;
  gint64 n[MAX_MONTHS][MAX_VILLAGES];
} Small;

static gint64
count_cell (const Small *world, guint month, guint village)
{
  if (month < world->n_months)
    return world->n[month][village];
  return world->n[0][village] + (world->n_months > 1 ? world->n[1][village] : 0);
}

/* What a wall is told of @month, the one after the last: of all of them. Nothing lies in the town
 * but in its villages, and whoever asks knows that. */
static void
ask (const Small *world, guint month, GString *told)
{
  g_autoptr (ZhihuiMapFigures) map = zhihui_map_figures_new ();
  g_autofree char *period = g_strdup_printf ("2020-%02u", month + 1);

  for (guint i = 0; i <= world->n_villages; i++)
    {
      ZhihuiRegionFigure *figure = g_new0 (ZhihuiRegionFigure, 1);

      figure->code = i == 0 ? g_strdup (TOWN) : g_strdup_printf (TOWN "%03u", i);
      for (guint j = 0; j < world->n_villages; j++)
        if (i == 0 || i == j + 1)
          figure->n += count_cell (world, month, j);
      figure->open = figure->n;
      figure->overdue = figure->n / 2;
      figure->rates[ZHIHUI_BOARD_RETURN].n = figure->n;
      g_ptr_array_add (map->items, figure);
    }
  zhihui_figures_join_places (map, month < world->n_months ? period : "2020-Q1");
  g_string_append_printf (told, "%d;", (int) map->n_withheld);
  for (guint i = 0; i < map->items->len; i++)
    {
      const ZhihuiRegionFigure *figure = map->items->pdata[i];

      g_string_append_printf (told,
                              "%d:%d,%d,%d,%d;",
                              figure->is_withheld,
                              (int) figure->n,
                              (int) figure->open,
                              (int) figure->overdue,
                              (int) figure->rates[ZHIHUI_BOARD_RETURN].n);
    }
}

/* What the worlds that are told alike have in common: a value, or -1 for more than one. */
typedef struct
{
  gint64 common[MAX_CELLS];
} Guess;

static void
compare (const Small *world, GHashTable *guesses)
{
  g_autoptr (GString) told = g_string_new (NULL);
  Guess   *guess;
  gboolean is_new;

  for (guint month = 0; month <= world->n_months; month++)
    ask (world, month, told);
  guess = g_hash_table_lookup (guesses, told->str);
  is_new = guess == NULL;
  if (is_new)
    {
      guess = g_new0 (Guess, 1);
      g_hash_table_insert (guesses, g_strdup (told->str), guess);
    }
  for (guint month = 0; month <= world->n_months; month++)
    for (guint village = 0; village < world->n_villages; village++)
      {
        gint64 *common = &guess->common[month * MAX_VILLAGES + village];
        gint64  n = count_cell (world, month, village);

        *common = is_new || *common == n ? n : -1;
      }
}

/* Every world with up to @most cases in a cell. */
static void
check_all_worlds (guint n_villages, guint n_months, gint64 most)
{
  g_autoptr (GHashTable) guesses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer       told, guess;
  Small          world = { n_villages, n_months, { { 0 } } };
  guint          n_cells = n_villages * n_months, at = 0;

  while (at < n_cells)
    {
      compare (&world, guesses);
      for (at = 0; at < n_cells; at++)
        {
          gint64 *cell = &world.n[at / n_villages][at % n_villages];

          if (++*cell <= most)
            break;
          *cell = 0;
        }
    }

  g_hash_table_iter_init (&iter, guesses);
  while (g_hash_table_iter_next (&iter, &told, &guess))
    for (guint month = 0; month <= n_months; month++)
      for (guint village = 0; village < n_villages; village++)
        {
          gint64 n = ((Guess *) guess)->common[month * MAX_VILLAGES + village];

          if (n >= 1 && n <= 4)
            g_error ("village %u of %u has %d in window %u of %u: %s",
                     village,
                     n_villages,
                     (int) n,
                     month,
                     n_months,
                     (char *) told);
        }
}

/* Whoever knows the rule, the town, every month and the quarter, solves for no village of few. */
static void
test_no_village_of_few_can_be_solved_for (void)
{
  check_all_worlds (2, 1, 24);
  check_all_worlds (3, 1, 14);
  check_all_worlds (4, 1, 9);
  check_all_worlds (2, 2, 12);
  check_all_worlds (3, 2, 5);
}

/* ---- what is left of the map ---- */

static void
test_villages_of_few_are_told_as_their_town (void)
{
  static const struct
  {
    const char *period;
    gint64      counts[3];
    gboolean    told[3];
    gint64      withheld;
  } cases[] = {
    { "month", { 5, 6, 7 }, { TRUE, TRUE, TRUE }, 0 },
    { "2020-07", { 5, 6, 7 }, { TRUE, TRUE, TRUE }, 0 },
    { "month", { 0, 6, 7 }, { FALSE, TRUE, TRUE }, 0 },
    { "month", { 2, 3, 7 }, { FALSE, FALSE, TRUE }, 5 },
    /* Alone it would be what is left of the town: the next goes with it. */
    { "month", { 1, 6, 7 }, { FALSE, FALSE, TRUE }, 7 },
    { "month", { 1, 1, 7 }, { FALSE, FALSE, FALSE }, 9 },
    /* All alike, each would be half of the rest. */
    { "month", { 4, 4, 9 }, { FALSE, FALSE, FALSE }, 17 },
    { "month", { 1, 6, 6 }, { FALSE, FALSE, FALSE }, 13 },
    { "month", { 0, 0, 3 }, { FALSE, FALSE, FALSE }, -1 },
    { "today", { 9, 9, 9 }, { FALSE, FALSE, FALSE }, 27 },
    { "2020-Q3", { 9, 9, 9 }, { FALSE, FALSE, FALSE }, 27 },
    { "2020-W31", { 9, 9, 9 }, { FALSE, FALSE, FALSE }, 27 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiMapFigures) map = zhihui_map_figures_new ();

      for (guint j = 0; j < 3; j++)
        {
          ZhihuiRegionFigure *figure = g_new0 (ZhihuiRegionFigure, 1);

          figure->code = g_strdup_printf (TOWN "%03u", j + 1);
          figure->n = cases[i].counts[j];
          figure->open = figure->overdue = 1;
          g_ptr_array_add (map->items, figure);
        }
      zhihui_figures_join_places (map, cases[i].period);
      g_assert_cmpint (map->n_withheld, ==, cases[i].withheld);
      for (guint j = 0; j < 3; j++)
        {
          const ZhihuiRegionFigure *figure = map->items->pdata[j];

          g_assert_cmpint (figure->is_withheld, ==, !cases[i].told[j]);
          g_assert_cmpint (figure->n, ==, cases[i].told[j] ? cases[i].counts[j] : 0);
          g_assert_cmpint (figure->open + figure->overdue, ==, 0);
        }
    }
}

/* ---- what a wall asks ---- */

/* All cases are in one town: two in one village, the others in the other. */
static void
fill (ZhihuiStore *store)
{
  api_fill_with_few (store);
  api_run (store,
           "INSERT INTO region (id, code, name, parent, level) VALUES"
           " (3, '" TOWN "001', '一村', '" TOWN "', 'village'), (4, '" TOWN "002', '二村', '" TOWN
           "', 'village');"
           "UPDATE cases SET region_id = CASE WHEN id <= 2 THEN 3 ELSE 4 END");
}

static void
test_a_wall_asks_for_no_village (void)
{
  static const char *const paths[] = { "/summary", "/rankings/volume", "/channels", "/topics",
                                       "/items",   "/modes",           "/hotwords", "/map/cases",
                                       "/trends",  "/units",           "/alerts" };
  g_autoptr (Api) api = api_new (fill, 0);
  g_autofree char *bound = api_make_token (api, "wall", TOWN "001");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *village = g_strconcat (paths[i], "?region=" TOWN "001", NULL);
      g_autofree char *town = g_strconcat (paths[i], "?region=" TOWN, NULL);
      g_autoptr (Reply) wall = api_get (api, api->wall, village);
      g_autoptr (Reply) own = api_get (api, bound, paths[i]);
      g_autoptr (Reply) desk = api_get (api, api->desk, village);
      g_autoptr (Reply) above = api_get (api, api->wall, town);

      if (desk->status != 200 && !g_str_equal (paths[i], "/alerts"))
        g_error ("%s: %u", village, desk->status);
      if (desk->status != 200)
        continue;
      if (wall->status != 403 || own->status != 403 || above->status != 200)
        g_error ("%s: %u, %u, %u", paths[i], wall->status, own->status, above->status);
    }
}

static void
test_an_answer_says_which_are_withheld (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  g_autoptr (Reply) wall = api_get (api, api->wall, "/map/cases?period=2020&region=" TOWN);
  g_autoptr (Reply) desk = api_get (api, api->desk, "/map/cases?period=2020&region=" TOWN);
  g_autofree char *told = reply_dup_text (wall), *all = reply_dup_text (desk);
  g_autoptr (ZhihuiMapFigures) map = zhihui_wire_decode_map_figures (wall->body, NULL);
  guint n = 0;

  g_assert_nonnull (map);
  g_assert_nonnull (strstr (told, "{\"code\":\"" TOWN "001\",\"withheld\":true}"));
  g_assert_nonnull (strstr (told, "{\"code\":\"" TOWN "002\",\"withheld\":true}"));
  g_assert_null (strstr (all, "withheld"));
  for (guint i = 0; i < map->items->len; i++)
    n += ((ZhihuiRegionFigure *) map->items->pdata[i])->is_withheld;
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (map->n_withheld, ==, api_ask (api, "SELECT COUNT(*) FROM cases"));
}

#define ADD(name, function) g_test_add_func ("/wall-villages/" name, function)

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  ADD ("no-village-of-few-can-be-solved-for", test_no_village_of_few_can_be_solved_for);
  ADD ("villages-of-few-are-told-as-their-town", test_villages_of_few_are_told_as_their_town);
  ADD ("a-wall-asks-for-no-village", test_a_wall_asks_for_no_village);
  ADD ("an-answer-says-which-are-withheld", test_an_answer_says_which_are_withheld);
  return g_test_run ();
}
