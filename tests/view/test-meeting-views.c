/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list, the month and the pane of meetings, as a person reads and steers them. */
#include <adwaita.h>
#include <string.h>

#include "loop-run.h"
#include "sample-meetings.h"
#include "widget-search.h"
#include "zhihui-language.h"
#include "zhihui-meeting-agenda.h"
#include "zhihui-meeting-pane.h"
#include "zhihui-month-view.h"
#include "zhihui-view.h"

#define HOUR 3600
#define DAY 86400

typedef struct
{
  ZhihuiZone     *zone;
  ZhihuiMeetings *meetings;
  gint64          midnight, now;
  GtkWidget      *window;
} Desk;

static void
set_up (Desk *self, gconstpointer data)
{
  self->zone = zhihui_zone_new_shanghai ();
  self->midnight = zhihui_zone_day_start (self->zone, zhihui_day_from_ymd (2026, 7, 29));
  self->now = self->midnight + 14 * HOUR + 5 * 60 + 12;
  self->meetings = sample_meetings_new (self->now, self->midnight);
  self->window = gtk_window_new ();
}

static void
tear_down (Desk *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  zhihui_meetings_unref (self->meetings);
  zhihui_zone_unref (self->zone);
}

/* What a person reads, from top to bottom, parted by bars: labels that are seen. */
static void
read_labels (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    g_string_append_printf (text, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      read_labels (child, text);
}

static void
assert_reads (GtkWidget *widget, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  read_labels (widget, text);
  if (strstr (text->str, expected) == NULL)
    g_error ("not '%s' in '%s'", expected, text->str);
}

static void
assert_reads_not (GtkWidget *widget, const char *unexpected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  read_labels (widget, text);
  if (strstr (text->str, unexpected) != NULL)
    g_error ("'%s' in '%s'", unexpected, text->str);
}

static GtkWidget *
seat (Desk *self, GtkWidget *widget)
{
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 900);
  gtk_window_set_child (GTK_WINDOW (self->window), widget);
  gtk_window_present (GTK_WINDOW (self->window));
  return widget;
}

/* ---- the list ---- */

static void
list_says_when_what_who_and_how_it_stands (Desk *self, gconstpointer data)
{
  GtkWidget *agenda = seat (self, zhihui_meeting_agenda_new ());

  zhihui_meeting_agenda_show (
    ZHIHUI_MEETING_AGENDA (agenda), self->meetings, self->zone, self->now);

  assert_reads (agenda, "今日  7月29日 星期三|09:30|罗村镇退回件复核|✓ 已结束|");
  assert_reads (agenda, "14:00|昆仑镇征地款兑付|● 进行中|信访局 等 3 家，2 家已入会|1 件|");
  assert_reads (agenda, "15:30|松龄路停水抢修|1:24:48 后|");
  assert_reads (agenda, "近期结束|7月23日|张店供水改造|◆ 超期 1|");
}

static void
countdown_runs_and_then_the_wait (Desk *self, gconstpointer data)
{
  GtkWidget *agenda = seat (self, zhihui_meeting_agenda_new ());

  zhihui_meeting_agenda_show (ZHIHUI_MEETING_AGENDA (agenda),
                              self->meetings,
                              self->zone,
                              self->midnight + 15 * HOUR + 29 * 60);
  assert_reads (agenda, "松龄路停水抢修|01:00 后|");
  zhihui_meeting_agenda_show (ZHIHUI_MEETING_AGENDA (agenda),
                              self->meetings,
                              self->zone,
                              self->midnight + 15 * HOUR + 30 * 60);
  assert_reads (agenda, "松龄路停水抢修|○ 待开|");
  zhihui_meeting_agenda_show (ZHIHUI_MEETING_AGENDA (agenda),
                              self->meetings,
                              self->zone,
                              self->midnight + 15 * HOUR + 35 * 60);
  assert_reads (agenda, "松龄路停水抢修|已过 5 分|");
}

static void
count_chosen_cb (ZhihuiMeetingAgenda *agenda, guint *n)
{
  (*n)++;
}

/* The list changes around what is read: another day begins, a meeting is added. */
static void
what_is_chosen_stays_chosen (Desk *self, gconstpointer data)
{
  GtkWidget           *widget = seat (self, zhihui_meeting_agenda_new ());
  ZhihuiMeetingAgenda *agenda = ZHIHUI_MEETING_AGENDA (widget);
  guint                n_chosen = 0;

  g_signal_connect (agenda, "chosen", G_CALLBACK (count_chosen_cb), &n_chosen);
  zhihui_meeting_agenda_show (agenda, self->meetings, self->zone, self->now);
  g_assert_null (zhihui_meeting_agenda_get_selected (agenda));
  g_assert_true (zhihui_meeting_agenda_select (agenda, "m-2"));
  g_assert_cmpuint (n_chosen, ==, 1);
  g_assert_false (zhihui_meeting_agenda_select (agenda, "m-99"));

  sample_meeting_add (self->meetings, "早会", ZHIHUI_MEETING_SCHEDULED, self->midnight + 8 * HOUR);
  zhihui_meeting_agenda_show (agenda, self->meetings, self->zone, self->now);
  g_assert_cmpuint (zhihui_meeting_agenda_get_n_rows (agenda), ==, 5);
  g_assert_cmpstr (zhihui_meeting_agenda_get_selected (agenda)->id, ==, "m-2");
  zhihui_meeting_agenda_show (agenda, self->meetings, self->zone, self->now + DAY);
  g_assert_cmpstr (zhihui_meeting_agenda_get_selected (agenda)->id, ==, "m-2");
  g_assert_cmpuint (n_chosen, ==, 1);
}

static void
day_without_meetings_says_so (Desk *self, gconstpointer data)
{
  GtkWidget *agenda = seat (self, zhihui_meeting_agenda_new ());
  gint32     today = zhihui_zone_day_of (self->zone, self->now);

  zhihui_meeting_agenda_show_day (
    ZHIHUI_MEETING_AGENDA (agenda), self->meetings, self->zone, self->now, today - 1);
  g_assert_cmpuint (zhihui_meeting_agenda_get_n_rows (ZHIHUI_MEETING_AGENDA (agenda)), ==, 0);
  assert_reads (agenda, "当日没有会商|");
  zhihui_meeting_agenda_show_day (
    ZHIHUI_MEETING_AGENDA (agenda), self->meetings, self->zone, self->now, today);
  g_assert_cmpuint (zhihui_meeting_agenda_get_n_rows (ZHIHUI_MEETING_AGENDA (agenda)), ==, 3);
  assert_reads_not (agenda, "今日");
}

static void
day_has_what_lasts_over_its_midnight (Desk *self, gconstpointer data)
{
  GtkWidget       *agenda = seat (self, zhihui_meeting_agenda_new ());
  GtkWidget       *month = zhihui_month_view_new ();
  gint32           today = zhihui_zone_day_of (self->zone, self->now);
  ZhihuiMonthView *view = ZHIHUI_MONTH_VIEW (month);

  sample_meeting_add (self->meetings, "夜间抢修", ZHIHUI_MEETING_OPEN, self->midnight - HOUR);
  zhihui_meeting_agenda_show_day (
    ZHIHUI_MEETING_AGENDA (agenda), self->meetings, self->zone, self->now, today);
  g_assert_cmpuint (zhihui_meeting_agenda_get_n_rows (ZHIHUI_MEETING_AGENDA (agenda)), ==, 4);
  assert_reads (agenda, "7月28日|夜间抢修|● 进行中|");

  gtk_window_set_child (GTK_WINDOW (self->window), month);
  zhihui_month_view_set_day (view, today);
  zhihui_month_view_set_today (view, today);
  zhihui_month_view_set_meetings (view, self->meetings, self->zone);
  assert_reads (month, "|28|1|29|4|30|");
}

/* ---- the month ---- */

static gboolean
has_class (GtkWidget *widget, gconstpointer css_class)
{
  return gtk_widget_has_css_class (widget, css_class);
}

static GtkWidget *
find_class (GtkWidget *widget, const char *css_class)
{
  return widget_search_first (widget, has_class, css_class);
}

static gboolean
press (ZhihuiMonthView *view, guint key, GdkModifierType modifiers)
{
  GtkWidget *grid = gtk_widget_get_parent (find_class (GTK_WIDGET (view), "zh-day"));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (grid);
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one))
        g_signal_emit_by_name (one, "key-pressed", key, 0u, modifiers, &is_taken);
    }
  return is_taken;
}

static void
month_has_the_days_of_a_calendar_with_their_counts (Desk *self, gconstpointer data)
{
  GtkWidget       *widget = seat (self, zhihui_month_view_new ());
  ZhihuiMonthView *view = ZHIHUI_MONTH_VIEW (widget);
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();

  zhihui_month_view_set_day (view, zhihui_day_from_ymd (2026, 7, 29));
  zhihui_month_view_set_meetings (view, self->meetings, self->zone);
  /* 2026-07-01 is a Wednesday, the 31st a Friday: from Monday 29 June to Sunday 2 August. */
  assert_reads (widget, "2026年7月|今日|周一|周二|周三|周四|周五|周六|周日|29|30|1|2|3|");
  assert_reads (widget, "|22|23|1|24|25|26|27|28|29|3|30|31|1|2|");
  assert_reads_not (widget, "|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|");

  /* National Day 2025 with the Mid-Autumn Festival: 1–8 October off, 28 September and 11 October
   * worked (State Council, notice on holidays of 2025). */
  zhihui_month_view_set_day (view, zhihui_day_from_ymd (2025, 10, 1));
  zhihui_month_view_set_calendar (view, calendar);
  assert_reads (widget, "|周日|29|30|1|休|2|休|3|休|4|休|5|休|6|休|7|休|8|休|9|10|11|班|12|");
}

static gboolean
is_laid_out (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0;
}

static void
keys_go_on_by_days_weeks_months_and_years (Desk *self, gconstpointer data)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    int             day[3];
  } steps[] = {
    { GDK_KEY_Right, 0, { 2026, 7, 30 } },
    { GDK_KEY_Down, 0, { 2026, 8, 6 } }, /* the page turned */
    { GDK_KEY_Left, 0, { 2026, 8, 5 } },
    { GDK_KEY_Home, 0, { 2026, 8, 3 } },
    { GDK_KEY_End, 0, { 2026, 8, 9 } },
    { GDK_KEY_Up, 0, { 2026, 8, 2 } },
    { GDK_KEY_Up, 0, { 2026, 7, 26 } },
    { GDK_KEY_Page_Down, 0, { 2026, 8, 26 } },
    { GDK_KEY_Page_Up, 0, { 2026, 7, 26 } },
    { GDK_KEY_Page_Up, GDK_SHIFT_MASK, { 2025, 7, 26 } },
    { GDK_KEY_Page_Down, GDK_SHIFT_MASK, { 2026, 7, 26 } },
  };
  ZhihuiMonthView *view = ZHIHUI_MONTH_VIEW (seat (self, zhihui_month_view_new ()));

  zhihui_month_view_set_day (view, zhihui_day_from_ymd (2026, 7, 29));
  loop_run_until (is_laid_out, view); /* Tab goes by places */
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (view), GTK_DIR_TAB_FORWARD));
  while (!gtk_widget_has_css_class (gtk_window_get_focus (GTK_WINDOW (self->window)), "zh-day"))
    g_assert_true (gtk_widget_child_focus (GTK_WIDGET (view), GTK_DIR_TAB_FORWARD));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const int *day = steps[i].day;
      GtkWidget *focus;

      g_assert_true (press (view, steps[i].key, steps[i].modifiers));
      g_assert_cmpint (
        zhihui_month_view_get_day (view), ==, zhihui_day_from_ymd (day[0], day[1], day[2]));
      focus = gtk_window_get_focus (GTK_WINDOW (self->window));
      g_assert_true (gtk_widget_has_css_class (focus, "zh-chosen"));
    }
  /* Not ours: they are left to the window. */
  g_assert_false (press (view, GDK_KEY_Left, GDK_ALT_MASK));
  g_assert_false (press (view, GDK_KEY_a, 0));
  /* One stop for the whole month: the next Tab leaves it. */
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (view), GTK_DIR_TAB_FORWARD));
}

static void
day_is_told_with_its_name_and_count (Desk *self, gconstpointer data)
{
  ZhihuiMonthView *view = ZHIHUI_MONTH_VIEW (seat (self, zhihui_month_view_new ()));
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();

  zhihui_month_view_set_day (view, zhihui_day_from_ymd (2026, 7, 29));
  zhihui_month_view_set_today (view, zhihui_day_from_ymd (2026, 7, 29));
  zhihui_month_view_set_meetings (view, self->meetings, self->zone);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_class (GTK_WIDGET (view), "zh-chosen")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "7月29日 星期三, 今日, 3 场会商");
  zhihui_month_view_set_calendar (view, calendar);
  zhihui_month_view_set_day (view, zhihui_day_from_ymd (2025, 10, 11));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_class (GTK_WIDGET (view), "zh-chosen")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "10月11日 星期六, 调休上班, 国庆节");
}

static void
marked_days_are_told_in_every_month (Desk *self, gconstpointer data)
{
  const gint32     days[] = { zhihui_day_from_ymd (2026, 7, 3), zhihui_day_from_ymd (2026, 9, 1) };
  ZhihuiMonthView *view = ZHIHUI_MONTH_VIEW (seat (self, zhihui_month_view_new ()));

  zhihui_month_view_set_day (view, zhihui_day_from_ymd (2026, 7, 29));
  g_assert_null (find_class (GTK_WIDGET (view), "zh-marked"));
  zhihui_month_view_set_marked (view, days, G_N_ELEMENTS (days));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_class (GTK_WIDGET (view), "zh-marked")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "7月3日 星期五, 有留存");
  /* From 27 July to 6 September. */
  zhihui_month_view_set_day (view, zhihui_day_from_ymd (2026, 8, 20));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_class (GTK_WIDGET (view), "zh-marked")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "9月1日 星期二, 有留存");
  zhihui_month_view_set_marked (view, NULL, 0);
  g_assert_null (find_class (GTK_WIDGET (view), "zh-marked"));
}

/* ---- the pane ---- */

static GtkWidget *
show_pane (Desk *self, guint index, gboolean kept)
{
  GtkWidget *pane = seat (self, zhihui_meeting_pane_new ());

  zhihui_meeting_pane_show (
    ZHIHUI_MEETING_PANE (pane), self->meetings->items->pdata[index], self->zone, self->now, kept);
  return pane;
}

/* The cases and what can be done stay in sight, whatever a platform calls its meeting. */
static void
a_title_without_end_takes_three_lines (Desk *self, gconstpointer data)
{
  g_autofree char *title = g_strnfill (10000, 'x');
  g_autofree char *brief = g_strdup ("x");
  ZhihuiMeeting    meeting = *(const ZhihuiMeeting *) self->meetings->items->pdata[0];
  GtkWidget       *pane = seat (self, zhihui_meeting_pane_new ());
  GtkWidget       *label;
  int              height, line;

  meeting.title = brief;
  zhihui_meeting_pane_show (ZHIHUI_MEETING_PANE (pane), &meeting, self->zone, self->now, FALSE);
  label = widget_search_label (pane, brief);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, 400, NULL, &line, NULL, NULL);
  meeting.title = title;
  zhihui_meeting_pane_show (ZHIHUI_MEETING_PANE (pane), &meeting, self->zone, self->now, FALSE);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, 400, NULL, &height, NULL, NULL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, title);
  g_assert_cmpint (height, <=, 3 * line);
}

static void
pane_says_all_of_a_meeting (Desk *self, gconstpointer data)
{
  ZhihuiMeeting *meeting = self->meetings->items->pdata[2];
  const gint64   came[] = { self->midnight + 14 * HOUR, self->midnight + 14 * HOUR + 60 };
  GtkWidget     *pane;

  meeting->joined_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (meeting->joined_at, came, G_N_ELEMENTS (came));
  meeting->room = g_strdup ("三楼会商室");
  pane = show_pane (self, 2, FALSE);

  assert_reads (
    pane,
    "昆仑镇征地款兑付|● 进行中 05:12    7月29日 星期三 14:00–15:00    信访局主持    三楼会商室|");
  assert_reads (pane,
                "工单 1 件|编号|诉求人|事项|责任单位|答复时限|1|—|征地补偿|昆仑镇|◆ 超 21 小时|");
  assert_reads (pane,
                "参会单位 2 / 3|●|信访局|主持，14:00 入会|●|昆仑镇|14:01 入会|○|财政局|未入会|");
  assert_reads (pane, "尚无议定事项。|");
}

static void
unit_of_which_nothing_is_known_is_told_by_its_name (Desk *self, gconstpointer data)
{
  ZhihuiMeeting *meeting = self->meetings->items->pdata[2];
  GtkWidget     *row;

  meeting->state = ZHIHUI_MEETING_SCHEDULED;
  row = gtk_widget_get_ancestor (widget_search_label (show_pane (self, 2, FALSE), "财政局"),
                                 GTK_TYPE_LIST_BOX_ROW);
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "财政局");
}

/* Nor more than there are. */
static void
host_of_another_house_is_no_unit_of_it (Desk *self, gconstpointer data)
{
  ZhihuiMeeting *meeting = self->meetings->items->pdata[2];
  GtkWidget     *pane;

  g_ptr_array_remove (meeting->units, meeting->units->pdata[0]);
  g_assert_cmpuint (meeting->units->len, ==, 2);
  pane = show_pane (self, 2, FALSE);

  assert_reads (pane, "参会单位 1 / 2|●|信访局|");
}

static void
decisions_say_whose_until_when_and_how (Desk *self, gconstpointer data)
{
  GtkWidget *pane = show_pane (self, 0, FALSE);

  assert_reads (pane, "月底前通水|");
  assert_reads (pane, "|7月25日|◆ 已超期|");
  assert_reads (pane, "|✓ 已办结|");
  assert_reads (pane, "|○ 办理中|");
  assert_reads_not (pane, "标为办结");
}

/* Nobody knows how long a case is overdue by now. */
static void
what_is_kept_has_no_running_clock (Desk *self, gconstpointer data)
{
  GtkWidget *pane = show_pane (self, 2, TRUE);

  assert_reads (pane, "● 进行中    7月29日");
  assert_reads_not (pane, "超 21");
}

static void
what_is_told_beside_replaces_what_the_meeting_tells (Desk *self, gconstpointer data)
{
  GtkWidget             *pane = show_pane (self, 2, FALSE);
  ZhihuiMeetingCases    *cases = zhihui_meeting_pane_get_cases (ZHIHUI_MEETING_PANE (pane));
  const ZhihuiCaseDetail detail = { .id = "1",
                                    .no = "ZC0723-118",
                                    .applicant = "段**",
                                    .subject = "<b>征地款</b>未兑付",
                                    .unit = "",
                                    .due_at = self->now + 26 * HOUR };
  const ZhihuiCaseDetail other = { .id = "9", .no = "别的", .due_at = ZHIHUI_NO_INSTANT };

  zhihui_meeting_cases_set_detail (cases, &detail);
  zhihui_meeting_cases_set_detail (cases, &other);

  assert_reads (pane, "ZC0723-118|段**|<b>征地款</b>未兑付|昆仑镇|余 1 天 2 小时|");
  assert_reads (pane, "ZC0723-118  段**|");
  assert_reads_not (pane, "别的");
}

/* Neither a link nor a passcode is anywhere in what is read. */
static void
no_address_is_shown (Desk *self, gconstpointer data)
{
  ZhihuiMeeting *meeting = self->meetings->items->pdata[2];
  GtkWidget     *pane;

  meeting->join_url = g_strdup ("https://meeting.example.cn/j/1?pwd=4321");
  meeting->room_url = g_strdup ("https://meeting.example.cn/j/1");
  pane = show_pane (self, 2, FALSE);
  zhihui_meeting_pane_set_join (ZHIHUI_MEETING_PANE (pane), NULL, TRUE);

  assert_reads_not (pane, "example");
  assert_reads_not (pane, "4321");
  assert_reads (pane, "会议密码|••••••|复制|");
  assert_reads (pane, "会场设备扫码入会|");
  zhihui_meeting_pane_set_join (ZHIHUI_MEETING_PANE (pane), "不在允许之列", FALSE);
  assert_reads (pane, "不在允许之列|");
  assert_reads_not (pane, "会议密码");
}

int
main (int argc, char **argv)
{
#define ADD(name, function) g_test_add (name, Desk, NULL, set_up, function, tear_down)
  zhihui_language_bind ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  zhihui_view_init ();
  ADD ("/meeting-list/says-when-what-who-and-how-it-stands",
       list_says_when_what_who_and_how_it_stands);
  ADD ("/meeting-list/countdown-runs-and-then-the-wait", countdown_runs_and_then_the_wait);
  ADD ("/meeting-list/what-is-chosen-stays-chosen", what_is_chosen_stays_chosen);
  ADD ("/meeting-list/day-without-meetings-says-so", day_without_meetings_says_so);
  ADD ("/meeting-list/day-has-what-lasts-over-its-midnight", day_has_what_lasts_over_its_midnight);
  ADD ("/month-view/marked-days-are-told-in-every-month", marked_days_are_told_in_every_month);
  ADD ("/month-view/has-the-days-of-a-calendar-with-their-counts",
       month_has_the_days_of_a_calendar_with_their_counts);
  ADD ("/month-view/keys-go-on-by-days-weeks-months-and-years",
       keys_go_on_by_days_weeks_months_and_years);
  ADD ("/month-view/day-is-told-with-its-name-and-count", day_is_told_with_its_name_and_count);
  ADD ("/meeting-pane/says-all-of-a-meeting", pane_says_all_of_a_meeting);
  ADD ("/meeting-pane/unit-of-which-nothing-is-known-is-told-by-its-name",
       unit_of_which_nothing_is_known_is_told_by_its_name);
  ADD ("/meeting-pane/host-of-another-house-is-no-unit-of-it",
       host_of_another_house_is_no_unit_of_it);
  ADD ("/meeting-pane/a-title-without-end-takes-three-lines",
       a_title_without_end_takes_three_lines);
  ADD ("/meeting-pane/decisions-say-whose-until-when-and-how",
       decisions_say_whose_until_when_and_how);
  ADD ("/meeting-pane/what-is-kept-has-no-running-clock", what_is_kept_has_no_running_clock);
  ADD ("/meeting-pane/what-is-told-beside-replaces-what-the-meeting-tells",
       what_is_told_beside_replaces_what_the_meeting_tells);
  ADD ("/meeting-pane/no-address-is-shown", no_address_is_shown);
  return g_test_run ();
}
