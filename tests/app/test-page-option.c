/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-page-option.h"
#include "zhihui-page-wants.h"

#define LAYOUT                                                                                     \
  "[layout a]\naspect = 0 1000\ndesign = 1920 1080\nleast = 800 600\npadding = 10 10 10 10\n"      \
  "gap = 10 10\ncolumns = 1fr 1fr\n"
#define AWAITED_S 20

typedef struct
{
  char            *folder; /* owned: of the operator's pages */
  ZhihuiPageOption option;
  guint            n_changed;
} Fixture;

static void
write_page (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_page (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  self->folder = g_build_filename (g_get_user_config_dir (), "zhihui", "layouts", NULL);
  g_assert_cmpint (g_mkdir_with_parents (self->folder, 0700), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  zhihui_page_option_clear (&self->option);
  g_free (self->folder);
}

static void
changed_cb (Fixture *self)
{
  self->n_changed++;
}

static gboolean
time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
await_change (Fixture *self, guint n)
{
  gboolean time_over = FALSE;
  guint    timeout_id = g_timeout_add_seconds (AWAITED_S, time_over_cb, &time_over);

  while (self->n_changed < n && !time_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (time_over);
  g_source_remove (timeout_id);
}

static guint
count_panels (Fixture *self, const char *name)
{
  ZhihuiWallFile *file = zhihui_wall_shelf_find (self->option.shelf, name, NULL);
  guint           n = 0;

  if (file != NULL)
    zhihui_wall_file_get_panels (file, &n);
  return n;
}

static void
a_page_that_changes_is_read_again (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  const char *fault;

  write_page (self, "mine.wall", LAYOUT "row1 = 1fr kpi map\n");
  g_assert_true (zhihui_page_option_open (&self->option, "test", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_panels (self, "mine"), ==, 2);
  zhihui_page_option_watch (&self->option);
  g_signal_connect_swapped (self->option.shelf, "changed", G_CALLBACK (changed_cb), self);

  write_page (self, "mine.wall", LAYOUT "row1 = 1fr kpi kpi\n");
  await_change (self, 1);
  g_assert_cmpuint (count_panels (self, "mine"), ==, 1);

  write_page (self, "mine.wall", LAYOUT "row1 = 1fr kpi nothing\n");
  await_change (self, 2);
  fault = zhihui_wall_shelf_get_faults (self->option.shelf)[0];
  g_assert_nonnull (strstr (fault, "mine.wall:8:16: "));
  g_assert_cmpuint (count_panels (self, "mine"), ==, 1);

  remove_page (self, "mine.wall");
  await_change (self, 3);
  g_assert_cmpuint (count_panels (self, "mine"), ==, 0);
  g_assert_cmpuint (count_panels (self, "overview"), ==, 12);
}

static void
a_folder_that_comes_later_is_read (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_assert_true (zhihui_page_option_open (&self->option, "test", &error));
  g_assert_no_error (error);
  zhihui_page_option_watch (&self->option);
  g_signal_connect_swapped (self->option.shelf, "changed", G_CALLBACK (changed_cb), self);

  g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
  await_change (self, 1);
  write_page (self, "mine.wall", LAYOUT "row1 = 1fr kpi map\n");
  while (count_panels (self, "mine") != 2)
    await_change (self, self->n_changed + 1);
  write_page (self, "mine.wall", LAYOUT "row1 = 1fr kpi kpi\n");
  await_change (self, self->n_changed + 1);
  g_assert_cmpuint (count_panels (self, "mine"), ==, 1);
  remove_page (self, "mine.wall");
}

static void
sizes_that_make_no_sense_are_refused (Fixture *self, gconstpointer user_data)
{
  static const struct
  {
    double unit, distance_m, pitch_mm, expected; /* px; < 0: refused */
  } cases[] = {
    { 0, 0, 0, 0 },      { 2, 0, 0, 2 },     { 0, 8, 1.25, 1.512 }, { 0, 12, 1.89, 1.5 },
    { -1, 0, 0, -1 },    { 33, 0, 0, -1 },   { 0, 8, 0, -1 },       { 0, 0, 1.25, -1 },
    { 0, -8, 1.25, -1 }, { 1, 8, 1.25, -1 }, { 0, 8, 1000, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiPageOption option = { .unit = cases[i].unit,
                                  .distance_m = cases[i].distance_m,
                                  .pitch_mm = cases[i].pitch_mm };
      g_autoptr (GError) error = NULL;
      gboolean opened = zhihui_page_option_open (&option, "test", &error);

      g_test_message ("%g %g %g", cases[i].unit, cases[i].distance_m, cases[i].pitch_mm);
      g_assert_cmpint (opened, ==, cases[i].expected >= 0);
      if (opened)
        g_assert_cmpfloat_with_epsilon (option.unit, cases[i].expected, 1e-6);
      else
        g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      zhihui_page_option_clear (&option);
    }
}

static const char *
find_period (const ZhihuiWants *wants, ZhihuiBoard board, const char *peer)
{
  for (guint i = 0; i < wants->n_rankings; i++)
    if (wants->rankings[i].board == board && g_str_equal (wants->rankings[i].peer, peer))
      return wants->rankings[i].period != NULL ? wants->rankings[i].period : "default";
  return NULL;
}

static guint
count_rows (const ZhihuiWants *wants, const char *peer, const char *way)
{
  for (guint i = 0; i < wants->n_rankings; i++)
    if (g_str_equal (wants->rankings[i].peer, peer) && g_strcmp0 (wants->rankings[i].way, way) == 0)
      return wants->rankings[i].first;
  return G_MAXUINT;
}

/* What is wanted is what the panels show, and of two periods of one board both. */
static void
wants_are_those_of_the_panels (Fixture *self, gconstpointer user_data)
{
  const char *const texts[] = {
    LAYOUT "row1 = 1fr one chan\n[panel one]\nkind = ovr\npeer = town\nperiod = week\ntop = 3\n",
    LAYOUT "row1 = 1fr two map\n[panel two]\nkind = ovr\nperiod = month\ntop = 2\n",
    LAYOUT "row1 = 1fr three three\n[panel three]\nkind = ovr\norder = shrunk\nperiod = week\n",
  };
  const guint shown = 1u << ZHIHUI_DATASET_META | 1u << ZHIHUI_DATASET_CHANNELS |
                      1u << ZHIHUI_DATASET_MAP | 1u << ZHIHUI_DATASET_REGIONS;
  const guint not_shown = 1u << ZHIHUI_DATASET_SUMMARY | 1u << ZHIHUI_DATASET_HOT_WORDS |
                          1u << ZHIHUI_DATASET_MEETINGS | 1u << ZHIHUI_DATASET_ALERTS |
                          1u << ZHIHUI_DATASET_TRENDS;
  ZhihuiWants wants;

  zhihui_page_wants_init (&wants);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiWallFile) file = zhihui_wall_file_parse (bytes, "a.wall", &error);

      g_assert_no_error (error);
      g_assert_true (zhihui_page_wants_add (&wants, file, 1920, 1080, 0, &error));
      g_assert_no_error (error);
    }
  g_assert_cmphex (wants.datasets & shown, ==, shown);
  g_assert_cmphex (wants.datasets & not_shown, ==, 0);
  g_assert_cmpuint (wants.n_rankings, ==, 3);
  g_assert_cmpstr (find_period (&wants, ZHIHUI_BOARD_OVERDUE, "town"), ==, "week");
  g_assert_cmpstr (find_period (&wants, ZHIHUI_BOARD_OVERDUE, "*"), ==, "month");
  g_assert_null (find_period (&wants, ZHIHUI_BOARD_VOLUME, "*"));
  g_assert_cmpuint (count_rows (&wants, "town", "week"), ==, 5);
  g_assert_cmpuint (count_rows (&wants, "*", "month"), ==, 4);
  g_assert_cmpuint (count_rows (&wants, "*", "week,shrunk"), >, 10);
}

/* Panels that show the same board share it, with the rows of the longest of them; that of one group
 * is also shown in the turn of all. */
static void
a_board_is_as_long_as_its_longest_panel (Fixture *self, gconstpointer user_data)
{
  static const struct
  {
    const char *panels;
    guint       of_town, of_all; /* rows at either end; G_MAXUINT: it is not wanted by itself */
  } cases[] = {
    { "[panel a]\nkind = vol\npeer = town\ntop = 3\n[panel b]\nkind = vol\ntop = 6\n", 8, 8 },
    { "[panel a]\nkind = vol\ntop = 6\n[panel b]\nkind = vol\npeer = town\ntop = 3\n", 8, 8 },
    { "[panel a]\nkind = vol\ntop = 3\n[panel b]\nkind = vol\npeer = town\ntop = 6\n", 8, 5 },
    { "[panel a]\nkind = vol\ntop = 3\nperiod = month\n[panel b]\nkind = vol\ntop = 4\n",
      G_MAXUINT,
      6 },
    { "[panel a]\nkind = vol\ntop = 3\n[panel b]\nkind = vol\ntop = 4\nperiod = week\n",
      G_MAXUINT,
      5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (LAYOUT "row1 = 1fr a b\n", cases[i].panels, NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiWallFile) file = zhihui_wall_file_parse (bytes, "a.wall", &error);
      ZhihuiWants wants;

      g_assert_no_error (error);
      zhihui_page_wants_init (&wants);
      g_assert_true (zhihui_page_wants_add (&wants, file, 1920, 1080, 0, &error));
      g_test_message ("%s", cases[i].panels);
      g_assert_cmpuint (count_rows (&wants, "town", NULL), ==, cases[i].of_town);
      g_assert_cmpuint (count_rows (&wants, "*", NULL), ==, cases[i].of_all);
    }
}

static void
more_boards_than_a_wall_reads_are_told (Fixture *self, gconstpointer user_data)
{
  ZhihuiWants wants;

  zhihui_page_wants_init (&wants);
  for (guint year = 2000; year <= 2000 + G_N_ELEMENTS (wants.rankings); year++)
    {
      g_autofree char *text =
        g_strdup_printf (LAYOUT "row1 = 1fr one map\n[panel one]\nkind = ovr\nperiod = %u\n", year);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiWallFile) file = zhihui_wall_file_parse (bytes, "a.wall", &error);

      g_assert_no_error (error);
      g_assert_cmpint (zhihui_page_wants_add (&wants, file, 1920, 1080, 0, &error),
                       ==,
                       year < 2000 + G_N_ELEMENTS (wants.rankings));
      if (error != NULL)
        g_assert_true (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID));
    }
  g_assert_cmpuint (wants.n_rankings, ==, G_N_ELEMENTS (wants.rankings));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/page-option/a-page-that-changes-is-read-again", a_page_that_changes_is_read_again);
  ADD ("/page-option/a-folder-that-comes-later-is-read", a_folder_that_comes_later_is_read);
  ADD ("/page-option/sizes-that-make-no-sense-are-refused", sizes_that_make_no_sense_are_refused);
  ADD ("/page-option/wants-are-those-of-the-panels", wants_are_those_of_the_panels);
  ADD ("/page-option/a-board-is-as-long-as-its-longest-panel",
       a_board_is_as_long_as_its_longest_panel);
  ADD ("/page-option/more-boards-than-a-wall-reads-are-told",
       more_boards_than_a_wall_reads_are_told);
  return g_test_run ();
}
