/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-wire-event.h"

#define EVENT                                                                                      \
  "{\"specversion\":\"1.0\",\"id\":\"7f\",\"source\":\"/s\",\"type\":\"t\",\"subject\":\"c-1\","   \
  "\"time\":\"2020-07-28T16:12:09+08:00\",\"data\":{\"unit\":\"u014\",\"level\":4,"                \
  "\"accepted\":false,\"lon\":118.06,\"due_at\":\"2020-07-30T23:59:59+08:00\",\"text\":\"路灯\"}}"

static gboolean
decode (const char *text, gsize length, ZhihuiWireEvent *event, char **member)
{
  g_autoptr (GBytes) body = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  gboolean ok;

  zhihui_wire_event_init (event);
  ok = zhihui_wire_decode_event (body, event, member, &error);
  g_assert_true (ok == (error == NULL));
  return ok;
}

static void
what_was_told_is_read (void)
{
  g_auto (ZhihuiWireEvent) event = { NULL };

  g_assert_true (decode (EVENT, strlen (EVENT), &event, NULL));
  g_assert_cmpstr (event.id, ==, "7f");
  g_assert_cmpstr (event.source, ==, "/s");
  g_assert_cmpstr (event.subject, ==, "c-1");
  g_assert_cmpint (event.time, ==, 1595923929);
  g_assert_cmpstr (event.unit, ==, "u014");
  g_assert_cmpint (event.level, ==, 4);
  g_assert_cmpint (event.accepted, ==, FALSE);
  g_assert_cmpint (event.due_at, ==, 1596124799);
  g_assert_cmpfloat_with_epsilon (event.lon, 118.06, 1e-9);
  g_assert_cmpstr (event.text, ==, "路灯");
}

static void
what_was_not_told_is_known_to_be_absent (void)
{
  const char *text =
    "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":null}";
  g_auto (ZhihuiWireEvent) event = { NULL };

  g_assert_true (decode (text, strlen (text), &event, NULL));
  g_assert_null (event.subject);
  g_assert_cmpint (event.time, ==, ZHIHUI_NO_INSTANT);
  g_assert_cmpint (event.level, ==, -1);
  g_assert_cmpint (event.accepted, ==, -1);
  g_assert_true (isnan (event.lon));
}

static char *
get_digest (const char *text)
{
  g_auto (ZhihuiWireEvent) event = { NULL };

  g_assert_true (decode (text, strlen (text), &event, NULL));
  return zhihui_wire_event_get_digest (&event);
}

/* The order of members, blanks, escapes and members of others do not matter; what is said does. */
static void
digest_is_of_what_is_said (void)
{
  const char *const same[] = {
    "{\"id\":\"1\",\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"unit\":"
    "\"a\",\"level\":5}}",
    " { \"specversion\" : \"1.0\" , \"id\":\"\\u0031\", \"source\":\"s\",\"type\":\"t\",\"x\":[1],"
    "\"data\":{\"level\":5.0,\"unit\":\"a\",\"other\":{}}}",
  };
  const char *const different[] = {
    "{\"id\":\"1\",\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"unit\":"
    "\"a\",\"level\":4}}",
    "{\"id\":\"1\",\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"unit\":"
    "\"a\"}}",
    "{\"id\":\"1\",\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"role\":"
    "\"a\",\"level\":5}}",
    "{\"id\":\"1\",\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\",\"subject\":\"\","
    "\"data\":{\"unit\":\"a\",\"level\":5}}",
  };
  g_autofree char *digest = get_digest (same[0]);
  g_autofree char *again = get_digest (same[1]);

  g_assert_cmpstr (digest, ==, again);
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      g_autofree char *other = get_digest (different[i]);

      g_assert_cmpstr (digest, !=, other);
    }
}

static void
every_prefix_is_refused (void)
{
  for (gsize length = 0; length < strlen (EVENT); length++)
    {
      g_auto (ZhihuiWireEvent) event = { NULL };
      g_autofree char *member = NULL;

      g_assert_false (decode (EVENT, length, &event, &member));
      g_assert_cmpstr (member, ==, "");
    }
}

/* Bytes are put in, taken out and changed, seldom and often: read or refused, never anything else.
 */
static void
damaged_events_are_read_or_refused (void)
{
  static const char pieces[] = "{}[]\",:0-1.eE+tfn\\u\x00\xff\xe4\xb8 \n";
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_read = 0, n_refused = 0;

  for (guint round = 0; round < 50000; round++)
    {
      g_auto (ZhihuiWireEvent) event = { NULL };
      g_autofree char *member = NULL;
      g_autoptr (GString) text = g_string_new (EVENT);
      guint n_changes = (guint) g_rand_int_range (rand, 1, round % 10 == 0 ? 40 : 3);

      for (guint i = 0; i < n_changes; i++)
        {
          gssize place = g_rand_int_range (rand, 0, (gint32) text->len);
          char   piece = pieces[g_rand_int_range (rand, 0, (gint32) sizeof pieces - 1)];

          if (g_rand_boolean (rand))
            g_string_insert_c (text, place, piece);
          else if (g_rand_boolean (rand))
            text->str[place] = piece;
          else
            g_string_erase (text, place, 1);
        }
      if (decode (text->str, text->len, &event, &member))
        n_read++;
      else
        {
          g_assert_nonnull (member);
          n_refused++;
        }
    }
  g_assert_cmpuint (n_read, >, 1000);
  g_assert_cmpuint (n_refused, >, 10000);
}

static void
list_is_split_as_it_stands (void)
{
  const char *const parts[] = { "{\"a\":[1,{\"b\":\"]\"}]}", "7", "\"x,y\"", "[]", "null" };
  const char *const text = " [ {\"a\":[1,{\"b\":\"]\"}]} ,\n7,\t\"x,y\" ,[] , null ] ";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) all = zhihui_wire_split_list (body, 10, NULL);
  g_autoptr (GPtrArray) some = zhihui_wire_split_list (body, 2, NULL);
  g_autoptr (GBytes) object = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (parts));
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (GBytes) expected = g_bytes_new (parts[i], strlen (parts[i]));

      g_assert_true (g_bytes_equal (all->pdata[i], expected));
    }
  g_assert_cmpuint (some->len, ==, 3);
  g_assert_null (zhihui_wire_split_list (object, 10, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event/what-was-told-is-read", what_was_told_is_read);
  g_test_add_func ("/event/what-was-not-told-is-absent", what_was_not_told_is_known_to_be_absent);
  g_test_add_func ("/event/digest-is-of-what-is-said", digest_is_of_what_is_said);
  g_test_add_func ("/event/every-prefix-is-refused", every_prefix_is_refused);
  g_test_add_func ("/event/damaged-ones-are-read-or-refused", damaged_events_are_read_or_refused);
  g_test_add_func ("/event/a-list-is-split-as-it-stands", list_is_split_as_it_stands);
  return g_test_run ();
}
