/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "picture-layout.h"
#include "sample-meetings.h"
#include "sample-situation.h"
#include "zhihui-language.h"
#include "zhihui-wall-shelf.h"

/* What the page of a case review does with the room where little is discussed or decided. */

#define HOUR 3600

typedef struct
{
  ZhihuiMeetings  *meetings;
  ZhihuiSituation *situation;
  ZhihuiWallShelf *shelf;
  ZhihuiMoment     moment;
} Wall;

/* One panel of the page on one wall: all owned. */
typedef struct
{
  ZhihuiWallPage *page;
  ZhihuiPicture  *picture;
  char           *texts;
} Shown;

static void
set_up (Wall *self, gconstpointer user_data)
{
  g_autoptr (ZhihuiSituation) base = sample_situation_new (SAMPLE_FRESH, &self->moment);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gint64 midnight = zhihui_zone_day_start (zone, zhihui_day_from_ymd (2026, 7, 29));
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (base);
  ZhihuiMeetingCase      *coming;

  self->meetings = sample_meetings_new (midnight + 14 * HOUR, midnight);
  coming = sample_case_add (self->meetings->items->pdata[3], "供水管网");
  sample_step_add (coming, "accepted", ZHIHUI_NO_INSTANT, midnight, ZHIHUI_NO_INSTANT);
  sample_step_add (coming, "replied", midnight, ZHIHUI_NO_INSTANT, midnight + 86400 - 1);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MEETINGS, self->meetings);
  self->situation = zhihui_situation_builder_finish (builder);
  self->shelf = zhihui_wall_shelf_new (NULL);
}

static void
tear_down (Wall *self, gconstpointer user_data)
{
  g_object_unref (self->shelf);
  zhihui_situation_unref (self->situation);
  zhihui_meetings_unref (self->meetings);
}

static void
shown_clear (Shown *self)
{
  zhihui_wall_page_free (self->page);
  zhihui_picture_unref (self->picture);
  g_free (self->texts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shown, shown_clear)

/* On so many monitors beside each other. */
static Shown
show_panel (Wall *self, ZhihuiPanel panel, int n_monitors, int width, int height)
{
  const char        *page = panel == ZHIHUI_PANEL_MEETINGS ? "overview" : "review";
  ZhihuiSeams        seams = { 0 };
  Shown              shown = { 0 };
  guint              n_places;
  const ZhihuiPlace *place;
  g_autoptr (GError) error = NULL;

  for (int i = 1; i < n_monitors; i++)
    zhihui_seam_list_add (&seams.upright, i * width, i * width);
  shown.page = zhihui_wall_page_new_spanning (zhihui_wall_shelf_find (self->shelf, page, NULL),
                                              n_monitors * width,
                                              height,
                                              0,
                                              &seams,
                                              &error);
  g_assert_no_error (error);
  for (place = zhihui_wall_page_get_places (shown.page, &n_places); place->panel != panel;)
    place++;
  shown.picture = zhihui_wall_page_draw_panel (
    shown.page, place->number, self->situation, &self->moment, place->width, place->height);
  picture_layout_check (shown.picture, place);
  shown.texts = picture_layout_join_texts (shown.picture);
  g_test_message ("%d × %dx%d: %s", n_monitors, width, height, shown.texts);
  return shown;
}

static Shown
show (Wall *self, int n_monitors, int width, int height)
{
  return show_panel (self, ZHIHUI_PANEL_REVIEW, n_monitors, width, height);
}

static void
forget_decisions (Wall *self)
{
  for (guint i = 0; i < self->meetings->items->len; i++)
    g_ptr_array_set_size (((ZhihuiMeeting *) self->meetings->items->pdata[i])->decisions, 0);
}

static const ZhihuiItem *
find (const Shown *self, const char *key)
{
  const ZhihuiItem *item = zhihui_picture_find (self->picture, key);

  if (item == NULL)
    g_error ("there is no %s", key);
  return item;
}

/* Below the current case, or beside it where only there is room; never instead of what was decided
 * and is not done. */
static void
the_next_is_seen_where_there_is_room (Wall *self, gconstpointer user_data)
{
  static const struct
  {
    int      n, width, height;
    gboolean has_room; /* beside many decisions */
  } walls[] = {
    { 1, 1920, 1080, FALSE }, { 1, 1080, 1920, FALSE }, { 3, 1080, 1920, TRUE },
    { 3, 1920, 1080, TRUE },  { 1, 3840, 1080, TRUE },
  };
  ZhihuiMeeting *before = self->meetings->items->pdata[0];

  for (guint n_decisions = 0; n_decisions <= 12; n_decisions += 12)
    {
      g_ptr_array_set_size (before->decisions, 0);
      for (guint i = 0; i < n_decisions; i++)
        sample_decision_add (before, "月底前通水", "open", before->starts_at);
      for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
        {
          g_auto (Shown) shown = show (self, walls[i].n, walls[i].width, walls[i].height);
          gboolean is_seen = n_decisions < 12 || walls[i].has_room;

          g_assert_cmpint (
            strstr (shown.texts, "|下一场研判|15:30 松龄路停水抢修|") != NULL, ==, is_seen);
          g_assert_cmpint (strstr (shown.texts, "|供水管网|") != NULL, ==, is_seen);
        }
    }
}

/* A case alone has the whole breadth. */
static void
no_room_is_kept_for_a_next_without_cases (Wall *self, gconstpointer user_data)
{
  double with, without;
  {
    g_auto (Shown) shown = show (self, 1, 3840, 1080);

    with = find (&shown, "cases/rule")->width;
  }
  g_ptr_array_set_size (((ZhihuiMeeting *) self->meetings->items->pdata[3])->cases, 0);
  {
    g_auto (Shown) shown = show (self, 1, 3840, 1080);

    without = find (&shown, "cases/rule")->width;
    g_assert_null (strstr (shown.texts, "下一场研判"));
  }
  g_assert_cmpfloat (with, <, without / 2);
}

/* Units stand right below the last line of what was decided. */
static void
assert_no_hole (Wall *self, const char *last, const char *words)
{
  g_auto (Shown) shown = show (self, 3, 1080, 1920);
  const ZhihuiItem *above = find (&shown, last), *units = find (&shown, "units");
  double            gap = units->y - (above->y + above->height);

  g_assert_nonnull (strstr (shown.texts, words));
  g_assert_cmpfloat (units->x, <, above->x + 1);
  g_assert_cmpfloat (gap, >, 0);
  g_assert_cmpfloat (gap, <, 3 * above->height);
}

static void
little_decided_leaves_no_hole (Wall *self, gconstpointer user_data)
{
  assert_no_hole (self, "decided/1/due", "|今日到期|");
  for (guint i = 0; i < self->meetings->items->len; i++)
    {
      GPtrArray *decisions = ((ZhihuiMeeting *) self->meetings->items->pdata[i])->decisions;

      for (guint j = 0; j < decisions->len; j++)
        {
          g_free (((ZhihuiDecision *) decisions->pdata[j])->state);
          ((ZhihuiDecision *) decisions->pdata[j])->state = g_strdup ("done");
        }
    }
  assert_no_hole (self, "decided/none", "|议定事项均已办结|");
  forget_decisions (self);
  assert_no_hole (self, "decided/none", "|近期无议定事项|");
}

/* Hosts are late: until it is opened, or was to be over, it is neither gone nor is the next one of
 * tomorrow what is counted down to. */
static void
a_meeting_whose_hour_has_come_is_waited_for (Wall *self, gconstpointer user_data)
{
  static const struct
  {
    int         after_s; /* it was to begin */
    const char *said, *listed;
    gboolean    is_late;
  } cases[] = {
    { -1, "|15:30 开始|", "|距下一场 15:30|", FALSE },
    { 0, "|应于 15:30 开始|", "|应于 15:30 开始|待开|", TRUE },
    { 60, "|应于 15:30 开始|", "|应于 15:30 开始|待开|", TRUE },
    { HOUR - 1, "|应于 15:30 开始|", "|应于 15:30 开始|待开|", TRUE },
    { HOUR, "|14:00 – 15:00|", "|下一场 7月30日 星期四|15:30|", FALSE },
  };
  ZhihuiMeeting *late = self->meetings->items->pdata[3];

  ((ZhihuiMeeting *) self->meetings->items->pdata[2])->state = ZHIHUI_MEETING_ENDED;
  sample_meeting_add (
    self->meetings, "次日会商", ZHIHUI_MEETING_SCHEDULED, late->starts_at + 24 * HOUR);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      self->moment.local_now = late->starts_at + cases[i].after_s;
      {
        g_auto (Shown) shown = show_panel (self, ZHIHUI_PANEL_REVIEW, 1, 1920, 1080);
        g_auto (Shown) list = show_panel (self, ZHIHUI_PANEL_REVIEW_LIST, 1, 1920, 1080);
        g_auto (Shown) brief = show_panel (self, ZHIHUI_PANEL_MEETINGS, 1, 1920, 1080);

        g_test_message ("after %d s", cases[i].after_s);
        g_assert_nonnull (strstr (shown.texts, cases[i].said));
        g_assert_nonnull (strstr (list.texts, cases[i].listed));
        g_assert_cmpint (strstr (brief.texts, "|应于 15:30 开始|") != NULL, ==, cases[i].is_late);
        if (cases[i].is_late)
          g_assert_nonnull (strstr (shown.texts, "|松龄路停水抢修|"));
      }
    }
}

/* Whoever waits for one is told of the next before that begins, and has its room. */
static void
who_is_waited_for_hides_no_other (Wall *self, gconstpointer user_data)
{
  ZhihuiMeeting *late = self->meetings->items->pdata[3];
  ZhihuiMeeting *next;

  ((ZhihuiMeeting *) self->meetings->items->pdata[2])->state = ZHIHUI_MEETING_ENDED;
  next = sample_meeting_add (
    self->meetings, "昆仑镇会商", ZHIHUI_MEETING_SCHEDULED, late->starts_at + HOUR / 2);
  next->room_url = g_strdup ("https://room.example.cn/1");
  self->moment.local_now = next->starts_at - 301;
  {
    g_auto (Shown) list = show_panel (self, ZHIHUI_PANEL_REVIEW_LIST, 1, 1920, 1080);

    g_assert_nonnull (strstr (list.texts, "|应于 15:30 开始|待开|"));
    g_assert_nonnull (strstr (list.texts, "昆仑镇会商"));
    g_assert_nonnull (zhihui_picture_find (list.picture, "room"));
  }
  self->moment.local_now = next->starts_at - 240;
  {
    g_auto (Shown) shown = show_panel (self, ZHIHUI_PANEL_REVIEW, 1, 1920, 1080);
    g_auto (Shown) list = show_panel (self, ZHIHUI_PANEL_REVIEW_LIST, 1, 1920, 1080);

    g_assert_nonnull (strstr (shown.texts, "|昆仑镇会商|"));
    g_assert_nonnull (strstr (list.texts, "|距下一场 16:00|04:00|"));
  }
}

/* It may last into the next day; one that nobody closed is not believed for ever. */
static void
an_open_meeting_stays_over_midnight (Wall *self, gconstpointer user_data)
{
  ZhihuiMeeting *open = self->meetings->items->pdata[2];
  gint64         midnight = open->starts_at + 10 * HOUR;

  g_ptr_array_set_size (self->meetings->items, 3);
  open->starts_at = open->started_at = midnight - HOUR / 2;
  open->ends_at = midnight + HOUR / 2;
  self->meetings->stamp.as_of = self->moment.local_now = midnight + 300;
  {
    g_auto (Shown) shown = show (self, 1, 1920, 1080);
    g_auto (Shown) list = show_panel (self, ZHIHUI_PANEL_REVIEW_LIST, 1, 1920, 1080);
    g_auto (Shown) brief = show_panel (self, ZHIHUI_PANEL_MEETINGS, 1, 1920, 1080);

    g_assert_nonnull (strstr (shown.texts, "|昆仑镇征地款兑付|"));
    g_assert_nonnull (strstr (shown.texts, "|23:30 开始，已进行 "));
    g_assert_null (strstr (list.texts, "今日无会商"));
    g_assert_null (strstr (brief.texts, "今日无会商"));
    g_assert_nonnull (strstr (brief.texts, "|昆仑镇征地款兑付|"));
  }
  sample_meeting_add (
    self->meetings, "次日会商", ZHIHUI_MEETING_SCHEDULED, open->starts_at + 40 * HOUR);
  {
    g_auto (Shown) list = show_panel (self, ZHIHUI_PANEL_REVIEW_LIST, 1, 1920, 1080);

    g_assert_null (strstr (list.texts, "今日无会商"));
    g_assert_nonnull (strstr (list.texts, "|23:30|"));
  }
  g_ptr_array_set_size (self->meetings->items, 3);
  self->meetings->stamp.as_of = self->moment.local_now = open->ends_at + 4 * HOUR;
  {
    g_auto (Shown) shown = show (self, 1, 1920, 1080);
    g_auto (Shown) brief = show_panel (self, ZHIHUI_PANEL_MEETINGS, 1, 1920, 1080);

    g_assert_nonnull (strstr (shown.texts, "|今日无会商|"));
    g_assert_nonnull (strstr (brief.texts, "|今日无会商|"));
  }
}

/* Among the texts of a panel: how many of @n cases of the next meeting. */
static guint
count_coming (const Shown *shown, guint n)
{
  guint n_seen = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *topic = g_strdup_printf ("|次日案%u|", i);

      n_seen += strstr (shown->texts, topic) != NULL;
    }
  return n_seen;
}

/* However long its title is: when it is, and of how many cases one is seen. */
static void
the_next_tells_when_and_of_how_many (Wall *self, gconstpointer user_data)
{
  static const int walls[][3] = {
    { 1, 1920, 1080 }, { 1, 1080, 1920 }, { 3, 1080, 1920 }, { 3, 1920, 1080 }, { 1, 3840, 1080 }
  };
  static const char *const titles[] = {
    "停水",
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
  };
  ZhihuiMeeting *next = self->meetings->items->pdata[3];
  guint          n_partly = 0;

  g_assert_cmpint (g_utf8_strlen (titles[1], -1), ==, 60);
  forget_decisions (self);
  g_ptr_array_set_size (next->cases, 0);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *topic = g_strdup_printf ("次日案%u", i);

      sample_case_add (next, topic);
    }
  for (guint i = 0; i < G_N_ELEMENTS (titles) * G_N_ELEMENTS (walls); i++)
    {
      const int       *wall = walls[i / 2];
      g_autofree char *count = NULL;

      g_free (next->title);
      next->title = g_strdup (titles[i % 2]);
      {
        g_auto (Shown) shown = show (self, wall[0], wall[1], wall[2]);
        guint n_seen = count_coming (&shown, 12);

        count = g_strdup_printf ("共 12 件，本屏显示 %u 件|", n_seen);
        g_assert_nonnull (strstr (shown.texts, "|下一场研判|15:30 "));
        g_assert_cmpint (strstr (shown.texts, count) != NULL, ==, n_seen < 12);
        n_partly += n_seen < 12;
      }
    }
  g_assert_cmpuint (n_partly, >, 0);
}

int
main (int argc, char **argv)
{
#define ADD(name, test) g_test_add ("/review-room/" name, Wall, NULL, set_up, test, tear_down)
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  ADD ("the-next-is-seen-where-there-is-room", the_next_is_seen_where_there_is_room);
  ADD ("no-room-is-kept-for-a-next-without-cases", no_room_is_kept_for_a_next_without_cases);
  ADD ("little-decided-leaves-no-hole", little_decided_leaves_no_hole);
  ADD ("a-meeting-whose-hour-has-come-is-waited-for", a_meeting_whose_hour_has_come_is_waited_for);
  ADD ("who-is-waited-for-hides-no-other", who_is_waited_for_hides_no_other);
  ADD ("an-open-meeting-stays-over-midnight", an_open_meeting_stays_over_midnight);
  ADD ("the-next-tells-when-and-of-how-many", the_next_tells_when_and_of_how_many);
  return g_test_run ();
}
