/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-csv-reader.h"

#include <string.h>

/* Rows as "line:field|field", bad ones as "line:!", joined by newlines. */
static char *
read_all (const char *bytes, gsize n)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, (gssize) n, NULL);
  g_autoptr (ZhihuiCsvReader) reader = zhihui_csv_reader_new (stream);
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  for (;;)
    {
      ZhihuiCsvResult result = zhihui_csv_reader_read (reader, &error);

      g_assert_no_error (error);
      if (result == ZHIHUI_CSV_END)
        break;

      g_string_append_printf (text, "%" G_GUINT64_FORMAT ":", zhihui_csv_reader_get_line (reader));
      if (result == ZHIHUI_CSV_BAD_ROW)
        {
          g_assert_nonnull (zhihui_csv_reader_get_reason (reader));
          g_string_append_c (text, '!');
        }
      else
        for (guint i = 0; i < zhihui_csv_reader_get_n_fields (reader); i++)
          g_string_append_printf (
            text, "%s%s", i > 0 ? "|" : "", zhihui_csv_reader_get_field (reader, i));
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

static void
test_reads_what_rfc_4180_allows (void)
{
  const struct
  {
    const char *csv, *expected;
  } cases[] = {
    { "", "" },
    { "a", "1:a\n" },
    { "a,b\nc,d\n", "1:a|b\n2:c|d\n" },
    { "a,b\r\nc,d\r\n", "1:a|b\n2:c|d\n" },
    { "\xef\xbb\xbf"
      "a,b\n",
      "1:a|b\n" },
    { "a,,\n", "1:a||\n" },
    { ",\n", "1:|\n" },
    { "\"a,b\",c\n", "1:a,b|c\n" },
    { "\"a \"\"b\"\"\",c\n", "1:a \"b\"|c\n" },
    { "\"a\nb\",c\nd,e\n", "1:a\nb|c\n3:d|e\n" },
    { "\"a\r\nb\",c\nd,e", "1:a\r\nb|c\n3:d|e\n" },
    { "\"\",\"\"\n", "1:|\n" },
    { "a\n\n\nb\n", "1:a\n4:b\n" },
    { " a , b \n", "1: a | b \n" },
    { "双杨镇,\"停水,两天\"\n", "1:双杨镇|停水,两天\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = read_all (cases[i].csv, strlen (cases[i].csv));

      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

static void
test_goes_on_after_a_bad_row (void)
{
  const struct
  {
    const char *csv, *expected;
  } cases[] = {
    { "a\n\"b\"c,d\ne\n", "1:a\n2:!\n3:e\n" }, { "a\nb\"c\nd\n", "1:a\n2:!\n3:d\n" },
    { "a\n\xff\xfe\nb\n", "1:a\n2:!\n3:b\n" }, { "a\n\xe5\x8f\nb\n", "1:a\n2:!\n3:b\n" },
    { "a\n\"b\nc\n", "1:a\n2:!\n" },
  };
  static const char with_nul[] = "a\nb\0c\nd\n";
  g_autofree char  *got = read_all (with_nul, sizeof with_nul - 1);

  g_assert_cmpstr (got, ==, "1:a\n2:!\n3:d\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = read_all (cases[i].csv, strlen (cases[i].csv));

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_refuses_an_endless_row (void)
{
  GString         *csv = g_string_new ("a\n\"");
  g_autofree char *got = NULL;

  for (guint i = 0; i < 2 * 1024 * 1024; i++)
    g_string_append_c (csv, 'x');
  g_string_append (csv, "\"\nb\n");
  got = read_all (csv->str, csv->len);
  g_assert_cmpstr (got, ==, "1:a\n2:!\n3:b\n");
  g_string_free (csv, TRUE);
}

static void
test_refuses_an_endless_row_of_nothing (void)
{
  g_autofree char *commas = g_strnfill (2 * 1024 * 1024, ',');
  g_autofree char *csv = g_strdup_printf ("a\n%s\nb\n", commas);
  g_autofree char *got = read_all (csv, strlen (csv));

  g_assert_cmpstr (got, ==, "1:a\n2:!\n3:b\n");
}

/* Fields of every length around the size of the reader's pieces. */
static void
test_pieces_do_not_show (void)
{
  for (gsize length = 65530; length < 65542; length++)
    {
      g_autofree char *filling = g_strnfill (length, 'y');
      g_autofree char *csv = g_strdup_printf ("%s,\"a\"\"b\"\r\nc\r\n", filling);
      g_autofree char *expected = g_strdup_printf ("1:%s|a\"b\n2:c\n", filling);
      g_autofree char *got = read_all (csv, strlen (csv));

      g_assert_cmpstr (got, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/reads-what-rfc-4180-allows", test_reads_what_rfc_4180_allows);
  g_test_add_func ("/csv-reader/goes-on-after-a-bad-row", test_goes_on_after_a_bad_row);
  g_test_add_func ("/csv-reader/refuses-an-endless-row", test_refuses_an_endless_row);
  g_test_add_func ("/csv-reader/refuses-an-endless-row-of-nothing",
                   test_refuses_an_endless_row_of_nothing);
  g_test_add_func ("/csv-reader/pieces-of-the-stream-do-not-show", test_pieces_do_not_show);
  return g_test_run ();
}
