/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "every-resource.h"
#include "picture-layout.h"
#include "standard-characters.h"
#include "wire-examples.h"
#include "zhihui-outline.h"

/* The Big List of Naughty Strings as every text of every answer, by the way that answers take: from
 * a server on this machine to the situation, and from there to the wall; and the characters that
 * names are written with. */

#define N_STRINGS 515
#define PER_STRING 60
#define WIDTH 1920
#define HEIGHT 1080

/* Words and instants that the reader understands; every other text is free. */
static const char *const understood[] = {
  "as_of",        "from",   "to",        "t",          "starts_at",      "ends_at",
  "started_at",   "due_at", "raised_at", "updated_at", "nearest_due_at", "time_zone",
  "metric",       "state",  "level",     "reason",     "flag",           "order",
  "direction",    "basis",  "next",      "type",       "step",           "at",
  "last_sync_at", "since",  NULL,
};

typedef struct
{
  GPtrArray *strings; /* (element-type utf8), owned */
  guint      at;      /* the next one */
  gboolean   clean;   /* as it is to arrive */
} Feed;

/* Cc, Zl, Zp (Unicode 15, 4.5), and what turns the direction (UAX 9, 2.1 to 2.5):
 * docs/wire.md, 1.1. */
static gboolean
becomes_a_space (gunichar c)
{
  static const gunichar turning[] = { 0x202a, 0x202b, 0x202c, 0x202d, 0x202e,
                                      0x2066, 0x2067, 0x2068, 0x2069 };

  for (guint i = 0; i < G_N_ELEMENTS (turning); i++)
    if (c == turning[i])
      return TRUE;

  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
clean (const char *text)
{
  GString *cleaned = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_string_append_unichar (
      cleaned, becomes_a_space (g_utf8_get_char (text)) ? ' ' : g_utf8_get_char (text));

  return g_string_free (cleaned, FALSE);
}

static void replace_texts (JsonNode *node, Feed *feed);

static gboolean
is_free_text (const char *name, JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING &&
         !g_strv_contains (understood, name);
}

static void
replace_member (JsonObject *object, const char *name, Feed *feed)
{
  const char      *text = feed->strings->pdata[feed->at++ % feed->strings->len];
  g_autofree char *cleaned = feed->clean ? clean (text) : g_strdup (text);

  json_object_set_string_member (object, name, cleaned);
}

/* In the order of the document, so that the same texts come to the same places each time. */
static void
replace_in_object (JsonObject *object, Feed *feed)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *at = names; at != NULL; at = at->next)
    {
      const char *name = at->data;
      JsonNode   *value = json_object_get_member (object, name);

      if (is_free_text (name, value))
        replace_member (object, name, feed);
      else
        replace_texts (value, feed);
    }
}

static void
replace_texts (JsonNode *node, Feed *feed)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    replace_in_object (json_node_get_object (node), feed);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      replace_texts (json_array_get_element (json_node_get_array (node), i), feed);
}

static JsonNode *
make_answer (const char *example, GPtrArray *strings, guint first, gboolean is_clean)
{
  JsonNode *node = json_from_string (example, NULL);
  Feed      feed = { strings, first, is_clean };

  g_assert_nonnull (node);
  replace_texts (node, &feed);
  g_assert_cmpuint (feed.at, >, first);
  return node;
}

/* json-glib leaves some control characters as they are, which RFC 8259 does not allow. */
static char *
write_answer (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);
  GString         *escaped = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if ((guchar) *c < 0x20)
      g_string_append_printf (escaped, "\\u%04x", (guint) *c);
    else
      g_string_append_c (escaped, *c);

  return g_string_free (escaped, FALSE);
}

/* ---- what arrived ---- */

typedef struct
{
  const char *where; /* of which answer */
  guint       n_arrived;
} Comparison;

static void compare (JsonNode *expected, JsonNode *found, Comparison *comparison);

static void
compare_text (JsonObject *parent, const char *name, JsonNode *found, Comparison *comparison)
{
  const char *expected = json_object_get_string_member (parent, name);

  /* An empty text is as good as none: the default stands for it, docs/wire.md, 1.1. */
  if (*expected == '\0')
    return;

  if (found != NULL && JSON_NODE_HOLDS_VALUE (found))
    {
      g_assert_cmpstr (json_node_get_string (found), ==, expected);
      comparison->n_arrived++;
      return;
    }

  /* A short name need not be said twice. */
  if (!g_str_equal (name, "short_name") ||
      !g_str_equal (json_object_get_string_member (parent, "name"), expected))
    g_error ("%s: “%s” did not arrive as %s", comparison->where, expected, name);
}

static void
compare_objects (JsonObject *expected, JsonNode *found, Comparison *comparison)
{
  g_autoptr (GList) names = json_object_get_members (expected);
  JsonObject *object =
    found != NULL && JSON_NODE_HOLDS_OBJECT (found) ? json_node_get_object (found) : NULL;

  for (GList *at = names; at != NULL; at = at->next)
    {
      JsonNode *member = json_object_get_member (expected, at->data);
      JsonNode *its = object != NULL ? json_object_get_member (object, at->data) : NULL;

      if (is_free_text (at->data, member))
        compare_text (expected, at->data, its, comparison);
      else
        compare (member, its, comparison);
    }
}

static void
compare (JsonNode *expected, JsonNode *found, Comparison *comparison)
{
  JsonArray *elements;

  if (JSON_NODE_HOLDS_OBJECT (expected))
    compare_objects (json_node_get_object (expected), found, comparison);
  if (!JSON_NODE_HOLDS_ARRAY (expected))
    return;

  elements = json_node_get_array (expected);
  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      JsonNode *its = found != NULL && JSON_NODE_HOLDS_ARRAY (found) &&
                          i < json_array_get_length (json_node_get_array (found))
                        ? json_array_get_element (json_node_get_array (found), i)
                        : NULL;

      compare (json_array_get_element (elements, i), its, comparison);
    }
}

/* A region is part of the address of its outlines, and libsoup's server answers none with "..". */
static gboolean
is_outline_answered (EveryResource *self)
{
  return strstr (zhihui_situation_get_meta (self->listener->last)->region, "..") == NULL;
}

static void
compare_outline (GBytes *boundary, JsonNode *expected, Comparison *comparison)
{
  g_autoptr (GPtrArray) outlines = zhihui_wire_decode_outlines (boundary, NULL);
  const ZhihuiOutline *outline = outlines->pdata[0];
  JsonArray  *features = json_object_get_array_member (json_node_get_object (expected), "features");
  JsonObject *properties =
    json_object_get_object_member (json_array_get_object_element (features, 0), "properties");

  g_assert_cmpstr (outline->code, ==, json_object_get_string_member (properties, "code"));
  g_assert_cmpstr (outline->name, ==, json_object_get_string_member (properties, "name"));
  comparison->n_arrived += 2;
}

static void
check_arrival (EveryResource *self, GPtrArray *strings, guint first, guint index, guint *n_arrived)
{
  Comparison comparison = { every_resource_get_name (index), 0 };
  g_autoptr (JsonNode) expected = make_answer (self->good[index], strings, first, TRUE);

  if (index == EVERY_BOUNDARY)
    {
      if (!is_outline_answered (self))
        return;
      compare_outline (
        every_resource_get_figures (self->listener->last, index), expected, &comparison);
    }
  else
    {
      g_autofree char *text = every_resource_encode (self->listener->last, index);
      g_autoptr (JsonNode) found = json_from_string (text, NULL);
      const ZhihuiReceipt *receipt = every_resource_get_receipt (self->listener->last, index);

      if (receipt->n_failures != 0)
        g_error ("%s: %s", comparison.where, receipt->detail);
      compare (expected, found, &comparison);
    }
  n_arrived[index] += comparison.n_arrived;
}

/* ---- what is drawn ---- */

/* A layout that took it for markup would have lost its marks. */
static void
check_text (const ZhihuiItem *item, guint *n_without_glyph)
{
  if (item->kind != ZHIHUI_ITEM_TEXT || item->layout == NULL)
    return;

  g_assert_cmpstr (pango_layout_get_text (item->layout), ==, item->text);
  *n_without_glyph += pango_layout_get_unknown_glyphs_count (item->layout) > 0;
}

static void
check_wall (EveryResource *self, ZhihuiWallPage *page, gboolean paints, guint *n_without_glyph)
{
  ZhihuiSituation   *situation = self->listener->last;
  const ZhihuiMoment moment = {
    self->now_us, EVERY_PEER, 1, 1, zhihui_situation_get_platform_now (situation, self->now_us)
  };
  guint              n;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);
  cairo_surface_t   *surface;
  cairo_t           *cr;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
        page, places[i].number, situation, &moment, places[i].width, places[i].height);

      picture_layout_check (picture, &places[i]);
      for (guint j = 0; j < zhihui_picture_get_n_items (picture); j++)
        check_text (zhihui_picture_get_item (picture, j), n_without_glyph);
    }

  if (!paints)
    return;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cr = cairo_create (surface);
  zhihui_wall_page_paint (page, cr, situation, &moment);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* ---- all of it ---- */

static GPtrArray *
load_strings (void)
{
  g_autofree char *path = wire_examples_find_shared ("corpora/blns/blns.json");
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  GPtrArray *strings;

  if (path == NULL)
    return NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  root = json_from_string (text, NULL);
  strings = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (root)); i++)
    g_ptr_array_add (strings,
                     g_strdup (json_array_get_string_element (json_node_get_array (root), i)));
  g_assert_cmpuint (strings->len, ==, N_STRINGS);
  return strings;
}

/* With each poll the strings move on by one place, so that each comes to each place once. */
static void
send_everywhere (GPtrArray *strings)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", WIDTH, HEIGHT, 0, NULL);
  EveryResource self = { 0 };
  guint         n_arrived[EVERY_N] = { 0 };
  guint         n_without_glyph = 0;

  every_resource_set_up (&self);
  every_resource_start (&self);
  for (guint first = 0; first < strings->len; first++)
    {
      for (guint i = 0; i < EVERY_N; i++)
        {
          g_autoptr (JsonNode) answer = make_answer (self.good[i], strings, first, FALSE);
          g_autofree char *text = write_answer (answer);

          every_resource_answer (&self, i, text);
        }
      every_resource_poll (&self);
      for (guint i = 0; i < EVERY_N; i++)
        check_arrival (&self, strings, first, i, n_arrived);
      check_wall (&self, page, first % 8 == 0, &n_without_glyph);
    }

  for (guint i = 0; i < EVERY_N; i++)
    {
      g_test_message ("%s: %u texts arrived", every_resource_get_name (i), n_arrived[i]);
      g_assert_cmpuint (n_arrived[i], >=, strings->len - 1);
    }
  g_test_message ("%u texts drawn have characters that no font here has", n_without_glyph);
  every_resource_tear_down (&self);
}

static void
every_string_arrives_as_every_text (void)
{
  g_autoptr (GPtrArray) strings = load_strings ();

  if (strings != NULL)
    send_everywhere (strings);
}

static void
every_standard_character_arrives_as_it_is (void)
{
  g_autofree char *characters = standard_characters_load ();
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);

  if (characters == NULL)
    return;

  for (long at = 0; at < STANDARD_CHARACTERS_N; at += PER_STRING)
    g_ptr_array_add (
      strings, g_utf8_substring (characters, at, MIN (at + PER_STRING, STANDARD_CHARACTERS_N)));
  send_everywhere (strings);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/naughty-strings/every-string-arrives-as-every-text",
                   every_string_arrives_as_every_text);
  g_test_add_func ("/naughty-strings/every-standard-character-arrives-as-it-is",
                   every_standard_character_arrives_as_it_is);
  return g_test_run ();
}
