/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-drill.h"

#include "fake-platform.h"
#include "zhihui-http-source.h"

#include <string.h>

#define SUZHOU "320500"
#define VANISHED "320900"

typedef struct
{
  FakePlatform    *platform;
  char            *folder; /* owned */
  ZhihuiSource    *source;
  ZhihuiSelection *selection;
  ZhihuiDrill     *drill;
  Listener        *listener;
  char            *vanished; /* owned, nullable: name of the last one */
  int              status;   /* of what is asked by region; 0: it is answered */
  guint            n_by_region;
  gboolean         knows_parts; /* which regions there are is answered all the same */
  const char      *leaf;        /* nullable: a region without parts */
} Fixture;

/* There is nothing below it. */
static gboolean
answer_nothing (FakePlatform *platform, SoupServerMessage *message)
{
  static const char *const paths[] = { "/regions", "/map/cases" };
  const char              *path = g_uri_get_path (soup_server_message_get_uri (message));

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (g_str_has_suffix (path, paths[i]))
      {
        g_autoptr (GHashTable) query = g_hash_table_new (g_str_hash, g_str_equal);
        g_autofree char *body = fake_platform_make_body (platform, paths[i], query);
        char            *items = strstr (body, "\"items\":[");
        g_autofree char *none = NULL;

        g_assert_nonnull (items);
        *items = '\0';
        none = g_strconcat (body, "\"items\":[]}", NULL);
        soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
        soup_server_message_set_response (
          message, "application/json", SOUP_MEMORY_COPY, none, strlen (none));
        return TRUE;
      }
  return FALSE;
}

static gboolean
answer_by_region (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Fixture    *self = user_data;
  const char *terms = g_uri_get_query (soup_server_message_get_uri (message));

  if (terms == NULL || (strstr (terms, "region=") == NULL && strstr (terms, "parent=") == NULL))
    return FALSE;

  self->n_by_region++;
  if (self->leaf != NULL && strstr (terms, self->leaf) != NULL &&
      answer_nothing (platform, message))
    return TRUE;
  if (self->knows_parts &&
      g_str_has_suffix (g_uri_get_path (soup_server_message_get_uri (message)), "/regions"))
    return FALSE;
  if (self->status == 0 || (self->status == 404 && strstr (terms, VANISHED) == NULL))
    return FALSE;

  soup_server_message_set_status (message, (guint) self->status, NULL);
  return TRUE;
}

static void
vanished_cb (Fixture *self, const char *name)
{
  g_free (self->vanished);
  self->vanished = g_strdup (name);
}

static void
set_wants (Fixture *self)
{
  const ZhihuiWants wants = {
    .datasets = 1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_MAP |
                1 << ZHIHUI_DATASET_REGIONS | 1 << ZHIHUI_DATASET_HOT_WORDS,
    .period_s = 1000,
  };

  zhihui_drill_set_wants (self->drill, &wants);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  ZhihuiHttpSource *source;

  self->platform = fake_platform_new ();
  fake_platform_set_fault (self->platform, answer_by_region, self);
  self->folder = make_folder ();
  source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, self->folder, NULL);
  zhihui_http_source_set_token (source, NULL);
  self->source = ZHIHUI_SOURCE (source);
  self->selection = zhihui_selection_new ();
  self->drill = zhihui_drill_new (self->source, self->selection);
  self->listener = listener_new (self->source);
  g_signal_connect_swapped (self->drill, "vanished", G_CALLBACK (vanished_cb), self);
  set_wants (self);
  zhihui_source_start (self->source);
  await_settled (self->listener);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  listener_free (self->listener);
  zhihui_source_stop (self->source);
  g_assert_finalize_object (self->drill);
  g_assert_finalize_object (self->source);
  g_assert_finalize_object (self->selection);
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->vanished);
}

static const char *
get_shown (Fixture *self)
{
  return zhihui_region_path_get_code (zhihui_situation_get_region_path (self->listener->last));
}

static gboolean
has_vanished (gpointer user_data)
{
  return ((Fixture *) user_data)->vanished != NULL;
}

static void
what_is_chosen_is_asked_for (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (self->n_by_region, ==, 0);
  zhihui_selection_enter (self->selection, SUZHOU, "苏州市");
  await_settled (self->listener);
  g_assert_cmpstr (get_shown (self), ==, SUZHOU);
  g_assert_cmpuint (self->n_by_region, ==, 4);

  zhihui_selection_go_up (self->selection);
  await_told (self->listener, 1);
  g_assert_cmpstr (get_shown (self), ==, NULL);
}

static gboolean
has_map_of_whole (gpointer user_data)
{
  ZhihuiSituation *situation = ((Fixture *) user_data)->listener->last;

  return g_strcmp0 (zhihui_situation_get_map_focus (situation), SUZHOU) == 0;
}

static void
region_without_parts_is_seen_on_the_map_of_the_whole (Fixture *self, gconstpointer data)
{
  ZhihuiMapFigures *figures = zhihui_situation_get_map_figures (self->listener->last);
  ZhihuiRegions    *regions = zhihui_situation_get_regions (self->listener->last);
  guint             n_figures = figures->items->len, n_regions = regions->items->len;

  self->leaf = SUZHOU;
  for (guint round = 0; round < 2; round++)
    {
      zhihui_selection_enter (self->selection, SUZHOU, "苏州市");
      await (has_map_of_whole, self, "the map is that of the whole");
      await_settled (self->listener);
      g_assert_cmpstr (get_shown (self), ==, SUZHOU);
      g_assert_cmpstr (
        zhihui_situation_get_region (self->listener->last, ZHIHUI_DATASET_SUMMARY), ==, SUZHOU);
      g_assert_null (zhihui_situation_get_region (self->listener->last, ZHIHUI_DATASET_MAP));
      figures = zhihui_situation_get_map_figures (self->listener->last);
      g_assert_cmpuint (figures->items->len, ==, n_figures);
      regions = zhihui_situation_get_regions (self->listener->last);
      g_assert_cmpuint (regions->items->len, ==, n_regions);
      g_assert_cmpuint (n_regions, >, 0);
      zhihui_selection_go_up (self->selection);
      await_told (self->listener, 1);
      g_assert_null (zhihui_situation_get_map_focus (self->listener->last));
    }
}

static void
vanished_region_leads_up (Fixture *self, gconstpointer data)
{
  self->status = 404;
  zhihui_selection_enter (self->selection, SUZHOU, "苏州市");
  await_settled (self->listener);
  zhihui_selection_enter (self->selection, VANISHED, "不在市");
  await (has_vanished, self, "it is told that the region is not known");
  g_assert_cmpstr (self->vanished, ==, "不在市");
  g_assert_cmpstr (
    zhihui_region_path_get_code (zhihui_selection_get_path (self->selection)), ==, SUZHOU);
  g_assert_null (zhihui_selection_get_mark (self->selection));
  await_settled (self->listener);
  g_assert_cmpstr (get_shown (self), ==, SUZHOU);
  g_assert_nonnull (zhihui_situation_get_summary (self->listener->last));
}

/* Between two polls: that it is gone is said by what is read often, while which parts it has was
 * read long ago. */
static void
region_that_vanishes_while_it_is_shown_leads_up (Fixture *self, gconstpointer data)
{
  zhihui_selection_enter (self->selection, VANISHED, "将不在市");
  await_settled (self->listener);
  g_assert_nonnull (zhihui_situation_get_summary (self->listener->last));
  zhihui_selection_go_up (self->selection);
  await_settled (self->listener);

  self->status = 404;
  self->knows_parts = TRUE;
  zhihui_selection_enter (self->selection, VANISHED, "将不在市");
  await (has_vanished, self, "it is told that the region is gone");
  g_assert_cmpstr (self->vanished, ==, "将不在市");
  g_assert_null (zhihui_selection_get_path (self->selection));
}

/* It lacks two things for every region, and always has. */
static void
platform_that_lacks_things_stays_where_it_is (Fixture *self, gconstpointer data)
{
  self->status = 404;
  self->knows_parts = TRUE;
  zhihui_selection_enter (self->selection, VANISHED, "某市");
  await_settled (self->listener);
  g_assert_null (self->vanished);
  g_assert_cmpstr (get_shown (self), ==, VANISHED);
}

/* It refuses the parameter: the region stays chosen, and no figure stands under its name. */
static void
platform_without_regions_shows_nothing_wrong (Fixture *self, gconstpointer data)
{
  ZhihuiSituation *situation;

  self->status = 400;
  zhihui_selection_enter (self->selection, SUZHOU, "苏州市");
  await_settled (self->listener);
  situation = self->listener->last;
  g_assert_cmpstr (get_shown (self), ==, SUZHOU);
  g_assert_null (self->vanished);
  g_assert_null (zhihui_situation_get_summary (situation));
  g_assert_null (zhihui_situation_get_map_figures (situation));
  g_assert_cmpint (
    zhihui_situation_judge (situation, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ()).state,
    ==,
    ZHIHUI_STATE_ERROR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/drill/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("what-is-chosen-is-asked-for", what_is_chosen_is_asked_for);
  ADD ("a-region-without-parts-is-seen-on-the-map-of-the-whole",
       region_without_parts_is_seen_on_the_map_of_the_whole);
  ADD ("a-region-that-vanished-leads-up", vanished_region_leads_up);
  ADD ("a-region-that-vanishes-while-it-is-shown-leads-up",
       region_that_vanishes_while_it_is_shown_leads_up);
  ADD ("a-platform-that-lacks-things-stays-where-it-is",
       platform_that_lacks_things_stays_where_it_is);
  ADD ("a-platform-without-regions-shows-nothing-wrong",
       platform_without_regions_shows_nothing_wrong);
#undef ADD

  return g_test_run ();
}
