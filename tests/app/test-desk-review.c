/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of case reviews before a platform that is served, as a person uses it. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <libical/ical.h>
#include <sqlite3.h>
#include <string.h>

#include "desk-application.h"
#include "program-run.h"
#include "served-scenario.h"
#include "widget-search.h"
#include "zhihui-day-choice.h"
#include "zhihui-desk-review.h"
#include "zhihui-desk-wall.h"
#include "zhihui-desk-window.h"
#include "zhihui-meeting-agenda.h"
#include "zhihui-meeting-pane.h"
#include "zhihui-meeting.h"
#include "zhihui-month-view.h"
#include "zhihui-settling.h"
#include "zhihui-unit-choice.h"

#define OWN_HOST "meeting.example.cn"
#define WAIT_US (20 * G_USEC_PER_SEC)

typedef struct
{
  ServedScenario scenario;
  char          *opened; /* owned: file with what a client was started with */
  GString       *logged; /* owned */
} Place;

typedef struct
{
  Place        *place;
  ZhihuiSource *source;
  GtkWidget    *window, *review, *agenda, *month, *pane;
} Desk;

static gboolean
wait_for (gboolean (*is_true) (Desk *self), Desk *self)
{
  gint64 end_us = g_get_monotonic_time () + WAIT_US;

  while (!is_true (self) && g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, TRUE);
  return is_true (self);
}

static void
read_labels (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      read_labels (child, text);
}

static gboolean
reads (GtkWidget *widget, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  read_labels (widget, text);
  return strstr (text->str, expected) != NULL;
}

static gboolean
shows_meeting (Desk *self)
{
  return zhihui_meeting_pane_get_meeting (ZHIHUI_MEETING_PANE (self->pane)) != NULL;
}

static gboolean
has_meta (Desk *self)
{
  return zhihui_situation_get_meetings (zhihui_source_get_situation (self->source)) != NULL;
}

static void
open_desk (Desk *self, Place *place, const char *join_host)
{
  g_autofree char *path = g_build_filename (place->scenario.folder, "desk-token", NULL);
  const char      *hosts[] = { join_host, NULL };
  g_auto (ZhihuiTrustSettings) settings = {
    .token_file = g_strdup (path),
    .join_hosts = join_host != NULL ? g_strdupv ((char **) hosts) : NULL,
  };
  g_autoptr (GError) error = NULL;

  self->place = place;
  program_write_token (place->scenario.database, "desk", path);
  self->source = zhihui_source_new_trusting (place->scenario.url, &settings, NULL, &error);
  g_assert_no_error (error);
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source);
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (wait_for (has_meta, self));
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "review", NULL);
  self->review = widget_search_type (self->window, ZHIHUI_TYPE_DESK_REVIEW);
  self->agenda = widget_search_type (self->review, ZHIHUI_TYPE_MEETING_AGENDA);
  self->month = widget_search_type (self->review, ZHIHUI_TYPE_MONTH_VIEW);
  self->pane = widget_search_type (self->review, ZHIHUI_TYPE_MEETING_PANE);
  g_assert_true (wait_for (shows_meeting, self));
}

static void
close_desk (Desk *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->source);
  g_unlink (self->place->opened);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, close_desk)

static char *
ask_text (Place *place, const char *sql)
{
  sqlite3      *db;
  sqlite3_stmt *row;
  char         *value;

  g_assert_cmpint (
    sqlite3_open_v2 (place->scenario.database, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000); /* the platform writes there */
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  value = g_strdup ((const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  sqlite3_close (db);
  return value;
}

static gint64
ask (Place *place, const char *sql)
{
  g_autofree char *text = ask_text (place, sql);

  return g_ascii_strtoll (text, NULL, 10);
}

static const ZhihuiMeeting *
get_shown (Desk *self)
{
  return zhihui_meeting_pane_get_meeting (ZHIHUI_MEETING_PANE (self->pane));
}

static gboolean
can (Desk *self, const char *action)
{
  g_autofree char *name = g_strconcat ("page.", action, NULL);

  return gtk_widget_activate_action (self->pane, name, NULL);
}

static void
what_goes_on_is_chosen_at_first (gconstpointer data)
{
  g_auto (Desk) desk = { 0 };
  ZhihuiMeetings      *meetings;
  const ZhihuiMeeting *open;

  open_desk (&desk, (Place *) data, NULL);
  meetings = zhihui_situation_get_meetings (zhihui_source_get_situation (desk.source));
  open = zhihui_meetings_find_open (meetings);
  g_assert_nonnull (open);
  g_assert_cmpstr (get_shown (&desk)->id, ==, open->id);
  g_assert_true (reads (desk.pane, open->title));
  g_assert_true (reads (desk.agenda, "● 进行中|"));
  g_assert_cmpuint (zhihui_meeting_agenda_get_n_rows (ZHIHUI_MEETING_AGENDA (desk.agenda)), >, 3);
}

static gboolean
knows_month (Desk *self)
{
  return zhihui_meeting_agenda_get_n_rows (ZHIHUI_MEETING_AGENDA (self->agenda)) > 0 &&
         !reads (self->review, "当日没有会商|");
}

/* The first days of July are outside of what the schedule tells by itself. */
static void
month_before_is_asked_for (gconstpointer data)
{
  static const char first_sql[] =
    "SELECT min (starts_at) FROM meeting WHERE drafted = 0 AND cancelled_at IS NULL AND"
    " starts_at >= 1782835200 AND starts_at < 1784563200"; /* 1 to 20 July 2026 at Shanghai */
  Place *place = (Place *) data;
  g_auto (Desk) desk = { 0 };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gint64           first = ask (place, first_sql);
  gint32           day = zhihui_zone_day_of (zone, first);
  g_autofree char *day_sql = g_strdup_printf (
    "SELECT count (*) FROM meeting WHERE drafted = 0 AND starts_at >= %" G_GINT64_FORMAT
    " AND starts_at < %" G_GINT64_FORMAT,
    zhihui_zone_day_start (zone, day),
    zhihui_zone_day_start (zone, day + 1));

  g_assert_cmpint (first, >, 0);
  open_desk (&desk, place, NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget_search_toggle (desk.review, "月历")),
                                TRUE);
  g_assert_true (gtk_widget_get_visible (desk.month));
  zhihui_month_view_set_day (ZHIHUI_MONTH_VIEW (desk.month), day);
  g_assert_true (wait_for (knows_month, &desk));
  g_assert_cmpint (zhihui_meeting_agenda_get_n_rows (ZHIHUI_MEETING_AGENDA (desk.agenda)),
                   ==,
                   ask (place, day_sql));
}

static gboolean
shows_told (Desk *self)
{
  return shows_meeting (self) &&
         g_strcmp0 (get_shown (self)->id, g_object_get_data (G_OBJECT (self->window), "told")) == 0;
}

/* A notification or another page names a meeting that no list has. */
static void
meeting_that_is_named_is_shown (gconstpointer data)
{
  static const char sql[] = "SELECT code FROM meeting WHERE drafted = 0 ORDER BY starts_at LIMIT 1";
  Place            *place = (Place *) data;
  g_auto (Desk) desk = { 0 };
  g_autofree char *code = NULL;
  GVariantDict     target;

  open_desk (&desk, place, NULL);
  code = ask_text (place, sql);
  g_object_set_data (G_OBJECT (desk.window), "told", code);
  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "meeting", "s", code);
  g_assert_true (gtk_widget_activate_action (
    desk.window, "win.go", "(s@a{sv})", "review", g_variant_dict_end (&target)));
  g_assert_true (wait_for (shows_told, &desk));
}

static void
went_cb (Desk *self, const char *page, GVariant *target)
{
  const char *shown = "";

  g_variant_lookup (target, "show", "&s", &shown);
  g_object_set_data_full (
    G_OBJECT (self->window), "went", g_strjoin (" ", page, shown, NULL), g_free);
}

static void
review_is_put_on_the_wall (gconstpointer data)
{
  g_auto (Desk) desk = { 0 };

  open_desk (&desk, (Place *) data, NULL);
  g_signal_connect_swapped (zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (desk.window)),
                            "go",
                            G_CALLBACK (went_cb),
                            &desk);
  g_assert_true (can (&desk, "show-on-wall"));
  g_assert_cmpstr (g_object_get_data (G_OBJECT (desk.window), "went"), ==, "wall review");
  g_assert_nonnull (widget_search_type (desk.window, ZHIHUI_TYPE_DESK_WALL));
}

/* ---- joining ---- */

static gboolean
was_opened (Desk *self)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (self->place->opened, &text, NULL, NULL) && *text != '\0';
}

static void
client_is_opened_by_a_click_alone_and_without_passcode (gconstpointer data)
{
  Place *place = (Place *) data;
  g_auto (Desk) desk = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;

  open_desk (&desk, place, OWN_HOST);
  expected = g_strdup (get_shown (&desk)->join_url);
  g_assert_true (g_str_has_prefix (expected, "https://" OWN_HOST "/"));
  g_assert_false (reads (desk.window, OWN_HOST));
  g_assert_false (was_opened (&desk));

  g_assert_true (can (&desk, "join"));
  g_assert_true (wait_for (was_opened, &desk));
  g_assert_true (g_file_get_contents (place->opened, &text, NULL, NULL));
  g_assert_cmpstr (g_strstrip (text), ==, expected);
  g_assert_cmpuint (place->logged->len, >, 0);
  g_assert_null (strstr (place->logged->str, OWN_HOST));
}

/* ---- .ics ---- */

static void
text_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static char *
read_clipboard (Desk *self)
{
  char  *text = NULL;
  gint64 end_us = g_get_monotonic_time () + WAIT_US;

  gdk_clipboard_read_text_async (
    gtk_widget_get_clipboard (self->window), NULL, text_read_cb, &text);
  while (text == NULL && g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (text);
  return text;
}

static void
host_that_is_not_named_is_not_joined (gconstpointer data)
{
  static const char *const hosts[] = { NULL, "other.example", "*.example.cn.evil.example" };

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_auto (Desk) desk = { 0 };
      g_autofree char *text = NULL;
      GActionGroup    *actions;

      open_desk (&desk, (Place *) data, hosts[i]);
      actions = zhihui_desk_page_get_actions (ZHIHUI_DESK_PAGE (desk.review));
      g_assert_false (g_action_group_get_action_enabled (actions, "join"));
      g_action_group_activate_action (actions, "join", NULL);
      g_assert_false (was_opened (&desk));
      g_assert_true (reads (desk.pane, "本机尚未获准打开本场会商所用的会议服务"));
      g_assert_false (reads (desk.window, OWN_HOST));
      g_assert_true (can (&desk, "copy-obstacle"));
      text = read_clipboard (&desk);
      g_assert_nonnull (strstr (text, OWN_HOST));
      g_assert_nonnull (strstr (text, "join-hosts"));
      g_assert_null (strstr (text, "https"));
    }
}

static void
another_program_reads_the_meeting_that_was_copied (gconstpointer data)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char     *text = NULL;
  const ZhihuiMeeting *meeting;
  icalcomponent       *calendar, *event;
  struct icaltimetype  start;

  open_desk (&desk, (Place *) data, NULL);
  g_assert_true (can (&desk, "copy-ics"));
  text = read_clipboard (&desk);
  meeting = get_shown (&desk);
  calendar = icalparser_parse_string (text);
  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VEVENT_COMPONENT), ==, 1);
  event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  g_assert_cmpstr (icalcomponent_get_summary (event), ==, meeting->title);
  start = icalcomponent_get_dtstart (event);
  g_assert_cmpint (icaltime_as_timet_with_zone (start, start.zone), ==, meeting->starts_at);
  g_assert_true (g_str_has_prefix (icalcomponent_get_uid (event), meeting->id));
  g_assert_cmpstr (icalcomponent_get_location (event), ==, meeting->room);
  g_assert_cmpint (icalcomponent_get_sequence (event), ==, meeting->sequence);
  /* Its address may not be opened from here: it is not handed on. */
  g_assert_null (strstr (text, OWN_HOST));
  icalcomponent_free (calendar);
}

/* ---- writing ---- */

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *i = windows; i != NULL; i = i->next)
    if (ADW_IS_MESSAGE_DIALOG (i->data))
      return i->data;
  return NULL;
}

static void
list_entries (GtkWidget *widget, GPtrArray *entries)
{
  if (ADW_IS_ENTRY_ROW (widget))
    g_ptr_array_add (entries, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_entries (child, entries);
}

static gboolean
may_send (Desk *self)
{
  return adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (find_dialog ()), "send");
}

#define DECISION "FROM decision WHERE text = '月底前通水到户'"

static gboolean
is_noted (Desk *self)
{
  return ask (self->place, "SELECT count (*) " DECISION) == 1;
}

static gboolean
is_done (Desk *self)
{
  return ask (self->place, "SELECT count (done_at) " DECISION) == 1;
}

static gboolean
reads_decision (Desk *self)
{
  return reads (self->pane, "月底前通水到户|");
}

static void
send_now (Desk *self)
{
  GtkWidget *dialog = find_dialog ();

  g_assert_true (wait_for (may_send, self));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "send");
  gtk_window_destroy (GTK_WINDOW (dialog));
  zhihui_desk_errands_send_all (
    zhihui_desk_get_errands (zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window))));
}

static gboolean
knows_units (Desk *self)
{
  return zhihui_unit_choice_get_units (ZHIHUI_UNIT_CHOICE (
           widget_search_type (find_dialog (), ZHIHUI_TYPE_UNIT_CHOICE))) != NULL;
}

static void
choose_any_unit (Desk *self)
{
  GtkWidget        *choice = widget_search_type (find_dialog (), ZHIHUI_TYPE_UNIT_CHOICE);
  const ZhihuiUnit *unit;

  g_assert_true (wait_for (knows_units, self));
  unit = zhihui_unit_choice_get_units (ZHIHUI_UNIT_CHOICE (choice))->items->pdata[0];
  g_object_set (choice, "unit", unit->id, NULL);
}

static void
decision_is_noted_shown_and_marked_as_done (gconstpointer data)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autofree char *id = NULL;
  GtkWidget       *due;

  open_desk (&desk, (Place *) data, NULL);
  g_assert_true (can (&desk, "decide"));
  list_entries (find_dialog (), entries);
  due = widget_search_type (find_dialog (), ZHIHUI_TYPE_DAY_CHOICE);
  g_assert_cmpuint (entries->len, ==, 2); /* words, name */
  gtk_editable_set_text (GTK_EDITABLE (entries->pdata[0]), "月底前通水到户");
  g_assert_false (may_send (&desk));
  gtk_editable_set_text (GTK_EDITABLE (entries->pdata[1]), "王科长");
  g_object_set (due, "day", zhihui_day_from_ymd (2020, 1, 1), NULL);
  g_assert_false (may_send (&desk));
  g_object_set (due, "day", zhihui_day_from_ymd (2026, 8, 31), NULL);
  g_assert_false (may_send (&desk));
  choose_any_unit (&desk);
  send_now (&desk);
  g_assert_true (wait_for (is_noted, &desk));
  g_assert_true (wait_for (reads_decision, &desk));

  id = ask_text (desk.place, "SELECT 'd-' || id " DECISION);
  g_assert_true (gtk_widget_activate_action (desk.pane, "page.decision-done", "s", id));
  send_now (&desk);
  g_assert_true (wait_for (is_done, &desk));
}

/* ---- by keyboard ---- */

static gboolean
is_laid_out (Desk *self)
{
  return gtk_widget_get_mapped (self->agenda) && gtk_widget_get_mapped (self->pane) &&
         gtk_widget_get_width (self->pane) > 0;
}

static void
every_part_is_reached_by_tab (gconstpointer data)
{
  g_auto (Desk) desk = { 0 };
  gboolean in_agenda = FALSE, in_pane = FALSE, in_modes = FALSE;

  open_desk (&desk, (Place *) data, OWN_HOST);
  g_assert_true (wait_for (is_laid_out, &desk));
  gtk_window_set_focus (GTK_WINDOW (desk.window), NULL); /* from the first part on */
  gtk_widget_child_focus (desk.review, GTK_DIR_TAB_FORWARD);
  for (guint i = 0; i < 60; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk.window));

      if (focus == NULL || !gtk_widget_is_ancestor (focus, desk.review))
        break;
      in_agenda |= gtk_widget_is_ancestor (focus, desk.agenda);
      in_pane |= gtk_widget_is_ancestor (focus, desk.pane);
      in_modes |= GTK_IS_TOGGLE_BUTTON (focus);
      if (!gtk_widget_child_focus (desk.review, GTK_DIR_TAB_FORWARD))
        break;
    }
  g_assert_true (in_modes);
  g_assert_true (in_agenda);
  g_assert_true (in_pane);
}

/* A client that writes down what it is started with. */
static void
install_client (const char *folder, const char *opened)
{
  g_autofree char *applications = g_build_filename (folder, "applications", NULL);
  g_autofree char *script = g_build_filename (folder, "client", NULL);
  g_autofree char *entry = g_build_filename (applications, "client.desktop", NULL);
  g_autofree char *list = g_build_filename (applications, "mimeapps.list", NULL);
  g_autofree char *program = g_strdup_printf ("#!/bin/sh\necho \"$1\" > '%s'\n", opened);
  g_autofree char *desktop =
    g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Client\nExec=%s "
                     "%%u\nMimeType=x-scheme-handler/https;\n",
                     script);

  g_assert_cmpint (g_mkdir_with_parents (applications, 0700), ==, 0);
  g_assert_true (g_file_set_contents (script, program, -1, NULL));
  g_assert_cmpint (g_chmod (script, 0700), ==, 0);
  g_assert_true (g_file_set_contents (entry, desktop, -1, NULL));
  g_assert_true (g_file_set_contents (
    list, "[Default Applications]\nx-scheme-handler/https=client.desktop\n", -1, NULL));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autofree char *folder = program_make_folder ();
  const char      *remove[] = { "rm", "-rf", folder, NULL };
  Place            place = { .opened = g_build_filename (folder, "opened", NULL) };
  int              status;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  install_client (folder, place.opened);
  place.logged = g_string_new (NULL);
  application = desk_application_start_with_log (&argc, &argv, NULL, place.logged);
  if (application == NULL)
    return 77;

  /* What is closed while it moves crashes libadwaita 1.2: a person is not that fast. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  served_scenario_start (&place.scenario, "zichuan", "5000");
#define ADD(name, function) g_test_add_data_func ("/desk-review/" name, &place, function)
  ADD ("what-goes-on-is-chosen-at-first", what_goes_on_is_chosen_at_first);
  ADD ("month-before-is-asked-for", month_before_is_asked_for);
  ADD ("meeting-that-is-named-is-shown", meeting_that_is_named_is_shown);
  ADD ("review-is-put-on-the-wall", review_is_put_on_the_wall);
  ADD ("client-is-opened-by-a-click-alone-and-without-passcode",
       client_is_opened_by_a_click_alone_and_without_passcode);
  ADD ("host-that-is-not-named-is-not-joined", host_that_is_not_named_is_not_joined);
  ADD ("another-program-reads-the-meeting-that-was-copied",
       another_program_reads_the_meeting_that_was_copied);
  ADD ("decision-is-noted-shown-and-marked-as-done", decision_is_noted_shown_and_marked_as_done);
  ADD ("every-part-is-reached-by-tab", every_part_is_reached_by_tab);
#undef ADD
  status = g_test_run ();
  served_scenario_stop (&place.scenario);
  g_spawn_sync (
    NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (place.opened);
  g_string_free (place.logged, TRUE);
  return status;
}
