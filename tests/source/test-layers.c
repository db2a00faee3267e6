/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fake-platform.h"
#include "zhihui-http-source.h"

#define HEAD "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"r1\",\"items\":["

typedef struct
{
  FakePlatform     *platform;
  ZhihuiHttpSource *source;
  Listener         *listener;
  char             *folder;
  const char       *stations; /* the answer to it */
  guint             status;   /* of the answer to "eye" */
} Fixture;

static const char *
find_answer (const Fixture *self, const char *path)
{
  if (g_str_equal (path, "/api/v1/layers"))
    return HEAD "{\"id\":\"stations\",\"kind\":\"station\",\"points\":2},"
                "{\"id\":\"eye\",\"kind\":\"camera\",\"points\":3,\"n\":30},"
                "{\"id\":\"none\",\"kind\":\"camera\",\"points\":0},"
                "{\"id\":\"a/b?\",\"kind\":\"lamp\",\"points\":1}]}";
  if (g_str_equal (path, "/api/v1/layers/stations"))
    return self->stations;
  if (g_str_equal (path, "/api/v1/layers/eye"))
    return HEAD "{\"region\":\"370302104\",\"points\":3,\"n\":30,\"online\":29}]}";
  return g_str_equal (path, "/api/v1/layers/a/b?") ? HEAD "{}]}" : NULL;
}

static gboolean
answer (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Fixture         *self = user_data;
  g_autofree char *path = g_strdup (g_uri_get_path (soup_server_message_get_uri (message)));
  const char      *body = find_answer (self, path);

  if (body == NULL)
    return FALSE;

  soup_server_message_set_status (
    message, g_str_has_suffix (path, "/eye") ? self->status : 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
  return TRUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->stations = HEAD "{\"name\":\"甲\",\"region\":\"370302104\",\"lon\":118.06,\"lat\":36.7},"
                        "{\"name\":\"乙\",\"region\":\"370302105\"}]}";
  self->status = 200;
  self->platform = fake_platform_new ();
  self->folder = make_folder ();
  fake_platform_set_fault (self->platform, answer, self);
}

static void
start (Fixture *self, const char *first, const char *second)
{
  const ZhihuiWants wants = {
    .datasets = 1u << ZHIHUI_DATASET_META | 1u << ZHIHUI_DATASET_LAYERS,
    .layers = { first, second },
    .n_layers = second != NULL ? 2 : 1,
  };

  self->source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, self->folder, NULL);
  zhihui_http_source_set_token (self->source, NULL);
  self->listener = begin_reading (self->source, &wants);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end_reading (self->source, self->listener);
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  g_free (self->folder);
}

static GArray *
get_places (Fixture *self, const char *id)
{
  return zhihui_layers_find (zhihui_situation_get_layers (self->listener->last), id)->places;
}

static void
assert_state (Fixture *self, ZhihuiState state)
{
  g_assert_cmpint (
    zhihui_situation_judge (self->listener->last, ZHIHUI_DATASET_LAYERS, g_get_monotonic_time ())
      .state,
    ==,
    state);
}

static void
those_that_are_wanted_are_read_and_no_others (Fixture *self, gconstpointer data)
{
  start (self, "stations", "kind:camera");
  g_assert_cmpuint (zhihui_situation_get_layers (self->listener->last)->items->len, ==, 4);
  g_assert_cmpuint (get_places (self, "stations")->len, ==, 2);
  g_assert_cmpuint (get_places (self, "eye")->len, ==, 1);
  g_assert_cmpint (g_array_index (get_places (self, "eye"), ZhihuiLayerPlace, 0).n, ==, 30);
  g_assert_null (get_places (self, "a/b?"));
  g_assert_null (get_places (self, "none")); /* it has none: nobody asks */
  g_assert_cmpuint (fake_platform_count (self->platform, "/layers/none"), ==, 0);
  assert_state (self, ZHIHUI_STATE_FRESH);
}

static void
an_id_is_no_path (Fixture *self, gconstpointer data)
{
  start (self, "*", NULL);
  g_assert_cmpuint (get_places (self, "a/b?")->len, ==, 1);
}

static const char *
get_fault (Fixture *self, const char *id)
{
  return zhihui_layers_find (zhihui_situation_get_layers (self->listener->last), id)->fault;
}

static void
one_broken_layer_is_said_with_its_field_and_the_others_stand (Fixture *self, gconstpointer data)
{
  self->stations = HEAD "{\"region\":\"370302104\",\"lon\":1180.6,\"lat\":36.7}]}";
  start (self, "*", NULL);
  g_assert_null (get_places (self, "stations"));
  g_assert_nonnull (strstr (get_fault (self, "stations"), "lon"));
  g_assert_cmpuint (get_places (self, "eye")->len, ==, 1);
  g_assert_cmpuint (get_places (self, "a/b?")->len, ==, 1);
  g_assert_null (get_fault (self, "eye"));
  assert_state (self, ZHIHUI_STATE_FRESH);
}

static void
one_that_is_answered_with_an_error_leaves_the_others (Fixture *self, gconstpointer data)
{
  const guint statuses[] = { 404, 403, 500 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      if (i > 0)
        end_reading (self->source, self->listener);
      self->status = statuses[i];
      start (self, "stations", "kind:camera");
      g_assert_cmpuint (get_places (self, "stations")->len, ==, 2);
      g_assert_null (get_places (self, "eye"));
      g_assert_nonnull (get_fault (self, "eye"));
    }
}

static void
who_tells_when_to_come_again_is_obeyed (Fixture *self, gconstpointer data)
{
  self->status = 429;
  start (self, "stations", "kind:camera");
  g_assert_null (zhihui_situation_get_layers (self->listener->last));
}

static void
after_a_restart_without_the_platform_the_places_are_there (Fixture *self, gconstpointer data)
{
  start (self, "stations", NULL);
  end_reading (self->source, self->listener);
  fake_platform_go_away (self->platform);
  start (self, "stations", NULL);
  g_assert_cmpuint (get_places (self, "stations")->len, ==, 2);
  g_assert_true (isnan (g_array_index (get_places (self, "stations"), ZhihuiLayerPlace, 1).lon));
  assert_state (self, ZHIHUI_STATE_OFFLINE);
}

#define ADD(path, function) g_test_add ("/layers/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("those-that-are-wanted-are-read-and-no-others",
       those_that_are_wanted_are_read_and_no_others);
  ADD ("an-id-is-no-path", an_id_is_no_path);
  ADD ("one-broken-layer-is-said-with-its-field-and-the-others-stand",
       one_broken_layer_is_said_with_its_field_and_the_others_stand);
  ADD ("one-that-is-answered-with-an-error-leaves-the-others",
       one_that_is_answered_with_an_error_leaves_the_others);
  ADD ("who-tells-when-to-come-again-is-obeyed", who_tells_when_to_come_again_is_obeyed);
  ADD ("after-a-restart-without-the-platform-the-places-are-there",
       after_a_restart_without_the_platform_the_places_are_there);

  return g_test_run ();
}
