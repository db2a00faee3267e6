/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "wire-examples.h"
#include "zhihui-error.h"

static gboolean
check (const char *text, GError **error)
{
  return zhihui_wire_guard_check (text, strlen (text), error);
}

static void
sound_text_passes (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "0",
    "-0",
    "true",
    "\"\"",
    " \t\r\n[ 1 , -2.5e-3 , 1E+2 , null , false , \"\xe4\xb8\xad\" ] \n",
    "{\"a\":{\"b\":[{},[],\"\"]},\"a\":1}",
    "\"\\u4e2d\\ud834\\udd1e\\\\u0000\\/\\b\\f\\n\\r\\t\\\"\"",
    "9007199254740992",
    "-9007199254740992",
    "1.7976931348623157e308",
    "0.00000017976931348623157e315",
    "123e-10000000000",
    "0e999999999999999999999",
    "0.000e400",
    "\"\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      check (texts[i], &error);
      if (error != NULL)
        g_error ("%s: %s", texts[i], error->message);
    }
}

static void
unsound_text_is_refused_with_place_and_reason (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "byte 0: the answer is empty" },
    { " \n", "byte 2: the answer is empty" },
    { "\xef\xbb\xbf{}", "byte 0: a value is due" },
    { "<!DOCTYPE html><html>", "byte 0: the answer is a web page, not JSON" },
    { "\r\n<html>", "byte 2: the answer is a web page, not JSON" },
    { "{} {}", "byte 3: there is more after the end" },
    { "1 2", "byte 2: there is more after the end" },
    { "nulll", "byte 4: there is more after the end" },
    { "[1,]", "byte 3: a value is due" },
    { "[,1]", "byte 1: a value is due" },
    { "[1 2]", "byte 3: a comma or ] is due" },
    { "[1}", "byte 2: a comma or ] is due" },
    { "{\"a\":1]", "byte 6: a comma or } is due" },
    { "{\"a\":1,}", "byte 7: a name in double quotes is due" },
    { "{a:1}", "byte 1: a name in double quotes is due" },
    { "{'a':1}", "byte 1: a name in double quotes is due" },
    { "{\"a\" 1}", "byte 5: a colon is due" },
    { "{\"a\":}", "byte 5: a value is due" },
    { "[/* */1]", "byte 1: a value is due" },
    { "['a']", "byte 1: a value is due" },
    { "[NaN]", "byte 1: a value is due" },
    { "[Infinity]", "byte 1: a value is due" },
    { "[-Infinity]", "byte 2: a digit is due" },
    { "[TRUE]", "byte 1: a value is due" },
    { "[017]", "byte 1: a number must not start with 0" },
    { "[-01]", "byte 2: a number must not start with 0" },
    { "[0x1F]", "byte 2: a comma or ] is due" },
    { "[.5]", "byte 1: a value is due" },
    { "[+5]", "byte 1: a value is due" },
    { "[1.]", "byte 3: a digit is due" },
    { "[1e]", "byte 3: a digit is due" },
    { "[1e+]", "byte 4: a digit is due" },
    { "[9007199254740993]", "byte 1: an integer is beyond 2^53 and would be changed" },
    { "[-9223372036854775808]", "byte 1: an integer is beyond 2^53 and would be changed" },
    { "[99999999999999999999999]", "byte 1: an integer is beyond 2^53 and would be changed" },
    { "[1e400]", "byte 1: a number is too large" },
    { "[-1e309]", "byte 1: a number is too large" },
    { "[1.8e308]", "byte 1: a number is too large" },
    { "[0.0001e313]", "byte 1: a number is too large" },
    { "[1e99999999999999999999]", "byte 1: a number is too large" },
    { "[\"\\u0000\"]", "byte 2: a text holds NUL (\\u0000)" },
    { "[\"\\ud800\"]", "byte 2: a text holds half a surrogate pair" },
    { "[\"\\ude00x\"]", "byte 2: a text holds half a surrogate pair" },
    { "[\"\\ud800\\u0041\"]", "byte 2: a text holds half a surrogate pair" },
    { "[\"\\ud800\\ud800\"]", "byte 2: a text holds half a surrogate pair" },
    { "[\"\\x41\"]", "byte 2: there is no such escape" },
    { "[\"\\u12g4\"]", "byte 2: \\u wants four hexadecimal digits" },
    { "[\"a\tb\"]", "byte 3: a control character must be escaped" },
    { "[\"a\nb\"]", "byte 3: a control character must be escaped" },
    { "[\"\x80\"]", "byte 2: the text is not UTF-8" },
    { "[\"\xc0\xaf\"]", "byte 2: the text is not UTF-8" },
    { "[\"\xe4\xb8\"]", "byte 2: the text is not UTF-8" },
    { "[\"\xe0\x80\xaf\"]", "byte 2: the text is not UTF-8" },
    { "[\"\xed\xa0\x80\"]", "byte 2: the text is not UTF-8" },
    { "[\"\xf0\x80\x80\xaf\"]", "byte 2: the text is not UTF-8" },
    { "[\"\xf4\x90\x80\x80\"]", "byte 2: the text is not UTF-8" },
    { "[\"\xf5\x80\x80\x80\"]", "byte 2: the text is not UTF-8" },
    { "[\"\xd6\xd0\xce\xc4\"]", "byte 2: the text is not UTF-8" }, /* 中文 in GBK */
    { "[1", "byte 2: it ends too early" },
    { "[\"a", "byte 3: it ends too early" },
    { "[\"a\\", "byte 4: it ends too early" },
    { "[tru", "byte 4: it ends too early" },
    { "[-", "byte 2: it ends too early" },
    { "[1.", "byte 3: it ends too early" },
    { "[1e", "byte 3: it ends too early" },
    { "{\"a\"", "byte 4: it ends too early" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u: %s", i, cases[i].message);
      g_assert_false (check (cases[i].text, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
nul_byte_is_refused (void)
{
  static const char inside[] = "[\"a\0b\"]";
  static const char after[] = "{}\0";

  g_assert_false (zhihui_wire_guard_check (inside, sizeof inside - 1, NULL));
  g_assert_false (zhihui_wire_guard_check (after, sizeof after - 1, NULL));
}

static char *
repeat (const char *text, gsize n)
{
  GString *many = g_string_sized_new (strlen (text) * n + 1);

  for (gsize i = 0; i < n; i++)
    g_string_append (many, text);

  return g_string_free (many, FALSE);
}

static void
sixty_four_levels_pass_and_one_more_does_not (void)
{
  for (guint depth = ZHIHUI_WIRE_MAX_DEPTH; depth <= ZHIHUI_WIRE_MAX_DEPTH + 1; depth++)
    {
      g_autofree char *arrays_open = repeat ("[", depth);
      g_autofree char *arrays_close = repeat ("]", depth);
      g_autofree char *objects_open = repeat ("{\"a\":", depth);
      g_autofree char *objects_close = repeat ("}", depth);
      g_autofree char *arrays = g_strconcat (arrays_open, arrays_close, NULL);
      g_autofree char *objects = g_strconcat (objects_open, "1", objects_close, NULL);
      gboolean         expected = depth <= ZHIHUI_WIRE_MAX_DEPTH;

      g_assert_cmpint (check (arrays, NULL), ==, expected);
      g_assert_cmpint (check (objects, NULL), ==, expected);
    }
}

static void
brackets_without_end_are_refused_at_once (void)
{
  static const char *const openings[] = { "[", "{\"a\":", "[{\"a\":" };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autofree char *text = repeat (openings[i], 100000);
      g_autoptr (GError) error = NULL;

      g_assert_false (check (text, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE);
    }
}

static void
too_many_bytes_and_values_are_refused (void)
{
  g_autofree char *values = repeat ("0,", ZHIHUI_WIRE_MAX_TOKENS - 2);
  g_autofree char *most = g_strconcat ("[", values, "0]", NULL);
  g_autofree char *more = g_strconcat ("[0,", values, "0]", NULL);
  g_autofree char *long_text = g_malloc (ZHIHUI_WIRE_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (check (most, NULL));
  g_assert_false (check (more, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE);

  g_clear_error (&error);
  memset (long_text, 'a', ZHIHUI_WIRE_MAX_BYTES + 1);
  long_text[0] = long_text[ZHIHUI_WIRE_MAX_BYTES - 1] = '"';
  g_assert_true (zhihui_wire_guard_check (long_text, ZHIHUI_WIRE_MAX_BYTES, NULL));
  g_assert_false (zhihui_wire_guard_check (long_text, ZHIHUI_WIRE_MAX_BYTES + 1, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE);
}

/* Each prefix lives in memory of its own size, so that a byte read too far is seen by ASan. */
static void
answer_cut_anywhere_is_refused (void)
{
  g_autoptr (GPtrArray) examples = wire_examples_load ();

  for (guint i = 0; i < examples->len; i++)
    {
      const WireExample *example = g_ptr_array_index (examples, i);
      g_autofree char   *text = g_strchomp (g_strdup (example->text));
      gsize              length = strlen (text);

      for (gsize n = 0; n < length; n++)
        {
          g_autofree char *cut = g_memdup2 (text, n);
          g_autoptr (GBytes) body = g_bytes_new (text, n);
          g_autoptr (GError) error = NULL;

          g_assert_false (zhihui_wire_guard_check (cut, n, NULL));
          g_assert_null (wire_examples_pass (example->kind, body, &error));
          g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
        }
    }
}

static void
public_suite_is_judged_as_it_asks (void)
{
  static const char *const not_kept[] = {
    "y_object_escaped_null_in_key.json",
    "y_string_null_escape.json",
    NULL,
  };
  g_autofree char *folder = wire_examples_find_shared ("corpora/json-hostile/test_parsing");
  g_autoptr (GDir) dir = NULL;
  guint       n_files = 0;
  const char *name;

  if (folder == NULL)
    return;

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize            length;
      gboolean         passed;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      passed = zhihui_wire_guard_check (text, length, NULL);
      n_files++;
      if (g_strv_contains (not_kept, name))
        g_assert_false (passed);
      else if (name[0] == 'n' && passed)
        g_error ("%s must be refused", name);
      else if (name[0] == 'y' && !passed)
        g_error ("%s must be accepted", name);
    }

  g_assert_cmpuint (n_files, ==, 318);
}

static void
what_passes_is_read_by_another_parser_too (void)
{
  g_autofree char *folder = wire_examples_find_shared ("corpora/json-hostile/test_transform");
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (folder == NULL)
    return;

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize            length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      if (zhihui_wire_guard_check (text, length, NULL))
        {
          g_autoptr (JsonNode) root = json_from_string (text, NULL);

          g_assert_nonnull (root);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guard/sound-text-passes", sound_text_passes);
  g_test_add_func ("/guard/unsound-text-is-refused-with-place-and-reason",
                   unsound_text_is_refused_with_place_and_reason);
  g_test_add_func ("/guard/nul-byte-is-refused", nul_byte_is_refused);
  g_test_add_func ("/guard/sixty-four-levels-pass-and-one-more-does-not",
                   sixty_four_levels_pass_and_one_more_does_not);
  g_test_add_func ("/guard/brackets-without-end-are-refused-at-once",
                   brackets_without_end_are_refused_at_once);
  g_test_add_func ("/guard/too-many-bytes-and-values-are-refused",
                   too_many_bytes_and_values_are_refused);
  g_test_add_func ("/guard/answer-cut-anywhere-is-refused", answer_cut_anywhere_is_refused);
  g_test_add_func ("/guard/public-suite-is-judged-as-it-asks", public_suite_is_judged_as_it_asks);
  g_test_add_func ("/guard/what-passes-is-read-by-another-parser-too",
                   what_passes_is_read_by_another_parser_too);
  return g_test_run ();
}
