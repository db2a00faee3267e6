/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "wire-examples.h"

/* json-glib is the independent reader here: it compares what the wire wrote with the page. */

static gboolean
same_number (JsonNode *a, JsonNode *b)
{
  return fabs (json_node_get_double (a) - json_node_get_double (b)) < 1e-12;
}

static void
compare (const char *where, JsonNode *page, JsonNode *ours)
{
  g_test_message ("%s", where);
  g_assert_cmpint (json_node_get_node_type (page), ==, json_node_get_node_type (ours));

  if (JSON_NODE_HOLDS_OBJECT (page))
    {
      JsonObject *a = json_node_get_object (page);
      JsonObject *b = json_node_get_object (ours);
      g_autoptr (GList) members = json_object_get_members (a);
      g_autoptr (GList) our_members = json_object_get_members (b);

      for (GList *l = members; l != NULL; l = l->next)
        {
          g_autofree char *deeper = g_strdup_printf ("%s.%s", where, (const char *) l->data);

          if (!json_object_has_member (b, l->data))
            g_error ("%s is in docs/wire.md but is not written", deeper);
          compare (
            deeper, json_object_get_member (a, l->data), json_object_get_member (b, l->data));
        }

      for (GList *l = our_members; l != NULL; l = l->next)
        if (!json_object_has_member (a, l->data))
          g_error ("%s.%s is written but not in docs/wire.md", where, (const char *) l->data);
    }
  else if (JSON_NODE_HOLDS_ARRAY (page))
    {
      JsonArray *a = json_node_get_array (page);
      JsonArray *b = json_node_get_array (ours);

      g_assert_cmpuint (json_array_get_length (a), ==, json_array_get_length (b));
      for (guint i = 0; i < json_array_get_length (a); i++)
        {
          g_autofree char *deeper = g_strdup_printf ("%s[%u]", where, i);

          compare (deeper, json_array_get_element (a, i), json_array_get_element (b, i));
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (page))
    {
      GType type = json_node_get_value_type (page);

      if (type == G_TYPE_STRING)
        g_assert_cmpstr (json_node_get_string (page), ==, json_node_get_string (ours));
      else if (type == G_TYPE_BOOLEAN)
        g_assert_cmpint (json_node_get_boolean (page), ==, json_node_get_boolean (ours));
      else
        g_assert_true (same_number (page, ours));
    }
}

static void
every_example_survives_both_ways (void)
{
  g_autoptr (GPtrArray) examples = wire_examples_load ();

  g_assert_cmpuint (examples->len, >=, 18);
  for (guint i = 0; i < examples->len; i++)
    {
      const WireExample *example = g_ptr_array_index (examples, i);
      g_autoptr (GBytes) body = g_bytes_new_static (example->text, strlen (example->text));
      g_autoptr (GError) error = NULL;
      g_autofree char *again = wire_examples_pass (example->kind, body, &error);
      g_autofree char *where = g_strdup_printf ("line %u: %s", example->line, example->kind);
      g_autoptr (JsonNode) page = json_from_string (example->text, NULL);
      g_autoptr (JsonNode) ours = NULL;

      if (error != NULL)
        g_error ("%s: %s", where, error->message);

      ours = json_from_string (again, NULL);
      g_assert_nonnull (page);
      g_assert_nonnull (ours);
      compare (where, page, ours);
    }
}

static void
every_answer_starts_with_its_head (void)
{
  g_autoptr (GPtrArray) examples = wire_examples_load ();

  for (guint i = 0; i < examples->len; i++)
    {
      const WireExample *example = g_ptr_array_index (examples, i);
      g_autoptr (GBytes) body = g_bytes_new_static (example->text, strlen (example->text));
      g_autofree char *again = wire_examples_pass (example->kind, body, NULL);

      if (!g_str_equal (example->kind, "problem"))
        g_assert_true (g_str_has_prefix (again, "{\"as_of\":\""));
    }
}

static void
what_is_written_is_written_the_same_again (void)
{
  g_autoptr (GPtrArray) examples = wire_examples_load ();

  for (guint i = 0; i < examples->len; i++)
    {
      const WireExample *example = g_ptr_array_index (examples, i);
      g_autoptr (GBytes) body = g_bytes_new_static (example->text, strlen (example->text));
      g_autofree char *once = wire_examples_pass (example->kind, body, NULL);
      g_autoptr (GBytes) second_body = g_bytes_new_static (once, strlen (once));
      g_autofree char *twice = wire_examples_pass (example->kind, second_body, NULL);

      g_assert_cmpstr (once, ==, twice);
    }
}

static void
entity_tag_follows_the_figures_alone (void)
{
  static const char early[] =
    "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"r1\",\"n\":7}";
  static const char late[] =
    "{\"as_of\":\"2020-07-29T14:05:22+08:00\",\"revision\":\"r\\\"22\",\"n\":7}";
  static const char other[] =
    "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"r1\",\"n\":8}";
  g_autofree char *early_tag = zhihui_wire_make_etag (early);
  g_autofree char *late_tag = zhihui_wire_make_etag (late);
  g_autofree char *other_tag = zhihui_wire_make_etag (other);
  g_autofree char *bare_tag = zhihui_wire_make_etag ("{\"as_of\":\"");

  g_assert_cmpstr (early_tag, ==, late_tag);
  g_assert_cmpstr (early_tag, !=, other_tag);
  g_assert_true (g_regex_match_simple ("^W/\"[0-9a-f]{16}\"$", early_tag, 0, 0));
  g_assert_true (g_regex_match_simple ("^W/\"[0-9a-f]{16}\"$", bare_tag, 0, 0));
}

static void
make_tag_at_exit (void)
{
  g_free (zhihui_wire_make_etag ("{\"n\":7}"));
}

/* What is registered before OpenSSL runs after it, as a thread may that still decodes. */
static void
tags_are_made_while_the_process_ends (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  atexit (make_tag_at_exit);
  zhihui_wire_keep_digests ();
  g_free (zhihui_wire_make_etag ("{\"n\":8}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/every-example-survives-both-ways", every_example_survives_both_ways);
  g_test_add_func ("/document/every-answer-starts-with-its-head",
                   every_answer_starts_with_its_head);
  g_test_add_func ("/document/what-is-written-is-written-the-same-again",
                   what_is_written_is_written_the_same_again);
  g_test_add_func ("/document/entity-tag-follows-the-figures-alone",
                   entity_tag_follows_the_figures_alone);
  g_test_add_func ("/document/tags-are-made-while-the-process-ends",
                   tags_are_made_while_the_process_ends);
  return g_test_run ();
}
