/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "picture-layout.h"
#include "sample-meetings.h"
#include "zhihui-case-way.h"
#include "zhihui-language.h"

#define HOUR 3600
#define NOW G_GINT64_CONSTANT (1785305112) /* 2026-07-29 14:05:12 in Shanghai */
#define N_STEPS 9

/* A case that went there and back, and whose reply is overdue by 21 hours. */
static ZhihuiMeetingCase *
add_long_case (ZhihuiMeetings *meetings)
{
  static const char *const names[N_STEPS - 1] = { "accepted",   "signed", "contacted", "returned",
                                                  "dispatched", "signed", "contacted", "redone" };
  ZhihuiMeeting *meeting = sample_meeting_add (meetings, "研判", ZHIHUI_MEETING_OPEN, NOW - HOUR);
  ZhihuiMeetingCase *one = sample_case_add (meeting, "征地款兑付");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sample_step_add (
      one, names[i], ZHIHUI_NO_INSTANT, NOW - (200 - 10 * (gint64) i) * HOUR, ZHIHUI_NO_INSTANT);
  sample_step_add (one, "replied", NOW - 100 * HOUR, ZHIHUI_NO_INSTANT, NOW - 21 * HOUR);
  return one;
}

static const ZhihuiItem *
find_last_time (ZhihuiPicture *picture, guint *n_steps)
{
  const ZhihuiItem *last = NULL, *one;

  for (*n_steps = 0;; ++*n_steps)
    {
      g_autofree char *key = g_strdup_printf ("way/%u/time", *n_steps);

      one = zhihui_picture_find (picture, key);
      if (one == NULL)
        return last;
      last = one;
    }
}

/* Whatever the room, what is owed is told whole, and how many steps are not. */
static void
what_is_owed_is_never_cut_or_left_out (void)
{
  static const struct
  {
    double width; /* u */
    guint  n;     /* at least so many steps: more than if all shared alike */
  } rooms[] = {
    { 1120, 7 }, { 800, 6 }, { 700, 5 }, { 600, 4 }, { 560, 4 }, { 480, 3 }, { 360, 2 }
  };
  g_autoptr (ZhihuiMeetings) meetings = sample_meetings_new (NOW, NOW - 14 * HOUR);
  const ZhihuiMeetingCase *one = add_long_case (meetings);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiTheme) theme =
    zhihui_theme_new (ZHIHUI_THEME_DESK_LIGHT, zhihui_case_way_get_unit ());

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      const double width = rooms[i].width * zhihui_case_way_get_unit ();
      g_autoptr (ZhihuiPicture) picture =
        zhihui_case_way_draw (theme, one, zone, NOW, FALSE, width);
      const ZhihuiPlace place = { .width = width, .height = zhihui_case_way_get_height () };
      guint             n_steps;
      const ZhihuiItem *last = find_last_time (picture, &n_steps);
      g_autofree char  *texts = picture_layout_join_texts (picture);
      g_autofree char  *hidden = g_strdup_printf ("|… +%u|", N_STEPS - n_steps);

      g_test_message ("%g u: %u steps: %s", rooms[i].width, n_steps, texts);
      g_assert_cmpuint (n_steps, >=, rooms[i].n);
      picture_layout_check (picture, &place);
      g_assert_cmpstr (last->text, ==, "已超期 21 小时");
      g_assert_false (pango_layout_is_ellipsized (last->layout));
      g_assert_nonnull (strstr (texts, "|受理|"));
      g_assert_nonnull (strstr (texts, "|答复|"));
      g_assert_nonnull (strstr (texts, hidden));
      for (guint j = 0; j < zhihui_picture_get_n_items (picture); j++)
        {
          const ZhihuiItem *item = zhihui_picture_get_item (picture, j);

          if (item->kind == ZHIHUI_ITEM_TEXT && strpbrk (item->text, "0123456789") != NULL)
            g_assert_false (pango_layout_is_ellipsized (item->layout));
        }
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-way/what-is-owed-is-never-cut-or-left-out",
                   what_is_owed_is_never_cut_or_left_out);
  return g_test_run ();
}
