/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "wire-examples.h"
#include "zhihui-error.h"

/* Answers are damaged at random, always the same way, and given to every decoder. What is refused
 * must say why; what is accepted must be sound when it is written again. Build with the sanitisers
 * to see what else goes wrong. */

#define SEED 20200728
#define ROUNDS 400 /* an example */

static const char *const pieces[] = {
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "\"",
  "\\",
  "\\u0000",
  "\\ud800",
  "null",
  "true",
  "-1",
  "1e308",
  "1e-400",
  "9007199254740992",
  "9007199254740993",
  "[]",
  "{}",
  "\"\"",
  "\xff",
  "\xe4\xb8",
  "\xe2\x80\xae",
  "\"as_of\":",
  "\"items\":[{}],",
  "0.5",
  "\"2020-02-30T25:61:61+99:99\"",
  "\"-9999999999-01-01T00:00:00Z\"",
  "\"9999-12-31T23:59:59+23:59\"",
  "<html>",
  "\n",
};

static void
damage (GRand *rand, GString *text)
{
  gssize      at = g_rand_int_range (rand, 0, (gint32) text->len + 1);
  gssize      wanted = g_rand_int_range (rand, 1, 12);
  gssize      n = MIN (wanted, (gssize) text->len - at);
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      g_string_insert (text, at, piece);
      break;
    case 1:
      g_string_erase (text, at, n);
      break;
    case 2:
      g_string_erase (text, at, n);
      g_string_insert (text, at, piece);
      break;
    case 3:
      if (at < (gssize) text->len)
        text->str[at] = (char) g_rand_int_range (rand, 1, 256);
      break;
    default: /* a stretch comes twice */
      {
        g_autofree char *again = g_strndup (text->str + at, (gsize) n);

        g_string_insert (text, at, again);
      }
    }
}

static void
give (const char *kind, GBytes *body, guint *n_accepted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *again = wire_examples_pass (kind, body, &error);
  g_autoptr (GError) guard_error = NULL;

  g_assert_true ((again == NULL) == (error != NULL));
  if (again == NULL)
    {
      g_assert_cmpuint (error->domain, ==, ZHIHUI_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }

  *n_accepted += 1;
  zhihui_wire_guard_check (again, strlen (again), &guard_error);
  g_assert_no_error (guard_error);
}

static void
damaged_answers_are_refused_or_sound (void)
{
  g_autoptr (GPtrArray) examples = wire_examples_load ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint n_accepted = 0;
  guint n_given = 0;

  for (guint i = 0; i < examples->len; i++)
    for (guint round = 0; round < ROUNDS; round++)
      {
        const WireExample *example = g_ptr_array_index (examples, i);
        const WireExample *other =
          g_ptr_array_index (examples, g_rand_int_range (rand, 0, (gint32) examples->len));
        g_autoptr (GString) text = g_string_new (example->text);
        g_autoptr (GBytes) body = NULL;
        g_autoptr (GPtrArray) outlines = NULL;

        for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
          damage (rand, text);

        body = g_bytes_new (text->str, text->len);
        give (example->kind, body, &n_accepted);
        give (other->kind, body, &n_accepted);
        outlines = zhihui_wire_decode_outlines (body, NULL);
        n_given += 2;
      }

  g_test_message ("%u given, %u accepted", n_given, n_accepted);
  g_assert_cmpuint (n_accepted, >, n_given / 50);
  g_assert_cmpuint (n_accepted, <, n_given / 2);
}

static void
damaged_outlines_are_refused_or_sound (void)
{
  static const char sample[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":7,\"properties\":"
    "{\"adcode\":370302,\"name\":\"淄川区\"},\"geometry\":{\"type\":\"MultiPolygon\","
    "\"coordinates\":"
    "[[[[0,0],[2,0],[2,2],[0,0]]],[[[5,5],[6,5,1],[6,6],[5,5]]]]}},{\"type\":\"Feature\","
    "\"properties\":{},\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":"
    "\"Polygon\",\"coordinates\":[[[0,0],[2,0],[2,2],[0,0]]]}]}}]}";
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (sample);
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GPtrArray) outlines = NULL;
      g_autoptr (GError) error = NULL;

      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        damage (rand, text);

      body = g_bytes_new (text->str, text->len);
      outlines = zhihui_wire_decode_outlines (body, &error);
      g_assert_true ((outlines == NULL) == (error != NULL));
      for (guint i = 0; outlines != NULL && i < outlines->len; i++)
        {
          const ZhihuiOutline *outline = g_ptr_array_index (outlines, i);

          g_assert_cmpuint (outline->rings->len, >, 0);
          for (guint j = 0; j < outline->rings->len; j++)
            {
              const GArray *ring = g_ptr_array_index (outline->rings, j);

              g_assert_cmpuint (ring->len, >=, 8);
              g_assert_cmpuint (ring->len % 2, ==, 0);
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mutation/damaged-answers-are-refused-or-sound",
                   damaged_answers_are_refused_or_sound);
  g_test_add_func ("/mutation/damaged-outlines-are-refused-or-sound",
                   damaged_outlines_are_refused_or_sound);
  return g_test_run ();
}
