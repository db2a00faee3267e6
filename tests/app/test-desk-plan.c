/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms for a review that is planned and for what one decided. */
#include <string.h>

#include "acting-desk.h"
#include "desk-application.h"
#include "fake-platform.h"
#include "widget-search.h"
#include "zhihui-day-choice.h"
#include "zhihui-desk-decision.h"
#include "zhihui-desk-plan.h"
#include "zhihui-month-view.h"
#include "zhihui-unit-choice.h"
#include "zhihui-units-choice.h"

static gboolean
can_announce (gpointer dialog)
{
  return adw_message_dialog_get_response_enabled (dialog, "plan");
}

static gboolean
is_hidden (gpointer widget)
{
  return !gtk_widget_get_visible (widget);
}

/* By the keyboard: the month goes on to @day, and Enter closes it. */
static void
choose_day (AdwMessageDialog *dialog, gint32 day)
{
  GtkWidget *choice = widget_search_type (GTK_WIDGET (dialog), ZHIHUI_TYPE_DAY_CHOICE);
  GtkWidget *month = widget_search_type (choice, ZHIHUI_TYPE_MONTH_VIEW);
  GtkWidget *popover = widget_search_type (choice, GTK_TYPE_POPOVER);

  gtk_menu_button_popup (GTK_MENU_BUTTON (widget_search_type (choice, GTK_TYPE_MENU_BUTTON)));
  g_assert_cmpint (zhihui_month_view_get_day (ZHIHUI_MONTH_VIEW (month)),
                   ==,
                   zhihui_day_choice_get_day (ZHIHUI_DAY_CHOICE (choice)));
  zhihui_month_view_set_day (ZHIHUI_MONTH_VIEW (month), day);
  g_assert_true (gtk_widget_get_visible (popover));
  zhihui_month_view_take_focus (ZHIHUI_MONTH_VIEW (month));
  gtk_widget_activate (gtk_root_get_focus (gtk_widget_get_root (month)));
  await (is_hidden, popover, "Enter closes the month");
  g_assert_cmpint (zhihui_day_choice_get_day (ZHIHUI_DAY_CHOICE (choice)), ==, day);
}

static void
test_a_review_is_called (ActingDesk *self, gconstpointer scope)
{
  const char *const cases[] = { "c-9", NULL };
  AdwMessageDialog *dialog;

  zhihui_desk_plan_review (
    acting_desk_get_desk (self), GTK_WINDOW (self->window), cases, "u014", "ZC0009");
  dialog = acting_desk_find_dialog ();
  acting_desk_type_into (GTK_WIDGET (dialog), "姓名", "李主任");
  await (can_announce, dialog, "the units are told");
  acting_desk_type_into (GTK_WIDGET (dialog), "开始时间（时:分）", "上午");
  g_assert_false (can_announce (dialog));
  g_assert_true (acting_desk_shows_text (GTK_WIDGET (dialog), "开始时间须晚于现在"));
  acting_desk_type_into (GTK_WIDGET (dialog), "开始时间（时:分）", "10:30");
  g_assert_true (can_announce (dialog));
  choose_day (dialog, zhihui_day_from_ymd (2001, 7, 30));
  g_assert_false (can_announce (dialog));
  choose_day (dialog, zhihui_day_from_ymd (2099, 7, 30));
  g_assert_true (can_announce (dialog));
  adw_message_dialog_response (dialog, "draft");
  zhihui_desk_errands_send_all (zhihui_desk_get_errands (acting_desk_get_desk (self)));
  acting_desk_await_text (self->window, "平台已收到");
  g_assert_nonnull (strstr (self->told->str, "/meetings - "));
  g_assert_nonnull (strstr (self->told->str, "cn.zhihui.meeting.drafted.v1"));
  g_assert_nonnull (strstr (self->told->str,
                            "\"title\":\"ZC0009研判会\",\"host_unit\":\"u014\","
                            "\"starts_at\":\"2099-07-30T10:30:00+08:00\","
                            "\"ends_at\":\"2099-07-30T11:30:00+08:00\","
                            "\"units\":[\"u014\"],\"cases\":[\"c-9\"]"));
}

static gboolean
finds_one (gpointer view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view))) == 1;
}

/* On with what was found, whichever version of GTK it is. */
static void
assert_tab_enters (GtkWidget *search, GtkWidget *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (search);
  gboolean is_taken = FALSE;

  gtk_widget_grab_focus (search);
  for (guint i = 0; !is_taken && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one))
        g_signal_emit_by_name (one, "key-pressed", GDK_KEY_Tab, 0, 0, &is_taken);
    }
  g_assert_true (is_taken);
  g_assert_nonnull (gtk_widget_get_focus_child (view));
}

static void
assert_is_replaced_by_typing (GtkWidget *search)
{
  int from, to;

  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (search), &from, &to));
  g_assert_cmpint (from, ==, 0);
  g_assert_cmpint (to, ==, (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (search)), -1));
}

/* Who is looked for by initials, and chosen by Enter, takes part beside the unit of the case. */
static void
test_units_that_are_chosen_take_part (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *dialog, *choice, *view, *search;

  zhihui_desk_plan_review (acting_desk_get_desk (self),
                           GTK_WINDOW (self->window),
                           (const char *[]){ NULL },
                           "u014",
                           "ZC0009");
  dialog = GTK_WIDGET (acting_desk_find_dialog ());
  choice = widget_search_type (dialog, ZHIHUI_TYPE_UNITS_CHOICE);
  acting_desk_type_into (dialog, "姓名", "李主任");
  await (can_announce, dialog, "the units are told");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (choice)), ==, "执法局");

  gtk_menu_button_popup (GTK_MENU_BUTTON (widget_search_type (choice, GTK_TYPE_MENU_BUTTON)));
  view = widget_search_type (choice, GTK_TYPE_LIST_VIEW);
  search = widget_search_type (choice, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "syz");
  await (finds_one, view, "names are spelled");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (choice)), ==, "执法局、双杨镇");
  assert_is_replaced_by_typing (search);

  /* One that is in stays in: a click takes it out. */
  gtk_editable_set_text (GTK_EDITABLE (search), "zhifaju");
  await (finds_one, view, "the other is found");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (choice)), ==, "执法局、双杨镇");
  assert_is_replaced_by_typing (search);
  for (guint i = 0; i < 2; i++)
    {
      g_signal_emit_by_name (view, "activate", 0);
      g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (choice)),
                       ==,
                       i == 0 ? "双杨镇" : "双杨镇、执法局");
    }
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "plan");
  zhihui_desk_errands_send_all (zhihui_desk_get_errands (acting_desk_get_desk (self)));
  acting_desk_await_text (self->window, "平台已收到");
  g_assert_nonnull (strstr (self->told->str, "\"units\":[\"u003\",\"u014\"]"));
}

static void
plan_of (ActingDesk *self, const char *unit, const char *about)
{
  zhihui_desk_plan_review (
    acting_desk_get_desk (self), GTK_WINDOW (self->window), (const char *[]){ NULL }, unit, about);
}

/* The platform refuses more than 200 of them: that is said before it is asked. */
static void
test_more_units_than_the_platform_takes_are_told (ActingDesk *self, gconstpointer scope)
{
  g_autoptr (GString) ids = g_string_new ("u014");
  GtkWidget *dialog, *choice;

  plan_of (self, "u014", "ZC0009");
  dialog = GTK_WIDGET (acting_desk_find_dialog ());
  choice = widget_search_type (dialog, ZHIHUI_TYPE_UNITS_CHOICE);
  acting_desk_type_into (dialog, "姓名", "李主任");
  await (can_announce, dialog, "the units are told");
  for (guint i = 1; i < 200; i++)
    g_string_append_printf (ids, "\nu1%03u", i);
  g_object_set (choice, "chosen", ids->str, NULL);
  g_assert_true (can_announce (dialog));
  g_string_append (ids, "\nu003");
  g_object_set (choice, "chosen", ids->str, NULL);
  g_assert_false (can_announce (dialog));
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "draft"));
  g_assert_true (acting_desk_shows_text (dialog, "已选 201 个参会单位，平台一场会最多邀请 200 个"));
  g_object_set (choice, "chosen", "u014", NULL);
  g_assert_true (can_announce (dialog));
  g_assert_false (acting_desk_shows_text (dialog, "最多邀请"));
}

/* Likewise of cases; what is to be known of them stands there until then. */
static void
test_more_cases_than_the_platform_takes_are_told (ActingDesk *self, gconstpointer scope)
{
  for (guint n = 200; n <= 201; n++)
    {
      g_auto (GStrv) ids = g_new0 (char *, n + 1);
      GtkWidget *dialog;

      for (guint i = 0; i < n; i++)
        ids[i] = g_strdup_printf ("c%u", i);
      zhihui_desk_plan_review_noting (acting_desk_get_desk (self),
                                      GTK_WINDOW (self->window),
                                      (const char *const *) ids,
                                      "u014",
                                      "ZC0009",
                                      "只列入其中一些");
      dialog = GTK_WIDGET (acting_desk_find_dialog ());
      acting_desk_type_into (dialog, "姓名", "李主任");
      if (n == 200)
        await (can_announce, dialog, "the units are told");
      g_assert_cmpint (can_announce (dialog), ==, n == 200);
      g_assert_cmpint (acting_desk_shows_text (dialog, "只列入其中一些"), ==, n == 200);
      g_assert_cmpint (
        acting_desk_shows_text (dialog, "待研判工单 201 件，平台一场会最多列入 200 件"),
        ==,
        n > 200);
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}

static void
test_a_review_of_nothing_has_no_title_yet (ActingDesk *self, gconstpointer scope)
{
  zhihui_desk_plan_review (
    acting_desk_get_desk (self), GTK_WINDOW (self->window), (const char *[]){ NULL }, NULL, "");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                     widget_search_row (GTK_WIDGET (acting_desk_find_dialog ()), "标题"))),
                   ==,
                   "");
}

static const char *
get_typed (const char *row)
{
  return gtk_editable_get_text (
    GTK_EDITABLE (widget_search_row (GTK_WIDGET (acting_desk_find_dialog ()), row)));
}

static ZhihuiUnitChoice *
get_host (GtkWidget *dialog)
{
  return ZHIHUI_UNIT_CHOICE (widget_search_type (dialog, ZHIHUI_TYPE_UNIT_CHOICE));
}

static gboolean
has_units (gpointer dialog)
{
  return zhihui_unit_choice_get_units (get_host (dialog)) != NULL;
}

static gboolean
finds_all (gpointer view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view))) == 2;
}

/* Nobody is the host by chance; who is looked for by sound is found, as those who take part are. */
static void
test_the_host_is_looked_for_by_sound (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *dialog, *host, *view, *search, *popover;

  plan_of (self, NULL, "ZC0009");
  dialog = GTK_WIDGET (acting_desk_find_dialog ());
  host = GTK_WIDGET (get_host (dialog));
  acting_desk_type_into (dialog, "姓名", "李主任");
  await (has_units, dialog, "the units are told");
  g_assert_false (can_announce (dialog));
  g_assert_true (acting_desk_shows_text (host, "选择…"));

  popover = widget_search_type (host, GTK_TYPE_POPOVER);
  view = widget_search_type (host, GTK_TYPE_LIST_VIEW);
  gtk_menu_button_popup (GTK_MENU_BUTTON (widget_search_type (host, GTK_TYPE_MENU_BUTTON)));
  search = widget_search_type (host, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "zhifaju");
  await (finds_one, view, "names are spelled");
  assert_tab_enters (search, view);
  g_signal_emit_by_name (search, "activate");
  await (is_hidden, popover, "who chose one is done");
  await (finds_all, view, "what was looked for is forgotten");
  gtk_widget_activate_action (widget_search_type (search, GTK_TYPE_TEXT), "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (host)), ==, "执法局");
  g_assert_true (can_announce (dialog));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "plan");
  zhihui_desk_errands_send_all (zhihui_desk_get_errands (acting_desk_get_desk (self)));
  acting_desk_await_text (self->window, "平台已收到");
  g_assert_nonnull (strstr (self->told->str, "\"host_unit\":\"u014\""));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
assert_said_when_it_changes (gpointer choice, const char *name, const char *one, const char *other)
{
  g_autofree char   *notify = g_strconcat ("notify::", name, NULL);
  const char *const  values[] = { one, one, other, other, one };
  static const guint expected[] = { 1, 1, 2, 2, 3 };
  guint              n = 0;
  gulong             id = g_signal_connect_swapped (choice, notify, G_CALLBACK (count_cb), &n);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_object_set (choice, name, values[i], NULL);
      g_assert_cmpuint (n, ==, expected[i]);
    }
  g_signal_handler_disconnect (choice, id);
}

/* Escape loses no words: neither of a meeting that is planned nor of what one decided. */
static void
test_what_is_not_sent_is_there_again (ActingDesk *self, gconstpointer scope)
{
  GtkWindow  *window = GTK_WINDOW (self->window);
  ZhihuiDesk *desk = acting_desk_get_desk (self);
  GtkWidget  *dialog;

  plan_of (self, NULL, "");
  dialog = GTK_WIDGET (acting_desk_find_dialog ());
  await (has_units, dialog, "the units are told");
  acting_desk_type_into (dialog, "标题", "供水会商");
  g_object_set (get_host (dialog), "unit", "u014", NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (widget_search_type (dialog, GTK_TYPE_SPIN_BUTTON)),
                             90);
  gtk_window_close (GTK_WINDOW (dialog));
  plan_of (self, "u014", "");
  g_assert_cmpstr (get_typed ("标题"), ==, "");
  gtk_window_close (GTK_WINDOW (acting_desk_find_dialog ()));
  plan_of (self, NULL, "");
  g_assert_cmpstr (get_typed ("标题"), ==, "供水会商");
  dialog = GTK_WIDGET (acting_desk_find_dialog ());
  await (has_units, dialog, "the units are told");
  g_assert_cmpstr (zhihui_unit_choice_get_unit (get_host (dialog))->id, ==, "u014");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (
                     GTK_SPIN_BUTTON (widget_search_type (dialog, GTK_TYPE_SPIN_BUTTON))),
                   ==,
                   90);
  assert_said_when_it_changes (get_host (dialog), "unit", "u003", "u014");
  assert_said_when_it_changes (
    widget_search_type (dialog, ZHIHUI_TYPE_UNITS_CHOICE), "chosen", "u003\nu014", "u014\nu003");
  gtk_window_close (GTK_WINDOW (dialog));

  zhihui_desk_decide (desk, window, "m-1");
  acting_desk_type_into (GTK_WIDGET (acting_desk_find_dialog ()), "议定内容", "周五前换管");
  gtk_window_close (GTK_WINDOW (acting_desk_find_dialog ()));
  zhihui_desk_decide (desk, window, "m-2");
  g_assert_cmpstr (get_typed ("议定内容"), ==, "");
  gtk_window_close (GTK_WINDOW (acting_desk_find_dialog ()));
  zhihui_desk_decide (desk, window, "m-1");
  g_assert_cmpstr (get_typed ("议定内容"), ==, "周五前换管");
}

#define ADD(path, scope, func)                                                                     \
  g_test_add (                                                                                     \
    "/desk-plan/" path, ActingDesk, scope, acting_desk_set_up, func, acting_desk_tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

  ADD ("a-review-is-called", "desk", test_a_review_is_called);
  ADD ("units-that-are-chosen-take-part", "desk", test_units_that_are_chosen_take_part);
  ADD ("more-units-than-the-platform-takes-are-told",
       "desk",
       test_more_units_than_the_platform_takes_are_told);
  ADD ("more-cases-than-the-platform-takes-are-told",
       "desk",
       test_more_cases_than_the_platform_takes_are_told);
  ADD ("the-host-is-looked-for-by-sound", "desk", test_the_host_is_looked_for_by_sound);
  ADD ("a-review-of-nothing-has-no-title", "desk", test_a_review_of_nothing_has_no_title_yet);
  ADD ("what-is-not-sent-is-there-again", "desk", test_what_is_not_sent_is_there_again);
  return g_test_run ();
}
