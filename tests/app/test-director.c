/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-director.h"

#include "zhihui-error.h"
#include "zhihui-wall-keys.h"

#include <gdk/gdkkeysyms.h>
#include <string.h>

/* Pages are named by a letter: a day of the wall is a line of letters, one a second. */
static const char *const all_pages[] = { "a", "b", "c", "d", "e", "overview" };

typedef struct
{
  ZhihuiDirector *director;
  gint64          now_us;
  guint           n_changes;
} Wall;

static void
changed_cb (Wall *wall)
{
  wall->n_changes++;
}

/* "a3b2c0": page a for 3 seconds, then b for 2, c until it is turned. */
static void
play (Wall *wall, const char *screen, const char *text)
{
  ZhihuiPlayItem items[8];
  guint          n = strlen (text) / 2;

  for (guint i = 0; i < n; i++)
    {
      char name[] = { text[2 * i], '\0' };

      items[i] =
        (ZhihuiPlayItem){ g_intern_string (name), (guint) g_ascii_digit_value (text[2 * i + 1]) };
    }
  zhihui_director_set_playlist (wall->director, screen, items, n);
}

static void
set_screens (Wall *wall, const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, " ", -1);

  zhihui_director_set_screens (wall->director, (const char *const *) names, g_strv_length (names));
}

static void
set_up (Wall *wall, gconstpointer user_data)
{
  wall->director = zhihui_director_new ();
  wall->now_us = 1000 * G_USEC_PER_SEC;
  zhihui_director_pass_time (wall->director, wall->now_us);
  zhihui_director_set_pages (wall->director, all_pages, G_N_ELEMENTS (all_pages));
  set_screens (wall, "left");
  play (wall, NULL, "a3b2c4");
  g_signal_connect_swapped (wall->director, "changed", G_CALLBACK (changed_cb), wall);
  wall->n_changes = 0;
}

static void
tear_down (Wall *wall, gconstpointer user_data)
{
  g_assert_finalize_object (wall->director);
}

static void
wait (Wall *wall, guint seconds)
{
  wall->now_us += seconds * G_USEC_PER_SEC;
  zhihui_director_pass_time (wall->director, wall->now_us);
}

/* What is shown now, and a second later, and so on; the last second is not waited for. */
#define assert_days(wall, screen, expected) check_days (wall, screen, expected, __LINE__)

static void
check_days (Wall *wall, const char *screen, const char *expected, int line)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  for (gsize i = 0; i < strlen (expected); i++)
    {
      if (i > 0)
        wait (wall, 1);
      g_string_append_c (shown, zhihui_director_get_page (wall->director, screen)[0]);
    }
  if (!g_str_equal (shown->str, expected))
    g_error ("line %d: %s is shown, %s is right", line, shown->str, expected);
}

static gboolean
interrupt (Wall *wall, ZhihuiInterruptionKind kind, const char *id, const char *page, int seconds)
{
  ZhihuiInterruption interruption = { .kind = kind,
                                      .id = (char *) id,
                                      .page = (char *) page,
                                      .until_us = wall->now_us + seconds * G_USEC_PER_SEC,
                                      .words = (char *) id };

  return zhihui_director_interrupt (wall->director, &interruption);
}

static ZhihuiDirectorState
get_state (Wall *wall, const char *screen)
{
  ZhihuiDirectorState state;

  g_assert_true (zhihui_director_get_state (wall->director, screen, &state));
  return state;
}

static void
test_each_its_time (Wall *wall, gconstpointer user_data)
{
  assert_days (wall, NULL, "aaabbccccaaabbcccca");
}

static void
test_skipped_time (Wall *wall, gconstpointer user_data)
{
  /* 7 rounds of 9 seconds and 4 more, at once: as if each second had been told. */
  wait (wall, 7 * 9 + 4);
  assert_days (wall, NULL, "bcccca");
  wall->now_us -= G_GINT64_CONSTANT (3600000000);
  wait (wall, 0);
  g_assert_cmpstr (zhihui_director_get_page (wall->director, NULL), ==, "a");
}

static void
test_alone_stays (Wall *wall, gconstpointer user_data)
{
  play (wall, NULL, "d2");
  assert_days (wall, NULL, "ddddd");
  g_assert_cmpint (get_state (wall, NULL).left_s, ==, -1);
  play (wall, NULL, "d0e2");
  assert_days (wall, NULL, "dddd");
  zhihui_director_turn (wall->director, NULL, 1);
  assert_days (wall, NULL, "eeddd");
}

static void
test_turned (Wall *wall, gconstpointer user_data)
{
  wait (wall, 2);
  g_assert_true (zhihui_director_turn (wall->director, NULL, 1));
  assert_days (wall, NULL, "bbc");
  g_assert_true (zhihui_director_turn (wall->director, NULL, -1));
  g_assert_true (zhihui_director_turn (wall->director, NULL, -1));
  assert_days (wall, NULL, "aaab");
  zhihui_director_turn (wall->director, NULL, -1);
  zhihui_director_turn (wall->director, NULL, -1);
  assert_days (wall, NULL, "cccca");
}

static void
test_hold (Wall *wall, gconstpointer user_data)
{
  wait (wall, 1);
  zhihui_director_hold (wall->director, TRUE);
  assert_days (wall, NULL, "aaaaaaa");
  zhihui_director_turn (wall->director, NULL, 1);
  assert_days (wall, NULL, "bbbbb");
  zhihui_director_turn (wall->director, NULL, -1);
  wait (wall, 2);
  zhihui_director_hold (wall->director, FALSE);
  assert_days (wall, NULL, "aaab");
}

static void
test_hold_keeps_rest (Wall *wall, gconstpointer user_data)
{
  wait (wall, 2);
  zhihui_director_hold (wall->director, TRUE);
  wait (wall, 100);
  zhihui_director_hold (wall->director, FALSE);
  assert_days (wall, NULL, "abbc");
}

static void
test_pin (Wall *wall, gconstpointer user_data)
{
  wait (wall, 3);
  g_assert_true (zhihui_director_pin (wall->director, NULL, NULL, NULL));
  assert_days (wall, NULL, "bbbbb");
  g_assert_false (zhihui_director_turn (wall->director, NULL, 1));
  g_assert_true (zhihui_director_pin (wall->director, NULL, "e", NULL));
  assert_days (wall, NULL, "eeeee");
  g_assert_true (get_state (wall, NULL).is_pinned);
  zhihui_director_unpin (wall->director, NULL);
  assert_days (wall, NULL, "bbcccca");
}

static void
test_show (Wall *wall, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wait (wall, 1);
  g_assert_true (zhihui_director_show (wall->director, NULL, "c", NULL));
  assert_days (wall, NULL, "ccccaaab");
  /* A page that is not played comes for its time, and the rest of the other follows. */
  g_assert_true (zhihui_director_show (wall->director, NULL, "d", NULL));
  wait (wall, ZHIHUI_DWELL_S - 1);
  assert_days (wall, NULL, "dbbcc");

  g_assert_false (zhihui_director_show (wall->director, NULL, "x", &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (zhihui_director_show (wall->director, "right", "a", &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  zhihui_director_pin (wall->director, NULL, "a", NULL);
  g_assert_false (zhihui_director_show (wall->director, NULL, "b", &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  assert_days (wall, NULL, "aaaaa");
}

static void
test_curtain (Wall *wall, gconstpointer user_data)
{
  wait (wall, 1);
  zhihui_director_curtain (wall->director, TRUE);
  g_assert_true (get_state (wall, NULL).is_curtained);
  wait (wall, 50);
  zhihui_director_curtain (wall->director, FALSE);
  assert_days (wall, NULL, "aab");
  /* Behind it a page can be chosen. */
  zhihui_director_curtain (wall->director, TRUE);
  zhihui_director_show (wall->director, NULL, "a", NULL);
  wait (wall, 50);
  zhihui_director_curtain (wall->director, FALSE);
  assert_days (wall, NULL, "aaab");
}

static void
test_interruption (Wall *wall, gconstpointer user_data)
{
  wait (wall, 1);
  g_assert_true (interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert 1", "e", 4));
  g_assert_cmpstr (get_state (wall, NULL).interruption->words, ==, "alert 1");
  g_assert_cmpstr (get_state (wall, NULL).next, ==, "a");
  g_assert_cmpint (get_state (wall, NULL).left_s, ==, 4);
  assert_days (wall, NULL, "eeeeaabbc");
  g_assert_null (get_state (wall, NULL).interruption);
  /* What is over already, or has no page, does not come. */
  g_assert_false (interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert 2", "e", 0));
  g_assert_false (interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert 3", "x", 9));
  assert_days (wall, NULL, "cccca");
}

static void
test_interruption_in_skipped_time (Wall *wall, gconstpointer user_data)
{
  wait (wall, 1);
  interrupt (wall, ZHIHUI_INTERRUPTION_MEETING, "meeting", "e", 60);
  /* 60 of the interruption, then 2 of a, 2 of b and 1 of c. */
  wait (wall, 65);
  assert_days (wall, NULL, "ccca");
}

static void
test_interruptions_queue (Wall *wall, gconstpointer user_data)
{
  interrupt (wall, ZHIHUI_INTERRUPTION_MEETING, "meeting", "d", 8);
  wait (wall, 1);
  interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert 1", "e", 3);
  wait (wall, 1);
  /* A meeting does not come before an alert, though it is newer. */
  interrupt (wall, ZHIHUI_INTERRUPTION_MEETING, "meeting 2", "c", 4);
  assert_days (wall, NULL, "eeccddaaab");

  /* The same again takes its own place, and can be called off. */
  interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert 4", "e", 3);
  interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert 4", "e", 60);
  wait (wall, 10);
  zhihui_director_end_interruption (wall->director, "alert 4");
  zhihui_director_end_interruption (wall->director, "alert 4");
  assert_days (wall, NULL, "bbc");
}

static void
test_turning_ends_interruption (Wall *wall, gconstpointer user_data)
{
  wait (wall, 1);
  interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert", "e", 60);
  wait (wall, 1);
  g_assert_true (zhihui_director_turn (wall->director, NULL, 1));
  assert_days (wall, NULL, "aab");
  interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert", "e", 60);
  interrupt (wall, ZHIHUI_INTERRUPTION_MEETING, "meeting", "e", 60);
  zhihui_director_show (wall->director, NULL, "c", NULL);
  assert_days (wall, NULL, "cccca");
}

/* The curtain before the pin, the pin before an interruption, that before holding. */
static void
test_priorities (Wall *wall, gconstpointer user_data)
{
  zhihui_director_hold (wall->director, TRUE);
  interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert", "e", 5);
  assert_days (wall, NULL, "eee");
  zhihui_director_pin (wall->director, NULL, "d", NULL);
  assert_days (wall, NULL, "dd");
  g_assert_null (get_state (wall, NULL).interruption);
  zhihui_director_curtain (wall->director, TRUE);
  g_assert_true (get_state (wall, NULL).is_curtained);
  zhihui_director_curtain (wall->director, FALSE);
  assert_days (wall, NULL, "d");
  /* It waits while it is pinned, and has 2 of its 5 seconds left. */
  zhihui_director_unpin (wall->director, NULL);
  assert_days (wall, NULL, "eeaaaaaaaa");
  zhihui_director_hold (wall->director, FALSE);
  assert_days (wall, NULL, "aaab");
}

static void
test_lost_screen (Wall *wall, gconstpointer user_data)
{
  set_screens (wall, "left right");
  play (wall, "left", "a3b2");
  play (wall, "right", "d4e5");
  assert_days (wall, "right", "ddd");
  set_screens (wall, "left");
  /* From where it was: the last second of the present page. */
  assert_days (wall, "left", "abbddddeeeeeaaab");
  set_screens (wall, "left right");
  g_assert_cmpuint (get_state (wall, "left").n_pages, ==, 2);
  /* It goes on where it was: two of its four seconds are left. */
  assert_days (wall, "right", "ddee");
}

static void
test_lost_screen_that_stayed (Wall *wall, gconstpointer user_data)
{
  set_screens (wall, "left right");
  play (wall, "left", "a0");
  play (wall, "right", "d0");
  assert_days (wall, "left", "aaaa");
  set_screens (wall, "right");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpstr (zhihui_director_get_page (wall->director, NULL), ==, "d");
      wait (wall, ZHIHUI_DWELL_S - 1);
      assert_days (wall, "right", "da");
      wait (wall, ZHIHUI_DWELL_S - 1);
      assert_days (wall, "right", "ad");
    }
  set_screens (wall, "right left");
  assert_days (wall, "right", "ddd");
  g_assert_cmpint (get_state (wall, "right").left_s, ==, -1);
  g_assert_cmpint (get_state (wall, "left").left_s, ==, -1);
}

/* The pages of the lost go where there is most room, never onto what is pinned, and never twice. */
static void
test_hosts (Wall *wall, gconstpointer user_data)
{
  set_screens (wall, "one two three lost");
  play (wall, "one", "a2");
  play (wall, "two", "b2c2");
  play (wall, "three", "c2");
  play (wall, "lost", "d2e2b2");
  zhihui_director_pin (wall->director, "one", NULL, NULL);
  set_screens (wall, "one two three");
  /* d to three, which has one page; then two and three have two each: e to two. */
  g_assert_cmpuint (get_state (wall, "one").n_pages, ==, 1);
  assert_days (wall, "three", "ccddcc");
  g_assert_cmpuint (get_state (wall, "two").n_pages, ==, 3);
  g_assert_cmpuint (get_state (wall, "three").n_pages, ==, 2);
  assert_days (wall, "one", "aaaa");
}

static void
test_interrupted_screen_lost (Wall *wall, gconstpointer user_data)
{
  set_screens (wall, "left right");
  play (wall, "left", "a0");
  play (wall, "right", "b0");
  interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert", "b", 9);
  /* It is there already: nothing else goes. */
  g_assert_nonnull (get_state (wall, "right").interruption);
  g_assert_null (get_state (wall, "left").interruption);
  set_screens (wall, "left");
  g_assert_cmpstr (get_state (wall, "left").page, ==, "b");
  wait (wall, 9);
  g_assert_cmpstr (get_state (wall, "left").page, ==, "a");
}

static void
test_two_interruptions_two_screens (Wall *wall, gconstpointer user_data)
{
  set_screens (wall, "left right");
  interrupt (wall, ZHIHUI_INTERRUPTION_ALERT, "alert", "d", 9);
  interrupt (wall, ZHIHUI_INTERRUPTION_MEETING, "meeting", "e", 9);
  g_assert_cmpstr (get_state (wall, "left").page, ==, "d");
  g_assert_cmpstr (get_state (wall, "right").page, ==, "e");
  /* One screen is turned, the other is not. */
  zhihui_director_turn (wall->director, "right", 1);
  g_assert_cmpstr (get_state (wall, "left").page, ==, "d");
  g_assert_cmpstr (get_state (wall, "right").page, ==, "a");
}

static void
test_pages_come_and_go (Wall *wall, gconstpointer user_data)
{
  static const char *const some[] = { "a", "c" };
  static const char *const other[] = { "e" };

  wait (wall, 4);
  g_assert_cmpstr (zhihui_director_get_page (wall->director, NULL), ==, "b");
  zhihui_director_set_pages (wall->director, some, G_N_ELEMENTS (some));
  assert_days (wall, NULL, "ccccaaac");
  zhihui_director_pin (wall->director, NULL, "c", NULL);
  zhihui_director_set_pages (wall->director, other, G_N_ELEMENTS (other));
  g_assert_false (get_state (wall, NULL).is_pinned);
  assert_days (wall, NULL, "eeee");
  zhihui_director_set_pages (wall->director, all_pages, G_N_ELEMENTS (all_pages));
  assert_days (wall, NULL, "aaabbc");
}

static void
test_told_once (Wall *wall, gconstpointer user_data)
{
  /* Nothing but the page and the name of the next one is news: not each second. All of these pages
   * are so short that the next one is told with them. */
  for (guint i = 0; i < 9; i++)
    wait (wall, 1);
  g_assert_cmpuint (wall->n_changes, ==, 3);
  zhihui_director_hold (wall->director, TRUE);
  zhihui_director_hold (wall->director, TRUE);
  g_assert_cmpuint (wall->n_changes, ==, 4);
  wait (wall, 100);
  g_assert_cmpuint (wall->n_changes, ==, 4);
}

static void
test_next_is_told_when_near (Wall *wall, gconstpointer user_data)
{
  play (wall, NULL, "d9b9");
  wall->n_changes = 0;
  for (guint i = 9; i > ZHIHUI_NEXT_IS_NEAR_S; i--)
    {
      g_assert_cmpuint (wall->n_changes, ==, 0);
      g_assert_cmpint (get_state (wall, NULL).left_s, ==, i);
      wait (wall, 1);
    }
  g_assert_cmpuint (wall->n_changes, ==, 1);
  g_assert_cmpstr (get_state (wall, NULL).next, ==, "b");
  g_assert_cmpuint (get_state (wall, NULL).number, ==, 1);
  g_assert_cmpuint (get_state (wall, NULL).n_pages, ==, 2);
}

/* "page n of m" of a page that stays is of the pages there are now. */
static void
test_pages_are_counted_while_one_stays (Wall *wall, gconstpointer user_data)
{
  zhihui_director_hold (wall->director, TRUE);
  wall->n_changes = 0;
  play (wall, NULL, "a3b2c4d5");
  g_assert_cmpuint (wall->n_changes, ==, 1);
  g_assert_cmpuint (get_state (wall, NULL).n_pages, ==, 4);
  play (wall, NULL, "d5a3b2c4");
  g_assert_cmpuint (wall->n_changes, ==, 2);
  g_assert_cmpuint (get_state (wall, NULL).number, ==, 2);

  zhihui_director_pin (wall->director, NULL, NULL, NULL);
  wall->n_changes = 0;
  play (wall, NULL, "a3b2");
  g_assert_cmpuint (wall->n_changes, ==, 1);
  play (wall, NULL, "a3b2");
  g_assert_cmpuint (wall->n_changes, ==, 1);
}

/* A wall runs for months: no text of an alert stays when it is over. */
static void
test_words_are_told_and_forgotten (Wall *wall, gconstpointer user_data)
{
  ZhihuiInterruption alert = { .kind = ZHIHUI_INTERRUPTION_ALERT,
                               .id = (char *) "alert",
                               .page = (char *) "e",
                               .until_us = wall->now_us + 9 * G_USEC_PER_SEC };
  const char *const  words[] = { "seven cases of one street", "eight cases of one street" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint again = 0; again < 2; again++)
      {
        alert.words = g_strdup (words[i]);
        g_assert_true (zhihui_director_interrupt (wall->director, &alert));
        g_free (alert.words);
        g_assert_cmpuint (wall->n_changes, ==, i + 1);
        g_assert_cmpstr (get_state (wall, NULL).interruption->words, ==, words[i]);
      }
  wait (wall, 9);
  g_assert_cmpuint (wall->n_changes, ==, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpuint (g_quark_try_string (words[i]), ==, 0);
}

/* Key by key: what stands there afterwards, and how: p pinned, h held, c curtained. */
static void
test_keys (Wall *wall, gconstpointer user_data)
{
  static const struct
  {
    guint       key;
    const char *expected;
  } presses[] = {
    { GDK_KEY_Right, "b" },       { GDK_KEY_Left, "a" },
    { GDK_KEY_Left, "c" },        { GDK_KEY_Page_Down, "a" },
    { GDK_KEY_Page_Up, "c" },     { GDK_KEY_KP_Page_Down, "a" },
    { GDK_KEY_space, "a h" },     { GDK_KEY_Right, "b h" },
    { GDK_KEY_p, "b ph" },        { GDK_KEY_Right, "b ph" },
    { GDK_KEY_Home, "b ph" },     { GDK_KEY_c, "b phc" },
    { GDK_KEY_b, "b ph" },        { GDK_KEY_period, "b phc" },
    { GDK_KEY_P, "b hc" },        { GDK_KEY_Right, "c hc" },
    { GDK_KEY_C, "c h" },         { GDK_KEY_space, "c" },
    { GDK_KEY_F5, "overview" },   { GDK_KEY_Right, "a" },
    { GDK_KEY_Home, "overview" }, { GDK_KEY_KP_Right, "b" },
    { GDK_KEY_KP_Right, "c" },    { GDK_KEY_KP_Page_Up, "b" },
    { GDK_KEY_KP_Left, "a" },     { GDK_KEY_KP_Home, "overview" },
    { GDK_KEY_B, "overview c" },  { GDK_KEY_B, "overview" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (presses); i++)
    {
      ZhihuiDirectorState state;
      g_autoptr (GString) shown = NULL;

      g_assert_true (zhihui_wall_keys_press (wall->director, "left", presses[i].key));
      state = get_state (wall, NULL);
      shown = g_string_new (state.page);
      if (state.is_pinned || state.is_held || state.is_curtained)
        g_string_append_c (shown, ' ');
      g_string_append_printf (shown,
                              "%s%s%s",
                              state.is_pinned ? "p" : "",
                              state.is_held ? "h" : "",
                              state.is_curtained ? "c" : "");
      g_test_message ("key %u", (guint) i);
      g_assert_cmpstr (shown->str, ==, presses[i].expected);
    }
  g_assert_false (zhihui_wall_keys_press (wall->director, "left", GDK_KEY_x));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Wall *, gconstpointer);
  } tests[] = {
    { "each-page-has-its-time", test_each_its_time },
    { "time-that-was-not-told-is-made-up-for", test_skipped_time },
    { "a-page-that-is-alone-or-has-no-time-stays", test_alone_stays },
    { "who-turns-gets-a-whole-page", test_turned },
    { "what-is-held-does-not-go-by-itself", test_hold },
    { "what-was-held-has-the-rest-of-its-time", test_hold_keeps_rest },
    { "what-is-pinned-stays", test_pin },
    { "a-page-is-shown-by-its-name", test_show },
    { "behind-the-curtain-time-stands-still", test_curtain },
    { "an-interruption-returns-to-where-it-was", test_interruption },
    { "an-interruption-ends-in-time-that-was-not-told", test_interruption_in_skipped_time },
    { "alerts-go-before-meetings-and-newer-before-older", test_interruptions_queue },
    { "who-turns-has-seen-the-interruption", test_turning_ends_interruption },
    { "curtain-before-pin-before-interruption-before-hold", test_priorities },
    { "pages-of-a-lost-screen-join-the-others", test_lost_screen },
    { "pages-that-stayed-take-turns-while-a-screen-is-lost", test_lost_screen_that_stayed },
    { "lost-pages-go-where-there-is-room", test_hosts },
    { "an-interruption-outlives-its-screen", test_interrupted_screen_lost },
    { "two-interruptions-take-two-screens", test_two_interruptions_two_screens },
    { "pages-come-and-go", test_pages_come_and_go },
    { "keys-and-clickers-steer", test_keys },
    { "news-are-told-once", test_told_once },
    { "the-next-page-is-told-when-it-is-near", test_next_is_told_when_near },
    { "pages-are-counted-while-one-stays", test_pages_are_counted_while_one_stays },
    { "words-are-told-and-forgotten", test_words_are_told_and_forgotten },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/director/", tests[i].name, NULL);

      g_test_add (path, Wall, NULL, set_up, tests[i].run, tear_down);
    }

  return g_test_run ();
}
