/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <string.h>

#include "acting-desk.h"
#include "desk-application.h"
#include "fake-platform.h"
#include "widget-search.h"
#include "zhihui-alert-list.h"
#include "zhihui-alert-pane.h"
#include "zhihui-desk-case-actions.h"
#include "zhihui-desk-guard.h"
#include "zhihui-desk-unsent.h"
#include "zhihui-desk-window.h"
#include "zhihui-http-source.h"
#include "zhihui-settings-store.h"
#include "zhihui-table-focus.h"
#include "zhihui-watermark-layer.h"

/* ---- the alerts ---- */

static GtkWidget *
open_alerts (ActingDesk *self)
{
  zhihui_desk_go (
    acting_desk_get_desk (self), "alerts", g_variant_new_parsed ("{'alert': <'overdue-u014'>}"));
  acting_desk_await_text (widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST),
                          "显示 2 条，共 3 条");
  return widget_search_type (self->window, ZHIHUI_TYPE_ALERT_PANE);
}

static void
take_note (ActingDesk *self, GtkWidget *pane)
{
  acting_desk_type_into (pane, "姓名", "王科长");
  acting_desk_type_into (pane, "说明：正在采取的措施", "已派人");
  g_signal_emit_by_name (widget_search_button (pane, "确认"), "clicked");
}

static void
test_an_alert_says_what_happened (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);
  GtkWidget *list = widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST);

  acting_desk_await_text (pane, "升级为橙色");
  g_assert_true (acting_desk_shows_text (pane, "3 件超期"));
  g_assert_true (gtk_widget_get_visible (widget_search_button (pane, "查看单位")));
  g_assert_false (gtk_widget_get_visible (widget_search_button (pane, "查看工单")));
  g_assert_false (gtk_widget_is_sensitive (widget_search_button (pane, "确认")));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget_search_toggle (list, "已确认")), TRUE);
  g_assert_cmpuint (zhihui_alert_list_get_n_shown (ZHIHUI_ALERT_LIST (list)), ==, 1);
  g_assert_true (acting_desk_shows_text (list, "✓ 赵六"));
}

static void
test_what_is_noted_is_told_beside_many_that_are_open (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *list;

  self->is_full = TRUE;
  zhihui_desk_go (acting_desk_get_desk (self), "alerts", NULL);
  list = widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST);
  acting_desk_await_text (list, "显示 500 条，平台一次只给出前 501 条");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget_search_toggle (list, "已确认")), TRUE);
  g_assert_cmpuint (zhihui_alert_list_get_n_shown (ZHIHUI_ALERT_LIST (list)), ==, 1);
  g_assert_true (acting_desk_shows_text (list, "✓ 赵六"));
}

/* The keyboard stays where it is seen, or no key would do anything any more. */
static void
test_enter_opens_a_row_that_was_not_selected (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *list, *focus;

  zhihui_desk_go (acting_desk_get_desk (self), "alerts", NULL);
  list = widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST);
  acting_desk_await_text (list, "显示 2 条，共 3 条");
  zhihui_alert_list_take_focus (ZHIHUI_ALERT_LIST (list));
  g_assert_null (zhihui_alert_list_get_selected (ZHIHUI_ALERT_LIST (list)));
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (self->window))));

  g_assert_nonnull (zhihui_alert_list_get_selected (ZHIHUI_ALERT_LIST (list)));
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, ZHIHUI_TYPE_ALERT_PANE));
  g_assert_true (gtk_widget_get_child_visible (gtk_widget_get_ancestor (focus, GTK_TYPE_VIEWPORT)));
  g_assert_true (
    acting_desk_shows_text (widget_search_type (self->window, ZHIHUI_TYPE_ALERT_PANE), "涉众诉求"));
}

static gboolean
is_open (gpointer pane)
{
  GtkWidget *flap = gtk_widget_get_ancestor (pane, ADW_TYPE_FLAP);

  return adw_flap_get_reveal_flap (ADW_FLAP (flap));
}

static gboolean
is_whole (gpointer pane)
{
  GtkWidget *flap = gtk_widget_get_ancestor (pane, ADW_TYPE_FLAP);

  return adw_flap_get_reveal_progress (ADW_FLAP (flap)) > 0.999;
}

/* Tab does not stop at words, which it would select. */
static void
test_words_are_no_stop (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);
  guint      n = 0;

  await (is_whole, pane, "the pane has come in");
  acting_desk_await_text (pane, "升级为橙色");
  for (guint i = 0; i < 60; i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (self->window, GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (self->window));
      if (focus == NULL || !gtk_widget_is_ancestor (focus, pane))
        continue;
      g_assert_false (GTK_IS_LABEL (focus));
      n++;
    }
  g_assert_cmpuint (n, >, 2);
}

static void
test_the_pane_is_open_where_there_is_room (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);

  await (is_open, pane, "the pane is open");
  g_assert_true (gtk_widget_activate_action (self->window, "page.toggle-pane", NULL));
  g_assert_false (is_open (pane));
  g_signal_emit_by_name (widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST), "opened");
  g_assert_true (is_open (pane));
}

static void
test_a_note_is_undone_or_sent (ActingDesk *self, gconstpointer scope)
{
  GtkWidget         *pane = open_alerts (self);
  ZhihuiDeskErrands *errands = zhihui_desk_get_errands (acting_desk_get_desk (self));

  take_note (self, pane);
  g_assert_true (acting_desk_shows_text (pane, "10 秒后发出"));
  g_assert_true (acting_desk_shows_text (self->window, "确认“3 件超期”：10 秒后发出"));
  gtk_widget_activate_action (self->window, "win.undo-errand", NULL);
  g_assert_true (zhihui_desk_errands_is_idle (errands));
  g_assert_false (acting_desk_shows_text (pane, "10 秒后发出"));

  take_note (self, pane);
  zhihui_desk_errands_send_all (errands);
  acting_desk_await_text (self->window, "平台已收到");
  g_assert_cmpstr (self->told->str,
                   ==,
                   "/alerts/overdue-u014/ack \"overdue-7\" "
                   "{\"by\":\"王科长\",\"note\":\"已派人\"}\n");
}

static gboolean
has_next (gpointer list)
{
  const ZhihuiAlert *alert = zhihui_alert_list_get_selected (list);

  return alert != NULL && g_str_equal (alert->id, "sensitive-c-9");
}

static void
test_after_a_note_comes_the_next_alert (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);
  GtkWidget *list = widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST);
  GtkWidget *focus;

  take_note (self, pane);
  self->is_gone = TRUE;
  zhihui_desk_errands_send_all (zhihui_desk_get_errands (acting_desk_get_desk (self)));
  await (has_next, list, "the next is selected");
  g_assert_true (acting_desk_shows_text (pane, "涉众诉求"));
  g_assert_cmpstr (
    gtk_editable_get_text (GTK_EDITABLE (widget_search_row (pane, "姓名"))), ==, "王科长");
  g_assert_cmpstr (
    gtk_editable_get_text (GTK_EDITABLE (widget_search_row (pane, "说明：正在采取的措施"))),
    ==,
    "");
  /* Whoever goes through them by keys goes on there. */
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, list));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW));
}

/* What was typed for one alert is not brought back for another by Ctrl+Z. */
static void
test_a_note_is_not_undone_into_another (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);
  GtkWidget *list = widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST);
  GtkWidget *row = widget_search_row (pane, "说明：正在采取的措施");

  take_note (self, pane);
  self->is_gone = TRUE;
  zhihui_desk_errands_send_all (zhihui_desk_get_errands (acting_desk_get_desk (self)));
  await (has_next, list, "the next is selected");
  gtk_widget_activate_action (widget_search_type (row, GTK_TYPE_TEXT), "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
}

/* One that goes by itself leaves nobody before an alert that was not chosen. */
static void
test_what_goes_by_itself_is_followed_by_none (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);
  GtkWidget *list = widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST);

  self->is_gone = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget_search_toggle (list, "全部")), TRUE);
  acting_desk_await_text (list, "显示 2 条，共 2 条");
  g_assert_null (zhihui_alert_list_get_selected (ZHIHUI_ALERT_LIST (list)));
  g_assert_false (acting_desk_shows_text (pane, "涉众诉求"));
}

static void
take_note_of_all (ActingDesk *self, GtkWidget *pane)
{
  GtkWidget         *table = widget_search_type (self->window, ZHIHUI_TYPE_TABLE_FOCUS);
  GtkSelectionModel *model =
    gtk_list_view_get_model (GTK_LIST_VIEW (widget_search_type (table, GTK_TYPE_LIST_VIEW)));

  zhihui_desk_set_name (acting_desk_get_desk (self), "王科长");
  gtk_selection_model_select_all (model);
  g_assert_true (acting_desk_shows_text (pane, "已选中 2 条预警"));
  acting_desk_type_into (pane, "说明：正在采取的措施", "已派人");
  g_signal_emit_by_name (widget_search_button (pane, "确认 2 条预警"), "clicked");
}

/* It is there at once: a toast of each would wait for the one before to go. */
static void
test_several_have_one_toast (ActingDesk *self, gconstpointer scope)
{
  GtkWidget         *pane = open_alerts (self);
  ZhihuiDeskErrands *errands = zhihui_desk_get_errands (acting_desk_get_desk (self));
  GtkWidget         *toast;

  take_note_of_all (self, pane);
  g_assert_cmpuint (zhihui_desk_errands_count (errands, ZHIHUI_ERRAND_WAITING), ==, 2);
  toast = widget_search_type (self->window, g_type_from_name ("AdwToastWidget"));
  g_assert_true (acting_desk_shows_text (toast, "确认 2 条预警：10 秒后发出"));
  g_signal_emit_by_name (widget_search_button (toast, "撤销"), "clicked");
  g_assert_true (zhihui_desk_errands_is_idle (errands));
  g_assert_cmpuint (self->told->len, ==, 0);
}

static void
test_several_are_noted_and_undone_at_once (ActingDesk *self, gconstpointer scope)
{
  GtkWidget         *pane = open_alerts (self);
  ZhihuiDeskErrands *errands = zhihui_desk_get_errands (acting_desk_get_desk (self));

  take_note_of_all (self, pane);
  g_assert_cmpuint (zhihui_desk_errands_count (errands, ZHIHUI_ERRAND_WAITING), ==, 2);
  g_assert_true (acting_desk_shows_text (self->window, "确认 2 条预警：10 秒后发出"));
  gtk_widget_activate_action (self->window, "win.undo-errand", NULL);
  g_assert_true (zhihui_desk_errands_is_idle (errands));
  g_assert_cmpuint (self->told->len, ==, 0);

  g_signal_emit_by_name (widget_search_button (pane, "确认 2 条预警"), "clicked");
  zhihui_desk_errands_send_all (errands);
  acting_desk_await_text (self->window, "平台已收到");
  while (!zhihui_desk_errands_is_idle (errands))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (self->told->str,
                            "/alerts/overdue-u014/ack \"overdue-7\" "
                            "{\"by\":\"王科长\",\"note\":\"已派人\"}\n"));
  g_assert_nonnull (strstr (self->told->str,
                            "/alerts/sensitive-c-9/ack \"sensitive-1\" "
                            "{\"by\":\"王科长\",\"note\":\"已派人\"}\n"));
}

static void
test_what_changed_meanwhile_is_said (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);

  take_note (self, pane);
  self->status = 412;
  self->level = "red";
  zhihui_desk_errands_send_all (zhihui_desk_get_errands (acting_desk_get_desk (self)));
  acting_desk_await_text (pane, "级别由橙色变为红色");
  g_assert_true (acting_desk_shows_text (pane, "内容已有变化"));
}

/* The answer to it was lost, and it is told again: what has changed is that it is noted. */
static void
test_a_note_that_is_there_already_is_sent (ActingDesk *self, gconstpointer scope)
{
  GtkWidget         *pane = open_alerts (self);
  ZhihuiDeskErrands *errands = zhihui_desk_get_errands (acting_desk_get_desk (self));

  take_note (self, pane);
  self->status = 503;
  zhihui_desk_errands_send_all (errands);
  acting_desk_await_text (self->window, "平台暂时不能接收（503）");
  self->status = 412;
  self->is_taken = TRUE;
  zhihui_desk_errands_try_again (errands,
                                 zhihui_desk_errands_get_newest (errands, ZHIHUI_ERRAND_FAILED));
  acting_desk_await_text (self->window, "平台已收到");
  g_assert_true (zhihui_desk_errands_is_idle (errands));
  g_assert_cmpuint (zhihui_desk_errands_count (errands, ZHIHUI_ERRAND_FAILED), ==, 0);
}

static gboolean
is_revealed (gpointer unsent)
{
  GtkWidget *revealer = adw_bin_get_child (unsent);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer));
}

/* The toast goes; that it was not sent does not, until it is sent or somebody says so. */
static void
test_what_failed_stays_until_it_is_sent (ActingDesk *self, gconstpointer scope)
{
  GtkWidget         *pane = open_alerts (self);
  GtkWidget         *unsent = widget_search_type (self->window, ZHIHUI_TYPE_DESK_UNSENT);
  ZhihuiDeskErrands *errands = zhihui_desk_get_errands (acting_desk_get_desk (self));

  g_assert_false (is_revealed (unsent));
  for (guint i = 0; i < 2; i++)
    {
      self->status = 503;
      if (i == 0)
        take_note (self, pane);
      zhihui_desk_errands_send_all (errands);
      if (i > 0)
        g_signal_emit_by_name (widget_search_button (unsent, "重试"), "clicked");
      await (is_revealed, unsent, "it says what was not sent");
      if (i > 0)
        g_assert_true (acting_desk_shows_text (unsent, "正在发送"));
      acting_desk_await_text (unsent, "没有发出");
      g_assert_true (acting_desk_shows_text (unsent, "平台暂时不能接收（503）"));
    }
  self->status = 200;
  g_signal_emit_by_name (widget_search_button (unsent, "重试"), "clicked");
  while (is_revealed (unsent))
    g_main_context_iteration (NULL, TRUE);
  acting_desk_await_text (self->window, "平台已收到");
  g_assert_cmpuint (zhihui_desk_errands_count (errands, ZHIHUI_ERRAND_FAILED), ==, 0);
}

static void
test_what_failed_can_be_dismissed (ActingDesk *self, gconstpointer scope)
{
  GtkWidget         *pane = open_alerts (self);
  GtkWidget         *unsent = widget_search_type (self->window, ZHIHUI_TYPE_DESK_UNSENT);
  ZhihuiDeskErrands *errands = zhihui_desk_get_errands (acting_desk_get_desk (self));

  take_note (self, pane);
  self->status = 503;
  zhihui_desk_errands_send_all (errands);
  await (is_revealed, unsent, "it says what was not sent");
  g_signal_emit_by_name (widget_search_button (unsent, "不再提示"), "clicked");
  g_assert_false (is_revealed (unsent));
  g_assert_cmpuint (zhihui_desk_errands_count (errands, ZHIHUI_ERRAND_FAILED), ==, 0);
}

/* Tab goes through what stands on the page, the arrows through the rows. */
static void
test_the_list_is_one_stop (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *table, *first, *second;

  open_alerts (self);
  table = widget_search_type (self->window, ZHIHUI_TYPE_TABLE_FOCUS);
  zhihui_alert_list_take_focus (
    ZHIHUI_ALERT_LIST (widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST)));
  first = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (gtk_widget_is_ancestor (first, table));
  g_assert_true (gtk_widget_child_focus (
    self->window, gtk_widget_get_next_sibling (first) != NULL ? GTK_DIR_DOWN : GTK_DIR_UP));
  second = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (second != first && gtk_widget_is_ancestor (second, table));

  for (GtkDirectionType way = GTK_DIR_TAB_FORWARD; way <= GTK_DIR_TAB_BACKWARD; way++)
    {
      gtk_widget_grab_focus (first);
      g_assert_true (gtk_widget_child_focus (self->window, way));
      g_assert_false (
        gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), table));
    }
}

static void
test_a_wall_token_cannot_note (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);

  acting_desk_type_into (pane, "姓名", "王科长");
  g_assert_false (gtk_widget_is_sensitive (widget_search_button (pane, "确认")));
  g_assert_true (acting_desk_shows_text (pane, "没有“desk”权限"));
}

/* ---- the window ---- */

static void
test_what_was_told_is_sent_before_the_window_goes (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);

  take_note (self, pane);
  gtk_window_close (GTK_WINDOW (self->window));
  while (self->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (self->told->str, "/alerts/overdue-u014/ack "));
}

/* And goes when its user gives it up. */
static void
test_a_window_comes_back_to_say_what_failed (ActingDesk *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);

  take_note (self, pane);
  self->status = 503;
  gtk_window_close (GTK_WINDOW (self->window));
  g_assert_false (gtk_widget_get_visible (self->window));
  acting_desk_await_text (self->window, "平台暂时不能接收（503）");
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *dialog;

      gtk_window_close (GTK_WINDOW (self->window));
      dialog = GTK_WIDGET (acting_desk_find_dialog ());
      g_assert_true (acting_desk_shows_text (dialog, "没有发出：确认“3 件超期”"));
      g_assert_true (acting_desk_shows_text (dialog, "平台暂时不能接收（503）"));
      g_signal_emit_by_name (widget_search_button (dialog, i == 0 ? "取消" : "关闭"), "clicked");
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_assert_null (acting_desk_find_dialog ());
      g_assert_cmpint (self->window != NULL, ==, i == 0);
    }
}

/* ---- a case ---- */

static void
test_a_case_is_supervised (ActingDesk *self, gconstpointer scope)
{
  g_autoptr (ZhihuiDeskCaseActions) actions =
    zhihui_desk_case_actions_new (acting_desk_get_desk (self), self->window);
  AdwMessageDialog *dialog;
  GtkTextBuffer    *text;

  g_assert_null (acting_desk_find_dialog ());
  gtk_widget_activate_action (self->window, "case.supervise", NULL);
  g_assert_null (acting_desk_find_dialog ());
  zhihui_desk_case_actions_set_case (actions, "c-9", "ZC0009", "u014");
  gtk_widget_activate_action (self->window, "case.supervise", NULL);
  dialog = acting_desk_find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (acting_desk_shows_text (GTK_WIDGET (dialog), "ZC0009"));
  acting_desk_type_into (GTK_WIDGET (dialog), "姓名", "李主任");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "send"));
  text = gtk_text_view_get_buffer (
    GTK_TEXT_VIEW (widget_search_type (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_set_text (text, " 三日内办结\n", -1);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "send"));
  /* Another case is shown by now: it is about the one that was asked about. */
  zhihui_desk_case_actions_set_case (actions, "c-10", "ZC0010", NULL);
  adw_message_dialog_response (dialog, "send");
  acting_desk_await_text (self->window, "督办 ZC0009");
  zhihui_desk_errands_send_all (zhihui_desk_get_errands (acting_desk_get_desk (self)));
  acting_desk_await_text (self->window, "平台已收到");
  g_assert_true (g_str_has_prefix (self->told->str, "/cases/c-9/events - {\"specversion\""));
  g_assert_nonnull (strstr (self->told->str, "\"type\":\"cn.zhihui.case.supervised.v1\""));
  g_assert_nonnull (
    strstr (self->told->str, "\"data\":{\"text\":\"三日内办结\",\"by\":\"李主任\"}"));
}

static void
test_who_may_not_supervise_is_told_why (ActingDesk *self, gconstpointer scope)
{
  g_autoptr (ZhihuiDeskCaseActions) actions =
    zhihui_desk_case_actions_new (acting_desk_get_desk (self), self->window);
  GtkWidget       *button = g_object_ref_sink (zhihui_desk_case_actions_make_button (actions));
  g_autofree char *hindrance = NULL;
  g_autofree char *review = NULL;

  zhihui_desk_case_actions_set_case (actions, "c-9", "ZC0009", "u014");
  hindrance = zhihui_desk_case_actions_dup_hindrance (actions, "instruct");
  review = zhihui_desk_case_actions_dup_hindrance (actions, "review");
  g_assert_nonnull (strstr (hindrance, "没有“instruct”权限"));
  g_assert_null (review);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, hindrance);
  gtk_widget_activate_action (self->window, "case.instruct", NULL);
  g_assert_null (acting_desk_find_dialog ());
  g_object_unref (button);
}

/* ---- the watermark ---- */

static char *
make_minute (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);

  return g_date_time_format (now, "%Y-%m-%d %H:%M");
}

static gboolean
knows_zone (gpointer window)
{
  ZhihuiDesk *desk = zhihui_desk_window_get_desk (window);

  return zhihui_situation_get_zone (zhihui_desk_get_situation (desk)) != NULL;
}

/* Whatever the zone of the computer is. */
static void
test_the_watermark_is_in_the_time_of_the_platform (ActingDesk *self, gconstpointer scope)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, backend);
  g_autoptr (ZhihuiPreferences) preferences = zhihui_preferences_new (store, NULL, NULL);
  g_autoptr (ZhihuiDeskGuard) guard =
    zhihui_desk_guard_new (GTK_APPLICATION (g_application_get_default ()), preferences);
  g_autofree char *before = NULL, *after = NULL;
  GtkWidget       *layer;
  const char      *text;

  g_setenv ("TZ", "America/New_York", TRUE);
  await (knows_zone, self->window, "the platform tells its zone");
  before = make_minute ();
  zhihui_preferences_set_boolean (preferences, ZHIHUI_PREFERENCE_WATERMARK, TRUE);
  after = make_minute ();
  layer = widget_search_type (self->window, ZHIHUI_TYPE_WATERMARK_LAYER);
  g_assert_nonnull (layer);
  text = zhihui_watermark_layer_get_text (ZHIHUI_WATERMARK_LAYER (layer));
  g_assert_true (g_str_has_suffix (text, before) || g_str_has_suffix (text, after));
}

#define ADD(path, scope, func)                                                                     \
  g_test_add (                                                                                     \
    "/desk-acting/" path, ActingDesk, scope, acting_desk_set_up, func, acting_desk_tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

  ADD ("an-alert-says-what-happened", "desk", test_an_alert_says_what_happened);
  ADD ("what-is-noted-is-told-beside-many-that-are-open",
       "desk",
       test_what_is_noted_is_told_beside_many_that_are_open);
  ADD ("enter-opens-a-row-that-was-not-selected",
       "desk",
       test_enter_opens_a_row_that_was_not_selected);
  ADD ("words-are-no-stop-of-tab", "desk", test_words_are_no_stop);
  ADD ("the-pane-is-open-where-there-is-room", "desk", test_the_pane_is_open_where_there_is_room);
  ADD ("a-note-is-undone-or-sent", "desk", test_a_note_is_undone_or_sent);
  ADD ("after-a-note-comes-the-next-alert", "desk", test_after_a_note_comes_the_next_alert);
  ADD ("a-note-is-not-undone-into-another", "desk", test_a_note_is_not_undone_into_another);
  ADD ("what-goes-by-itself-is-followed-by-none",
       "desk",
       test_what_goes_by_itself_is_followed_by_none);
  ADD ("several-have-one-toast", "desk", test_several_have_one_toast);
  ADD ("several-are-noted-and-undone-at-once", "desk", test_several_are_noted_and_undone_at_once);
  ADD ("what-changed-meanwhile-is-said", "desk", test_what_changed_meanwhile_is_said);
  ADD ("a-note-that-is-there-already-is-sent", "desk", test_a_note_that_is_there_already_is_sent);
  ADD ("what-failed-stays-until-it-is-sent", "desk", test_what_failed_stays_until_it_is_sent);
  ADD ("what-failed-can-be-dismissed", "desk", test_what_failed_can_be_dismissed);
  ADD ("the-list-is-one-stop-of-tab", "desk", test_the_list_is_one_stop);
  ADD ("a-wall-token-cannot-note", "wall", test_a_wall_token_cannot_note);
  ADD ("what-was-told-is-sent-before-the-window-goes",
       "desk",
       test_what_was_told_is_sent_before_the_window_goes);
  ADD (
    "a-window-comes-back-to-say-what-failed", "desk", test_a_window_comes_back_to_say_what_failed);
  ADD ("a-case-is-supervised", "desk instruct", test_a_case_is_supervised);
  ADD ("who-may-not-supervise-is-told-why", "desk", test_who_may_not_supervise_is_told_why);
  ADD ("the-watermark-is-in-the-time-of-the-platform",
       "desk",
       test_the_watermark_is_in_the_time_of_the_platform);
  return g_test_run ();
}
