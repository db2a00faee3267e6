/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-reminder.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"
#include "zhihui-meeting.h"

#define ACTION "show-meeting" /* of the application */

struct _ZhihuiDeskReminder
{
  gboolean    is_silent; /* the user wants none */
  GHashTable *told;      /* owned: id of a meeting, and for when it was told; epoch seconds */
};

ZhihuiDeskReminder *
zhihui_desk_reminder_new (void)
{
  ZhihuiDeskReminder *self = g_new0 (ZhihuiDeskReminder, 1);

  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
zhihui_desk_reminder_free (ZhihuiDeskReminder *self)
{
  g_hash_table_unref (self->told);
  g_free (self);
}

/**
 * zhihui_desk_reminder_set_silent:
 * @is_silent: whether the user wants no notifications
 */
void
zhihui_desk_reminder_set_silent (ZhihuiDeskReminder *self, gboolean is_silent)
{
  self->is_silent = is_silent;
}

static void
show_meeting_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;
  const char     *meeting;
  guint           id;
  GtkWindow      *window;
  GVariantDict    target;

  g_variant_get (parameter, "(u&s)", &id, &meeting);
  window = gtk_application_get_window_by_id (application, id);
  if (window == NULL)
    return;

  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "meeting", "s", meeting);
  gtk_window_present (window);
  gtk_widget_activate_action (
    GTK_WIDGET (window), "win.go", "(s@a{sv})", "review", g_variant_dict_end (&target));
}

static void
add_action (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = ACTION, .activate = show_meeting_cb, .parameter_type = "(us)" },
  };

  if (g_action_map_lookup_action (G_ACTION_MAP (application), ACTION) == NULL)
    g_action_map_add_action_entries (
      G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
}

static char *
make_id (const char *meeting)
{
  return g_strconcat ("meeting-", meeting, NULL);
}

/* It may be read by whoever passes the screen: neither title nor units, whose words people write.
 */
static GNotification *
make_notification (ZhihuiSituation     *situation,
                   const ZhihuiMeeting *meeting,
                   gint64               now,
                   guint                window)
{
  gint64           left_s = meeting->starts_at - now;
  guint            minutes = (guint) MAX ((left_s + 59) / 60, 1);
  g_autofree char *clock =
    zhihui_format_clock (zhihui_situation_get_zone (situation), meeting->starts_at, FALSE);
  g_autofree char *title = g_strdup_printf (
    ngettext ("A meeting begins in %u minute", "A meeting begins in %u minutes", minutes), minutes);
  /* Translators: time, kind of the meeting. */
  g_autofree char *body = g_strdup_printf (
    C_ ("notification", "%1$s %2$s"), clock, zhihui_meeting_kind_get_label (meeting->kind));
  GNotification *notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (
    notification, "app." ACTION, "(us)", window, meeting->id);
  return notification;
}

static gboolean
was_told (ZhihuiDeskReminder *self, const ZhihuiMeeting *meeting)
{
  const gint64 *at = g_hash_table_lookup (self->told, meeting->id);

  return at != NULL && *at == meeting->starts_at;
}

static void
tell (ZhihuiDeskReminder  *self,
      GtkWindow           *window,
      ZhihuiSituation     *situation,
      const ZhihuiMeeting *meeting,
      gint64               now)
{
  GtkApplication  *application = gtk_window_get_application (window);
  g_autofree char *id = make_id (meeting->id);
  g_autoptr (GNotification) notification = NULL;

  add_action (G_APPLICATION (application));
  notification = make_notification (
    situation, meeting, now, gtk_application_window_get_id (GTK_APPLICATION_WINDOW (window)));
  g_application_send_notification (G_APPLICATION (application), id, notification);
  g_hash_table_insert (
    self->told, g_strdup (meeting->id), g_memdup2 (&meeting->starts_at, sizeof meeting->starts_at));
}

/* What was told and does not take place, or not then, is no longer worth reading. */
static void
take_back (ZhihuiDeskReminder *self, GtkWindow *window, const ZhihuiMeeting *meeting)
{
  g_autofree char *id = make_id (meeting->id);
  const gint64    *at = g_hash_table_lookup (self->told, meeting->id);

  if (at == NULL || (*at == meeting->starts_at && meeting->state != ZHIHUI_MEETING_CANCELLED &&
                     meeting->state != ZHIHUI_MEETING_POSTPONED))
    return;
  g_application_withdraw_notification (G_APPLICATION (gtk_window_get_application (window)), id);
  g_hash_table_remove (self->told, meeting->id);
}

/**
 * zhihui_desk_reminder_pass:
 * @window: whose page of meetings is to be shown when the notification is chosen: a
 *   #GtkApplicationWindow with the action "win.go"
 * @situation: what is known
 * @now_us: monotonic
 *
 * Tells of what begins within %ZHIHUI_MEETING_LEAD_S of the platform's time. What is kept counts as
 * well, its clock is this machine's; where the time is doubtful nobody is told, nor of the past.
 */
void
zhihui_desk_reminder_pass (ZhihuiDeskReminder *self,
                           GtkWindow          *window,
                           ZhihuiSituation    *situation,
                           gint64              now_us)
{
  ZhihuiMeetings *meetings = zhihui_situation_get_meetings (situation);
  gint64          now;

  g_return_if_fail (self != NULL && GTK_IS_APPLICATION_WINDOW (window));

  if (self->is_silent || meetings == NULL || gtk_window_get_application (window) == NULL ||
      zhihui_situation_is_clock_doubtful (situation) || zhihui_situation_is_snapshot (situation) ||
      zhihui_situation_is_past (situation))
    return;

  now = zhihui_situation_get_platform_now (situation, now_us);
  for (guint i = 0; i < meetings->items->len; i++)
    {
      const ZhihuiMeeting *one = meetings->items->pdata[i];

      take_back (self, window, one);
      if (zhihui_meeting_is_due (one, now, ZHIHUI_MEETING_LEAD_S) && !was_told (self, one))
        tell (self, window, situation, one, now);
    }
}
