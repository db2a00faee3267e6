/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop's notifications are told of meetings: a service of the test stands in for them.
 */
#include <adwaita.h>

#include "desk-application.h"
#include "zhihui-desk-reminder.h"
#include "zhihui-meeting.h"

#define NOON 1596168000 /* 2020-07-31 12:00 at Shanghai */
#define NOON_US G_GINT64_CONSTANT (7000000000)
#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"
#define WAIT_US (10 * G_USEC_PER_SEC)

static const char interface_xml[] =
  "<node><interface name='" NAME "'>"
  "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
  "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
  "</interface></node>";

typedef struct
{
  GDBusConnection *bus;
  guint            object_id, name_id;
  guint            n_told, n_closed, n_expected;
  gboolean         is_ready;
  char            *title, *body; /* owned: of the last one */
  char            *sender;       /* owned: whom to tell what was chosen */

  GtkApplication     *application;
  GtkWidget          *window;
  char               *page, *meeting; /* owned: where the window was led */
  ZhihuiDeskReminder *reminder;
  ZhihuiSituation    *situation;
  ZhihuiMeetings     *meetings;
} Desktop;

static void
called_cb (GDBusConnection       *bus,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  Desktop *self = user_data;

  if (g_str_equal (method, "CloseNotification"))
    {
      self->n_closed++;
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }
  g_free (self->title);
  g_free (self->body);
  g_free (self->sender);
  g_variant_get_child (parameters, 3, "s", &self->title);
  g_variant_get_child (parameters, 4, "s", &self->body);
  self->sender = g_strdup (sender);
  self->n_told++;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", self->n_told));
}

static void
name_owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Desktop *) user_data)->is_ready = TRUE;
}

static void
go_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Desktop *self = user_data;
  g_autoptr (GVariant) target = NULL;

  g_variant_get (parameter, "(s@a{sv})", &self->page, &target);
  g_variant_lookup (target, "meeting", "s", &self->meeting);
}

static gboolean
is_ready (Desktop *self)
{
  return self->is_ready;
}

static gboolean
passed_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
wait_for (gboolean (*is_true) (Desktop *self), Desktop *self)
{
  gint64 end_us = g_get_monotonic_time () + WAIT_US;
  guint  beat_id = g_timeout_add (50, passed_cb, NULL);

  while (!is_true (self) && g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (beat_id);
  return is_true (self);
}

static ZhihuiSituation *
make_situation (ZhihuiMeetings *meetings)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();

  meta->clock_speed = 1;
  g_free (meta->time_zone);
  meta->time_zone = g_strdup ("Asia/Shanghai");
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MEETINGS, meetings);
  zhihui_situation_builder_set_clock (builder, NOON, NOON_US);
  return zhihui_situation_builder_finish (builder);
}

static void
set_up (Desktop *self, gconstpointer data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  static const GActionEntry         entries[] = {
            { .name = "go", .activate = go_cb, .parameter_type = "(sa{sv})" },
  };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;

  /* A connection of its own: nobody is told by signals what was sent over the same one. */
  self->bus = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL,
    NULL,
    &error);
  g_assert_no_error (error);
  self->object_id = g_dbus_connection_register_object (
    self->bus, PATH, node->interfaces[0], &vtable, self, NULL, &error);
  g_assert_no_error (error);
  self->name_id = g_bus_own_name_on_connection (
    self->bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, name_owned_cb, NULL, self, NULL);
  g_assert_true (wait_for (is_ready, self));

  self->application = GTK_APPLICATION (g_application_get_default ());
  self->window = gtk_application_window_new (self->application);
  g_action_map_add_action_entries (
    G_ACTION_MAP (self->window), entries, G_N_ELEMENTS (entries), self);
  self->reminder = zhihui_desk_reminder_new ();
  self->meetings = zhihui_meetings_new ();
  self->meetings->stamp.as_of = NOON;
  self->situation = make_situation (self->meetings);
}

static void
tear_down (Desktop *self, gconstpointer data)
{
  zhihui_desk_reminder_free (self->reminder);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_bus_unown_name (self->name_id);
  g_dbus_connection_unregister_object (self->bus, self->object_id);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  zhihui_situation_unref (self->situation);
  zhihui_meetings_unref (self->meetings);
  g_free (self->title);
  g_free (self->body);
  g_free (self->sender);
  g_free (self->page);
  g_free (self->meeting);
}

static ZhihuiMeeting *
add (Desktop *self, const char *id, const char *kind, gint64 at)
{
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->id = g_strdup (id);
  meeting->kind = g_strdup (kind);
  meeting->title = g_strdup ("段某某家供水研判会");
  meeting->state = ZHIHUI_MEETING_SCHEDULED;
  meeting->starts_at = at;
  meeting->units = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->meetings->items, meeting);
  return meeting;
}

static void
pass (Desktop *self, gint64 seconds)
{
  zhihui_desk_reminder_pass (
    self->reminder, GTK_WINDOW (self->window), self->situation, NOON_US + seconds * G_USEC_PER_SEC);
}

static gboolean
is_told (Desktop *self)
{
  return self->n_told >= self->n_expected;
}

static gboolean
is_led (Desktop *self)
{
  return self->meeting != NULL;
}

static gboolean
is_closed (Desktop *self)
{
  return self->n_closed > 0;
}

/* All that was sent until now has arrived: a call to the same service comes after it. */
static void
settle (Desktop *self)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
    g_application_get_dbus_connection (G_APPLICATION (self->application)),
    "org.freedesktop.DBus",
    "/org/freedesktop/DBus",
    "org.freedesktop.DBus",
    "GetId",
    NULL,
    NULL,
    G_DBUS_CALL_FLAGS_NONE,
    -1,
    NULL,
    NULL);

  g_assert_nonnull (answer);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
meeting_is_told_once_five_minutes_before (Desktop *self, gconstpointer data)
{
  add (self, "m-1", "review", NOON + 600);
  for (gint64 second = 0; second < 300; second++)
    pass (self, second);
  settle (self);
  g_assert_cmpuint (self->n_told, ==, 0);

  for (gint64 second = 300; second < 700; second++)
    pass (self, second);
  self->n_expected = 1;
  g_assert_true (wait_for (is_told, self));
  settle (self);
  g_assert_cmpuint (self->n_told, ==, 1);
  g_assert_cmpstr (self->title, ==, "5 分钟后有会商");
}

/* Whoever passes the screen may read it. */
static void
neither_title_nor_unit_is_told (Desktop *self, gconstpointer data)
{
  ZhihuiMeeting *meeting = add (self, "m-1", "review", NOON + 90);

  g_ptr_array_add (meeting->units, g_strdup ("昆仑镇"));
  meeting->join_url = g_strdup ("https://meeting.example.cn/j/1");
  pass (self, 0);
  self->n_expected = 1;
  g_assert_true (wait_for (is_told, self));
  g_assert_cmpstr (self->title, ==, "2 分钟后有会商");
  g_assert_cmpstr (self->body, ==, "12:01 案件研判");
}

static void
several_are_told_each_and_receptions_not (Desktop *self, gconstpointer data)
{
  add (self, "m-1", "review", NOON + 200);
  add (self, "m-2", "dispatch", NOON + 200);
  add (self, "m-3", "reception", NOON + 200);
  pass (self, 0);
  pass (self, 1);
  self->n_expected = 2;
  g_assert_true (wait_for (is_told, self));
  settle (self);
  g_assert_cmpuint (self->n_told, ==, 2);
}

static void
who_wants_none_is_told_nothing (Desktop *self, gconstpointer data)
{
  add (self, "m-1", "review", NOON + 200);
  zhihui_desk_reminder_set_silent (self->reminder, TRUE);
  pass (self, 0);
  settle (self);
  g_assert_cmpuint (self->n_told, ==, 0);
  zhihui_desk_reminder_set_silent (self->reminder, FALSE);
  pass (self, 1);
  self->n_expected = 1;
  g_assert_true (wait_for (is_told, self));
}

static void
moved_meeting_is_taken_back_and_told_again (Desktop *self, gconstpointer data)
{
  ZhihuiMeeting *meeting = add (self, "m-1", "review", NOON + 200);

  pass (self, 0);
  self->n_expected = 1;
  g_assert_true (wait_for (is_told, self));
  meeting->starts_at = NOON + 1000;
  /* It can be taken back once the service has named it. */
  for (guint i = 0; i < 20; i++)
    settle (self);
  pass (self, 10);
  g_assert_true (wait_for (is_closed, self));
  g_assert_cmpuint (self->n_told, ==, 1);
  pass (self, 700);
  self->n_expected = 2;
  g_assert_true (wait_for (is_told, self));
}

static void
chosen_notification_leads_to_the_meeting (Desktop *self, gconstpointer data)
{
  add (self, "m-7", "review", NOON + 200);
  pass (self, 0);
  self->n_expected = 1;
  g_assert_true (wait_for (is_told, self));
  settle (self);
  g_assert_true (g_dbus_connection_emit_signal (self->bus,
                                                self->sender,
                                                PATH,
                                                NAME,
                                                "ActionInvoked",
                                                g_variant_new ("(us)", 1u, "default"),
                                                NULL));
  g_assert_true (wait_for (is_led, self));
  g_assert_cmpstr (self->page, ==, "review");
  g_assert_cmpstr (self->meeting, ==, "m-7");
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
    desk_application_start (&argc, &argv, "cn.zhihui.ReminderTest");

  if (application == NULL)
    return 77;

#define ADD(name, function)                                                                        \
  g_test_add ("/desk-reminder/" name, Desktop, NULL, set_up, function, tear_down)
  ADD ("meeting-is-told-once-five-minutes-before", meeting_is_told_once_five_minutes_before);
  ADD ("neither-title-nor-unit-is-told", neither_title_nor_unit_is_told);
  ADD ("several-are-told-each-and-receptions-not", several_are_told_each_and_receptions_not);
  ADD ("who-wants-none-is-told-nothing", who_wants_none_is_told_nothing);
  ADD ("moved-meeting-is-taken-back-and-told-again", moved_meeting_is_taken_back_and_told_again);
  ADD ("chosen-notification-leads-to-the-meeting", chosen_notification_leads_to_the_meeting);
#undef ADD
  return g_test_run ();
}
