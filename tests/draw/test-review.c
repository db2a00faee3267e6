/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "picture-layout.h"
#include "sample-meetings.h"
#include "sample-situation.h"
#include "zhihui-case-way.h"
#include "zhihui-language.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-wall-shelf.h"

#define ROOM "https://meeting.example.cn/r/m-20260729-2"
#define MINUTE 60
#define HOUR 3600

/* Panels of the page on the three walls: width, height in u. */
static const double panels[][2][2] = {
  { { 1176, 890 }, { 600, 890 } },
  { { 2912, 890 }, { 760, 890 } },
  { { 1008, 950 }, { 1008, 780 } },
};

typedef struct
{
  ZhihuiMeetings  *meetings;
  ZhihuiSituation *situation;
  ZhihuiWallPage  *page;
  ZhihuiMoment     moment;
} Wall;

static void
wall_clear (Wall *self)
{
  zhihui_meetings_unref (self->meetings);
  zhihui_situation_unref (self->situation);
  zhihui_wall_page_free (self->page);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wall, wall_clear)

static void
wall_init (Wall *self, SampleState state)
{
  g_autoptr (ZhihuiSituation) base = sample_situation_new (state, &self->moment);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gint64 midnight = zhihui_zone_day_start (zone, zhihui_day_from_ymd (2026, 7, 29));
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (base);

  self->meetings = sample_meetings_new (midnight + 14 * HOUR + 5 * MINUTE + 12, midnight);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MEETINGS, self->meetings);
  self->situation = zhihui_situation_builder_finish (builder);
  self->page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
}

static ZhihuiPicture *
draw (const Wall *self, ZhihuiPanel panel, guint size)
{
  const double *u = panels[size][panel == ZHIHUI_PANEL_REVIEW ? 0 : 1];

  return zhihui_wall_page_draw_kind (self->page, panel, self->situation, &self->moment, u[0], u[1]);
}

static void
assert_shows (const Wall *self, ZhihuiPanel panel, const char *const *shown, gboolean is_shown)
{
  g_autoptr (ZhihuiPicture) picture = draw (self, panel, 0);
  g_autofree char *all = picture_layout_join_texts (picture);

  for (guint i = 0; shown[i] != NULL; i++)
    {
      g_autofree char *whole = g_strdup_printf ("|%s|", shown[i]);

      if ((strstr (all, whole) != NULL) != is_shown)
        g_error ("“%s” is %s in %s", shown[i], is_shown ? "not" : "still", all);
    }
}

static void
what_goes_on_is_told (void)
{
  static const char *const current[] = { "进行中",
                                         "第 2 场",
                                         "14:00 开始，已进行 05:20",
                                         "昆仑镇征地款兑付",
                                         "信访局主持 · 研判 1 件",
                                         "征地补偿",
                                         "受理",
                                         "7月23日 16:40",
                                         "8 分",
                                         "时限 15 分",
                                         "45 分",
                                         "退回",
                                         "自然资源分局",
                                         "已超期 21 小时",
                                         "时限 7月28日 16:40",
                                         "月底前通水",
                                         "超 3 天",
                                         "今日到期",
                                         "未办结 2 项，超期 1 项",
                                         "3 家，2 家已入会",
                                         "未入会",
                                         "主持",
                                         NULL };
  static const char *const list[] = {
    "距下一场 15:30",      "1:24:40", "罗村镇退回件复核", "3 家，2 家已入会", "7月23日",
    "办结 1/3，超期 1 项", NULL
  };
  static const char *const absent[] = { "逐户回访", "张店供水改造", "扫码入会", NULL };
  g_auto (Wall) wall = { 0 };

  wall_init (&wall, SAMPLE_FRESH);
  assert_shows (&wall, ZHIHUI_PANEL_REVIEW, current, TRUE);
  assert_shows (&wall, ZHIHUI_PANEL_REVIEW, absent, FALSE);
  assert_shows (&wall, ZHIHUI_PANEL_REVIEW_LIST, list, TRUE);
}

/* Amber is #F7A823, light blue #7DB9EA. */
static gboolean
is_of_now (const ZhihuiItem *item)
{
  return item->kind != ZHIHUI_ITEM_MARK && item->colour.red > 0.4 &&
         (item->colour.red - item->colour.blue > 0.3 || item->colour.blue - item->colour.red > 0.3);
}

static void
what_is_kept_says_so_and_only_the_countdown_runs (void)
{
  static const char *const current[] = {
    "日程截至 14:05", "14:00 开始", "—", "时限 7月28日 16:40", NULL
  };
  static const char *const list[] = { "日程截至 14:05", "1:18:28", NULL };
  g_auto (Wall) wall = { 0 };

  wall_init (&wall, SAMPLE_STALE);
  assert_shows (&wall, ZHIHUI_PANEL_REVIEW, current, TRUE);
  assert_shows (&wall, ZHIHUI_PANEL_REVIEW_LIST, list, TRUE);
  for (ZhihuiPanel panel = ZHIHUI_PANEL_REVIEW; panel <= ZHIHUI_PANEL_REVIEW_LIST; panel++)
    {
      g_autoptr (ZhihuiPicture) picture = draw (&wall, panel, 0);
      g_autofree char *all = picture_layout_join_texts (picture);

      g_assert_null (strstr (all, "已进行"));
      g_assert_null (strstr (all, "超期"));
      for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
        g_assert_false (is_of_now (zhihui_picture_get_item (picture, i)));
    }
}

static void
schedule_of_yesterday_is_not_todays (void)
{
  static const char *const unknown[] = { "今日日程未知", NULL };
  static const char *const absent[] = { "昆仑镇征地款兑付", "进行中", NULL };
  g_auto (Wall) wall = { 0 };

  wall_init (&wall, SAMPLE_OFFLINE);
  for (ZhihuiPanel panel = ZHIHUI_PANEL_REVIEW; panel <= ZHIHUI_PANEL_REVIEW_LIST; panel++)
    {
      assert_shows (&wall, panel, unknown, TRUE);
      assert_shows (&wall, panel, absent, FALSE);
    }
}

static void
subject_is_what_goes_on_then_the_next_then_the_last (void)
{
  static const char *const next[] = { "待开", "第 3 场", "15:30 开始", "松龄路停水抢修", NULL };
  static const char *const last[] = {
    "已结束", "第 2 场", "14:00 – 15:00", "昆仑镇征地款兑付", NULL
  };
  static const char *const none[] = { "今日无会商", NULL };
  g_auto (Wall) wall = { 0 };
  ZhihuiMeeting *open, *later;

  wall_init (&wall, SAMPLE_FRESH);
  open = wall.meetings->items->pdata[2];
  later = wall.meetings->items->pdata[3];
  open->state = ZHIHUI_MEETING_ENDED;
  assert_shows (&wall, ZHIHUI_PANEL_REVIEW, next, TRUE);
  later->state = ZHIHUI_MEETING_CANCELLED;
  assert_shows (&wall, ZHIHUI_PANEL_REVIEW, last, TRUE);
  g_ptr_array_set_size (wall.meetings->items, 1);
  assert_shows (&wall, ZHIHUI_PANEL_REVIEW, none, TRUE);
  assert_shows (&wall, ZHIHUI_PANEL_REVIEW_LIST, none, TRUE);
}

static void
next_of_another_day_is_told_with_its_day (void)
{
  static const char *const shown[] = { "下一场 7月30日 星期四", "15:30", NULL };
  g_auto (Wall) wall = { 0 };

  wall_init (&wall, SAMPLE_FRESH);
  ((ZhihuiMeeting *) wall.meetings->items->pdata[3])->starts_at += 86400;
  assert_shows (&wall, ZHIHUI_PANEL_REVIEW_LIST, shown, TRUE);
}

/* ---- what must not be seen ---- */

#define HOSTILE                                                                                     \
  "供水会 https://meet.example.com/j/88776655?pwd=q1w2e3 会议号 613 204 887 密码：9Zx81q " \
  "13800138000 wemeet://page/inmeeting?meeting_code=246813579 vc.example.cn/a/b "                   \
  "110101199003074514"

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
poison (Wall *self)
{
  for (guint i = 0; i < self->meetings->items->len; i++)
    {
      ZhihuiMeeting *one = self->meetings->items->pdata[i];

      set_text (&one->title, HOSTILE);
      set_text (&one->host, HOSTILE);
      set_text (&one->join_url, "https://join.example.cn/secret");
      set_text (&one->room_url, ROOM);
      set_text ((char **) &one->units->pdata[1], HOSTILE);
      for (guint j = 0; j < one->decisions->len; j++)
        {
          ZhihuiDecision *decision = one->decisions->pdata[j];

          set_text (&decision->text, HOSTILE);
          set_text (&decision->unit, HOSTILE);
        }
      for (guint j = 0; j < one->cases->len; j++)
        {
          ZhihuiMeetingCase *its = one->cases->pdata[j];

          set_text (&its->topic, HOSTILE);
          set_text (&its->type, HOSTILE);
          set_text (&its->unit, HOSTILE);
          set_text (&((ZhihuiCaseStep *) its->steps->pdata[3])->unit, HOSTILE);
        }
    }
}

static void
assert_silent (const char *text)
{
  static const char *const secrets[] = { "http",      "example", "://",    "88776655",
                                         "q1w2e3",    "613 204", "9Zx81q", "13800138000",
                                         "246813579", "wemeet",  "secret", "m-20260729",
                                         "1990030",   "pwd" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strstr (text, secrets[i]) != NULL)
      g_error ("“%s” is told: %s", secrets[i], text);
}

static void
no_link_code_or_number_of_a_person_is_on_the_wall (void)
{
  for (int state = 0; state < SAMPLE_N_STATES; state++)
    for (guint size = 0; size < G_N_ELEMENTS (panels); size++)
      for (ZhihuiPanel panel = ZHIHUI_PANEL_REVIEW; panel <= ZHIHUI_PANEL_REVIEW_LIST; panel++)
        {
          g_auto (Wall) wall = { 0 };
          g_autoptr (ZhihuiPicture) picture = NULL;
          g_autofree char *all = NULL;

          wall_init (&wall, (SampleState) state);
          poison (&wall);
          picture = draw (&wall, panel, size);
          all = picture_layout_join_texts (picture);
          assert_silent (all);
          assert_silent (zhihui_picture_get_spoken (picture));
          g_assert_cmpstr (zhihui_picture_get_spoken (picture), !=, "");
        }
}

/* ---- the code of the room ---- */

static char *
read_code (ZhihuiPicture *picture)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "zhihui-review-XXXXXX.png", NULL);
  int              fd = g_mkstemp (path);
  const char      *command[] = { "zbarimg",         "--quiet", "--raw", "-Sdisable",
                                 "-Sqrcode.enable", path,      NULL };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         (int) zhihui_picture_get_width (picture),
                                                         (int) zhihui_picture_get_height (picture));
  cairo_t         *cr = cairo_create (surface);
  char            *text = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  zhihui_picture_paint (picture, cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_true (g_spawn_sync (NULL,
                               (char **) command,
                               NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL,
                               NULL,
                               &text,
                               NULL,
                               NULL,
                               NULL));
  g_unlink (path);
  return g_strstrip (text);
}

static void
another_program_reads_the_address_of_the_room (void)
{
  g_autofree char *program = g_find_program_in_path ("zbarimg");
  g_auto (Wall) wall = { 0 };

  if (program == NULL)
    {
      g_test_skip ("zbarimg is not there");
      return;
    }
  wall_init (&wall, SAMPLE_FRESH);
  set_text (&((ZhihuiMeeting *) wall.meetings->items->pdata[2])->room_url, ROOM);
  for (guint size = 0; size < G_N_ELEMENTS (panels); size++)
    {
      g_autoptr (ZhihuiPicture) picture = draw (&wall, ZHIHUI_PANEL_REVIEW_LIST, size);
      g_autofree char *text = read_code (picture);

      g_assert_cmpstr (text, ==, ROOM);
    }
}

static gboolean
has_code (const Wall *wall)
{
  g_autoptr (ZhihuiPicture) picture = draw (wall, ZHIHUI_PANEL_REVIEW_LIST, 0);

  return zhihui_picture_find (picture, "room") != NULL;
}

static void
code_is_of_a_room_that_is_told_now (void)
{
  g_autofree char *too_long = g_strnfill (600, 'x');
  g_auto (Wall) wall = { 0 };
  g_auto (Wall) kept = { 0 };
  char **url;

  wall_init (&wall, SAMPLE_FRESH);
  wall_init (&kept, SAMPLE_STALE);
  g_assert_false (has_code (&wall));
  url = &((ZhihuiMeeting *) wall.meetings->items->pdata[1])->room_url;
  set_text (url, ROOM); /* that meeting is over */
  g_assert_false (has_code (&wall));
  url = &((ZhihuiMeeting *) wall.meetings->items->pdata[3])->room_url;
  set_text (url, ROOM); /* the next */
  g_assert_true (has_code (&wall));
  set_text (url, too_long);
  g_assert_false (has_code (&wall));
  set_text (&((ZhihuiMeeting *) kept.meetings->items->pdata[2])->room_url, ROOM);
  g_assert_false (has_code (&kept));
}

/* ---- the layout ---- */

static void
swell (Wall *self, const char *text)
{
  for (guint i = 0; i < self->meetings->items->len; i++)
    {
      ZhihuiMeeting *one = self->meetings->items->pdata[i];

      set_text (&one->title, text);
      set_text (&one->host, text);
      set_text (&one->room_url, ROOM);
      for (guint j = 0; j < 20; j++)
        g_ptr_array_add (one->units, g_strdup (text));
      for (guint j = 0; j < 12; j++)
        sample_decision_add (
          one, j % 3 > 0 ? text : "", j % 2 > 0 ? "open" : "overdue", one->starts_at);
      for (guint j = 0; j < 6; j++)
        {
          ZhihuiMeetingCase *its = sample_case_add (one, text);

          set_text (&its->type, text);
          for (guint k = 0; k < 9; k++)
            sample_step_add (its,
                             k % 2 > 0 ? "returned" : text,
                             ZHIHUI_NO_INSTANT,
                             one->starts_at,
                             ZHIHUI_NO_INSTANT);
        }
    }
}

static void
nothing_is_cut_by_an_edge_or_lies_on_another (void)
{
  static const char *const texts[] = {
    NULL,
    "昆仑镇征地后续款项兑付和安置补助资金到位情况专题研判会商会议纪要落实",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "",
    "𠮷野家𡈽𩸽乡"
  };

  for (int state = 0; state < SAMPLE_N_STATES; state++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      for (guint size = 0; size < G_N_ELEMENTS (panels); size++)
        for (ZhihuiPanel panel = ZHIHUI_PANEL_REVIEW; panel <= ZHIHUI_PANEL_REVIEW_LIST; panel++)
          {
            const double *u = panels[size][panel - ZHIHUI_PANEL_REVIEW];
            ZhihuiPlace   place = { .panel = panel, .width = u[0], .height = u[1] };
            g_auto (Wall) wall = { 0 };
            g_autoptr (ZhihuiPicture) picture = NULL;

            wall_init (&wall, (SampleState) state);
            if (texts[i] != NULL)
              swell (&wall, texts[i]);
            picture = draw (&wall, panel, size);
            picture_layout_check (picture, &place);
          }
}

static void
figures_are_never_cut (void)
{
  g_auto (Wall) wall = { 0 };

  wall_init (&wall, SAMPLE_FRESH);
  for (guint size = 0; size < G_N_ELEMENTS (panels); size++)
    for (ZhihuiPanel panel = ZHIHUI_PANEL_REVIEW; panel <= ZHIHUI_PANEL_REVIEW_LIST; panel++)
      {
        g_autoptr (ZhihuiPicture) picture = draw (&wall, panel, size);

        for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
          {
            const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

            if (item->kind == ZHIHUI_ITEM_TEXT && pango_layout_is_ellipsized (item->layout))
              g_error ("%s is cut: %s", item->key, item->text);
          }
      }
}

static void
page_is_whole_on_every_wall (void)
{
  static const int sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 },
                                  { 6656, 1792 }, { 1280, 720 },  { 3840, 2160 } };
  const guint      whole = 1u << ZHIHUI_PANEL_HEAD | 1u << ZHIHUI_PANEL_REVIEW |
                      1u << ZHIHUI_PANEL_REVIEW_LIST | 1u << ZHIHUI_PANEL_ALERTS;
  g_auto (Wall) wall = { 0 };

  wall_init (&wall, SAMPLE_FRESH);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("review", sizes[i][0], sizes[i][1], 0, &error);
      const ZhihuiPlace *places;
      guint              n, found = 0;

      g_assert_no_error (error);
      places = zhihui_wall_page_get_places (page, &n);
      for (guint j = 0; j < n; j++)
        {
          g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (page,
                                                                           places[j].number,
                                                                           wall.situation,
                                                                           &wall.moment,
                                                                           places[j].width,
                                                                           places[j].height);

          found |= 1u << places[j].panel;
          picture_layout_check (picture, &places[j]);
        }
      g_assert_cmpuint (found & whole, ==, whole);
    }
}

/* The clock is later than that of the wall: the reply has been owed for an hour more. */
static void
desk_draws_the_same_way_in_its_own_colours (void)
{
  g_auto (Wall) wall = { 0 };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  const ZhihuiMeeting *meeting;
  ZhihuiThemeKind      kinds[] = { ZHIHUI_THEME_DESK_LIGHT, ZHIHUI_THEME_DESK_DARK };

  wall_init (&wall, SAMPLE_FRESH);
  meeting = wall.meetings->items->pdata[2];
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (kinds[i], zhihui_case_way_get_unit ());
      g_autoptr (ZhihuiPicture) picture = zhihui_case_way_draw (
        theme, meeting->cases->pdata[0], zone, wall.moment.local_now + HOUR, FALSE, 520);
      const ZhihuiItem *time = zhihui_picture_find (picture, "way/4/time");
      ZhihuiPlace       place = { .width = 520, .height = zhihui_case_way_get_height () };

      g_assert_cmpstr (time->text, ==, "已超期 22 小时");
      g_assert_cmpfloat_with_epsilon (
        time->colour.red, zhihui_palette_get (kinds[i])->attention.red, 1e-9);
      g_assert_nonnull (strstr (zhihui_picture_get_spoken (picture), "已超期 22 小时"));
      picture_layout_check (picture, &place);
    }
}

/* What goes over several monitors is read on each of them, and never over the edge. */
static void
every_monitor_of_a_span_is_used (void)
{
  static const int walls[][3] = { { 2, 1920, 1080 }, { 3, 1080, 1920 }, { 2, 1080, 1920 } };
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (NULL);
  g_auto (Wall) wall = { 0 };

  wall_init (&wall, SAMPLE_FRESH);
  for (gsize i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      ZhihuiSeams seams = { 0 };
      guint       n_texts[4] = { 0 }, n_places, n_used = 0;
      const int   n = walls[i][0], width = walls[i][1], height = walls[i][2];
      g_autoptr (ZhihuiWallPage) page = NULL;
      g_autoptr (ZhihuiPicture) picture = NULL;
      const ZhihuiPlace *place;

      for (int j = 1; j < n; j++)
        zhihui_seam_list_add (&seams.upright, j * width, j * width);
      page = zhihui_wall_page_new_spanning (
        zhihui_wall_shelf_find (shelf, "review", NULL), n * width, height, 0, &seams, NULL);
      for (place = zhihui_wall_page_get_places (page, &n_places);
           place->panel != ZHIHUI_PANEL_REVIEW;)
        place++;
      picture = zhihui_wall_page_draw_panel (
        page, place->number, wall.situation, &wall.moment, place->width, place->height);
      picture_layout_check (picture, place);
      for (guint j = 0; j < zhihui_picture_get_n_items (picture); j++)
        {
          const ZhihuiItem *item = zhihui_picture_get_item (picture, j);
          int               monitor = (int) floor ((place->x + item->x) / width);

          if (item->kind != ZHIHUI_ITEM_TEXT)
            continue;
          g_assert_cmpint ((int) floor ((place->x + item->x + item->width) / width), ==, monitor);
          n_texts[monitor]++;
        }
      for (int j = 0; j < n; j++)
        if (MIN (place->x + place->width, (j + 1) * width) - MAX (place->x, j * width) >
            0.35 * width)
          {
            g_test_message ("%d monitors: %u texts on number %d", n, n_texts[j], j);
            g_assert_cmpuint (n_texts[j], >, 5);
            n_used++;
          }
      g_assert_cmpuint (n_used, >, 1);
    }
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add_func ("/review/" name, function)
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  ADD ("what-goes-on-is-told", what_goes_on_is_told);
  ADD ("what-is-kept-says-so-and-only-the-countdown-runs",
       what_is_kept_says_so_and_only_the_countdown_runs);
  ADD ("schedule-of-yesterday-is-not-todays", schedule_of_yesterday_is_not_todays);
  ADD ("subject-is-what-goes-on-then-the-next-then-the-last",
       subject_is_what_goes_on_then_the_next_then_the_last);
  ADD ("next-of-another-day-is-told-with-its-day", next_of_another_day_is_told_with_its_day);
  ADD ("no-link-code-or-number-of-a-person-is-on-the-wall",
       no_link_code_or_number_of_a_person_is_on_the_wall);
  ADD ("another-program-reads-the-address-of-the-room",
       another_program_reads_the_address_of_the_room);
  ADD ("code-is-of-a-room-that-is-told-now", code_is_of_a_room_that_is_told_now);
  ADD ("nothing-is-cut-by-an-edge-or-lies-on-another",
       nothing_is_cut_by_an_edge_or_lies_on_another);
  ADD ("figures-are-never-cut", figures_are_never_cut);
  ADD ("desk-draws-the-same-way-in-its-own-colours", desk_draws_the_same_way_in_its_own_colours);
  ADD ("every-monitor-of-a-span-is-used", every_monitor_of_a_span_is_used);
  ADD ("page-is-whole-on-every-wall", page_is_whole_on_every_wall);
  return g_test_run ();
}
