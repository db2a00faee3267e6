/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "desk-application.h"
#include "fake-platform.h"
#include "widget-search.h"
#include "zhihui-alert-list.h"
#include "zhihui-alert-pane.h"
#include "zhihui-desk-case-actions.h"
#include "zhihui-desk-plan.h"
#include "zhihui-desk-window.h"
#include "zhihui-http-source.h"
#include "zhihui-table-focus.h"

#define HEAD "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"r1\","
#define OVERDUE                                                                                    \
  "{\"id\":\"overdue-u014\",\"kind\":\"overdue\",\"level\":\"%s\",\"text\":\"3 件超期\","       \
  "\"unit\":{\"name\":\"执法局\"},\"raised_at\":\"2020-07-29T08:00:00+08:00\","                 \
  "\"acknowledged\":false,\"etag\":\"\\\"overdue-7\\\"\",\"count\":3}"
#define HARM                                                                                       \
  "{\"id\":\"sensitive-c-9\",\"kind\":\"sensitive\",\"level\":\"red\",\"text\":\"涉众诉求\","  \
  "\"unit\":null,\"raised_at\":\"2020-07-29T09:00:00+08:00\",\"acknowledged\":false,"              \
  "\"etag\":\"\\\"sensitive-1\\\"\",\"case\":\"c-9\",\"count\":1}"
#define NOTED                                                                                      \
  "{\"id\":\"stale-x\",\"kind\":\"stale\",\"level\":\"yellow\",\"text\":\"数据中断\","         \
  "\"unit\":null,\"raised_at\":\"2020-07-29T07:00:00+08:00\",\"acknowledged\":true,"               \
  "\"acknowledged_by\":\"赵六\",\"etag\":\"\\\"stale-2\\\"\",\"count\":1}"
#define STORY                                                                                      \
  ",\"story\":{\"unit\":\"u014\",\"meeting\":null,\"resolved_at\":null,\"steps\":["                \
  "{\"at\":\"2020-07-29T08:00:00+08:00\",\"what\":\"raised\",\"level\":\"yellow\",\"count\":1},"   \
  "{\"at\":\"2020-07-29T12:00:00+08:00\",\"what\":\"level\",\"level\":\"orange\",\"count\":3}]}"

/* As the platform tells it once it has the note that the tests take. */
#define TAKEN                                                                                      \
  ",\"story\":{\"unit\":\"u014\",\"meeting\":null,\"resolved_at\":null,\"steps\":["                \
  "{\"at\":\"2020-07-29T08:00:00+08:00\",\"what\":\"raised\",\"level\":\"yellow\",\"count\":1},"   \
  "{\"at\":\"2020-07-29T14:00:00+08:00\",\"what\":\"acknowledged\",\"level\":\"orange\","          \
  "\"count\":3,\"by\":\"王科长\",\"note\":\"已派人\"}]}"

typedef struct
{
  FakePlatform *platform;
  ZhihuiSource *source;
  GtkWidget    *window;
  const char   *scope;    /* that /meta tells */
  const char   *level;    /* of the first alert */
  gboolean      is_taken; /* it has the note */
  gboolean      is_full;  /* as many are open as are told at once */
  guint         status;
  GString      *told; /* "path if-match body\n" of every POST that arrived */
} Fixture;

/* All alerts, in the order of a platform, are more than it tells at once. */
static char *
make_full_list (const char *first)
{
  GString *text = g_string_new (HEAD "\"items\":[");

  g_string_append (text, first);
  for (guint i = 1; i < ZHIHUI_ALERT_LIST_MOST; i++)
    g_string_append_printf (text,
                            ",{\"id\":\"overdue-x%u\",\"kind\":\"overdue\",\"level\":\"blue\","
                            "\"text\":\"1 件超期\",\"unit\":null,"
                            "\"raised_at\":\"2020-07-29T08:00:00+08:00\",\"acknowledged\":false}",
                            i);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static char *
make_alerts (Fixture *self, const char *overdue, const char *query)
{
  if (g_strcmp0 (query, "state=acknowledged") == 0)
    return g_strdup_printf (HEAD "\"items\":[%s]}", NOTED);
  if (self->is_full)
    return make_full_list (overdue);
  if (g_strcmp0 (query, "state=all") == 0)
    return g_strdup_printf (HEAD "\"items\":[%s,%s,%s]}", HARM, overdue, NOTED);
  return g_strdup_printf (HEAD "\"items\":[%s,%s]}", HARM, overdue);
}

static char *
make_answer (Fixture *self, const char *path, const char *query)
{
  g_autofree char *overdue = g_strdup_printf (OVERDUE, self->level);

  if (g_str_equal (path, "/meta"))
    return g_strdup_printf (HEAD "\"title\":\"般阳民生\",\"name\":\"淄川区\",\"region\":\"370302\","
                                 "\"scope\":\"%s\",\"peers\":[{\"id\":\"town\"}]}",
                            self->scope);
  if (g_str_equal (path, "/alerts"))
    return make_alerts (self, overdue, query);
  if (g_str_equal (path, "/alerts/overdue-u014"))
    return g_strdup_printf (HEAD "\"items\":[%s]%s}", overdue, self->is_taken ? TAKEN : STORY);
  if (g_str_equal (path, "/units"))
    return g_strdup (HEAD "\"items\":[{\"id\":\"u003\",\"name\":\"双杨镇\",\"peer\":\"town\"},"
                          "{\"id\":\"u014\",\"name\":\"执法局\",\"peer\":\"department\"}]}");
  return NULL;
}

static void
note_told (Fixture *self, SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *seen = soup_message_headers_get_one (headers, "If-Match");
  SoupMessageBody    *body = soup_server_message_get_request_body (message);

  g_string_append_printf (
    self->told, "%s %s %.*s\n", path, seen != NULL ? seen : "-", (int) body->length, body->data);
}

static gboolean
answer (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Fixture         *self = user_data;
  GUri            *uri = soup_server_message_get_uri (message);
  const char      *path = g_uri_get_path (uri) + strlen ("/api/v1");
  gboolean         is_post = g_str_equal (soup_server_message_get_method (message), "POST");
  g_autofree char *body =
    is_post ? g_strdup ("{}") : make_answer (self, path, g_uri_get_query (uri));

  if (body == NULL)
    return FALSE;
  if (is_post)
    note_told (self, message, path);
  soup_server_message_set_status (message, is_post ? self->status : 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
  return TRUE;
}

static gboolean
is_settled (gpointer source)
{
  return zhihui_source_is_settled (source);
}

static void
set_up (Fixture *self, gconstpointer scope)
{
  g_autoptr (GError) error = NULL;
  ZhihuiHttpSource *source;

  self->scope = scope;
  self->level = "orange";
  self->status = 200;
  self->told = g_string_new (NULL);
  self->platform = fake_platform_new ();
  fake_platform_set_fault (self->platform, answer, self);
  source = zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, NULL, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (source, "desk-token-0123456789");
  self->source = ZHIHUI_SOURCE (source);
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  await (is_settled, self->source, "it is read");
}

static void
tear_down (Fixture *self, gconstpointer scope)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->source);
  fake_platform_free (self->platform);
  g_string_free (self->told, TRUE);
}

static ZhihuiDesk *
get_desk (Fixture *self)
{
  return zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  return widget_search_first (root, is_button, label);
}

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

/* What a widget shows, and where. */
typedef struct
{
  GtkWidget  *widget;
  const char *text;
} Shown;

static gboolean
is_shown (gpointer user_data)
{
  const Shown *shown = user_data;

  return shows_text (shown->widget, shown->text);
}

static void
await_text (GtkWidget *widget, const char *text)
{
  Shown shown = { widget, text };

  await (is_shown, &shown, text);
}

static void
type_into (GtkWidget *root, const char *row, const char *text)
{
  GtkWidget *found = widget_search_row (root, row);

  g_assert_nonnull (found);
  gtk_editable_set_text (GTK_EDITABLE (found), text);
}

/* ---- the alerts ---- */

static GtkWidget *
open_alerts (Fixture *self)
{
  zhihui_desk_go (get_desk (self), "alerts", g_variant_new_parsed ("{'alert': <'overdue-u014'>}"));
  await_text (widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST), "显示 2 条，共 3 条");
  return widget_search_type (self->window, ZHIHUI_TYPE_ALERT_PANE);
}

static void
take_note (Fixture *self, GtkWidget *pane)
{
  type_into (pane, "姓名", "王科长");
  type_into (pane, "说明：正在采取的措施", "已派人");
  g_signal_emit_by_name (find_button (pane, "确认(_T)"), "clicked");
}

static void
test_an_alert_says_what_happened (Fixture *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);
  GtkWidget *list = widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST);

  await_text (pane, "升级为橙色");
  g_assert_true (shows_text (pane, "3 件超期"));
  g_assert_true (gtk_widget_get_visible (find_button (pane, "查看单位(_U)")));
  g_assert_false (gtk_widget_get_visible (find_button (pane, "查看工单(_C)")));
  g_assert_false (gtk_widget_is_sensitive (find_button (pane, "确认(_T)")));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget_search_toggle (list, "已确认")), TRUE);
  g_assert_cmpuint (zhihui_alert_list_get_n_shown (ZHIHUI_ALERT_LIST (list)), ==, 1);
  g_assert_true (shows_text (list, "✓ 赵六"));
}

static void
test_what_is_noted_is_told_beside_many_that_are_open (Fixture *self, gconstpointer scope)
{
  GtkWidget *list;

  self->is_full = TRUE;
  zhihui_desk_go (get_desk (self), "alerts", NULL);
  list = widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST);
  await_text (list, "显示 500 条，平台一次只给出前 501 条");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget_search_toggle (list, "已确认")), TRUE);
  g_assert_cmpuint (zhihui_alert_list_get_n_shown (ZHIHUI_ALERT_LIST (list)), ==, 1);
  g_assert_true (shows_text (list, "✓ 赵六"));
}

/* The keyboard stays where it is seen, or no key would do anything any more. */
static void
test_enter_opens_a_row_that_was_not_selected (Fixture *self, gconstpointer scope)
{
  GtkWidget *list, *focus;

  zhihui_desk_go (get_desk (self), "alerts", NULL);
  list = widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST);
  await_text (list, "显示 2 条，共 3 条");
  zhihui_alert_list_take_focus (ZHIHUI_ALERT_LIST (list));
  g_assert_null (zhihui_alert_list_get_selected (ZHIHUI_ALERT_LIST (list)));
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (self->window))));

  g_assert_nonnull (zhihui_alert_list_get_selected (ZHIHUI_ALERT_LIST (list)));
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, ZHIHUI_TYPE_ALERT_PANE));
  g_assert_true (gtk_widget_get_child_visible (gtk_widget_get_ancestor (focus, GTK_TYPE_VIEWPORT)));
  g_assert_true (
    shows_text (widget_search_type (self->window, ZHIHUI_TYPE_ALERT_PANE), "涉众诉求"));
}

static gboolean
is_open (gpointer pane)
{
  GtkWidget *flap = gtk_widget_get_ancestor (pane, ADW_TYPE_FLAP);

  return adw_flap_get_reveal_flap (ADW_FLAP (flap));
}

static void
test_the_pane_is_open_where_there_is_room (Fixture *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);

  await (is_open, pane, "the pane is open");
  g_assert_true (gtk_widget_activate_action (self->window, "page.toggle-pane", NULL));
  g_assert_false (is_open (pane));
  g_signal_emit_by_name (widget_search_type (self->window, ZHIHUI_TYPE_ALERT_LIST), "opened");
  g_assert_true (is_open (pane));
}

static void
test_a_note_is_undone_or_sent (Fixture *self, gconstpointer scope)
{
  GtkWidget         *pane = open_alerts (self);
  ZhihuiDeskErrands *errands = zhihui_desk_get_errands (get_desk (self));

  take_note (self, pane);
  g_assert_true (shows_text (pane, "10 秒后发出"));
  g_assert_true (shows_text (self->window, "确认“3 件超期”：10 秒后发出"));
  gtk_widget_activate_action (self->window, "win.undo-errand", NULL);
  g_assert_true (zhihui_desk_errands_is_idle (errands));
  g_assert_false (shows_text (pane, "10 秒后发出"));

  take_note (self, pane);
  zhihui_desk_errands_send_all (errands);
  await_text (self->window, "平台已收到");
  g_assert_cmpstr (self->told->str,
                   ==,
                   "/alerts/overdue-u014/ack \"overdue-7\" "
                   "{\"by\":\"王科长\",\"note\":\"已派人\"}\n");
}

static void
test_what_changed_meanwhile_is_said (Fixture *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);

  take_note (self, pane);
  self->status = 412;
  self->level = "red";
  zhihui_desk_errands_send_all (zhihui_desk_get_errands (get_desk (self)));
  await_text (pane, "级别由橙色变为红色");
  g_assert_true (shows_text (pane, "内容已有变化"));
}

/* The answer to it was lost, and it is told again: what has changed is that it is noted. */
static void
test_a_note_that_is_there_already_is_sent (Fixture *self, gconstpointer scope)
{
  GtkWidget         *pane = open_alerts (self);
  ZhihuiDeskErrands *errands = zhihui_desk_get_errands (get_desk (self));

  take_note (self, pane);
  self->status = 503;
  zhihui_desk_errands_send_all (errands);
  await_text (self->window, "平台暂时不能接收（503）");
  self->status = 412;
  self->is_taken = TRUE;
  zhihui_desk_errands_try_again (errands,
                                 zhihui_desk_errands_get_newest (errands, ZHIHUI_ERRAND_FAILED));
  await_text (self->window, "平台已收到");
  g_assert_true (zhihui_desk_errands_is_idle (errands));
  g_assert_cmpuint (zhihui_desk_errands_count (errands, ZHIHUI_ERRAND_FAILED), ==, 0);
}

/* Tab goes through what stands on the page, the arrows through the rows. */
static void
test_the_list_is_one_stop (Fixture *self, gconstpointer scope)
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
test_a_wall_token_cannot_note (Fixture *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);

  type_into (pane, "姓名", "王科长");
  g_assert_false (gtk_widget_is_sensitive (find_button (pane, "确认(_T)")));
  g_assert_true (shows_text (pane, "没有“desk”权限"));
}

/* ---- the window ---- */

static void
test_what_was_told_is_sent_before_the_window_goes (Fixture *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);

  take_note (self, pane);
  gtk_window_close (GTK_WINDOW (self->window));
  while (self->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (self->told->str, "/alerts/overdue-u014/ack "));
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

static void
test_a_window_comes_back_to_say_what_failed (Fixture *self, gconstpointer scope)
{
  GtkWidget *pane = open_alerts (self);

  take_note (self, pane);
  self->status = 503;
  gtk_window_close (GTK_WINDOW (self->window));
  g_assert_false (gtk_widget_get_visible (self->window));
  await (is_visible, self->window, "it is back");
  g_assert_true (shows_text (self->window, "平台暂时不能接收（503）"));
  gtk_window_close (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (self->window);
}

/* ---- a case ---- */

static AdwMessageDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *i = windows; i != NULL; i = i->next)
    if (ADW_IS_MESSAGE_DIALOG (i->data) && gtk_widget_get_visible (i->data))
      return i->data;
  return NULL;
}

static void
test_a_case_is_supervised (Fixture *self, gconstpointer scope)
{
  g_autoptr (ZhihuiDeskCaseActions) actions =
    zhihui_desk_case_actions_new (get_desk (self), self->window);
  AdwMessageDialog *dialog;
  GtkTextBuffer    *text;

  g_assert_null (find_dialog ());
  gtk_widget_activate_action (self->window, "case.supervise", NULL);
  g_assert_null (find_dialog ());
  zhihui_desk_case_actions_set_case (actions, "c-9", "ZC0009", "u014");
  gtk_widget_activate_action (self->window, "case.supervise", NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (shows_text (GTK_WIDGET (dialog), "ZC0009"));
  type_into (GTK_WIDGET (dialog), "姓名", "李主任");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "send"));
  text = gtk_text_view_get_buffer (
    GTK_TEXT_VIEW (widget_search_type (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_set_text (text, " 三日内办结\n", -1);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "send"));
  /* Another case is shown by now: it is about the one that was asked about. */
  zhihui_desk_case_actions_set_case (actions, "c-10", "ZC0010", NULL);
  adw_message_dialog_response (dialog, "send");
  await_text (self->window, "督办 ZC0009");
  zhihui_desk_errands_send_all (zhihui_desk_get_errands (get_desk (self)));
  await_text (self->window, "平台已收到");
  g_assert_true (g_str_has_prefix (self->told->str, "/cases/c-9/events - {\"specversion\""));
  g_assert_nonnull (strstr (self->told->str, "\"type\":\"cn.zhihui.case.supervised.v1\""));
  g_assert_nonnull (
    strstr (self->told->str, "\"data\":{\"text\":\"三日内办结\",\"by\":\"李主任\"}"));
}

static void
test_who_may_not_supervise_is_told_why (Fixture *self, gconstpointer scope)
{
  g_autoptr (ZhihuiDeskCaseActions) actions =
    zhihui_desk_case_actions_new (get_desk (self), self->window);
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
  g_assert_null (find_dialog ());
  g_object_unref (button);
}

static gboolean
can_announce (gpointer dialog)
{
  return adw_message_dialog_get_response_enabled (dialog, "plan");
}

static void
test_a_review_is_called (Fixture *self, gconstpointer scope)
{
  const char *const cases[] = { "c-9", NULL };
  AdwMessageDialog *dialog;

  zhihui_desk_plan_review (get_desk (self), GTK_WINDOW (self->window), cases, "u014", "ZC0009");
  dialog = find_dialog ();
  type_into (GTK_WIDGET (dialog), "姓名", "李主任");
  await (can_announce, dialog, "the units are told");
  type_into (GTK_WIDGET (dialog), "开始时间（年-月-日 时:分）", "明天上午");
  g_assert_false (can_announce (dialog));
  type_into (GTK_WIDGET (dialog), "开始时间（年-月-日 时:分）", "2099-07-30 10:30");
  g_assert_true (can_announce (dialog));
  adw_message_dialog_response (dialog, "draft");
  zhihui_desk_errands_send_all (zhihui_desk_get_errands (get_desk (self)));
  await_text (self->window, "平台已收到");
  g_assert_nonnull (strstr (self->told->str, "/meetings - "));
  g_assert_nonnull (strstr (self->told->str, "cn.zhihui.meeting.drafted.v1"));
  g_assert_nonnull (strstr (self->told->str,
                            "\"title\":\"ZC0009研判会\",\"host_unit\":\"u014\","
                            "\"starts_at\":\"2099-07-30T10:30:00+08:00\","
                            "\"ends_at\":\"2099-07-30T11:30:00+08:00\","
                            "\"units\":[\"u014\"],\"cases\":[\"c-9\"]"));
}

static void
test_a_review_of_nothing_has_no_title_yet (Fixture *self, gconstpointer scope)
{
  zhihui_desk_plan_review (
    get_desk (self), GTK_WINDOW (self->window), (const char *[]){ NULL }, NULL, "");
  g_assert_cmpstr (
    gtk_editable_get_text (GTK_EDITABLE (widget_search_row (GTK_WIDGET (find_dialog ()), "标题"))),
    ==,
    "");
}

#define ADD(path, scope, func)                                                                     \
  g_test_add ("/desk-acting/" path, Fixture, scope, set_up, func, tear_down)

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
  ADD ("the-pane-is-open-where-there-is-room", "desk", test_the_pane_is_open_where_there_is_room);
  ADD ("a-note-is-undone-or-sent", "desk", test_a_note_is_undone_or_sent);
  ADD ("what-changed-meanwhile-is-said", "desk", test_what_changed_meanwhile_is_said);
  ADD ("a-note-that-is-there-already-is-sent", "desk", test_a_note_that_is_there_already_is_sent);
  ADD ("the-list-is-one-stop-of-tab", "desk", test_the_list_is_one_stop);
  ADD ("a-wall-token-cannot-note", "wall", test_a_wall_token_cannot_note);
  ADD ("what-was-told-is-sent-before-the-window-goes",
       "desk",
       test_what_was_told_is_sent_before_the_window_goes);
  ADD (
    "a-window-comes-back-to-say-what-failed", "desk", test_a_window_comes_back_to_say_what_failed);
  ADD ("a-case-is-supervised", "desk instruct", test_a_case_is_supervised);
  ADD ("who-may-not-supervise-is-told-why", "desk", test_who_may_not_supervise_is_told_why);
  ADD ("a-review-is-called", "desk", test_a_review_is_called);
  ADD ("a-review-of-nothing-has-no-title", "desk", test_a_review_of_nothing_has_no_title_yet);
  return g_test_run ();
}
