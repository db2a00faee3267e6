/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stub-server.h"

#include <string.h>

/* Gives at most three rows of a span, one each day. */
static void
answer_days (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  gint64 from = g_ascii_strtoll (g_hash_table_lookup (query, "from"), NULL, 10);
  gint64 to = g_ascii_strtoll (g_hash_table_lookup (query, "to"), NULL, 10);
  g_autoptr (GString) body = g_string_new ("[");
  guint n = 0;

  for (gint64 day = (from + 86399) / 86400; day * 86400 < to && n < 3; day++, n++)
    g_string_append_printf (body,
                            "%s{\"id\":%d,\"unit\":\"U\",\"opened\":%d}",
                            n > 0 ? "," : "",
                            (int) day,
                            (int) (day * 86400));
  g_string_append_c (body, ']');
  respond (message, 200, "application/json", body->str);
}

static void
test_a_span_that_is_too_full_is_halved (void)
{
  g_autoptr (StubServer) server = stub_server_new (answer_days, NULL);
  g_autoptr (Attached) self =
    attach (CASES "[paging]\nfrom_parameter=from\nto_parameter=to\ntime_format=s\nwindow=16d\n"
                  "window_rows=3\nhistory=16d\n",
            stub_server_get_url (server),
            NULL);

  /* Every day of 16 and what is left of today, though a request gives three at most. */
  g_assert_cmpint (count_rows (self), ==, 17);
  g_assert_true (reports (self, "times in seconds: *"));
}

/* ---- pages: 25 rows, whatever the style ---- */

typedef struct
{
  guint    n_rows, most; /* rows there are; that one page gives, whatever is asked */
  guint    clamp;        /* offsets beyond it are taken for it; 0 none */
  gboolean ignores_page; /* always the first page */
  gboolean tells_total, goes_elsewhere;
  char    *url; /* of the server */
} Pages;

static char *
make_rows (guint from, guint n, guint total)
{
  GString *rows = g_string_new ("[");

  for (guint i = from; i < MIN (from + n, total); i++)
    g_string_append_printf (
      rows,
      "%s{\"id\":\"c%u\",\"unit\":\"U%u\",\"opened\":\"2026-06-%02u 08:00:00\"}",
      i > from ? "," : "",
      i,
      i % 3,
      1 + i % 10);
  return g_string_free (g_string_append_c (rows, ']'), FALSE);
}

static void
answer_page (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  const Pages        *pages = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  guint               n = MIN (get_number (query, "limit", 10), pages->most);
  guint               from = get_number (query, "offset", 0);
  g_autofree char    *rows = NULL;
  g_autofree char    *body = NULL;
  g_autofree char    *next = NULL;

  from = get_number (query, "cursor", from);
  from = get_number (query, "page", 0) > 0 ? (get_number (query, "page", 0) - 1) * n : from;
  if (pages->ignores_page)
    from = 0;
  if (pages->clamp > 0)
    from = MIN (from, pages->clamp);
  rows = make_rows (from, n, pages->n_rows);
  if (from + n < pages->n_rows)
    {
      g_autofree char *link = NULL;

      next = g_strdup_printf (
        "%s/cases?cursor=%u", pages->goes_elsewhere ? "http://127.0.0.1:1" : "", from + n);
      link = g_strdup_printf ("</first>; rel=\"first\", <%s>; rel=\"next\"", next);
      soup_message_headers_replace (headers, "Link", link);
      soup_message_headers_replace (headers, "X-Next", next);
    }
  if (pages->tells_total)
    {
      g_autofree char *range = g_strdup_printf ("%u-%u/%u", from, from + n - 1, pages->n_rows);

      soup_message_headers_replace (headers, "Content-Range", range);
    }
  body = g_strdup_printf ("{\"items\":%s,\"next\":%s%s%s,\"cursor\":%s%u%s}",
                          rows,
                          next != NULL ? "\"" : "",
                          next != NULL ? next : "null",
                          next != NULL ? "\"" : "",
                          next != NULL ? "\"" : "",
                          from + n,
                          next != NULL ? "\"" : "");
  if (next == NULL)
    {
      g_free (body);
      body = g_strdup_printf ("{\"items\":%s,\"next\":null,\"cursor\":null}", rows);
    }
  respond (message, pages->tells_total ? 206 : 200, "application/json", body);
}

#define ITEMS                                                                                      \
  HEAD "[resource cases]\npath=/cases\nid=id\nunit=unit\nopened=opened\nrows=$.items\n[paging]\n"

static void
test_every_style_of_pages_reads_all_rows (void)
{
  static const struct
  {
    const char *paging;
    guint       most, n_requests;
  } cases[] = {
    { "style=page\nlimit=10\n", 100, 3 },
    { "style=page\nlimit=10\n", 7, 4 }, /* fewer rows than were asked for */
    { "style=offset\nlimit=10\n", 100, 3 },
    { "style=offset\nlimit=10\n", 7, 4 },
    { "style=offset\nlimit=10\n", 5, 6 }, /* the last is empty */
    { "style=offset\nlimit=100\n", 100, 2 },
    { "style=cursor\nnext=$.cursor\nlimit=10\n", 100, 3 },
    { "style=next\nnext=$.next\n", 100, 3 },
    { "style=next\nnext_header=X-Next\n", 100, 3 },
    { "style=link\n", 100, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Pages            pages = { .n_rows = 25, .most = cases[i].most };
      g_autofree char *profile = g_strconcat (ITEMS, cases[i].paging, NULL);
      g_autoptr (StubServer) server = stub_server_new (answer_page, &pages);
      g_autoptr (Attached) self = attach (profile, stub_server_get_url (server), NULL);

      g_test_message ("%s", cases[i].paging);
      g_assert_cmpint (count_rows (self), ==, 25);
      g_assert_cmpint (get_summary (self)->month_count, ==, 25);
      g_assert_cmpint (find_score (get_board (self, ZHIHUI_BOARD_VOLUME, "p"), "U0")->n, ==, 9);
      g_assert_cmpuint (stub_server_count (server), ==, cases[i].n_requests);
      g_assert_true (reports (self, "10 rows a page were asked for, at most * came") ==
                     (cases[i].most < 10));
    }
}

static void
test_a_total_ends_the_walk (void)
{
  Pages pages = { .n_rows = 30, .most = 100, .tells_total = TRUE };
  g_autoptr (StubServer) server = stub_server_new (answer_page, &pages);
  g_autoptr (Attached) self = attach (ITEMS "style=offset\nlimit=10\ntotal_header=Content-Range\n",
                                      stub_server_get_url (server),
                                      NULL);

  g_assert_cmpint (count_rows (self), ==, 30);
  g_assert_cmpuint (stub_server_count (server), ==, 3);
}

static void
test_a_page_that_repeats_ends_the_walk_with_a_note (void)
{
  Pages pages = { .n_rows = 25, .most = 10, .ignores_page = TRUE };
  g_autoptr (StubServer) server = stub_server_new (answer_page, &pages);
  g_autoptr (Attached) self =
    attach (ITEMS "style=page\nlimit=10\n", stub_server_get_url (server), NULL);

  g_assert_cmpint (count_rows (self), ==, 10);
  g_assert_cmpuint (stub_server_count (server), ==, 2);
  g_assert_true (reports (self, "page 2 repeats what came before*"));
}

/* What is not whole is not shown. */
static void
test_parts_are_refused (void)
{
  const struct
  {
    Pages       pages;
    const char *paging, *detail;
  } cases[] = {
    { { .n_rows = 25, .most = 10, .clamp = 10, .tells_total = TRUE },
      "style=offset\nlimit=10\ntotal_header=Content-Range\n",
      "*repeats its rows after 20 of 25*" },
    { { .n_rows = 25, .most = 10 }, "style=page\nlimit=10\nmax_rows=15\n", "*more than 15 rows*" },
    { { .n_rows = 25, .most = 10 }, "style=page\nlimit=10\nmax_pages=2\n", "*more than 2 pages*" },
    { { .n_rows = 25, .most = 10, .goes_elsewhere = TRUE },
      "style=link\n",
      "*the next page is said to be on another host*" },
    { { .n_rows = 25, .most = 10, .goes_elsewhere = TRUE },
      "style=next\nnext=$.next\n",
      "*the next page is said to be on another host*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Pages            pages = cases[i].pages;
      g_autofree char *profile = g_strconcat (ITEMS, cases[i].paging, NULL);
      g_autoptr (StubServer) server = stub_server_new (answer_page, &pages);
      g_autoptr (Attached) self = attach (profile, stub_server_get_url (server), NULL);

      g_assert_null (get_summary (self));
      g_assert_cmpint (get_receipt (self)->n_failures, >, 0);
      if (!g_pattern_match_simple (cases[i].detail, get_receipt (self)->detail))
        g_assert_cmpstr (get_receipt (self)->detail, ==, cases[i].detail);
    }
}

/* ---- rows that move while they are read ---- */

/* Twenty rows, the newest first; where they move, one more is there at the head after the first
 * page. */
static void
answer_moving (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  const gboolean *moves = user_data;
  int             offset = (int) get_number (query, "offset", 0);
  int             newest = offset > 0 && *moves ? 20 : 19;
  g_autoptr (GString) body = g_string_new (NULL);

  g_string_append_printf (body, "{\"total\":%d,\"items\":[", newest + 1);
  for (int i = offset; i < MIN (offset + 10, newest + 1); i++)
    g_string_append_printf (body,
                            "%s{\"id\":%d,\"unit\":\"U\",\"opened\":\"2026-06-01\"}",
                            i > offset ? "," : "",
                            newest - i);
  g_string_append (body, "]}");
  respond (message, 200, "application/json", body->str);
}

static void
test_rows_that_move_do_not_reach_the_total (void)
{
  for (gboolean moves = FALSE; moves <= TRUE; moves++)
    {
      g_autoptr (StubServer) server = stub_server_new (answer_moving, &moves);
      g_autoptr (Attached) self = attach (
        ITEMS "style=offset\nlimit=10\ntotal=$.total\n", stub_server_get_url (server), NULL);

      if (!moves)
        {
          g_assert_cmpint (count_rows (self), ==, 20);
          g_assert_cmpint (get_receipt (self)->n_failures, ==, 0);
          continue;
        }
      /* 0 … 19 came, 10 twice; 20 did not. */
      g_assert_null (get_summary (self));
      g_assert_nonnull (strstr (get_receipt (self)->detail, "only 20 of 21 rows came"));
    }
}

/* A platform that has one id twice on a page counts it twice itself. */
static void
test_an_id_that_is_twice_on_a_page_is_in_the_total (void)
{
  static const char body[] = "{\"total\":3,\"items\":["
                             "{\"id\":1,\"unit\":\"A\",\"opened\":\"soon\"},"
                             "{\"id\":1,\"unit\":\"A\",\"opened\":\"2026-06-01\"},"
                             "{\"id\":1,\"unit\":\"A\",\"opened\":\"2026-06-01\"}]}";
  Fixed             fixed = { 200, "application/json", body };
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self = attach (ITEMS "total=$.total\n", stub_server_get_url (server), NULL);

  /* The row that was refused does not stand for the case. */
  g_assert_cmpint (count_rows (self), ==, 1);
  g_assert_true (reports (self, "rows that came twice: 1"));
  g_assert_cmpint (find_score (get_board (self, ZHIHUI_BOARD_VOLUME, "p"), "A")->n, ==, 1);
}

static void
test_a_case_is_as_it_was_told_last (void)
{
  static const char body[] =
    "[{\"id\":1,\"unit\":\"A\",\"opened\":\"2026-06-01\",\"stars\":5,\"closed\":\"2026-06-02\"},"
    "{\"id\":2,\"unit\":\"A\",\"opened\":\"2026-06-01\",\"stars\":1,\"closed\":\"2026-06-02\"},"
    "{\"id\":1,\"unit\":\"\",\"opened\":\"2026-06-01\"},"
    "{\"id\":3,\"unit\":\"B\",\"opened\":\"2026-06-01\",\"stars\":5,\"closed\":\"2026-06-02\"},"
    "{\"id\":1,\"unit\":\"B\",\"opened\":\"2026-06-01\"},"
    "{\"id\":1,\"unit\":\"B\",\"opened\":\"soon\"}]";
  Fixed fixed = { 200, "application/json", body };
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self =
    attach (HEAD "[resource cases]\npath=/x\nid=id\nunit=unit\nopened=opened\nclosed=closed\n"
                 "rating=stars\n",
            stub_server_get_url (server),
            NULL);
  ZhihuiRanking *volume = get_board (self, ZHIHUI_BOARD_VOLUME, "p");
  ZhihuiRanking *satisfied = get_board (self, ZHIHUI_BOARD_SATISFIED, "p");

  g_assert_cmpint (count_rows (self), ==, 3);
  g_assert_cmpint (get_summary (self)->month_count, ==, 3);
  g_assert_cmpint (get_summary (self)->open, ==, 1);
  g_assert_cmpint (find_score (volume, "A")->n, ==, 1);
  g_assert_cmpint (find_score (volume, "B")->n, ==, 2);
  g_assert_cmpint (find_score (satisfied, "A")->n, ==, 1);
  g_assert_cmpint (find_score (satisfied, "A")->k, ==, 0);
  g_assert_cmpint (find_score (satisfied, "B")->k, ==, 1);
  g_assert_false (reports (self, "rows that name no unit*"));
  g_assert_true (reports (self, "rows that came twice: 2"));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add_func ("/profile/" name, function)
  ADD ("a-span-that-is-too-full-is-halved", test_a_span_that_is_too_full_is_halved);
  ADD ("every-style-of-pages-reads-all-rows", test_every_style_of_pages_reads_all_rows);
  ADD ("a-total-ends-the-walk", test_a_total_ends_the_walk);
  ADD ("a-page-that-repeats-ends-the-walk-with-a-note",
       test_a_page_that_repeats_ends_the_walk_with_a_note);
  ADD ("parts-are-refused", test_parts_are_refused);
  ADD ("rows-that-move-do-not-reach-the-total", test_rows_that_move_do_not_reach_the_total);
  ADD ("an-id-that-is-twice-on-a-page-is-in-the-total",
       test_an_id_that_is_twice_on_a_page_is_in_the_total);
  ADD ("a-case-is-as-it-was-told-last", test_a_case_is_as_it_was_told_last);

  return g_test_run ();
}
