/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-event-reader.h"

#include <string.h>

/* Everything that was read, one line an event: TYPE|ID|DATA, and "!" where something was cut. */
static void
note_event (const ZhihuiServerEvent *event, gpointer user_data)
{
  g_autofree char *data = g_strescape (event->data, NULL);

  g_string_append_printf (
    user_data, "%s%s|%s|%s\n", event->is_cut ? "!" : "", event->type, event->id, data);
}

static char *
read_in_pieces (const char *bytes, gsize length, gsize piece, gint64 *retry_ms)
{
  GString *events = g_string_new (NULL);
  g_autoptr (ZhihuiEventReader) reader = zhihui_event_reader_new (note_event, events);

  for (gsize i = 0; i < length; i += piece)
    zhihui_event_reader_take (reader, bytes + i, MIN (piece, length - i));
  if (retry_ms != NULL)
    *retry_ms = zhihui_event_reader_get_retry_ms (reader);

  return g_string_free (events, FALSE);
}

typedef struct
{
  const char *bytes;
  gsize       length; /* 0: to the end of the string */
  const char *events;
} Example;

/* The first four are the examples of the standard (WHATWG HTML, 9.2.6). */
static const Example examples[] = {
  { "data: YHOO\ndata: +2\ndata: 10\n\n", 0, "message||YHOO\\n+2\\n10\n" },
  { ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
    0,
    "message|1|first event\nmessage||second event\nmessage|| third event\n" },
  /* The last block is not followed by a blank line: it is dropped. */
  { "data\n\ndata\ndata\n\ndata:", 0, "message||\nmessage||\\n\n" },
  { "data:test\n\ndata: test\n\n", 0, "message||test\nmessage||test\n" },
  { "event: change\r\nid: 7\r\ndata: a\r\n\r\n", 0, "change|7|a\n" },
  { "event: change\rid: 7\rdata: a\r\rdata: b\r\r", 0, "change|7|a\nmessage|7|b\n" },
  /* Mixed ends of lines: CR LF is one, LF CR are two. */
  { "data: a\r\n\rdata: b\n\r\n", 0, "message||a\nmessage||b\n" },
  { "\xEF\xBB\xBF"
    "data: a\n\n",
    0,
    "message||a\n" },
  /* Only at the very beginning, and only one. */
  { "\xEF\xBB\xBF\xEF\xBB\xBF"
    "data: a\n\ndata: b\n\n",
    0,
    "message||b\n" },
  { "\n\xEF\xBB\xBF"
    "data: a\n\n",
    0,
    "" },
  { ":\n: heart\n:data: a\n\n", 0, "" },
  { "event: change\n\ndata: a\n\n", 0, "message||a\n" },
  { "data: a\nid: 5\n\nid: 6\n\ndata: b\n\n", 0, "message|5|a\nmessage|6|b\n" },
  { "data : a\nDATA: b\nunknown: c\ndata:d:e\n\n", 0, "message||d:e\n" },
  { "id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", 31, "message|1|a\nmessage|1|b\n" },
  { "data: \xC3\x28 \xE5\xB7\x9D\n\n", 0, "message||\\357\\277\\275( \\345\\267\\235\n" },
};

static void
test_every_cut_reads_the_same (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      const Example *example = &examples[i];
      gsize          length = example->length > 0 ? example->length : strlen (example->bytes);

      for (gsize piece = 1; piece <= length; piece++)
        {
          g_autofree char *events = read_in_pieces (example->bytes, length, piece, NULL);

          g_assert_cmpstr (events, ==, example->events);
        }
    }
}

/* Two pieces, cut once at each place. */
static void
test_one_cut_at_every_byte (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      const Example *example = &examples[i];
      gsize          length = example->length > 0 ? example->length : strlen (example->bytes);

      for (gsize cut = 0; cut <= length; cut++)
        {
          g_autoptr (GString) events = g_string_new (NULL);
          g_autoptr (ZhihuiEventReader) reader = zhihui_event_reader_new (note_event, events);

          zhihui_event_reader_take (reader, example->bytes, cut);
          zhihui_event_reader_take (reader, example->bytes + cut, length - cut);
          g_assert_cmpstr (events->str, ==, example->events);
        }
    }
}

static void
test_retry_is_digits (void)
{
  const struct
  {
    const char *bytes;
    gint64      retry_ms;
  } cases[] = {
    { "retry: 2000\n", 2000 },     { "retry:0\n", 0 },    { "retry: 2000", -1 },
    { "retry: -1\n", -1 },         { "retry: 2s\n", -1 }, { "retry: 99999999999999999999\n", -1 },
    { "retry: 5\nretry: x\n", 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64           retry_ms;
      g_autofree char *events =
        read_in_pieces (cases[i].bytes, strlen (cases[i].bytes), 1, &retry_ms);

      g_assert_cmpint (retry_ms, ==, cases[i].retry_ms);
      g_assert_cmpstr (events, ==, "");
    }
}

static char *
make_line (const char *name, gsize length)
{
  g_autofree char *value = g_strnfill (length, 'x');

  return g_strconcat (name, value, "\n", NULL);
}

static void
test_a_huge_line_is_dropped_and_told (void)
{
  g_autofree char *huge = make_line ("data: ", 1024 * 1024);
  g_autofree char *comment = make_line (": ", 1024 * 1024);
  g_autofree char *bytes = g_strconcat ("id: 3\ndata: a\n\nid: 4\nevent: change\n",
                                        huge,
                                        "\n",
                                        comment,
                                        "event: change\nid: 5\ndata: c\n\n",
                                        NULL);
  g_autofree char *events = read_in_pieces (bytes, strlen (bytes), 4096, NULL);

  /* The event is known to have been there; a comment does not matter. */
  g_assert_cmpstr (events, ==, "message|3|a\n!change|4|\nchange|5|c\n");
}

static void
test_many_lines_do_not_fill_the_memory (void)
{
  g_autofree char *line = make_line ("data: ", 60 * 1024);
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (ZhihuiEventReader) reader = zhihui_event_reader_new (note_event, events);

  for (guint i = 0; i < 100; i++)
    zhihui_event_reader_take (reader, line, strlen (line));
  zhihui_event_reader_take (reader, "\ndata: b\n\n", 10);

  g_assert_true (g_str_has_prefix (events->str, "!message||"));
  g_assert_cmpint (events->len, <, ZHIHUI_EVENT_MAX_DATA + 64);
  g_assert_true (g_str_has_suffix (events->str, "\nmessage||b\n"));
}

static void
test_a_huge_id_is_not_kept (void)
{
  g_autofree char *id = make_line ("id: ", 5000);
  g_autofree char *bytes = g_strconcat ("id: 3\ndata: a\n\n", id, "data: b\n\n", NULL);
  g_autofree char *events = read_in_pieces (bytes, strlen (bytes), 7, NULL);

  g_assert_cmpstr (events, ==, "message|3|a\nmessage|3|b\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event-reader/every-piece-reads-the-same", test_every_cut_reads_the_same);
  g_test_add_func ("/event-reader/one-cut-at-every-byte-reads-the-same",
                   test_one_cut_at_every_byte);
  g_test_add_func ("/event-reader/retry-is-digits", test_retry_is_digits);
  g_test_add_func ("/event-reader/a-huge-line-is-dropped-and-told",
                   test_a_huge_line_is_dropped_and_told);
  g_test_add_func ("/event-reader/many-lines-do-not-fill-the-memory",
                   test_many_lines_do_not_fill_the_memory);
  g_test_add_func ("/event-reader/a-huge-id-is-not-kept", test_a_huge_id_is_not_kept);

  return g_test_run ();
}
