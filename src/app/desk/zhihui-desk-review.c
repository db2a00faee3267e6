/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-review-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-meeting.h"
#include "zhihui-text-scale.h"

#define SIDE_WIDTH 330 /* px, with letters of the usual size */
#define LEAST_PANE 420

/**
 * ZhihuiDeskReview:
 *
 * The case reviews: a list in groups, or a month of days, and beside it the one that is chosen with
 * its cases, decisions and units.
 */

static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskReview,
                               zhihui_desk_review,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

/* ---- what is shown ---- */

const ZhihuiMeeting *
zhihui_desk_review_find_in (ZhihuiMeetings *meetings, const char *id)
{
  for (guint i = 0; meetings != NULL && i < meetings->items->len; i++)
    {
      ZhihuiMeeting *one = meetings->items->pdata[i];

      if (g_strcmp0 (one->id, id) == 0)
        return one;
    }
  return NULL;
}

/* What is polled counts, unless the platform answered later to something that it was told. */
const ZhihuiMeeting *
zhihui_desk_review_find_chosen (ZhihuiDeskReview *self)
{
  const ZhihuiMeeting *found = NULL;

  if (self->chosen == NULL)
    return NULL;
  if (self->other != NULL &&
      (self->shown == NULL || self->other->stamp.as_of > self->shown->stamp.as_of))
    found = zhihui_desk_review_find_in (self->other, self->chosen);
  if (found == NULL)
    found = zhihui_desk_review_find_in (self->shown, self->chosen);
  if (found == NULL)
    found = zhihui_desk_review_find_in (self->month, self->chosen);
  if (found == NULL)
    found = zhihui_desk_review_find_in (self->other, self->chosen);
  return found;
}

static void
choose_first (ZhihuiDeskReview *self, ZhihuiZone *zone, gint64 now)
{
  const ZhihuiMeeting *first;

  if (self->chosen != NULL || self->shown == NULL)
    return;

  first = zhihui_meetings_find_subject (self->shown, zone, now);
  if (first != NULL)
    self->chosen = g_strdup (first->id);
}

static gboolean
is_kept (ZhihuiSituation *situation, gint64 now_us)
{
  ZhihuiState state = zhihui_situation_judge (situation, ZHIHUI_DATASET_MEETINGS, now_us).state;

  return zhihui_state_is_kept (state);
}

/* The month as it was asked for; where nobody tells months, of the days that are known. */
static void
show_month (ZhihuiDeskReview *self, ZhihuiZone *zone, gint64 now)
{
  ZhihuiMeetings *meetings = self->month;

  if (meetings == NULL && self->month_failed)
    meetings = self->shown;
  zhihui_month_view_set_today (self->calendar, zhihui_zone_day_of (zone, now));
  zhihui_month_view_set_meetings (self->calendar, meetings, zone);
  zhihui_meeting_agenda_show_day (
    self->agenda, meetings, zone, now, zhihui_month_view_get_day (self->calendar));
  gtk_label_set_text (self->note,
                      self->month == NULL && self->month_failed
                        ? _ ("This source tells meetings of the coming and the last days alone.")
                        : "");
}

static void
show_list (ZhihuiDeskReview *self, ZhihuiZone *zone, gint64 now)
{
  if (self->by_month)
    show_month (self, zone, now);
  else
    zhihui_meeting_agenda_show (self->agenda, self->shown, zone, now);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *gtk_label_get_text (self->note) != '\0');
  if (!zhihui_meeting_agenda_select (self->agenda, self->chosen))
    zhihui_meeting_agenda_select (self->agenda, NULL);
}

static void
chosen_cb (ZhihuiDeskReview *self)
{
  const ZhihuiMeeting *meeting = zhihui_meeting_agenda_get_selected (self->agenda);

  /* That a row is gone from the list does not close what is read beside it. */
  if (meeting == NULL || self->desk == NULL || g_strcmp0 (meeting->id, self->chosen) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (meeting->id);
  zhihui_desk_review_show (self);
}

/* Of what is known now: situations, answers and each second come here. */
void
zhihui_desk_review_show (ZhihuiDeskReview *self)
{
  ZhihuiSituation *situation = zhihui_desk_get_situation (self->desk);
  gint64           now_us = g_get_monotonic_time ();
  ZhihuiZone      *zone = zhihui_situation_get_zone (situation);
  gint64           now = zhihui_situation_get_platform_now (situation, now_us);
  ZhihuiMeetings  *meetings = zhihui_situation_get_meetings (situation);
  ZhihuiMeetings  *old = self->shown;

  if (zone == NULL)
    return;
  self->shown = meetings != NULL ? zhihui_meetings_ref (meetings) : NULL;
  choose_first (self, zone, now);
  g_signal_handlers_block_by_func (self->agenda, chosen_cb, self);
  show_list (self, zone, now);
  g_signal_handlers_unblock_by_func (self->agenda, chosen_cb, self);
  zhihui_desk_review_judge_actions (self);
  zhihui_meeting_pane_show (
    self->pane, zhihui_desk_review_find_chosen (self), zone, now, is_kept (situation, now_us));
  zhihui_desk_review_ask_cases (self, zhihui_desk_review_find_chosen (self));
  g_clear_pointer (&old, zhihui_meetings_unref);
}

/* ---- the page ---- */

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
  ZhihuiDeskReview *self = ZHIHUI_DESK_REVIEW (page);
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();

  self->desk = desk;
  g_signal_connect_object (zhihui_desk_get_errands (desk),
                           "changed",
                           G_CALLBACK (zhihui_desk_review_hear),
                           self,
                           G_CONNECT_SWAPPED);
  zhihui_month_view_set_calendar (self->calendar, calendar);
  if (zhihui_desk_get_settings (desk) != NULL)
    zhihui_desk_settings_bind (
      zhihui_desk_get_settings (desk), "review", "month", G_OBJECT (self->month_button), "active");
}

static void
add_wants (ZhihuiDeskPage *page, ZhihuiWants *wants)
{
  wants->datasets |= 1u << ZHIHUI_DATASET_MEETINGS | 1u << ZHIHUI_DATASET_UNITS;
}

static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
  ZhihuiDeskReview *self = ZHIHUI_DESK_REVIEW (page);
  gboolean          is_new = zhihui_situation_get_meetings (situation) != self->shown;

  zhihui_desk_review_show (self);
  if (is_new && self->by_month)
    zhihui_desk_review_ask_month (self);
}

static void
pass (ZhihuiDeskPage *page, gint64 now_us)
{
  zhihui_desk_review_pass_cases (ZHIHUI_DESK_REVIEW (page), now_us);
  zhihui_desk_review_show (ZHIHUI_DESK_REVIEW (page));
}

static void
go (ZhihuiDeskPage *page, GVariant *target)
{
  ZhihuiDeskReview *self = ZHIHUI_DESK_REVIEW (page);
  const char       *meeting = NULL;

  if (target == NULL || !g_variant_lookup (target, "meeting", "&s", &meeting))
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (meeting);
  adw_leaflet_set_visible_child (self->leaflet, self->reading);
  if (zhihui_desk_review_find_chosen (self) == NULL)
    zhihui_desk_review_ask_meeting (self, meeting);
}

/* "今日 4 场", and of the month where it is known */
static char *
describe (ZhihuiDeskPage *page)
{
  ZhihuiDeskReview *self = ZHIHUI_DESK_REVIEW (page);
  ZhihuiSituation  *situation = zhihui_desk_get_situation (self->desk);
  ZhihuiZone       *zone = zhihui_situation_get_zone (situation);
  gint64            now = zhihui_situation_get_platform_now (situation, g_get_monotonic_time ());
  guint             n;

  if (self->shown == NULL || zone == NULL)
    return NULL;
  n = zhihui_meetings_count_today (self->shown, zone, now);
  return g_strdup_printf (ngettext ("%u meeting today", "%u meetings today", n), n);
}

static GActionGroup *
get_actions (ZhihuiDeskPage *page)
{
  return G_ACTION_GROUP (ZHIHUI_DESK_REVIEW (page)->actions);
}

/* The month that is seen; of the list that of now. */
static gboolean
add_export (ZhihuiDeskPage *page, ZhihuiDeskExport *export)
{
  ZhihuiDeskReview *self = ZHIHUI_DESK_REVIEW (page);
  ZhihuiZone       *zone = zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk));

  zhihui_desk_export_set_report (export, C_ ("file name", "reviews"), "review");
  if (self->by_month && zone != NULL)
    {
      gint64 at = zhihui_zone_day_start (zone, zhihui_month_view_get_day (self->calendar));

      export->period = zhihui_zone_format_rfc3339 (zone, at);
      export->period[strlen ("2020-07")] = '\0';
    }
  return TRUE;
}

static GtkWidget *
find_place (ZhihuiDeskPage *page, GVariant *target)
{
  ZhihuiDeskReview *self = ZHIHUI_DESK_REVIEW (page);

  return self->by_month ? zhihui_month_view_find_chosen (self->calendar)
                        : GTK_WIDGET (self->agenda);
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->add_wants = add_wants;
  iface->show = show;
  iface->pass = pass;
  iface->go = go;
  iface->describe = describe;
  iface->get_actions = get_actions;
  iface->add_export = add_export;
  iface->find_place = find_place;
}

/* ---- how it is built ---- */

static void
mode_changed_cb (ZhihuiDeskReview *self)
{
  gboolean by_month = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->month_button));

  if (self->by_month == by_month)
    return;
  self->by_month = by_month;
  gtk_widget_set_visible (GTK_WIDGET (self->calendar), by_month);
  gtk_label_set_text (self->note, "");
  if (self->desk == NULL)
    return;
  if (by_month)
    {
      ZhihuiSituation     *situation = zhihui_desk_get_situation (self->desk);
      ZhihuiZone          *zone = zhihui_situation_get_zone (situation);
      const ZhihuiMeeting *meeting = zhihui_desk_review_find_chosen (self);
      gint64               at = meeting != NULL
                                  ? meeting->starts_at
                                  : zhihui_situation_get_platform_now (situation, g_get_monotonic_time ());

      zhihui_month_view_set_day (self->calendar, zhihui_zone_day_of (zone, at));
      zhihui_desk_review_ask_month (self);
    }
  zhihui_desk_review_show (self);
}

static void
day_changed_cb (ZhihuiDeskReview *self)
{
  if (self->desk != NULL && self->by_month)
    zhihui_desk_review_show (self);
}

static void
page_changed_cb (ZhihuiDeskReview *self)
{
  if (self->desk == NULL || !self->by_month)
    return;
  g_clear_pointer (&self->month, zhihui_meetings_unref);
  zhihui_desk_review_ask_month (self);
}

static void
row_activated_cb (ZhihuiDeskReview *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->reading);
}

static void
back_clicked_cb (ZhihuiDeskReview *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static GtkWidget *
build_modes (ZhihuiDeskReview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *modes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->list_button = gtk_toggle_button_new_with_label (C_ ("meetings", "List"));
  self->month_button = gtk_toggle_button_new_with_label (C_ ("meetings", "Month"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->month_button),
                               GTK_TOGGLE_BUTTON (self->list_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->list_button), TRUE);
  g_signal_connect_object (
    self->month_button, "toggled", G_CALLBACK (mode_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (modes, "linked");
  gtk_widget_set_hexpand (modes, TRUE);
  gtk_box_append (GTK_BOX (modes), self->list_button);
  gtk_box_append (GTK_BOX (modes), self->month_button);
  self->plan_button = gtk_button_new_with_label (_ ("Plan a Review…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->plan_button), "page.plan");
  gtk_box_append (GTK_BOX (box), modes);
  gtk_box_append (GTK_BOX (box), self->plan_button);
  gtk_widget_add_css_class (box, "zh-modes");
  return box;
}

static void
build_side (ZhihuiDeskReview *self)
{
  self->side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->calendar = ZHIHUI_MONTH_VIEW (zhihui_month_view_new ());
  self->agenda = ZHIHUI_MEETING_AGENDA (zhihui_meeting_agenda_new ());
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "zh-note");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "zh-modes");
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->calendar), FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->agenda), TRUE);
  gtk_box_append (GTK_BOX (self->side), build_modes (self));
  gtk_box_append (GTK_BOX (self->side), GTK_WIDGET (self->calendar));
  gtk_box_append (GTK_BOX (self->side), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (self->side), GTK_WIDGET (self->agenda));
  gtk_widget_set_size_request (
    self->side, (int) (SIDE_WIDTH * zhihui_text_scale_get (self->side)), -1);
  gtk_widget_set_hexpand (self->side, FALSE);
  gtk_widget_add_css_class (self->side, "view");
  g_signal_connect_object (self->agenda, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->agenda, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->calendar, "day-changed", G_CALLBACK (day_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->calendar, "page-changed", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
}

/* The meeting; where the list does not stand beside it, with the way back there. */
static GtkWidget *
build_reading (ZhihuiDeskReview *self)
{
  GtkWidget *content = adw_button_content_new ();

  self->reading = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "go-previous-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), C_ ("meetings", "List"));
  self->back = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->back), content);
  gtk_widget_set_halign (self->back, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->back, "flat");
  g_signal_connect_object (
    self->back, "clicked", G_CALLBACK (back_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->pane), TRUE);
  gtk_box_append (GTK_BOX (self->reading), self->back);
  gtk_box_append (GTK_BOX (self->reading), GTK_WIDGET (self->pane));
  return self->reading;
}

static void
zhihui_desk_review_dispose (GObject *object)
{
  ZhihuiDeskReview *self = ZHIHUI_DESK_REVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  zhihui_desk_review_stop_asking_month (self);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->month, zhihui_meetings_unref);
  g_clear_pointer (&self->shown, zhihui_meetings_unref);
  g_clear_pointer (&self->other, zhihui_meetings_unref);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->asked_cases, g_free);
  self->desk = NULL;

  G_OBJECT_CLASS (zhihui_desk_review_parent_class)->dispose (object);
}

static void
zhihui_desk_review_class_init (ZhihuiDeskReviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_review_dispose;
}

static void
zhihui_desk_review_init (ZhihuiDeskReview *self)
{
  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  build_side (self);
  self->pane = ZHIHUI_MEETING_PANE (zhihui_meeting_pane_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->pane), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->pane), LEAST_PANE, -1);
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  adw_leaflet_append (self->leaflet, self->side);
  adw_leaflet_page_set_navigatable (
    adw_leaflet_append (self->leaflet, gtk_separator_new (GTK_ORIENTATION_VERTICAL)), FALSE);
  adw_leaflet_append (self->leaflet, build_reading (self));
  g_object_bind_property (self->leaflet, "folded", self->back, "visible", G_BINDING_SYNC_CREATE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->leaflet));
  zhihui_desk_review_add_actions (self);
}
